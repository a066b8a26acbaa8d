package zfp

import (
	"context"
	"fmt"

	"github.com/skladmost/skladmost/fiscal"
)

// flag is one bit of the seven status bytes (§2.2.1).
type flag struct {
	index int // of the byte
	bit   uint
	kind  fiscal.MessageKind
	code  string
	text  string
}

// flags are the bits that say something about printing. What hinders a receipt is a
// Failure. A link to the tax office that is down is only a Warning: the device prints on
// and blocks itself when the law wants it. A power cut in an open receipt is one, too:
// the receipt must be ended, and for that the device has to be used.
func flags() []flag {
	return []flag{
		{0, 0, fiscal.Failure, "E204", "the fiscal memory is read-only"},
		{0, 1, fiscal.Warning, "W399", "the power went off in an open receipt"},
		{0, 2, fiscal.Failure, "E304", "the print head is too hot"},
		{0, 3, fiscal.Failure, "E103", "the clock is not set"},
		{0, 4, fiscal.Failure, "E103", "the clock is wrong"},
		{0, 5, fiscal.Failure, "E104", "the memory was reset"},
		{0, 6, fiscal.Failure, "E103", "the clock is broken"},
		{1, 0, fiscal.Failure, "E301", "no paper"},
		{1, 1, fiscal.Failure, "E403", "the registers of the reports are full"},
		{2, 0, fiscal.Failure, "E404", "a non-fiscal receipt is open"},
		{2, 5, fiscal.Warning, "W202", "the journal is nearly full"},
		{2, 6, fiscal.Failure, "E206", "the journal is full"},
		{3, 0, fiscal.Failure, "E205", "no fiscal memory"},
		{3, 1, fiscal.Failure, "E299", "the fiscal memory has an error"},
		{3, 2, fiscal.Failure, "E201", "the fiscal memory is full"},
		{3, 3, fiscal.Warning, "W201", "the fiscal memory is nearly full"},
		{5, 0, fiscal.Warning, "W599", "the wrong SIM card"},
		{5, 1, fiscal.Failure, "E503", "blocked after 3 days without a mobile operator"},
		{5, 2, fiscal.Warning, "W599", "no task from the tax office"},
		{5, 5, fiscal.Failure, "E207", "the wrong journal card"},
		{5, 6, fiscal.Failure, "E599", "the device is deregistered"},
		{6, 0, fiscal.Warning, "W599", "no SIM card"},
		{6, 1, fiscal.Warning, "W599", "no modem"},
		{6, 2, fiscal.Warning, "W599", "no mobile operator"},
		{6, 3, fiscal.Warning, "W599", "no mobile data service"},
		{6, 4, fiscal.Warning, "W301", "the paper is running low"},
		{6, 5, fiscal.Warning, "W501", "data was not sent to the tax office for 24 hours"},
	}
}

const statusBytes = 7

// state are the status bytes in words.
type state struct {
	ready, open bool
	messages    []fiscal.Message
}

func (l *link) state(ctx context.Context) (state, error) {
	f, err := l.ask(ctx, cmdStatus, "")
	if err != nil {
		return state{}, err
	}
	if err := accepted(f); err != nil {
		return state{}, err
	}
	if f.Ack || len(f.Data) < statusBytes {
		return state{}, fmt.Errorf("zfp: %w: %d status bytes instead of %d", errNonsense, len(f.Data), statusBytes)
	}
	return readState(f.Data), nil
}

// readState is Ready as long as nothing but an open fiscal receipt stands in the way:
// whoever wants to print has to be able to end it.
func readState(b []byte) state {
	s := state{ready: true, open: b[2]&(1<<1) != 0}
	for _, f := range flags() {
		if b[f.index]&(1<<f.bit) == 0 {
			continue
		}
		s.messages = append(s.messages, fiscal.Message{Kind: f.kind, Code: f.code, Text: f.text})
		s.ready = s.ready && f.kind != fiscal.Failure
	}
	return s
}

// Status asks the device how it is. Its errors are [fiscal.ErrOffline]; a device that
// answers but cannot print is a Status that is not Ready.
func (p *Printer) Status(ctx context.Context) (fiscal.Status, error) {
	var status fiscal.Status
	err := p.ask(ctx, func(l *link) error {
		now, err := l.clock(ctx)
		if err != nil {
			return err
		}
		s, err := l.state(ctx)
		status = fiscal.Status{
			Ready: s.ready, ReceiptOpen: s.open, Messages: s.messages, Time: now,
			Device: p.who.device, FiscalMemory: p.who.memory,
			Manufacturer: "Tremol", Model: p.model, Firmware: p.firmware,
			TextMax: nameMax, CommentMax: commentMax, Payments: p.codes.kinds(),
		}
		return err
	})
	if err != nil {
		return fiscal.Status{}, p.offline("status", err)
	}
	return status, nil
}
