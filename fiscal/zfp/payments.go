package zfp

import (
	"maps"
	"slices"

	"github.com/skladmost/skladmost/fiscal"
)

// Version says which numbers a device gives to the payment kinds.
type Version int

// The versions. Which one a device has shows in its model: "… V2".
const (
	// Detect goes by the model's name.
	Detect Version = 0
	// V1 has the eleven kinds of the tax office: 0 cash, 1 check, … 7 card, 8 bank.
	V1 Version = 1
	// V2 has three: 0 cash, 1 card, 2 check.
	V2 Version = 2
)

// codes are the payment numbers of command 35 (§2.6.19), 0 to 11.
type codes map[fiscal.PaymentKind]string

func codesOf(v Version) codes {
	if v == V2 {
		return codes{fiscal.PayCash: "0", fiscal.PayCard: "1", fiscal.PayCheck: "2"}
	}
	return codes{
		fiscal.PayCash: "0", fiscal.PayCheck: "1", fiscal.PayCoupons: "2", fiscal.PayExtCoupons: "3",
		fiscal.PayPackaging: "4", fiscal.PayInternal: "5", fiscal.PayDamage: "6", fiscal.PayCard: "7",
		fiscal.PayBank: "8", fiscal.PayReserved1: "9", fiscal.PayReserved2: "10",
	}
}

// with changes some of the numbers; an empty one takes the kind away.
func (c codes) with(override map[fiscal.PaymentKind]string) codes {
	c = maps.Clone(c)
	for kind, code := range override {
		c[kind] = code
		if code == "" {
			delete(c, kind)
		}
	}
	return c
}

func (c codes) kinds() []fiscal.PaymentKind { return slices.Sorted(maps.Keys(c)) }

// lastCode is the highest payment number of the protocol.
const lastCode = 11
