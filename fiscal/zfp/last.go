package zfp

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/fiscal"
)

// last is where the device stands. The counter counts every receipt, also those that
// are not fiscal (§2.7.28, §2.7.36); the QR code is that of the last fiscal one.
type last struct {
	counter string
	code    qr
}

// qr is the content of the code on a fiscal receipt (§2.7.31). The zero qr is none.
type qr struct {
	memory, number string
	time           time.Time
	amount         decimal.Decimal
}

// last asks for both. A device that has not printed yet, or does not know one of the
// commands, refuses it.
func (l *link) last(ctx context.Context) (last, error) {
	var found last
	var refused *refusal
	counter, err := l.question(ctx, cmdCounter, "")
	if err != nil && !errors.As(err, &refused) {
		return last{}, err
	}
	found.counter = strings.TrimSpace(counter)
	text, err := l.question(ctx, cmdReceipt, "B")
	switch {
	case errors.As(err, &refused) || err == nil && strings.Trim(text, "* 0") == "":
		return found, nil
	case err != nil:
		return last{}, err
	}
	found.code, err = parseQR(text, l.opts.Location)
	return found, err
}

func parseQR(text string, location *time.Location) (qr, error) {
	parts := strings.Split(strings.TrimSpace(text), "*")
	if len(parts) != 5 {
		return qr{}, fmt.Errorf("zfp: %w: QR code %q", errNonsense, text)
	}
	at, err := time.ParseInLocation("2006-01-02 15:04:05", parts[2]+" "+parts[3], location)
	if err != nil {
		return qr{}, fmt.Errorf("zfp: %w: the time in QR code %q", errNonsense, text)
	}
	sum, err := amount(parts[4])
	if err != nil || !digits(parts[1], 8) {
		return qr{}, fmt.Errorf("zfp: %w: number or amount in QR code %q", errNonsense, text)
	}
	return qr{memory: parts[0], number: parts[1], time: at, amount: sum}, nil
}

// result is the last document as [fiscal.Printer] wants it: with time and amount when
// it was a fiscal receipt, else only its number, so that the next one is known.
func (l last) result(who identity) fiscal.Result {
	r := fiscal.Result{Number: l.counter, Device: who.device, FiscalMemory: who.memory}
	if l.code.number != "" && (l.counter == "" || sameNumber(l.counter, l.code.number)) {
		r.Number, r.Time, r.Amount = l.code.number, l.code.time, l.code.amount
	}
	return r
}

func sameNumber(a, b string) bool { return number(a) == number(b) }

// number is the value of a receipt number; -1 when there is none.
func number(text string) int64 {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return -1
	}
	return n
}

// movedFrom reports that something was counted or printed since.
func (l last) movedFrom(before last) bool {
	return number(l.counter) != number(before.counter) || number(l.code.number) != number(before.code.number)
}

// follows reports that the last fiscal receipt is the very next document after before.
func (l last) follows(before last) bool {
	n := number(l.code.number)
	return n > number(before.code.number) && n == number(before.next())
}

// next is the number of the next document, six digits.
func (l last) next() string {
	return fmt.Sprintf("%06d", max(number(l.counter), number(l.code.number), 0)+1)
}
