package csvexport

import "time"

// ReadOption changes how a file is read.
type ReadOption func(*settings)

type settings struct{ zone *time.Location }

// WithLocation sets the zone of the times in the file, which names none; for a
// Bulgarian shop that is Europe/Sofia. Defaults to UTC, so that a time has the
// figures of the file. nil changes nothing.
func WithLocation(zone *time.Location) ReadOption {
	return func(s *settings) {
		if zone != nil {
			s.zone = zone
		}
	}
}

func settled(opts []ReadOption) settings {
	s := settings{zone: time.UTC}

	for _, opt := range opts {
		if opt != nil {
			opt(&s)
		}
	}

	return s
}
