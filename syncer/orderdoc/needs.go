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

// CashByPostalTransfer is cash on delivery that the carrier passes on as a postal
// money transfer (пощенски паричен превод), as a key of ReceiptRules.
const CashByPostalTransfer gombashop.PaymentMethod = "cod_ppp"

// ReceiptRules say whether and when a payment method needs a receipt. A method
// that is not among them follows the law's own answer:
//
//   - cash on delivery when the sale is recorded, because the courier may hand
//     the receipt over (Наредба Н-18 чл. 25, ал. 7), unless it is
//     CashByPostalTransfer: never;
//   - a bank transfer never (чл. 3, ал. 1);
//   - card, PayPal and the trader's own vouchers when they are paid;
//   - everything else is ReceiptUnknown.
//
// A shop in the alternative regime (чл. 3, ал. 17) sets card and PayPal to
// ReceiptNever.
type ReceiptRules map[gombashop.PaymentMethod]ReceiptNeed

// Need is what a payment needs now: ReceiptWhenPaid becomes ReceiptNow once the
// shop says that it is paid.
func (r ReceiptRules) Need(p gombashop.Payment) ReceiptNeed {
	method := p.Method
	if method == gombashop.CashOnDelivery && p.CarrierPPP {
		method = CashByPostalTransfer
	}

	need, set := r[method]
	if !set {
		need = lawsNeed(method)
	}

	if need == ReceiptWhenPaid && p.Paid {
		return ReceiptNow
	}

	return need
}

func lawsNeed(method gombashop.PaymentMethod) ReceiptNeed {
	switch method {
	case gombashop.CashOnDelivery:
		return ReceiptNow
	case gombashop.BankTransfer, CashByPostalTransfer:
		return ReceiptNever
	case gombashop.Card, gombashop.PayPal, gombashop.VoucherPayment:
		return ReceiptWhenPaid
	case gombashop.OtherPayment:
	}

	return ReceiptUnknown
}
