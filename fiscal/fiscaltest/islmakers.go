package fiscaltest

import "fmt"

// daisyMake: the lengths are the constants P10 and P11, which 80 tells.
func daisyMake() islMake {
	return islMake{
		protocol: islProtocol{
			group: Daisy, maxSEQ: 0xFF, maxData: 200, amount: '$', money: tenCents,
			letters: map[string]string{
				"P": "cash", "N": "check", "C": "card", "D": "reserved1", "U": "reserved1", "B": "reserved2", "E": "reserved2",
			},
		},
		device:   Device{Serial: "DY454545", FiscalMemory: "36454545", TextMax: 28, CommentMax: 28},
		password: "1", lines: 200,
		resting: []byte{0x80, 0x80, 0x80, 0x80, 0x80, 0xF8},
		commands: func(d *ISL) map[byte]islCommand {
			return with(d.common(), map[byte]islCommand{
				0x30: d.opened(openDaisy), 0x82: d.cancelled, 0x8A: d.soldByDepartment,
				0x5A: d.diagnostics, 0x80: bare(d.constants), 0x74: bare(d.qrData), 0x63: bare(d.taxNumber),
			})
		},
	}
}

// eltradeMake: two texts of 30 bytes, comments of 46.
func eltradeMake() islMake {
	return islMake{
		protocol: islProtocol{
			group: Eltrade, maxSEQ: 0xFF, maxData: 213, anyCMD: true, amount: ';', money: signedCents, departments: 100,
			letters: map[string]string{
				"P": "cash", "N": "check", "C": "coupons", "D": "ext-coupons", "I": "packaging", "J": "internal-usage",
				"K": "damage", "L": "card", "M": "bank", "Q": "reserved1", "R": "reserved2",
			},
		},
		device: Device{Serial: "ED325425", FiscalMemory: "44325425", TextMax: 30, CommentMax: 46},
		lines:  200,
		resting: []byte{
			0x80, 0x80, 0x80, 0x80, 0x86, 0x9A,
		},
		commands: func(d *ISL) map[byte]islCommand {
			return with(d.common(), map[byte]islCommand{
				0x90: d.opened(openEltrade), 0x3C: d.cancelled, 0x5A: d.diagnostics, 0x3F: bare(d.readClock),
			})
		},
	}
}

// incotexMake: texts of 34 characters; the lengths are constants as with Daisy.
func incotexMake() islMake {
	return islMake{
		protocol: islProtocol{
			group: Incotex, maxSEQ: 0x7F, maxData: 213, anyCMD: true, amount: ';', unit: '@', money: decimals,
			letters: map[string]string{"P": "cash", "C": "card", "N": "check", "D": "reserved1", "B": "reserved2"},
		},
		device: Device{Serial: "IN015013", FiscalMemory: "54015013", TextMax: 34, CommentMax: 34},
		lines:  200,
		resting: []byte{
			0x80, 0x80, 0x80, 0x80, 0x80, 0xB8,
		},
		commands: func(d *ISL) map[byte]islCommand {
			return with(d.common(), map[byte]islCommand{
				0x30: d.opened(openIncotex), 0x82: d.cancelled, 0x5A: d.diagnostics, 0x80: bare(d.constants),
			})
		},
	}
}

// constants: P9 the characters of a line, P10 of a comment, P11 of a name, P12 and P13
// of the numbers. Daisy has 25 of them, Incotex 27.
func (d *ISL) constants() (string, error) {
	answer := fmt.Sprintf("384,48,4,8,0,0,А,8,%d,%d,%d,8,8,0,13,99,9999,0,0,10,20,16,0,0,0",
		d.limits.textMax+2, d.limits.textMax, d.limits.nameMax)
	if d.group == Incotex {
		answer += ",0,0"
	}
	return answer, nil
}

// qrData is P, the kind of document, and what the QR code of the last receipt says:
// ФП, number, date, time and total between asterisks.
func (d *ISL) qrData() (string, error) {
	if len(d.receipts) == 0 {
		return "F", nil
	}
	r := d.receipts[len(d.receipts)-1]
	kind := map[string]string{"": "0", "refund": "1", "operator-error": "2", "tax-base-reduction": "3"}[r.Reason]
	return "PF," + kind + "," + d.qr(r), nil
}

func (t *till) qr(r PrintedReceipt) string {
	return t.opts.device.FiscalMemory + "*" + r.Number + "*" + r.Time.Format("2006-01-02*15:04:05") + "*" + r.Total
}
