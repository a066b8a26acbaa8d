package isl

import (
	"context"
	"regexp"
	"strings"
	"time"

	"github.com/skladmost/skladmost/fiscal"
)

// LastReceipt is the last fiscal receipt of the device: number, time and sum out of the
// data of its QR code where the device tells them, or out of its journal tape (Datecs
// groups B and X). Other devices (Datecs A) tell the number of the last document only;
// then Time and Amount are zero, and it may be a service document, unless it is a receipt
// that this Printer has itself ended with [Printer.Abort]. Errors are
// [fiscal.ErrOffline] and the context's.
func (p *Printer) LastReceipt(ctx context.Context) (fiscal.Result, error) {
	var last fiscal.Result
	err := p.do(ctx, "last receipt", func(s *session) error {
		var err error
		last, err = p.last(s)
		return err
	})
	if err != nil {
		return fiscal.Result{}, p.offline("last receipt", err, "look whether the device is on and not used by another program")
	}
	return last, nil
}

// document is what the journal tape knows of a receipt.
type document struct{ time string }

// last reads the last receipt inside a session.
func (p *Printer) last(s *session) (fiscal.Result, error) {
	r, found, err := p.lastQR(s)
	if found || err != nil {
		return r, err
	}
	r = fiscal.Result{Device: p.info.serial, FiscalMemory: p.info.memory}
	if r.Number, err = s.number(s); err != nil || r.Number == "" || r.Number == padded("0") {
		return r, err
	}
	switch r.Number {
	case p.void.number:
		r.Number = p.void.before
		return r, nil
	case p.known.Number:
		r.Time, r.Amount = p.known.Time, p.known.Amount
		return r, nil
	}
	doc, found, err := s.document(s, r.Number)
	if !found || err != nil {
		return r, err
	}
	t, err := s.readTally()
	if err != nil {
		return r, err
	}
	r.Time, r.Amount = wallTime(doc.time, p.opts.Location), t.amount
	return r, nil
}

// lastQR asks for the data of the last QR code (74). Where the command does not exist
// or means something else it is asked once only.
func (p *Printer) lastQR(s *session) (fiscal.Result, bool, error) {
	if p.noQR.Load() {
		return fiscal.Result{}, false, nil
	}
	a, err := s.ask(cmdQR, "")
	if err != nil {
		return fiscal.Result{}, false, err
	}
	if a.unknown() {
		p.noQR.Store(true)
		return fiscal.Result{}, false, nil
	}
	r, ok := readQR(a.text(), p.opts.Location)
	r.Device = p.info.serial
	return r, ok, nil
}

// readQR finds "memory*number*date*time*sum" (Наредба Н-18, the two-dimensional code of
// a receipt), whatever the maker puts before it.
func readQR(text string, where *time.Location) (fiscal.Result, bool) {
	m := regexp.MustCompile(`(\d{8})\*(\d{1,10})\*(\d{4}-\d\d-\d\d)\*(\d\d:\d\d(?::\d\d)?)\*(-?\d{1,8}[.,]\d\d)`).FindStringSubmatch(text)
	if m == nil {
		return fiscal.Result{}, false
	}
	clock := m[4]
	if len(clock) == len("15:04") {
		clock += ":00"
	}
	t, err := time.ParseInLocation("2006-01-02 15:04:05", m[3]+" "+clock, where)
	if err != nil {
		return fiscal.Result{}, false
	}
	amount, err := readAmount(strings.ReplaceAll(m[5], ",", "."))
	return fiscal.Result{FiscalMemory: m[1], Number: padded(m[2]), Time: t, Amount: amount}, err == nil
}

func (s *session) readTally() (tally, error) {
	a, err := s.ask(cmdTally, s.tallyRequest())
	if err != nil {
		return tally{}, err
	}
	return s.tally(a)
}
