package isl

import (
	"errors"
	"fmt"
	"maps"
	"net"
	"slices"
	"strings"
	"time"

	"github.com/skladmost/skladmost/fiscal"
)

// Options of [Open]. Addr and Maker are required, everything else has a default.
type Options struct {
	// Addr is host:port of the device or of the converter before it; 9100 is usual.
	Addr string
	// Maker says which language the device speaks.
	Maker Maker
	// DialTimeout limits connecting. Defaults to 5 seconds.
	DialTimeout time.Duration
	// ReplyTimeout is how long the device may be silent before a frame is sent again. The
	// protocol asks for 500 ms at least; shorter values count as that. Defaults to 1 second.
	ReplyTimeout time.Duration
	// Retries is how often a frame is sent again. Defaults to 5; less than 0 is never.
	Retries int
	// Timeout limits one operation, in addition to its context. Defaults to 60 seconds.
	Timeout time.Duration
	// AbortPause lies between the two looks at an open receipt that must agree before it
	// is cancelled. Defaults to 2 seconds.
	AbortPause time.Duration
	// PaymentLetters replaces the letters (Datecs X: numbers) of single payment kinds, as
	// devices can be set up otherwise. "" takes a kind away.
	PaymentLetters map[fiscal.PaymentKind]string
	// TextMax and CommentMax replace what is known of the device, in characters.
	TextMax, CommentMax int
	// Till is the number of the till that Datecs devices print. Defaults to 1.
	Till int
	// Location is where the device's clock stands. Defaults to Europe/Sofia.
	Location *time.Location
}

// shortestReply is the protocol's: a device answers within 60 ms, the host waits for
// 500 ms (low-level protocol, non-wrapped messages).
const shortestReply = 500 * time.Millisecond

func (o Options) complete() (Options, error) {
	var errs []error
	if _, _, err := net.SplitHostPort(o.Addr); err != nil {
		errs = append(errs, fmt.Errorf("isl: Options.Addr %q: write host:port of the device, for instance 192.168.1.77:9100", o.Addr))
	}
	d := o.Maker.dialect()
	if d == nil {
		return o, errors.Join(append(errs, fmt.Errorf("isl: maker %q: use one of %s", o.Maker, strings.Join(makerNames(), ", ")))...)
	}
	errs = append(errs, o.checkLetters()...)
	if o.Till < 0 || o.Till > 99999 {
		errs = append(errs, fmt.Errorf("isl: Options.Till %d: it is 1 to 99999", o.Till))
	}
	if o.Location == nil {
		var err error
		if o.Location, err = time.LoadLocation("Europe/Sofia"); err != nil {
			errs = append(errs, fmt.Errorf("isl: no time zone data; import time/tzdata or set Options.Location: %w", err))
		}
	}
	return o.defaults(), errors.Join(errs...)
}

func (o Options) defaults() Options {
	for _, d := range []struct {
		field *time.Duration
		value time.Duration
	}{
		{&o.DialTimeout, 5 * time.Second},
		{&o.ReplyTimeout, time.Second},
		{&o.Timeout, time.Minute},
		{&o.AbortPause, 2 * time.Second},
	} {
		if *d.field <= 0 {
			*d.field = d.value
		}
	}
	o.ReplyTimeout = max(o.ReplyTimeout, shortestReply)
	switch {
	case o.Retries == 0:
		o.Retries = 5
	case o.Retries < 0:
		o.Retries = 0
	}
	if o.Till == 0 {
		o.Till = 1
	}
	return o
}

func makerNames() []string {
	return []string{
		string(DatecsA), string(DatecsB), string(DatecsX), string(Daisy), string(Eltrade), string(Incotex),
	}
}

// checkLetters allows one printable byte, or digits on Datecs X.
func (o Options) checkLetters() []error {
	var errs []error
	for _, kind := range slices.Sorted(maps.Keys(o.PaymentLetters)) {
		letter := o.PaymentLetters[kind]
		ok := len(letter) == 1 && (letter >= "A" && letter <= "Z" || letter >= "a" && letter <= "z")
		if o.Maker == DatecsX {
			ok = digits(letter, 2)
		}
		if kind == fiscal.PayChange || letter != "" && !ok {
			errs = append(errs, fmt.Errorf("isl: Options.PaymentLetters[%s] = %q: it is a letter, or with Datecs X a number", kind, letter))
		}
	}
	return errs
}

func (o Options) letters(p profile) map[fiscal.PaymentKind]string {
	letters := maps.Clone(p.letters)
	for kind, letter := range o.PaymentLetters {
		if letter == "" {
			delete(letters, kind)
			continue
		}
		letters[kind] = letter
	}
	return letters
}
