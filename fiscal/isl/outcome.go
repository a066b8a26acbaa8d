package isl

import (
	"context"
	"errors"
	"fmt"

	"github.com/skladmost/skladmost/fiscal"
)

// read collects what is known of the receipt that was just closed. Its error is the
// line's: the receipt is printed.
func (j *job) read(s *session) error {
	last, err := j.printer.last(s)
	if err != nil {
		return err
	}
	if last.Number != "" && last.Number != j.before {
		number := j.result.Number
		j.result.Number, j.result.Time = last.Number, last.Time
		if last.Time.IsZero() && number != "" {
			j.result.Number = number
		}
	}
	if j.result.Time.IsZero() {
		j.result.Time, err = s.readClock(j.printer.opts.Location)
	}
	return err
}

// complete is the result of a receipt that is printed. When the line broke before its
// number was read, the device is asked once more; in the worst case the number stays
// empty, and the Spooler says so.
func (j *job) complete(ctx context.Context, err error) error {
	if err != nil {
		err = j.printer.converse(ctx, func(s *session) error {
			if s.first.open() {
				return errOther
			}
			return j.read(s)
		})
	}
	if err != nil {
		j.warn([]fiscal.Message{{
			Kind: fiscal.Warning, Text: "the receipt is printed, but its number and time could not be read: " + err.Error(),
		}})
	}
	j.result.TaskID, j.result.Amount = j.taskID, j.total
	j.result.Device, j.result.FiscalMemory = j.printer.info.serial, j.printer.info.memory
	return nil
}

var errOther = errors.New("isl: another receipt is open by now")

// recover asks the device what became of a receipt whose line broke at or after its
// first payment. What cannot be proven stays unknown.
func (j *job) recover(ctx context.Context, cause error) error {
	err := j.printer.converse(ctx, func(s *session) error {
		if s.first.open() {
			return j.end(s, cause)
		}
		return j.prove(s, cause)
	})
	switch {
	case j.closed:
		return j.complete(ctx, err)
	case isKnown(err):
		return err
	}
	return j.unknown(errors.Join(cause, err), "the device could not be asked what became of the receipt")
}

// end ends the receipt that is open, if it is ours: it has our sum, which nobody else's
// would have by chance.
func (j *job) end(s *session, cause error) error {
	t, err := s.readTally()
	if err != nil {
		return err
	}
	if !t.amount.Equal(j.total) {
		return j.unknown(cause, fmt.Sprintf("a receipt of %s is open on the device, ours is %s",
			t.amount.StringFixed(moneyPlaces), j.total.StringFixed(moneyPlaces)))
	}
	how, err := s.finish()
	switch {
	case err != nil:
		return err
	case how == cancelled:
		return &fiscal.Error{
			Op: j.op, Device: j.printer.name(), Code: codeOf(cause), Kind: fiscal.ErrOffline, Cause: cause,
			Text: "the line broke; the receipt was cancelled", Remedy: "try again",
		}
	}
	j.closed = true
	return j.read(s)
}

// prove decides a receipt that is no longer open. A receipt that is paid in full cannot
// be cancelled, so that the next number is ours when the last payment was taken. Without
// that the device must show a receipt with our sum.
func (j *job) prove(s *session, cause error) error {
	last, err := j.printer.last(s)
	if err != nil {
		return err
	}
	sameSum := last.Amount.Equal(j.total)
	switch {
	case last.Number == "" || last.Number == j.before:
		return j.unknown(cause, "no receipt is open and the number of the last one did not move")
	case last.Amount.IsZero() && last.Time.IsZero() && j.paidUp(), sameSum:
		j.closed = true
		return j.read(s)
	}
	return j.unknown(cause, "the last receipt of the device does not decide it")
}

// paidUp reports that the device has taken the last payment.
func (j *job) paidUp() bool {
	pays := 0
	for _, st := range j.steps {
		if st.stage == stagePay {
			pays++
		}
	}
	return j.pays == pays
}

func (j *job) unknown(cause error, text string) error {
	return &fiscal.Error{
		Op: j.op, Device: j.printer.name(), Code: codeOf(cause), Kind: fiscal.ErrOutcomeUnknown, Text: text, Cause: cause,
		Remedy: "look whether the receipt came out and reconcile before you print again",
	}
}
