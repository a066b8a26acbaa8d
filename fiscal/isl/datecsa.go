package isl

import (
	"strconv"
	"strings"

	"github.com/skladmost/skladmost/fiscal"
)

// datecsA is Datecs group A. Without a УНП the device counts the last one up by
// itself, which makes a second source of numbers; so it is left out only where the
// receipt has none.
type datecsA struct{ classic }

func (datecsA) profile() profile {
	return profile{
		maker: DatecsA, manufacturer: "Datecs", framing: Short,
		texts: 34, comments: 46, operator: "1", password: "0000", maxPassword: 8,
		maxSales: 512, maxDepartment: 60, cancel: cmdCancel, flags: datecsFlags(true),
		letters: map[fiscal.PaymentKind]string{
			fiscal.PayCash: "P", fiscal.PayCheck: "C", fiscal.PayCard: "D", fiscal.PayCoupons: "m",
			fiscal.PayExtCoupons: "n", fiscal.PayPackaging: "o", fiscal.PayInternal: "p",
			fiscal.PayDamage: "q", fiscal.PayBank: "r", fiscal.PayReserved1: "I", fiscal.PayReserved2: "L",
		},
	}
}

func (datecsA) openSale(o opening) (byte, string, error) {
	return cmdOpen, joinFilled(",", o.operator, o.password(), strconv.Itoa(o.till), o.usn), nil
}

// openStorno gives УНП, time and fiscal memory of the original: with fewer fields the
// device would look the receipt up and storno all of it by itself.
func (datecsA) openStorno(o opening, of original) (byte, string, error) {
	if o.usn == "" {
		return 0, "", invalid("Datecs A opens a storno only with the sale number (УНП) of the original receipt")
	}
	reason := reasonCode(of.reason, "E", "R", "T")
	return cmdOpenStorno, strings.Join([]string{
		o.operator, o.password(), strconv.Itoa(o.till), reason + of.number, o.usn, of.time.Format(compactTime), of.memory,
	}, ","), nil
}
