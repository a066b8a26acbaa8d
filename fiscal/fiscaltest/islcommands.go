package fiscaltest

import (
	"fmt"
	"maps"
	"strings"
	"time"
)

// execute runs one command.
func (d *ISL) execute(cmd byte, data string) (string, error) {
	run, known := d.commands[cmd]
	switch {
	case !known:
		return "", object(badCommand, "no command %02X", cmd)
	case d.group == DatecsA && d.wrong >= 3 && cmd != 0x4A:
		return "", object(notAllowed, "locked by three wrong passwords until it is switched off")
	}
	return run(data)
}

func with(common, own map[byte]islCommand) map[byte]islCommand {
	maps.Copy(common, own)
	return common
}

// common are the commands that the makers with short frames share.
func (d *ISL) common() map[byte]islCommand {
	return map[byte]islCommand{
		0x26: bare(d.beginService), 0x27: bare(d.endService), 0x2A: d.serviceText,
		0x31: d.sold, 0x33: d.subtotal, 0x35: d.paid, 0x36: d.commented, 0x38: bare(d.closed),
		0x3D: d.setClock, 0x3E: bare(d.readClock), 0x45: d.daily, 0x46: d.moved, 0x4A: d.readStatus,
		0x4C: d.transaction, 0x63: bare(d.taxNumber), 0x6D: d.copy, 0x71: bare(d.lastNumber),
	}
}

// bare refuses data: even a space in its place is a syntax error.
func bare(run func() (string, error)) islCommand {
	return func(data string) (string, error) {
		if data != "" {
			return "", object(badSyntax, "the command has no data")
		}
		return run()
	}
}

func (d *ISL) commented(data string) (string, error) {
	if d.group == DatecsA && strings.HasPrefix(data, "\t") { // TAB, font, flags
		data = strings.TrimLeft(strings.TrimLeft(data[1:], "0123"), "BHI")
	}
	if strings.ContainsAny(data, "\t\n") {
		return "", object(badSyntax, "a tab or a line feed in the text")
	}
	return "", d.comment(data)
}

func (d *ISL) closed() (string, error) {
	printed, err := d.finish()
	if err != nil {
		return "", err
	}
	if d.group == Incotex {
		return d.counters() + "," + printed.USN, nil
	}
	return d.counters(), nil
}

// counters are Allreceipt,FiscReceipt since the last Z report.
func (d *ISL) counters() string { return fmt.Sprintf("%04d,%04d", d.day.documents, d.day.sales) }

func (d *ISL) cancelled(data string) (string, error) {
	if data != "" {
		return "", object(badSyntax, "the command has no data")
	}
	usn := ""
	if d.open != nil {
		usn = d.open.usn
	}
	if err := d.cancel(); err != nil {
		return "", err
	}
	switch d.group {
	case Daisy:
		return d.counters(), nil
	case Incotex:
		return usn, nil
	default:
		return "", nil
	}
}

const islClock = "02-01-06 15:04:05"

// setClock sets no time before the last document.
func (d *ISL) setClock(data string) (string, error) {
	at, err := time.ParseInLocation(islClock, data, d.now().Location())
	if err != nil {
		if at, err = time.ParseInLocation("02-01-06 15:04", data, d.now().Location()); err != nil {
			return "", object(badSyntax, "not DD-MM-YY hh:mm:ss: %q", data)
		}
	}
	return "", d.wind(at)
}

func (t *till) wind(at time.Time) error {
	if n := len(t.receipts); n > 0 && at.Before(t.receipts[n-1].Time) {
		return object(notAllowed, "before the last document")
	}
	if t.open != nil {
		return object(notAllowed, "a receipt is open")
	}
	t.shift += at.Sub(t.now())
	return nil
}

func (d *ISL) readClock() (string, error) { return d.now().Format(islClock), nil }

func (d *ISL) readStatus(data string) (string, error) {
	if data != "" && data != "W" && data != "X" {
		return "", object(badSyntax, "option %q", data)
	}
	return "", nil
}

// transaction tells of the open receipt, or of the last one.
func (d *ISL) transaction(data string) (string, error) {
	if data != "" && data != "T" {
		return "", object(badSyntax, "option %q", data)
	}
	open, t := "0", d.last
	if d.open != nil {
		open, t = "1", *d.open
	} else if d.service {
		open = "1"
	}
	answer := fmt.Sprintf("%s,%04d,%s", open, t.sales, d.money(t.total()))
	switch {
	case data == "":
		return answer, nil
	case d.group == Daisy:
		return answer + "," + d.money(t.paid) + "," + d.money(max(0, t.left())), nil
	}
	return answer + "," + d.money(t.paid), nil
}

// diagnostics with a checksum only when it was asked for.
func (d *ISL) diagnostics(data string) (string, error) {
	sum := "FFFF"
	switch data {
	case "1", "*1":
		sum = "214A"
	case "", "*":
	default:
		return "", object(badSyntax, "option %q", data)
	}
	return d.describe(sum), nil
}

func (d *ISL) taxNumber() (string, error) {
	switch d.group {
	case Daisy:
		return "123456789", nil
	case Incotex:
		return d.opts.device.Serial + ",123456789", nil
	default:
		return "123456789,ЕИК", nil
	}
}

func (d *ISL) lastNumber() (string, error) { return fmt.Sprintf("%07d", d.docs), nil }

func (d *ISL) copy(data string) (string, error) {
	if data != "1" {
		return "", object(badSyntax, "count %q", data)
	}
	return "", d.duplicate()
}
