package zfp

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// question is a command that changes nothing; its answer is text.
func (l *link) question(ctx context.Context, cmd byte, data string) (string, error) {
	f, err := l.ask(ctx, cmd, data)
	if err != nil {
		return "", err
	}
	if err := accepted(f); err != nil {
		return "", err
	}
	return decodeText(f.Data), nil
}

// tell is a command that changes something. It is sent once.
func (l *link) tell(ctx context.Context, cmd byte, data []byte) error {
	f, err := l.do(ctx, cmd, data)
	if err != nil {
		return err
	}
	return accepted(f)
}

// accepted is the refusal in an acknowledgement, if it is one.
func accepted(f Frame) error {
	if f.Ack && string(f.Data) != "00" {
		return &refusal{device: f.Data[0], command: f.Data[1]}
	}
	return nil
}

// fields cuts an answer and makes sure that it is long enough.
func (l *link) fields(ctx context.Context, cmd byte, data string, least int) ([]string, error) {
	text, err := l.question(ctx, cmd, data)
	if err != nil {
		return nil, err
	}
	parts := strings.Split(text, ";")
	if len(parts) < least {
		return nil, fmt.Errorf("zfp: %w: %d fields after command %02X, at least %d expected", errNonsense, len(parts), cmd, least)
	}
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts, nil
}

// identity is the device's number and that of its fiscal memory (§2.5.1).
type identity struct{ device, memory string }

func (l *link) identity(ctx context.Context) (identity, error) {
	parts, err := l.fields(ctx, cmdNumbers, "", 2)
	if err != nil {
		return identity{}, err
	}
	return identity{device: strings.ToUpper(parts[0]), memory: parts[1]}, nil
}

// version is model and firmware (§2.2.2).
func (l *link) version(ctx context.Context) (model, firmware string, err error) {
	parts, err := l.fields(ctx, cmdVersion, "", 5)
	if err != nil {
		return "", "", err
	}
	return parts[3], parts[4], nil
}

// clock is the device's, to the minute (§2.5.11).
func (l *link) clock(ctx context.Context) (time.Time, error) {
	text, err := l.question(ctx, cmdClock, "")
	if err != nil {
		return time.Time{}, err
	}
	t, err := time.ParseInLocation("02-01-2006 15:04", strings.TrimSpace(text), l.opts.Location)
	if err != nil {
		return time.Time{}, fmt.Errorf("zfp: %w: the clock says %q", errNonsense, text)
	}
	return t, nil
}

// subtotal is what the open receipt comes to. The command prints and shows nothing.
func (l *link) subtotal(ctx context.Context, data []byte) (decimal.Decimal, error) {
	text, err := l.question(ctx, cmdSubtotal, string(data))
	if err != nil {
		return decimal.Zero, err
	}
	return amount(text)
}

// amount is a sum with a point, or in cents without one. A storno's may carry a minus.
func amount(text string) (decimal.Decimal, error) {
	text = strings.TrimSpace(text)
	d, err := decimal.NewFromString(text)
	if err != nil || strings.Trim(text, "+-.0123456789") != "" { // an exponent could be a number of gigabytes
		return decimal.Zero, fmt.Errorf("zfp: %w: %q is not an amount", errNonsense, text)
	}
	if !strings.Contains(text, ".") {
		d = d.Shift(-2)
	}
	return d.Abs(), nil
}

// ticket is the receipt that is open, or the last one (§2.7.29).
type ticket struct {
	open, started, covered bool // started and covered are about the payments
	sales                  string
	sum                    decimal.Decimal
}

// sums are where the answer has the totals of the VAT groups А to З.
func sums(parts []string) []string {
	if len(parts) < 19 {
		return parts[2:5]
	}
	return slices.Concat(parts[2:5], parts[14:19])
}

func (l *link) ticket(ctx context.Context) (ticket, error) {
	parts, err := l.fields(ctx, cmdReceipt, "", 10)
	if err != nil {
		return ticket{}, err
	}
	t := ticket{open: parts[0] == "1", sales: parts[1], started: parts[8] == "1", covered: parts[9] == "1"}
	for _, part := range sums(parts) {
		d, err := amount(part)
		if err != nil {
			return ticket{}, err
		}
		t.sum = t.sum.Add(d)
	}
	return t, nil
}

// paid are the sums of the open receipt by payment number (§2.7.30).
func (l *link) paid(ctx context.Context) (map[string]decimal.Decimal, error) {
	parts, err := l.fields(ctx, cmdReceipt, "P", 3)
	if err != nil {
		return nil, err
	}
	paid := map[string]decimal.Decimal{}
	for i, part := range parts[2:] {
		if i > lastCode || part == "" {
			continue
		}
		d, err := amount(part)
		if err != nil {
			return nil, err
		}
		if !d.IsZero() {
			paid[strconv.Itoa(i)] = d
		}
	}
	return paid, nil
}
