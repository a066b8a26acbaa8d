package usn

import "fmt"

// Form tells a sale's number from the special forms that stand in its place (Наредба
// Н-18, Annex 29 item 9 and чл. 31).
type Form string

// The forms.
const (
	// FormSale is the number of one sale, see [Parse].
	FormSale Form = "sale"
	// FormBeforeSUPTO is OO000000-0000-0000000 (two Latin letters O), or the device's
	// letters and nothing but ones: a payment for a sale that was opened before the
	// software was put in service, and therefore has no number.
	FormBeforeSUPTO Form = "before СУПТО"
	// FormRecalled is the device's letters and nothing but zeros: the storno of a
	// recalled product whose receipt the customer does not have.
	FormRecalled Form = "recalled"
)

const (
	beforeSUPTO = "OO000000-0000-0000000"
	zeros       = "000000-0000-0000000"
	ones        = "111111-1111-1111111"
)

// BeforeSUPTO is what a receipt shows for a sale that was opened before the software
// was put in service.
func BeforeSUPTO() string { return beforeSUPTO }

// Recalled is what the storno of a recalled product shows on a device; the error wraps
// [ErrInvalid]. The receipt number of such a storno is all nines and its date is now.
func Recalled(device string) (string, error) {
	if err := CheckDevice(device); err != nil {
		return "", err
	}
	return device[:2] + zeros, nil
}

// FormOf reads a text that may be a number or a special form. The error is that of
// [Parse], for a text that is neither.
//
// All ones behind a device's letters are also what the number 1111111 of operator 1111
// on device 111111 would be; such a device is taken not to exist.
func FormOf(s string) (Form, error) {
	if s == beforeSUPTO {
		return FormBeforeSUPTO, nil
	}
	if len(s) == textLen && isCapital(rune(s[0])) && isCapital(rune(s[1])) {
		switch s[2:] {
		case zeros:
			return FormRecalled, nil
		case ones:
			return FormBeforeSUPTO, nil
		}
	}
	if _, err := Parse(s); err != nil {
		return "", fmt.Errorf("usn: neither a number nor a special form: %w", err)
	}
	return FormSale, nil
}
