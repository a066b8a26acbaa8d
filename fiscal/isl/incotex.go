package isl

import (
	"strings"

	"github.com/skladmost/skladmost/fiscal"
)

// incotex is Incotex. It opens without a password, and an original without a УНП is 0.
type incotex struct{ classic }

func (incotex) profile() profile {
	return profile{
		maker: Incotex, manufacturer: "Incotex", framing: Short,
		texts: 34, comments: 34, hasConstants: true, operator: "1",
		maxSales: 512, maxDepartment: 99, cancel: cmdCancelAll, flags: incotexFlags(), errorByte: true,
		letters: map[fiscal.PaymentKind]string{
			fiscal.PayCash: "P", fiscal.PayCard: "C", fiscal.PayCheck: "N", fiscal.PayReserved1: "D",
		},
	}
}

func (incotex) openSale(o opening) (byte, string, error) {
	return cmdOpen, o.operator + "," + usnOr0(o.usn) + ",0", nil
}

// openStorno writes the reason twice, as F1 and F2, and no invoice (0).
func (incotex) openStorno(o opening, of original) (byte, string, error) {
	reason := reasonCode(of.reason, "R", "S", "V")
	return cmdOpen, strings.Join([]string{
		o.operator, usnOr0(o.usn), of.number, reason + reason + "0", of.time.Format(dashTime), of.memory,
	}, ","), nil
}

func usnOr0(usn string) string {
	if usn == "" {
		return "0"
	}
	return usn
}
