package isl

import (
	"errors"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/fiscal"
)

// job is one receipt on its way to the paper.
type job struct {
	printer *Printer
	op      string
	taskID  string
	steps   []step
	total   decimal.Decimal

	before  string // number of the last receipt before this one
	reached stage  // of the last command that was sent
	pays    int    // payments that the device has taken
	closed  bool   // the device has closed the receipt: it is printed
	result  fiscal.Result
}

// print is the receipt as one conversation. An error that is not an [*fiscal.Error] is
// the line's.
func (j *job) print(s *session) error {
	if err := j.ready(s); err != nil {
		return err
	}
	last, err := j.printer.last(s)
	if err != nil {
		return err
	}
	j.before = last.Number
	for _, st := range j.steps {
		if st.stage == stagePay && j.reached < stagePay {
			if err := j.compare(s); err != nil {
				return err
			}
		}
		if err := j.take(s, st); err != nil {
			return err
		}
	}
	return j.read(s)
}

// ready refuses to begin on a device that cannot print now.
func (j *job) ready(s *session) error {
	status := j.printer.status(s.first, j.printer.info, time.Time{})
	switch {
	case status.ReceiptOpen:
		return &fiscal.Error{
			Op: j.op, Device: status.Device, Kind: fiscal.ErrOffline, Text: "a receipt is open on the device",
			Remedy: "finish or cancel it on the device, then try again",
		}
	case !status.Ready:
		return j.refused(failures(status.Messages))
	}
	return nil
}

// take sends one command of the receipt.
func (j *job) take(s *session, st step) error {
	j.reached = st.stage
	a, err := s.send(st.code, st.data)
	if err != nil {
		return err
	}
	why := s.refusal(a)
	switch {
	case len(why) > 0 && st.stage == stageFooter: // the receipt is paid; a line of text does not stop it
		j.warn(why)
	case len(why) > 0:
		return j.giveUp(s, a, why)
	case st.stage == stagePay:
		j.pays++
	case st.stage == stageClose:
		j.closed = true
		j.warn(a.messages())
		j.result.Number = s.closedNumber(a)
	}
	return nil
}

// warn keeps what the device has to say beside a receipt that is printed.
func (j *job) warn(messages []fiscal.Message) {
	for _, m := range messages {
		if m.Kind != fiscal.Info {
			m.Kind = fiscal.Warning
			j.result.Warnings = append(j.result.Warnings, m)
		}
	}
}

// compare lets the device's sum win before anything is paid.
func (j *job) compare(s *session) error {
	a, err := s.ask(cmdTally, s.tallyRequest())
	if err != nil {
		return err
	}
	t, err := s.tally(a)
	if err == nil && t.amount.Equal(j.total) {
		return nil
	}
	text := fmt.Sprintf("the device counts %s, the document %s", t.amount.StringFixed(moneyPlaces), j.total.StringFixed(moneyPlaces))
	if err != nil {
		text = err.Error()
	}
	return j.giveUp(s, a, []fiscal.Message{{Kind: fiscal.Failure, Code: "E403", Text: text}})
}

// giveUp cancels a receipt that the device does not take. Whether it does so is not
// certain, but as long as nothing is paid nobody can close it by mistake for a sale.
func (j *job) giveUp(s *session, a answer, why []fiscal.Message) error {
	open := a.open()
	if !open && j.pays > 0 {
		return j.unknown(j.refused(why), "the receipt was paid in part and is not open any more")
	}
	if open && j.reached < stageClose {
		end, err := s.ask(s.p.cancel, "")
		open = err != nil || end.open()
	}
	if open && j.pays > 0 {
		return j.unknown(j.refused(why), "the receipt is paid for and stays open on the device")
	}
	return j.refused(why)
}

// refused is a device's no, with its code.
func (j *job) refused(why []fiscal.Message) *fiscal.Error {
	e := fiscal.NewDeviceError(j.op, j.printer.name(), why)
	if errors.Is(e.Kind, fiscal.ErrOutcomeUnknown) {
		e.Kind, e.Remedy = fiscal.ErrRejected, "look at the device, do what it asks for, then print again"
	}
	return e
}
