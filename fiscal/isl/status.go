package isl

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/skladmost/skladmost/fiscal"
)

// Status asks the device for its state, its numbers and its clock. A receipt that was
// left open is reported and does not make it unready. Its errors are
// [fiscal.ErrOffline] and the context's.
func (p *Printer) Status(ctx context.Context) (fiscal.Status, error) {
	var out fiscal.Status
	err := p.do(ctx, "status", func(s *session) error {
		info, err := s.readInfo()
		if err != nil {
			return err
		}
		if err := p.sameDevice("status", info); err != nil {
			return err
		}
		now, err := s.readClock(p.opts.Location)
		if err != nil {
			return err
		}
		out = p.status(s.first, info, now)
		return nil
	})
	if err != nil {
		return fiscal.Status{}, p.offline("status", err, "look whether the device is on, connected and not used by another program")
	}
	return out, nil
}

func (p *Printer) status(a answer, info deviceInfo, now time.Time) fiscal.Status {
	limits := p.settings(info)
	messages := a.messages()
	if a.status[openByte]&openNonFiscal != 0 {
		messages = append(messages, fiscal.Message{
			Kind: fiscal.Failure, Code: "E404", Text: "a service receipt is open; finish it on the device",
		})
	}
	return fiscal.Status{
		Ready: len(failures(messages)) == 0, ReceiptOpen: a.open(),
		Device: info.serial, FiscalMemory: info.memory, Time: now,
		Manufacturer: p.profile.manufacturer, Model: info.model, Firmware: info.firmware,
		TextMax: limits.texts, CommentMax: limits.comments,
		Payments: kinds(p.profile.letters), Messages: messages,
	}
}

// settings are the limits of the device unless the options replace them.
func (p *Printer) settings(info deviceInfo) settings {
	s := settings{
		profile: p.profile, texts: info.texts, comments: info.comments,
		till: p.opts.Till, location: p.opts.Location,
	}
	if p.opts.TextMax > 0 {
		s.texts = p.opts.TextMax
	}
	if p.opts.CommentMax > 0 {
		s.comments = p.opts.CommentMax
	}
	return s
}

// readClock is zero where the device's clock cannot be read.
func (s *session) readClock(where *time.Location) (time.Time, error) {
	a, err := s.ask(cmdClock, "")
	if err != nil {
		return time.Time{}, err
	}
	return wallTime(s.clock(a), where), nil
}

// wallTime reads the ways in which devices write date and time; the mark of summer
// time says nothing that the location does not know.
func wallTime(text string, where *time.Location) time.Time {
	text = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(text), "DST"))
	for _, layout := range []string{
		dashTime, "02-01-2006 15:04:05", "02.01.06 15:04:05", "02.01.2006 15:04:05", "2006-01-02 15:04:05", isoTime,
		"02-01-06 15:04", "02-01-2006 15:04", compactTime,
	} {
		if t, err := time.ParseInLocation(layout, text, where); err == nil {
			return t
		}
	}
	return time.Time{}
}

// do runs one operation on a connection of its own, after those that came before.
func (p *Printer) do(ctx context.Context, op string, use func(*session) error) error {
	return p.alone(ctx, op, func(ctx context.Context) error { return p.converse(ctx, use) })
}

// alone waits for the operations that came before, and limits this one.
func (p *Printer) alone(ctx context.Context, op string, use func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, p.opts.Timeout)
	defer cancel()
	select {
	case p.lane <- struct{}{}:
	case <-ctx.Done():
		return p.offline(op, ctx.Err(), "another operation holds the device; try again later")
	}
	defer func() { <-p.lane }()
	return use(ctx)
}

// converse is one session.
func (p *Printer) converse(ctx context.Context, use func(*session) error) error {
	s, err := p.begin(ctx)
	if err != nil {
		return err
	}
	defer s.end()
	return use(s)
}

// offline is a failure before anything was printed. An error that is complete already
// stays as it is.
func (p *Printer) offline(op string, err error, remedy string) error {
	if isKnown(err) {
		return err
	}
	return &fiscal.Error{
		Op: op, Device: p.name(), Code: codeOf(err), Kind: fiscal.ErrOffline, Cause: err, Remedy: remedy,
	}
}

// codeOf is the standard code of a failure: the device's own, or the line's.
func codeOf(err error) string {
	var known *fiscal.Error
	switch {
	case errors.As(err, &known):
		return known.Code
	case errors.Is(err, errBroken), errors.Is(err, errNAK):
		return "E107"
	case errors.Is(err, errBadReply):
		return "E409"
	case errors.Is(err, errHeld):
		return "E404"
	}
	return "E101"
}

// name is the device's number, or its address while that is unknown.
func (p *Printer) name() string {
	if p.info.serial != "" {
		return p.info.serial
	}
	return p.opts.Addr
}
