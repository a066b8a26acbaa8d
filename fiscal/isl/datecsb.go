package isl

import (
	"strconv"
	"strings"

	"github.com/skladmost/skladmost/fiscal"
)

// datecsB is Datecs group B, cash registers that a program can drive. Card is C and
// check does not exist, where group A has card D and check C.
type datecsB struct{ classic }

func (datecsB) profile() profile {
	return profile{
		maker: DatecsB, manufacturer: "Datecs", framing: Short,
		texts: 22, comments: 36, operator: "1", password: "1", maxPassword: 8,
		maxSales: 120, maxDepartment: 99, cancel: cmdCancel, flags: datecsFlags(false),
		letters: map[fiscal.PaymentKind]string{
			fiscal.PayCash: "P", fiscal.PayCard: "C", fiscal.PayCoupons: "J",
			fiscal.PayExtCoupons: "I", fiscal.PayReserved1: "D",
		},
	}
}

func (datecsB) openSale(o opening) (byte, string, error) {
	return cmdOpen, joinFilled(",", o.operator, o.password(), o.usn, strconv.Itoa(o.till)), nil
}

// openStorno leaves the УНП empty where the original has none.
func (datecsB) openStorno(o opening, of original) (byte, string, error) {
	return cmdOpenStorno, strings.Join([]string{
		o.operator, o.password(), o.usn, strconv.Itoa(o.till), reasonCode(of.reason, "0", "1", "2"),
		of.number, of.time.Format(compactTime), of.memory,
	}, ","), nil
}

// document asks the journal tape (7D) for a fiscal receipt of that number; the answer
// is "P,number,time,type,Z".
func (datecsB) document(s *session, number string) (document, bool, error) {
	a, err := s.ask(cmdDocument, "0,"+strings.TrimLeft(number, "0")+",1")
	if err != nil {
		return document{}, false, err
	}
	f := a.fields(",")
	if len(f) < 4 || f[0] != "P" || padded(f[1]) != number {
		return document{}, false, nil
	}
	switch f[3] {
	case "1", "7", "8", "9": // sale, invoice, and their stornos
		return document{time: f[2]}, true, nil
	}
	return document{}, false, nil
}
