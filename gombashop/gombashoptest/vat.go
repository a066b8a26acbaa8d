package gombashoptest

import (
	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
	"github.com/skladmost/skladmost/money"
)

// standardRate is Bulgaria's, of delivery and of what else a shop charges.
const standardRate = 20

// fillExtras gives delivery and fees the VAT that they do not name.
func fillExtras(o *wire.Order, named fields) {
	if o.Delivery != nil {
		fillStandard(&o.Delivery.VATRate, named.object("delivery"))
		fillTax(&o.Delivery.VATRate, &o.Delivery.TaxGroup, named.object("delivery"))
	}

	for i := range o.Fees {
		fee := &o.Fees[i]
		fillStandard(&fee.VATRate, nth(named.list("fees"), i))
		fillTax(&fee.VATRate, &fee.TaxGroup, nth(named.list("fees"), i))
	}
}

func fillStandard(rate **wire.Percent, named fields) {
	if *rate == nil && named.mute("vat_rate") {
		*rate = &wire.Percent{Decimal: decimal.NewFromInt(standardRate)}
	}
}

// fillTax gives a known rate its fiscal group: А is 0 %, Б 20 %, Г 9 %.
func fillTax(rate **wire.Percent, group **int, named fields) {
	if *rate == nil || *group != nil || !named.mute("tax_group") {
		return
	}

	for n, percent := range map[int]int64{1: 0, 2: standardRate, 4: 9} {
		if (*rate).Equal(decimal.NewFromInt(percent)) {
			*group = new(n)
		}
	}
}

// share is a part of an order that VAT is reckoned of.
type share struct {
	rate   *wire.Percent
	off    string // the discounts that it shares in, beside those of the order
	amount decimal.Decimal
}

func sharesOf(o wire.Order) []share {
	var shares []share

	for _, item := range o.Items {
		if item.LineTotal != nil {
			shares = append(shares, share{item.VATRate, offItems, item.LineTotal.Decimal})
		}
	}

	if o.Delivery != nil {
		shares = append(shares, share{o.Delivery.VATRate, offDelivery, deliveryOf(o)})
	}

	for _, fee := range o.Fees {
		shares = append(shares, share{fee.VATRate, offOrder, fee.Amount.Decimal})
	}

	return shares
}

// vatOf is the VAT within an order, or beside it where its prices have none; nil
// when a rate is not known. Discounts lower what they apply to in proportion,
// vouchers that pay lower nothing.
func vatOf(o wire.Order) *wire.Money {
	shares := sharesOf(o)

	for _, d := range o.Discounts {
		if d.TreatAs != "payment" && !spread(shares, orElse(d.AppliesTo, offOrder), d.Amount.Decimal) {
			return nil
		}
	}

	base := map[string]decimal.Decimal{}

	for _, s := range shares {
		switch {
		case s.rate != nil:
			base[s.rate.StringFixed(unitPlaces)] = base[s.rate.StringFixed(unitPlaces)].Add(s.amount)
		case !s.amount.IsZero():
			return nil
		}
	}

	var vat decimal.Decimal

	for text, sum := range base {
		rate, whole := decimal.RequireFromString(text), decimal.NewFromInt(100)
		if *o.PricesIncludeVAT {
			whole = whole.Add(rate)
		}

		vat = vat.Add(sum.Mul(rate).DivRound(whole, places))
	}

	return &wire.Money{Decimal: vat}
}

// spread takes a discount off the shares that it applies to; false when that
// cannot be done, in an order whose amounts contradict one another.
func spread(shares []share, off string, amount decimal.Decimal) bool {
	if amount.IsZero() {
		return true
	}

	weights := make([]decimal.Decimal, len(shares))

	for i, s := range shares {
		if off == offOrder || off == s.off {
			weights[i] = s.amount
		}
	}

	parts, err := money.Split(amount, places, weights)
	for i, part := range parts {
		shares[i].amount = shares[i].amount.Sub(part)
	}

	return err == nil
}
