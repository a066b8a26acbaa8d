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

// NeedsReceipt says whether the payment needs a fiscal receipt. Cash on delivery
// needs one when the sale is recorded, because the courier may hand it over
// (Наредба Н-18 чл. 25, ал. 7), unless the carrier passes the money on as a
// postal money transfer. Card, PayPal and the trader's own vouchers need one
// when they are paid.
func NeedsReceipt(p gombashop.Payment) ReceiptNeed {
	switch p.Method {
	case gombashop.CashOnDelivery:
		if p.CarrierPPP {
			return ReceiptNever
		}

		return ReceiptNow
	case gombashop.BankTransfer:
		return ReceiptNever
	case gombashop.Card, gombashop.PayPal, gombashop.VoucherPayment:
		if p.Paid {
			return ReceiptNow
		}

		return ReceiptWhenPaid
	case gombashop.OtherPayment:
	}

	return ReceiptUnknown
}
