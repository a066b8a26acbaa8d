package fiscaltest

// islMake is what the document of a maker fixes.
type islMake struct {
	protocol islProtocol
	device   Device
	password string
	resting  []byte
	lines    int // sales in a receipt
	commands func(*ISL) map[byte]islCommand
}

func (m islMake) limits(d Device) limits {
	return limits{lines: m.lines, digits: 7, nameMax: d.TextMax, textMax: d.CommentMax}
}

func islModel(g Group) (islMake, bool) {
	switch g {
	case DatecsA:
		return datecsAMake(), true
	case DatecsB:
		return datecsBMake(), true
	case DatecsX:
		return datecsXMake(), true
	case Daisy:
		return daisyMake(), true
	case Eltrade:
		return eltradeMake(), true
	case Incotex:
		return incotexMake(), true
	default:
		return islMake{}, false
	}
}

// datecsAMake: two texts of 42 bytes in a sale, comments as long as the line, 512
// sales; ЕИК and numbers set, tax rates set, fiscal mode.
func datecsAMake() islMake {
	return islMake{
		protocol: islProtocol{
			group: DatecsA, maxSEQ: 0x7F, maxData: 213, anyCMD: true, amount: ';', unit: '#', money: signedCents, departments: 60,
			letters: map[string]string{
				"P": "cash", "C": "check", "D": "card", "I": "reserved1", "L": "reserved2", "m": "coupons",
				"n": "ext-coupons", "o": "packaging", "p": "internal-usage", "q": "damage", "r": "bank", "s": "check",
				"N": "credit", "J": "pay2", "K": "pay3", "i": "reserved1", "j": "pay2", "k": "pay3", "l": "reserved2",
			},
		},
		device:   Device{Serial: "DT279013", FiscalMemory: "02279013", TextMax: 42, CommentMax: 46},
		password: "0000", lines: 512,
		resting: []byte{0x80, 0x80, 0x80, 0x80, 0x86, 0x9A},
		commands: func(d *ISL) map[byte]islCommand {
			return with(d.common(), map[byte]islCommand{
				0x30: d.opened(openDatecsA), 0x2E: d.opened(stornoDatecsA), 0x3C: d.cancelled,
				0x5A: d.diagnostics,
			})
		},
	}
}

// datecsBMake: texts of 22 bytes, comments of 36, 120 sales.
func datecsBMake() islMake {
	return islMake{
		protocol: islProtocol{
			group: DatecsB, maxSEQ: 0x7F, maxData: 213, anyCMD: true, amount: ';', money: signedCents, departments: 9,
			letters: map[string]string{
				"P": "cash", "N": "credit", "C": "card", "D": "reserved1", "I": "ext-coupons", "J": "coupons",
			},
		},
		device:   Device{Serial: "DT279013", FiscalMemory: "02279013", TextMax: 22, CommentMax: 36},
		password: "1", lines: 120,
		resting: []byte{0x80, 0x80, 0x80, 0x80, 0x86, 0x9A},
		commands: func(d *ISL) map[byte]islCommand {
			return with(d.common(), map[byte]islCommand{
				0x30: d.opened(openDatecsB), 0x2E: d.opened(stornoDatecsB), 0x3C: d.cancelled,
				0x5A: d.diagnostics,
			})
		},
	}
}
