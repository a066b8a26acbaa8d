package fiscaltest

import (
	"strconv"
	"strings"
	"time"
)

// opening is what a command that opens a receipt says.
type opening struct {
	operator, password string
	usn                string
	noUSN              bool // none was given
	storno             *original
}

// opener reads the data of one maker.
type opener func(p islProtocol, data string) (opening, error)

// opened opens a sale or a storno.
func (d *ISL) opened(read opener) islCommand {
	return func(data string) (string, error) {
		if data == "" && d.group == DatecsA { // asks for the last number of a sale
			if d.lastUSN == "" {
				return "0000000", nil
			}
			return d.lastUSN[len(d.lastUSN)-7:], nil
		}
		o, err := read(d.islProtocol, data)
		if err != nil {
			return "", err
		}
		if err := d.admit(&o); err != nil {
			return "", err
		}
		if err := d.begin(ticket{operator: o.operator, usn: o.usn, storno: o.storno}); err != nil {
			return "", err
		}
		if o.storno == nil {
			d.lastUSN = o.usn
		}
		return d.counters(), nil
	}
}

// admit checks password and УНП. Datecs A goes on from the last УНП when none is given.
func (d *ISL) admit(o *opening) error {
	if o.password != d.password && d.group != Eltrade && d.group != Incotex {
		d.wrong++
		return object(wrongPassword, "wrong password")
	}
	d.wrong = 0
	if o.noUSN {
		switch {
		case d.group != DatecsA:
			return nil
		case d.lastUSN == "":
			return object(notAllowed, "an УНП must be given at least once")
		}
		next, err := strconv.Atoi(d.lastUSN[len(d.lastUSN)-7:])
		if err != nil {
			return object(otherError, "%v", err)
		}
		o.usn = d.lastUSN[:len(d.lastUSN)-7] + strings.Repeat("0", 7-len(strconv.Itoa(next+1))) + strconv.Itoa(next+1)
		return nil
	}
	if !d.usnPattern().MatchString(o.usn) {
		return object(badSyntax, "УНП %q", o.usn)
	}
	return nil
}

// within reads a whole number from 1 to limit.
func within(text string, limit int) error {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > limit || strings.HasPrefix(text, "+") {
		return object(badSyntax, "%q is not from 1 to %d", text, limit)
	}
	return nil
}

// allDigits with a length between low and high.
func allDigits(text string, low, high int) error {
	if len(text) < low || len(text) > high || strings.Trim(text, "0123456789") != "" {
		return object(badSyntax, "%q is not %d to %d digits", text, low, high)
	}
	return nil
}

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// origin makes the facts of the receipt that a storno takes back.
func origin(reason, number, at, layout, memory string) (*original, error) {
	when, err := time.Parse(layout, at)
	if err != nil {
		return nil, object(badSyntax, "date and time %q", at)
	}
	if err := first(within(number, 9_999_999), allDigits(memory, 8, 8)); err != nil {
		return nil, err
	}
	return &original{reason: reason, number: number, time: when.Format(clockLayout), memory: memory}, nil
}

// reasonOf turns a maker's code into the word of the reason.
func reasonOf(code, mistake, refund, reduction string) (string, error) {
	switch code {
	case mistake:
		return "operator-error", nil
	case refund:
		return "refund", nil
	case reduction:
		return "tax-base-reduction", nil
	}
	return "", object(badSyntax, "reason %q", code)
}
