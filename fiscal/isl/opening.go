package isl

import (
	"strings"
	"time"

	"github.com/skladmost/skladmost/fiscal"
)

// opening is what opens a receipt. The password is a function so that nothing prints it.
type opening struct {
	operator string
	password func() string
	till     int
	usn      string
}

// original is the receipt that a storno takes back.
type original struct {
	number, memory string
	time           time.Time // on the wall clock of the device
	reason         fiscal.Reason
}

// newOpening takes the factory's operator where the receipt names none.
func newOpening(s settings, r fiscal.Receipt, storno bool) (opening, error) {
	o := opening{operator: r.Operator, password: r.OperatorPassword, till: s.till, usn: r.USN.String()}
	p := s.profile
	operator, password := p.operator, p.password
	if storno && p.stornoOperator != "" {
		operator = p.stornoOperator
		if o.operator == "" {
			password = p.stornoPassword
		}
	}
	if o.operator == "" {
		o.operator = operator
	}
	if o.password == nil {
		o.password = func() string { return password }
	}
	if p.usnNeeded && o.usn == "" {
		return opening{}, invalid("devices of %s print no receipt without a sale number (УНП)", p.maker)
	}
	return o, o.check(p)
}

// check keeps what would break the fields apart out of them. The password is never
// repeated, and where the maker has none it is not sent.
func (o opening) check(p profile) error {
	if p.maker == Eltrade {
		if o.operator != fiscal.FitText(o.operator, 30) || strings.Contains(o.operator, ",") {
			return invalid("operator %q: Eltrade takes a name of at most 30 characters without commas", o.operator)
		}
		return nil
	}
	if !digits(o.operator, 2) {
		return invalid("operator %q: devices of %s number their operators 1 to 30", o.operator, p.maker)
	}
	if p.maxPassword > 0 && !digits(o.password(), p.maxPassword) {
		return invalid("the password of operator %s: devices of %s take 1 to %d digits", o.operator, p.maker, p.maxPassword)
	}
	return nil
}

func newOriginal(s settings, r fiscal.Reversal) (original, error) {
	switch {
	case !digits(r.Original.Number, 10):
		return original{}, invalid("original receipt %q: its number has digits only", r.Original.Number)
	case !digits(r.Original.FiscalMemory, 8):
		return original{}, invalid("fiscal memory %q of the original receipt: it is a number of 8 digits", r.Original.FiscalMemory)
	}
	return original{
		number: r.Original.Number, memory: r.Original.FiscalMemory,
		time: r.Original.Time.In(s.location), reason: r.Reason,
	}, nil
}

// digits reports that text is 1 to longest digits.
func digits(text string, longest int) bool {
	if text == "" || len(text) > longest {
		return false
	}
	return strings.Trim(text, "0123456789") == ""
}
