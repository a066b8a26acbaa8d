package isl

import (
	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/fiscal"
)

// payments are the receipt's payments in the maker's letters. Change is not sent: the
// device gives it on the cash that was handed over. Cash is one payment and the last,
// because only it may be more than what is due, and nothing can be paid after it. No
// payments at all are the total in cash.
func payments(letters map[fiscal.PaymentKind]string, r fiscal.Receipt) ([]payment, error) {
	given := r.Payments
	if len(given) == 0 {
		given = []fiscal.Payment{{Kind: fiscal.PayCash, Amount: r.Total()}}
	}
	out := make([]payment, 0, len(given))
	cash := decimal.Zero
	for _, p := range given {
		letter, known := letters[p.Kind]
		switch {
		case p.Kind == fiscal.PayChange:
		case !known:
			return nil, invalid("the device takes no payment of kind %s; use another, or set Options.PaymentLetters", p.Kind)
		case p.Kind == fiscal.PayCash:
			cash = cash.Add(p.Amount)
		default:
			out = append(out, payment{letter, p.Amount})
		}
	}
	if cash.IsPositive() {
		out = append(out, payment{letters[fiscal.PayCash], cash})
	}
	return out, nil
}

// kinds are the payment kinds that have a letter, in the order of their constants.
func kinds(letters map[fiscal.PaymentKind]string) []fiscal.PaymentKind {
	var out []fiscal.PaymentKind
	for _, k := range []fiscal.PaymentKind{
		fiscal.PayCash, fiscal.PayCheck, fiscal.PayCard, fiscal.PayCoupons, fiscal.PayExtCoupons, fiscal.PayPackaging,
		fiscal.PayInternal, fiscal.PayDamage, fiscal.PayBank, fiscal.PayReserved1, fiscal.PayReserved2,
	} {
		if _, ok := letters[k]; ok {
			out = append(out, k)
		}
	}
	return out
}
