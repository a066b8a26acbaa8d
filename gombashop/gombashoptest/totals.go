package gombashoptest

import (
	"encoding/json"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

func itemsOf(o wire.Order) decimal.Decimal {
	var sum decimal.Decimal

	for _, item := range o.Items {
		if item.LineTotal != nil {
			sum = sum.Add(item.LineTotal.Decimal)
		}
	}

	return sum
}

func deliveryOf(o wire.Order) decimal.Decimal {
	if o.Delivery == nil {
		return decimal.Decimal{}
	}

	return o.Delivery.Price.Sub(o.Delivery.DiscountAmount.Decimal)
}

func feesOf(o wire.Order) decimal.Decimal {
	var sum decimal.Decimal
	for _, fee := range o.Fees {
		sum = sum.Add(fee.Amount.Decimal)
	}

	return sum
}

// discountsOf sums the discounts that lower the price, or the vouchers that pay.
func discountsOf(o wire.Order, paying bool) decimal.Decimal {
	var sum decimal.Decimal

	for _, d := range o.Discounts {
		if (d.TreatAs == "payment") == paying {
			sum = sum.Add(d.Amount.Decimal)
		}
	}

	return sum
}

// totals are what the contract's invariants give, but for those that are told;
// what follows from one that is told follows it.
func totals(o wire.Order, told json.RawMessage) wire.Totals {
	var given struct {
		Items      *wire.Money `json:"items"`
		Delivery   *wire.Money `json:"delivery"`
		Discounts  *wire.Money `json:"discounts"`
		Fees       *wire.Money `json:"fees"`
		GrandTotal *wire.Money `json:"grand_total"`
		Payable    *wire.Money `json:"payable"`
		VAT        *wire.Money `json:"vat"`
	}

	_ = json.Unmarshal(told, &given) // it has been read once; nothing told is no JSON

	t := wire.Totals{
		Items: either(given.Items, itemsOf(o)), Delivery: either(given.Delivery, deliveryOf(o)), Fees: either(given.Fees, feesOf(o)),
		Discounts: either(given.Discounts, discountsOf(o, false)), VAT: given.VAT,
	}
	t.GrandTotal = either(given.GrandTotal, t.Items.Add(t.Delivery.Decimal).Add(t.Fees.Decimal).Sub(t.Discounts.Decimal))
	t.Payable = new(either(given.Payable, decimal.Max(t.GrandTotal.Sub(discountsOf(o, true)), decimal.Decimal{})))

	if t.VAT == nil {
		t.VAT = vatOf(o)
	}

	return t
}

func either(given *wire.Money, computed decimal.Decimal) wire.Money {
	if given != nil {
		return *given
	}

	return wire.Money{Decimal: computed}
}
