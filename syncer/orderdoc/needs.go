package orderdoc

import "github.com/skladmost/skladmost/gombashop"

// ReceiptNeed says whether and when a payment needs a fiscal receipt.
type ReceiptNeed int

// The values of ReceiptNeed.
const (
	// ReceiptUnknown: nobody can tell, so nothing is printed and it is reported.
	ReceiptUnknown ReceiptNeed = iota
	// ReceiptNever: bank and postal money transfers (Наредба Н-18 чл. 3, ал. 1).
	ReceiptNever
	// ReceiptNow: as soon as the sale is recorded.
	ReceiptNow
	// ReceiptWhenPaid: as soon as the shop says that it is paid.
	ReceiptWhenPaid
)

// ReceiptRules say whether and when a payment needs a receipt, by its
// [PaymentKey]. What is not among them follows the law's own answer:
//
//   - cash on delivery ("cod") when the sale is recorded, because the courier may
//     hand the receipt over (Наредба Н-18 чл. 25, ал. 7);
//   - a postal money transfer ("cod+ppp") and a bank transfer never (чл. 3, ал. 1);
//   - card, PayPal and the trader's own vouchers when they are paid;
//   - everything else ("other") is ReceiptUnknown.
//
// A shop in the alternative regime (чл. 3, ал. 17) sets card and PayPal to
// ReceiptNever.
type ReceiptRules map[string]ReceiptNeed

// Need is what a payment needs now: ReceiptWhenPaid becomes ReceiptNow once the
// shop says that it is paid.
func (r ReceiptRules) Need(p gombashop.Payment) ReceiptNeed {
	key := PaymentKey(p)

	need, set := r[key]
	if !set {
		need = lawsNeed(key)
	}

	if need == ReceiptWhenPaid && p.Paid {
		return ReceiptNow
	}

	return need
}

func lawsNeed(key string) ReceiptNeed {
	switch gombashop.PaymentMethod(key) {
	case gombashop.CashOnDelivery:
		return ReceiptNow
	case gombashop.BankTransfer, postalTransfer:
		return ReceiptNever
	case gombashop.Card, gombashop.PayPal, gombashop.VoucherPayment:
		return ReceiptWhenPaid
	case gombashop.OtherPayment:
	}

	return ReceiptUnknown
}
