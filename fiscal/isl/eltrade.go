package isl

import (
	"strings"

	"github.com/skladmost/skladmost/fiscal"
)

// eltrade is Eltrade. Its receipts are opened with an operator's name and no password.
type eltrade struct{ classic }

func (eltrade) profile() profile {
	return profile{
		maker: Eltrade, manufacturer: "Eltrade", framing: Short,
		texts: 30, comments: 46, operator: "Operator",
		maxSales: 512, maxDepartment: 100, cancel: cmdCancel, flags: eltradeFlags(),
		letters: map[fiscal.PaymentKind]string{
			fiscal.PayCash: "P", fiscal.PayCheck: "N", fiscal.PayCoupons: "C", fiscal.PayExtCoupons: "D",
			fiscal.PayPackaging: "I", fiscal.PayInternal: "J", fiscal.PayDamage: "K", fiscal.PayCard: "L",
			fiscal.PayBank: "M", fiscal.PayReserved1: "Q", fiscal.PayReserved2: "R",
		},
	}
}

func (eltrade) openSale(o opening) (byte, string, error) {
	return cmdOpenEltrade, joinFilled(",", o.operator, o.usn), nil
}

func (eltrade) openStorno(o opening, of original) (byte, string, error) {
	if o.usn == "" {
		return 0, "", invalid("Eltrade opens a storno only with the sale number (УНП) of the original receipt")
	}
	return cmdOpenEltrade, strings.Join([]string{
		o.operator, o.usn, "S", of.memory, reasonCode(of.reason, "O", "R", "T"), of.number, of.time.Format(isoTime),
	}, ","), nil
}
