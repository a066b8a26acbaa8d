package fiscaltest

import (
	"strconv"
	"strings"
)

// zfpKinds are the payments 0 to 11.
func zfpKinds() []string {
	return []string{
		"cash", "check", "coupons", "ext-coupons", "packaging", "internal-usage", "damage", "card", "bank",
		"reserved1", "reserved2", "currency",
	}
}

// paid: payment;change;amount[*][;change type]. Change 1 keeps what is paid too much; a
// quotation mark in place of the amount pays the rest exactly.
func (d *ZFP) paid(data string) error {
	f := strings.Split(data, ";")
	if len(f) != 3 && len(f) != 4 || f[1] != "0" && f[1] != "1" {
		return object(badSyntax, "%d fields", len(f))
	}
	n, err := strconv.Atoi(f[0])
	if err != nil || n < 0 || n >= len(zfpKinds()) || strconv.Itoa(n) != f[0] {
		return object(badSyntax, "payment %q", f[0])
	}
	if f[2] == `"` {
		_, err = d.pay(zfpKinds()[n], 0, true)
		return err
	}
	amount, err := zfpNumber(strings.TrimSuffix(f[2], "*"), 10, 2)
	if err != nil {
		return err
	}
	open, err := d.current()
	if err != nil {
		return err
	}
	open.noChange = f[1] == "1"
	_, err = d.pay(zfpKinds()[n], amount, false)
	return err
}

func (d *ZFP) closed(data string) error {
	if err := empty(data); err != nil {
		return err
	}
	_, err := d.finish()
	return err
}

// paidInCash pays the rest in cash and closes.
func (d *ZFP) paidInCash(data string) error {
	if err := empty(data); err != nil {
		return err
	}
	if open, err := d.current(); err != nil {
		return err
	} else if open.left() > 0 || !open.paying {
		if _, err := d.pay("cash", 0, true); err != nil {
			return err
		}
	}
	return d.closed("")
}

// cancelOrClose cancels; when the payment has begun it finishes it and closes.
func (d *ZFP) cancelOrClose(data string) error {
	if err := empty(data); err != nil {
		return err
	}
	if d.open != nil && d.open.paying {
		return d.paidInCash("")
	}
	return d.cancel()
}
