package compliance

import (
	"errors"
	"fmt"
	"time"

	"github.com/skladmost/skladmost/sklad"
)

// Seller is what the audit file says of the trader and of the online shop, as they are
// registered with the НАП (Наредба Н-18 чл. 52м, Annex 33).
type Seller struct {
	// EIK is the trader's ЕИК, 9 to 13 digits.
	EIK string
	// ShopNumber is the number that the НАП gave the shop, at most 10 characters.
	ShopNumber string
	// Domain is the shop's domain, at most 200 characters.
	Domain string
	// OnPlatform says that the shop sells on somebody else's platform instead of a
	// domain of its own.
	OnPlatform bool
	// VirtualPOS is the number of the virtual POS terminal, Processor the number of the
	// payment service provider; both may be empty.
	VirtualPOS, Processor string
}

const (
	longestNumber = 10
	longestDomain = 200
)

func (s Seller) check() error {
	var errs []error
	if !digits(s.EIK) || len(s.EIK) < 9 || len(s.EIK) > 13 {
		errs = append(errs, fmt.Errorf("%w: ЕИК %q: 9 to 13 digits are needed", ErrIncomplete, s.EIK))
	}
	if n := len([]rune(s.ShopNumber)); n == 0 || n > longestNumber {
		errs = append(errs, fmt.Errorf("%w: shop number %q: write the one that the НАП gave, at most %d characters",
			ErrIncomplete, s.ShopNumber, longestNumber))
	}
	if n := len([]rune(s.Domain)); n == 0 || n > longestDomain {
		errs = append(errs, fmt.Errorf("%w: domain %q: 1 to %d characters are needed", ErrIncomplete, s.Domain, longestDomain))
	}
	for _, number := range []string{s.VirtualPOS, s.Processor} {
		if len([]rune(number)) > longestName {
			errs = append(errs, fmt.Errorf("%w: %.20q…: virtual POS and processor have at most %d characters",
				ErrIncomplete, number, longestName))
		}
	}
	return errors.Join(errs...)
}

func digits(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return true
}

// PaymentCode is the kind of payment of an order in the audit file (Annex 38).
type PaymentCode int

// The codes.
const (
	PaidByAccount   PaymentCode = 1 // no receipt is needed, and it is no ППП
	PaidVirtualPOS  PaymentCode = 2
	PaidPPP         PaymentCode = 3 // cash on delivery as a postal money transfer
	PaidProcessor   PaymentCode = 4 // a payment service provider
	PaidOther       PaymentCode = 5 // without a fiscal receipt
	PaidWithReceipt PaymentCode = 6 // recorded with a fiscal receipt
)

// paymentCode goes by the receipt first: an order that has one is code 6 however it
// was paid.
func paymentCode(s snapshot, receipt bool) PaymentCode {
	switch {
	case receipt:
		return PaidWithReceipt
	case s.Payment.Method == "cod" && s.Payment.CarrierPPP:
		return PaidPPP
	}
	switch s.Payment.Method {
	case "card":
		return PaidVirtualPOS
	case "paypal":
		return PaidProcessor
	case "bank_transfer":
		return PaidByAccount
	}
	return PaidOther
}

// refundCode is how the money of a returned order went back: 1 account, 2 card,
// 3 cash, 4 another way.
func refundCode(methods []sklad.PaymentMethod) int {
	if len(methods) != 1 {
		return 4
	}
	switch methods[0] {
	case sklad.MethodBank:
		return 1
	case sklad.MethodCard:
		return 2
	case sklad.MethodCash:
		return 3
	case sklad.MethodVoucher:
	}
	return 4
}

// AuditDue is the last day for sending the file of a month: the 15th of the next one.
func AuditDue(year int, month time.Month, loc *time.Location) time.Time {
	return time.Date(year, month+1, 15, 0, 0, 0, 0, loc)
}
