package fiscaltest

import (
	"strconv"
	"strings"
	"time"
)

// datecsXMake: names of 72, comments two shorter than the line of 42.
func datecsXMake() islMake {
	return islMake{
		protocol: islProtocol{
			group: DatecsX, long: true, maxSEQ: 0xFF, maxData: 213, anyCMD: true, money: decimals,
			letters: map[string]string{
				"": "cash", "0": "cash", "1": "card", "2": "card", "3": "check", "4": "ext-coupons", "5": "coupons",
			},
		},
		device:   Device{Serial: "DT525860", FiscalMemory: "02525860", TextMax: 72, CommentMax: 40},
		password: "0000", lines: 512,
		resting: []byte{0x80, 0x80, 0x80, 0x80, 0x86, 0x9A, 0x80, 0x80},
		commands: func(d *ISL) map[byte]islCommand {
			return map[byte]islCommand{
				0x30: d.tabs(5, 4, d.openX), 0x2B: d.tabs(11, 11, d.stornoX), 0x31: d.tabs(7, 8, d.soldX),
				0x33: d.tabs(4, 4, d.subtotalX), 0x35: d.tabs(3, 3, d.paidX), 0x36: d.tabs(6, 6, d.commentX),
				0x38: d.tabs(0, 0, d.closedX), 0x3C: d.tabs(0, 0, d.cancelledX), 0x3D: d.tabs(1, 1, d.setClockX),
				0x3E: d.tabs(0, 0, d.readClockX), 0x45: d.tabs(1, 1, d.dailyX), 0x46: d.tabs(2, 2, d.movedX),
				0x4A: d.tabs(0, 0, plainX), 0x4C: d.tabs(0, 0, d.transactionX), 0x5A: d.diagnosticsX,
				0x63: d.tabs(0, 0, d.taxNumberX), 0x6D: d.tabs(0, 0, d.copyX), 0x7B: d.deviceX,
			}
		},
	}
}

// tabs reads fields that each end in a tab, most or least of them, and answers in the
// same way with the ErrorCode 0 before.
func (d *ISL) tabs(most, least int, run func(f []string) ([]string, error)) islCommand {
	most, least = max(most, least), min(most, least)
	return func(data string) (string, error) {
		var f []string
		if data != "" {
			if !strings.HasSuffix(data, "\t") {
				return "", object(badSyntax, "the last field has no tab behind it")
			}
			f = strings.Split(strings.TrimSuffix(data, "\t"), "\t")
		}
		if len(f) < least || len(f) > most {
			return "", object(badSyntax, "%d fields", len(f))
		}
		out, err := run(f)
		return strings.Join(append([]string{"0"}, out...), "\t") + "\t", err
	}
}

func plainX([]string) ([]string, error) { return nil, nil }

// slip is the number of the receipt that is open, or the last one.
func (d *ISL) slip() string {
	if d.open != nil {
		return strconv.Itoa(d.docs + 1)
	}
	return strconv.Itoa(d.docs)
}

// openX: operator, password, УНП, till, invoice; or without УНП.
func (d *ISL) openX(f []string) ([]string, error) {
	o := opening{operator: f[0], password: f[1], noUSN: len(f) == 4}
	till, invoice := f[2], f[3]
	if len(f) == 5 {
		o.usn, till, invoice = f[2], f[3], f[4]
	}
	switch invoice {
	case "":
		return d.beginX(o, till)
	case "I":
		return nil, object(notAllowed, "no invoices here")
	}
	return nil, object(badSyntax, "invoice %q", invoice)
}

func (d *ISL) beginX(o opening, till string) ([]string, error) {
	if err := first(within(o.operator, 30), allDigits(o.password, 1, 8), within(till, 99_999)); err != nil {
		return nil, err
	}
	if err := d.admit(&o); err != nil {
		return nil, err
	}
	err := d.begin(ticket{operator: o.operator, usn: o.usn, storno: o.storno})
	return []string{d.slip()}, err
}

// stornoX: operator, password, till, reason, number, DD-MM-YY hh:mm:ss, ФП, invoice,
// its number, its reason, УНП.
func (d *ISL) stornoX(f []string) ([]string, error) {
	if f[7] != "" || f[8] != "" || f[9] != "" {
		return nil, object(notAllowed, "no invoices here")
	}
	o := opening{operator: f[0], password: f[1], usn: f[10], noUSN: f[10] == ""}
	reason, err := reasonOf(f[3], "0", "1", "2")
	if err != nil {
		return nil, err
	}
	o.storno, err = origin(reason, f[4], strings.TrimSuffix(f[5], " DST"), islClock, f[6])
	if err != nil {
		return nil, err
	}
	return d.beginX(o, f[2])
}

func (d *ISL) setClockX(f []string) ([]string, error) {
	_, err := d.setClock(strings.TrimSuffix(f[0], " DST"))
	return nil, err
}

func (d *ISL) readClockX([]string) ([]string, error) {
	now := d.now()
	text := now.Format(islClock)
	if now.IsDST() {
		text += " DST"
	}
	return []string{text}, nil
}

func (d *ISL) transactionX([]string) ([]string, error) {
	open, t := "0", d.last
	if d.open != nil {
		open, t = "1", *d.open
		if t.storno != nil {
			open = map[string]string{"operator-error": "2", "refund": "3", "tax-base-reduction": "4"}[t.storno.reason]
		}
	}
	return []string{open, d.slip(), strconv.Itoa(t.sales), t.total().money(), t.paid.money()}, nil
}

// diagnosticsX answers with tabs when the option ends in one, else with commas.
func (d *ISL) diagnosticsX(data string) (string, error) {
	option, tab := strings.CutSuffix(data, "\t")
	if option != "" && option != "1" {
		return "", object(badSyntax, "option %q", data)
	}
	numbers := []string{"00000000", d.opts.device.Serial, d.opts.device.FiscalMemory}
	if tab {
		return strings.Join(append([]string{"0", "FP-700X", "263453", "08Nov18", "1312", "214A"}, numbers...), "\t") + "\t", nil
	}
	return "FP-700X,263453 08Nov18 1312,214A," + strings.Join(numbers, ","), nil
}

func (d *ISL) taxNumberX([]string) ([]string, error) { return []string{"123456789"}, nil }

func (d *ISL) copyX([]string) ([]string, error) { return nil, d.duplicate() }

// deviceX is command 7B: 1 = the numbers, 3 = the last fiscal receipt.
func (d *ISL) deviceX(data string) (string, error) {
	switch strings.TrimSuffix(data, "\t") {
	case "1":
		return "0\t" + d.opts.device.Serial + "\t" + d.opts.device.FiscalMemory + "\t\t\t123456789\t\t\t", nil
	case "3":
		var last PrintedReceipt
		if n := len(d.receipts); n > 0 {
			last = d.receipts[n-1]
		}
		const layout = "02-01-2006 15:04:05"
		return strings.Join([]string{
			"0", strconv.Itoa(d.day.sales), last.Time.Format(layout), strconv.Itoa(d.zReports), time.Time{}.Format(layout), "",
		}, "\t"), nil
	}
	return "", object(badSyntax, "option %q", data)
}
