package sklad

import (
	"log/slog"
	"time"

	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// Option changes how a database is opened. The engine packages may have
// options of their own (sqlite.WithWAL).
type Option func(*engine.Settings)

// WithClock replaces time.Now.
func WithClock(now func() time.Time) Option {
	return func(s *engine.Settings) {
		if now != nil {
			s.Now = now
		}
	}
}

// WithLocation is the time zone of the database's local dates, Europe/Sofia
// unless set. Where the host has no time zone data (Windows), the binary must
// import time/tzdata; without it the default falls back to UTC+2.
func WithLocation(loc *time.Location) Option {
	return func(s *engine.Settings) {
		if loc != nil {
			s.Location = loc
		}
	}
}

// WithLogger receives what the package has to say: retries at debug level,
// oddities in the data at warning level. Nothing is logged unless set.
func WithLogger(logger *slog.Logger) Option {
	return func(s *engine.Settings) {
		if logger != nil {
			s.Logger = logger
		}
	}
}

// Settle applies opts over the defaults. It is for the engine packages.
func Settle(opts []Option) engine.Settings {
	s := engine.Settings{Now: time.Now, Location: sofia(), Logger: slog.New(slog.DiscardHandler)} //nolint:forbidigo // the one default
	for _, opt := range opts {
		if opt != nil {
			opt(&s)
		}
	}
	return s
}

func sofia() *time.Location {
	loc, err := time.LoadLocation("Europe/Sofia")
	if err != nil {
		return time.FixedZone("EET", 2*60*60)
	}
	return loc
}
