package orderdoc

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/usn"
)

// ReceiptTerms say what a receipt is made of: an order and the sale that it
// became, as it stands in Склад Pro.
type ReceiptTerms struct {
	Order    gombashop.Order
	Document sklad.Document
	// Total is what the document came to when it was written, with VAT. The
	// receipt comes to the same.
	Total decimal.NullDecimal
	// PricesIncludeVAT and Voucher are those of Terms.
	PricesIncludeVAT bool
	Voucher          VoucherMode
	Currency         string
	// USN is the sale's unique number; empty prints none.
	USN string
	// Operator and OperatorPassword are the device's.
	Operator         string
	OperatorPassword func() string
	// Rate gives the VAT percentage and the name of a good.
	Rate func(sklad.GoodID) (decimal.Decimal, string, error)
}

// Receipt makes the fiscal receipt of a sale: the shop's names, prices and
// discounts, with exactly the document's total. Payments by voucher are
// coupons (купони), the rest is as the order was paid.
//
// Errors wrap fiscal.ErrInvalid when no receipt can be made of the sale: a
// document that no longer comes to Total, a VAT rate without a fiscal group, a
// total of zero.
func Receipt(t ReceiptTerms) (fiscal.Receipt, error) {
	r := fiscal.Receipt{Operator: t.Operator, OperatorPassword: t.OperatorPassword}

	if t.USN != "" {
		number, err := usn.Parse(t.USN)
		if err != nil {
			return r, fmt.Errorf("orderdoc: receipt of %s: %w", record(t.Order), err)
		}

		r.USN = number
	}

	total, err := t.addItems(&r)
	if err != nil {
		return r, fmt.Errorf("orderdoc: receipt of %s: %w", record(t.Order), err)
	}

	r.Items = append(r.Items, fiscal.Item{Kind: fiscal.ItemFooter, Text: "Поръчка " + number(t.Order)})
	r.Payments = t.payments(total)

	return r, r.Validate()
}

// addItems adds a line for each part of the order, as the document has it.
func (t ReceiptTerms) addItems(r *fiscal.Receipt) (decimal.Decimal, error) {
	var total decimal.Decimal

	for _, line := range t.lines() {
		item, err := t.item(line)
		if err != nil {
			return total, err
		}

		r.Items, total = append(r.Items, item), total.Add(line.total)
	}

	if t.Total.Valid && !t.Total.Decimal.Equal(total) {
		return total, fmt.Errorf("%w: document %d comes to %s in Склад Pro now and came to %s when it was written; "+
			"it was edited since: print its receipt from Склад Pro", fiscal.ErrInvalid, t.Document.Acct, total, t.Total.Decimal)
	}

	return total, nil
}

func (t ReceiptTerms) item(line sold) (fiscal.Item, error) {
	rate, name, err := t.Rate(line.good)
	if err != nil {
		return fiscal.Item{}, err
	}

	group, err := fiscal.TaxGroupForRate(rate)
	if err != nil {
		return fiscal.Item{}, fmt.Errorf("good %d %q: %w", line.good, name, err)
	}

	if line.text == "" {
		line.text = name
	}

	off := line.qty.Mul(line.price).Round(places).Sub(line.total)

	return fiscal.Line(fiscal.LineTerms{
		Text: line.text, Quantity: line.qty, UnitPrice: line.price, Discount: decimal.Max(off, decimal.Decimal{}),
		Total: line.total, TaxGroup: group,
	})
}

// payments are what pays the total: vouchers first.
func (t ReceiptTerms) payments(total decimal.Decimal) []fiscal.Payment {
	var (
		vouchers decimal.Decimal
		all      []fiscal.Payment
	)

	for _, d := range t.Order.Discounts {
		if !lowers(d, t.Voucher) {
			vouchers = vouchers.Add(d.Amount)
		}
	}

	coupons := decimal.Min(inBase(t.Order.Currency, Terms{Currency: t.Currency}.base(), vouchers), total)
	if coupons.IsPositive() {
		all = append(all, fiscal.Payment{Kind: fiscal.PayCoupons, Amount: coupons})
	}

	if rest := total.Sub(coupons); rest.IsPositive() {
		all = append(all, fiscal.Payment{Kind: paymentKind(t.Order.Payment), Amount: rest})
	}

	return all
}

// paymentKind is the device's kind for a payment method (Наредба Н-18 чл. 3,
// ErpNet.FP's words). The kinds that need no receipt are there for a caller
// who prints one all the same.
func paymentKind(p gombashop.Payment) fiscal.PaymentKind {
	switch p.Method {
	case gombashop.Card, gombashop.PayPal:
		return fiscal.PayCard
	case gombashop.VoucherPayment:
		return fiscal.PayCoupons
	case gombashop.BankTransfer:
		return fiscal.PayBank
	case gombashop.CashOnDelivery:
		if p.CarrierPPP {
			return fiscal.PayBank
		}

		return fiscal.PayCash
	case gombashop.OtherPayment:
	}

	return fiscal.PayCash
}
