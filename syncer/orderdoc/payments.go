package orderdoc

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/text"
)

// postalTransfer is the key in Terms.PaymentMap of cash on delivery that the
// carrier passes on as a postal money transfer (ППП).
const postalTransfer = "cod+ppp"

// PaymentKey is the key of a payment among the overrides of [PaymentType]: the
// shop's method, "cod+ppp", or "other" for every method that is none of the
// contract's.
func PaymentKey(p gombashop.Payment) string {
	key := methodKey(p)
	if _, ok := defaultMethod(key); !ok {
		return string(gombashop.OtherPayment)
	}

	return key
}

func methodKey(p gombashop.Payment) string {
	if p.Method == gombashop.CashOnDelivery && p.CarrierPPP {
		return postalTransfer
	}

	return string(p.Method)
}

// PaymentType is the PaymentTypes.ID of a payment: that of the overrides, else
// cod 1 (cash), cod with a postal money transfer 2 (bank), bank_transfer 2,
// card and paypal 3, voucher 4. The overrides name methods as the shop does,
// "cod+ppp", and "other" for all that are not listed here. False means that the
// method has no payment type.
func PaymentType(p gombashop.Payment, overrides map[string]int64) (int64, bool) {
	for _, key := range []string{methodKey(p), PaymentKey(p)} {
		if id, ok := overrides[key]; ok {
			return id, true
		}
	}

	method, ok := defaultMethod(methodKey(p))

	return int64(method), ok
}

func defaultMethod(key string) (sklad.PaymentMethod, bool) {
	switch key {
	case string(gombashop.CashOnDelivery):
		return sklad.MethodCash, true
	case postalTransfer, string(gombashop.BankTransfer):
		return sklad.MethodBank, true
	case string(gombashop.Card), string(gombashop.PayPal):
		return sklad.MethodCard, true
	case string(gombashop.VoucherPayment):
		return sklad.MethodVoucher, true
	}

	return 0, false
}

// Unmapped says that a payment of the order leads to no row of PaymentTypes:
// kind is the one that is missing, 0 where the method has none.
func Unmapped(o gombashop.Order, p gombashop.Payment, kind int64) *text.Problem {
	id := "none"
	if kind != 0 {
		id = strconv.FormatInt(kind, 10)
	}

	return &text.Problem{Code: text.PaymentUnmapped, Record: record(o), Args: map[string]string{
		"method": strings.TrimSpace(string(p.Method) + " " + p.Name), "type": id, "key": "import.payment_map." + PaymentKey(p),
	}}
}

// pay adds the payments to a sale. A voucher was handed over with the order and
// is paid at once; the rest only when the shop says so.
func (d *Draft) pay(t Terms, o gombashop.Order, vouchers decimal.Decimal) error {
	if t.OperType != sklad.OperSale {
		return nil
	}

	vouchers = decimal.Min(vouchers, d.Total)
	if vouchers.IsPositive() {
		id, _ := PaymentType(gombashop.Payment{Method: gombashop.VoucherPayment}, t.PaymentMap)
		d.Document.Payments = append(d.Document.Payments, sklad.Payment{Type: id, Amount: vouchers, Date: t.Date})
	}

	id, ok := PaymentType(o.Payment, t.PaymentMap)
	rest := sklad.Payment{
		Type: id, Amount: d.Total.Sub(vouchers), Date: t.Date, TransactionNumber: o.Payment.TransactionRef,
	}

	switch {
	case rest.Amount.IsZero():
	case !ok: // if it is not paid yet, it could never be recorded later
		return Unmapped(o, o.Payment, 0)
	case !o.Payment.Paid:
		d.Open = rest
	default:
		d.Document.Payments = append(d.Document.Payments, rest)
	}

	return nil
}
