package isl

import (
	"github.com/skladmost/skladmost/fiscal"
)

// daisy is Daisy. A department has a command of its own, without a name; sums are
// marked with $.
type daisy struct{ classic }

func (daisy) profile() profile {
	return profile{
		maker: Daisy, manufacturer: "Daisy", framing: Short,
		texts: 22, comments: 28, hasConstants: true,
		operator: "1", password: "1", stornoOperator: "20", stornoPassword: "9999", maxPassword: 6,
		usnNeeded: true, maxSales: 512, maxDepartment: 99, cancel: cmdCancelAll, flags: daisyFlags(), errorByte: true,
		letters: map[fiscal.PaymentKind]string{
			fiscal.PayCash: "P", fiscal.PayCard: "C", fiscal.PayCheck: "N", fiscal.PayReserved1: "D",
		},
	}
}

func (daisy) openSale(o opening) (byte, string, error) {
	return cmdOpen, o.operator + "," + o.password() + "," + o.usn, nil
}

func (daisy) openStorno(o opening, of original) (byte, string, error) {
	return cmdOpen, o.operator + "," + o.password() + "," + o.usn +
		"\tR" + reasonCode(of.reason, "1", "0", "2") + "," + of.number + "," + of.time.Format(dashTime) +
		"\t" + of.memory, nil
}

func (daisy) sale(it fiscal.Item) byte {
	if it.Department > 0 {
		return cmdSaleDepartment
	}
	return cmdSale
}

func (d daisy) appendSale(dst []byte, it fiscal.Item, name string) []byte {
	if it.Department == 0 {
		return d.classic.appendSale(dst, it, name)
	}
	dst = append(appendInt(dst, it.Department), '@')
	return d.appendTerms(appendMoney(dst, it.UnitPrice), it)
}

// tally takes what is paid from what is still due, the fifth field: the fourth is the
// last payment alone.
func (d daisy) tally(a answer) (tally, error) {
	t, err := d.classic.tally(a)
	if f := a.fields(","); err == nil && len(f) > 4 {
		due, err := readAmount(f[4])
		t.paid, t.paidKnown = t.amount.Sub(due), err == nil
	}
	return t, err
}
