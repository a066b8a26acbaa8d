package fiscal

import (
	"context"
	"errors"
	"fmt"

	"github.com/shopspring/decimal"
)

// send is the part that may leave a receipt behind.
func (s *Spooler) send(ctx context.Context, j job, a attempt) (Result, error) {
	patience := min(s.opts.patience, a.deadline.Sub(s.opts.now()))
	printing, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	result, err := j.send(printing, a.anchor.TaskID)
	o := Outcome{Job: Job{ID: j.id, State: StatePrinting, Anchor: a.anchor}, State: stateAfter(err), Cause: err}
	if o.State == StatePrinted {
		o.Result = complete(result, a.anchor)
	}
	return o.Result, s.settle(ctx, o)
}

// stateAfter is the outcome of a send. An error that promises nothing leaves the
// outcome unknown.
func stateAfter(err error) State {
	switch {
	case err == nil:
		return StatePrinted
	case errors.Is(err, ErrPrinting):
		return StatePrinting
	case errors.Is(err, ErrOutcomeUnknown):
		return StateUnknown
	case promisesNothingPrinted(err):
		return StateFailed
	}
	return StateUnknown
}

// complete fills what the device did not repeat and compares the sums.
func complete(r, anchor Result) Result {
	if r.TaskID == "" {
		r.TaskID = anchor.TaskID
	}
	if r.Device == "" {
		r.Device = anchor.Device
	}
	if r.FiscalMemory == "" {
		r.FiscalMemory = anchor.FiscalMemory
	}
	switch {
	case r.Amount.IsZero():
		r.Amount = anchor.Amount
		r.warn("the device did not say the amount; it is that of the document")
	case !r.Amount.Equal(anchor.Amount):
		r.warn(amountDiffers(r.Amount, anchor.Amount))
	}
	if r.Number == "" {
		r.warn("the device did not say the receipt number; read it off the paper before a storno")
	}
	return r
}

func (r *Result) warn(text string) {
	r.Warnings = append(r.Warnings, Message{Kind: Warning, Text: text})
}

func amountDiffers(printed, wanted decimal.Decimal) string {
	return fmt.Sprintf("the device printed %s instead of %s; compare the paper with the document",
		printed.StringFixed(moneyPlaces), wanted.StringFixed(moneyPlaces))
}
