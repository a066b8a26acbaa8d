package isl

import (
	"context"
	"errors"
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/fiscal"
)

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
// would have by chance. It is cancelled, and where the device no longer does that
// because something is paid, it is brought to its end.
func (j *job) end(s *session, cause error) error {
	t, err := s.readTally()
	if err != nil {
		return err
	}
	if !t.amount.Equal(j.total) {
		return j.unknown(cause, fmt.Sprintf("a receipt of %s is open on the device, ours is %s",
			t.amount.StringFixed(moneyPlaces), j.total.StringFixed(moneyPlaces)))
	}
	a, err := s.ask(s.p.cancel, "")
	if err != nil {
		return err
	}
	text := "the line broke; the receipt was cancelled"
	switch {
	case !a.open():
	case t.paidKnown && t.paid.IsZero():
		text = "the line broke; the receipt stays open and unpaid, and is cancelled first"
	default:
		return j.resume(s, t, cause)
	}
	return &fiscal.Error{
		Op: j.op, Device: j.printer.name(), Code: codeOf(cause), Kind: fiscal.ErrOffline, Cause: cause,
		Text: text, Remedy: "try again",
	}
}

// endLate ends a receipt that stayed open when its job became unknown. What is known of
// it then is kept for [Printer.LastReceipt], which many devices cannot answer in full.
func (j *job) endLate(s *session) error {
	t, err := s.readTally()
	if err != nil {
		return err
	}
	how, err := s.finish()
	ours := t.amount.Equal(j.total)
	if errors.Is(err, errHeld) && t.paidKnown && ours {
		how, err = closed, j.resume(s, t, err)
	}
	if err == nil && how == closed && ours {
		j.closed = true
		if err := j.read(s); err == nil {
			j.printer.known = fiscal.Result{Number: j.result.Number, Time: j.result.Time, Amount: j.total}
		}
	}
	return err
}

// resume goes on where the device stands: after so many payments as make what is paid.
func (j *job) resume(s *session, t tally, cause error) error {
	paid := decimal.Zero
	j.pays = 0
	for i, st := range j.steps {
		switch {
		case st.stage < stagePay:
			continue
		case st.stage == stagePay && (t.paid.GreaterThanOrEqual(j.total) || t.paidKnown && paid.LessThan(t.paid)):
			paid = paid.Add(st.amount)
			j.pays++
			continue
		case st.stage == stagePay && !paid.Equal(t.paid):
			return j.unknown(cause, fmt.Sprintf("the receipt is open and %s are paid, which is none of our payments", t.paid))
		}
		for _, st := range j.steps[i:] {
			if err := j.take(s, st); err != nil {
				return err
			}
		}
		break
	}
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
