package isl

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/skladmost/skladmost/fiscal"
)

// Abort ends a receipt that was left open: it is cancelled, and when the device no longer
// does that because it is paid in full, it is closed and thereby printed. Before that
// the receipt is looked at twice; when it moved meanwhile somebody is at work on it and
// it is left alone: [fiscal.ErrOffline]. One that is paid in part is neither cancelled nor
// closed by most devices: this Printer goes on with it when it was its own last one,
// else it needs a person. When no receipt is open nothing is done.
func (p *Printer) Abort(ctx context.Context) error {
	err := p.do(ctx, "abort", func(s *session) error {
		if !s.first.open() {
			return nil
		}
		if err := s.untouched(p.opts.AbortPause); err != nil {
			return err
		}
		if p.pending != nil {
			return p.pending.endLate(s)
		}
		_, err := s.finish()
		return err
	})
	if err != nil {
		return p.offline("abort", err, "finish or cancel the receipt on the device")
	}
	return nil
}

// untouched compares two readings of the receipt.
func (s *session) untouched(pause time.Duration) error {
	before, err := s.ask(cmdTally, s.tallyRequest())
	if err != nil {
		return err
	}
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-s.ctx.Done():
		return s.ctx.Err() //nolint:wrapcheck // Abort says what was tried
	}
	after, err := s.ask(cmdTally, s.tallyRequest())
	if err != nil {
		return err
	}
	if before.text() != after.text() || before.open() != after.open() {
		return fmt.Errorf("isl: %w: somebody is at work on it: %q, then %q", errHeld, before.text(), after.text())
	}
	return nil
}

// ending is how an open receipt was ended.
type ending int

const (
	cancelled ending = iota + 1
	closed
)

// finish ends the open receipt: it is cancelled if the device still does that, else
// closed if it is paid in full. The device's own word that no receipt is open any more
// is what counts.
func (s *session) finish() (ending, error) {
	a, err := s.cancelNoted()
	if err != nil {
		return 0, err
	}
	if !a.open() {
		return cancelled, nil
	}
	why := s.refusal(a)
	t, err := s.readTally()
	if err != nil {
		return 0, err
	}
	if t.paidKnown && t.paid.LessThan(t.amount) {
		return 0, stuck(why, fmt.Sprintf("%s of %s are paid", t.paid, t.amount))
	}
	if a, err = s.ask(cmdClose, ""); err != nil {
		return 0, err
	}
	if !a.open() {
		return closed, nil
	}
	return 0, stuck(s.refusal(a), "the device neither cancels nor closes it")
}

// cancelNoted cancels, and notes the number that the cancelled document took: it is no
// receipt, and the last one is still that before it.
func (s *session) cancelNoted() (answer, error) {
	before, err := s.number(s)
	if err != nil {
		return answer{}, err
	}
	a, err := s.ask(s.p.cancel, "")
	if err != nil || a.open() {
		return a, err
	}
	after, err := s.number(s)
	if err != nil {
		return a, err
	}
	if s.p.maker == DatecsX && after == before { // it counted the open receipt already
		before = preceding(after)
	}
	if before != "" && preceding(after) == before {
		s.owner.void = voided{number: after, before: before}
	}
	return a, nil
}

// voided is a document that this Printer cancelled.
type voided struct{ number, before string }

// preceding is the number before; "" where there is none.
func preceding(number string) string {
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 {
		return ""
	}
	return padded(strconv.Itoa(n - 1))
}

// stuck is a receipt that only a person can end.
func stuck(why []fiscal.Message, text string) error {
	parts := []string{text}
	for _, m := range why {
		parts = append(parts, m.Code+" "+m.Text)
	}
	return fmt.Errorf("isl: %w: %s", errHeld, strings.Join(parts, "; "))
}

var errHeld = errors.New("the open receipt cannot be ended")
