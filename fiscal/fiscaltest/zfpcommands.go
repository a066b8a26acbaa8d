package fiscaltest

import (
	"fmt"
	"strings"
	"time"
)

// table are the commands of the device.
func (d *ZFP) table() map[byte]zfpCommand {
	ack := func(run func(string) error) zfpCommand {
		return zfpCommand{ack: true, run: func(data string) (string, error) {
			if d.failed {
				return "", object(powerFailed, "the power failed in an open receipt")
			}
			return "", run(data)
		}}
	}
	say := func(run func(string) (string, error)) zfpCommand { return zfpCommand{run: run} }
	return map[byte]zfpCommand{
		0x20: say(d.readStatus), 0x21: say(d.version), 0x30: ack(d.opened), 0x31: ack(d.sold), 0x33: say(d.subtotal),
		0x34: ack(d.soldByDepartment), 0x35: ack(d.paid), 0x36: ack(d.paidInCash), 0x37: ack(d.comment),
		0x38: ack(d.closed), 0x39: ack(d.cancelOrClose), 0x3A: ack(d.copied), 0x3B: ack(d.moved), 0x48: ack(d.setClock),
		0x60: say(d.numbers), 0x61: say(d.registration), 0x68: say(d.readClock), 0x6E: say(d.onHand),
		0x71: say(d.lastNumber), 0x72: say(d.receiptInfo), 0x7C: ack(d.daily),
	}
}

func empty(data string) error {
	if data != "" {
		return object(badSyntax, "the command has no data")
	}
	return nil
}

// readStatus are the seven status bytes. Reading them ends the error of a power cut.
func (d *ZFP) readStatus(data string) (string, error) {
	if err := empty(data); err != nil {
		return "", err
	}
	s := statusBytes(append([]byte(nil), d.resting...))
	if d.failed {
		s.set(0x01)
	}
	d.failed = false
	if d.noPaper {
		s.set(0x10)
	}
	if d.day.sales > 0 {
		s.set(0x13) // the daily report is not zeroed
	}
	if d.open != nil {
		s.set(0x21)
		s.set(0x22)
		s.set(0x23)
	}
	return string(s), nil
}

func (d *ZFP) version(data string) (string, error) {
	return "2;000636;15-11-2018 10:33;TREMOL M20;Ver. 1.01 TRA20 C.S. 4B7A", empty(data)
}

func (d *ZFP) numbers(data string) (string, error) {
	return d.opts.device.Serial + ";" + d.opts.device.FiscalMemory, empty(data)
}

func (d *ZFP) registration(data string) (string, error) {
	return "123456789    ;0;123456;01-02-2019 12:00", empty(data)
}

func (d *ZFP) readClock(data string) (string, error) {
	return d.now().Format("02-01-2006 15:04"), empty(data)
}

func (d *ZFP) setClock(data string) error {
	at, err := time.ParseInLocation(islClock, data, d.now().Location())
	if err != nil {
		return object(badSyntax, "not DD-MM-YY HH:MM:SS: %q", data)
	}
	return d.wind(at)
}

func (d *ZFP) lastNumber(data string) (string, error) {
	return fmt.Sprintf("%06d", d.docs), empty(data)
}

func (d *ZFP) copied(data string) error { return first(empty(data), d.duplicate()) }

func (d *ZFP) daily(data string) error {
	if data != "X" && data != "Z" {
		return object(badSyntax, "report %q", data)
	}
	_, err := d.report(data == "Z")
	return err
}

// moved: operator;password;0;amount, below zero out of the drawer.
func (d *ZFP) moved(data string) error {
	f := strings.Split(data, ";")
	if len(f) < 4 || len(f) > 5 || f[2] != "0" {
		return object(badSyntax, "%d fields", len(f))
	}
	if err := d.admit(f[0], f[1]); err != nil {
		return err
	}
	amount, _, _ := strings.Cut(f[3], "$")
	value, err := zfpNumber(amount, 10, 2)
	if err != nil {
		return err
	}
	return d.move(value)
}

// onHand is option 0 of 6E: the drawer by kind of payment. Only cash is counted.
func (d *ZFP) onHand(data string) (string, error) {
	if data != "0" {
		return "", object(badSyntax, "option %q", data)
	}
	return "0;" + d.day.cash.money() + strings.Repeat(";0.00", 11), nil
}

// receiptInfo is 72: nothing = the open receipt, P = the payments of the open or the
// last one, B = the QR code of the last one.
func (d *ZFP) receiptInfo(data string) (string, error) {
	switch data {
	case "":
		return d.currentReceipt(), nil
	case "P":
		return d.payments(), nil
	case "B":
		if len(d.receipts) == 0 {
			return "", object(noReceipt, "nothing was printed yet")
		}
		return d.qr(d.receipts[len(d.receipts)-1]), nil
	}
	return "", object(badSyntax, "option %q", data)
}

func (d *ZFP) currentReceipt() string {
	open, t, number := "0", ticket{}, d.docs
	if d.open != nil {
		open, t, number = "1", *d.open, d.docs+1
	}
	flag := func(b bool) string {
		if b {
			return "1"
		}
		return "0"
	}
	kind := "2"
	if t.storno != nil {
		kind = "6"
	}
	g := t.groups
	return strings.Join([]string{
		open, fmt.Sprintf("%03d", t.sales), g[0].money(), g[1].money(), g[2].money(), "0", "1", "1",
		flag(t.paying), flag(t.paying && t.left() <= 0), flag(d.outage), kind, t.change.money(), "0",
		g[3].money(), g[4].money(), g[5].money(), g[6].money(), g[7].money(), fmt.Sprintf("%06d", number),
	}, ";")
}

func (d *ZFP) payments() string {
	open, t := "0", d.last
	if d.open != nil {
		open, t = "1", *d.open
	}
	var sums [12]thousandths
	for _, paid := range t.payments {
		kind, amount, _ := strings.Cut(paid, " ")
		value, err := number(amount, 2, "-")
		for i, k := range zfpKinds() {
			if k == kind && err == nil {
				sums[i] += value
			}
		}
	}
	out := []string{"P", open}
	for _, s := range sums {
		out = append(out, s.money())
	}
	return strings.Join(out, ";")
}
