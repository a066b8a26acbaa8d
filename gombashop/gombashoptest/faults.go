package gombashoptest

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
)

// FaultKind is a way to fail.
type FaultKind string

// The ways to fail.
const (
	FaultDelay      FaultKind = "delay"       // act and answer late, after DelayMS
	FaultStatus     FaultKind = "status"      // answer Status, without the effect
	FaultDropBefore FaultKind = "drop_before" // break the connection before the effect
	FaultDropAfter  FaultKind = "drop_after"  // do it, then break the connection
	FaultTruncate   FaultKind = "truncate"    // do it, and send half of the answer
	FaultRateLimit  FaultKind = "rate_limit"  // answer 429 with Retry-After
)

// Fault is a scripted failure of the API side.
type Fault struct {
	Kind FaultKind `json:"kind"`
	// Method and Path narrow it; Path is the end of the request's path, such as
	// "/products/bulk". Empty fits every request.
	Method string `json:"method,omitempty"`
	Path   string `json:"path,omitempty"`
	// Times is for how many requests; 0 is for all.
	Times int `json:"times,omitempty"`
	// Share of the requests that fail, 0…1; 0 is all of them.
	Share float64 `json:"share,omitempty"`
	// Status of FaultStatus.
	Status int `json:"status,omitempty"`
	// DelayMS of FaultDelay, in milliseconds.
	DelayMS int `json:"delay_ms,omitempty"`
	// RetryAfter of FaultRateLimit, in seconds.
	RetryAfter int `json:"retry_after,omitempty"`
}

// ErrFault is a fault that cannot be scripted.
var ErrFault = errors.New("gombashoptest: no such fault")

func (f Fault) check() error {
	known := []FaultKind{FaultDelay, FaultStatus, FaultDropBefore, FaultDropAfter, FaultTruncate, FaultRateLimit}

	switch {
	case !slices.Contains(known, f.Kind),
		f.Kind == FaultStatus && (f.Status < 400 || f.Status > 599),
		f.Kind == FaultDelay && f.DelayMS <= 0,
		f.Share < 0 || f.Share > 1, f.Times < 0, f.DelayMS < 0, f.RetryAfter < 0:
		return fmt.Errorf("%w: %+v", ErrFault, f)
	}

	return nil
}

// SetFaults replaces the script. Errors wrap ErrFault.
func (s *Server) SetFaults(faults ...Fault) error {
	for _, f := range faults {
		if err := f.check(); err != nil {
			return err
		}
	}

	s.mu.Lock()
	defer s.mu.Unlock()

	s.faults = slices.Clone(faults)

	return nil
}

// fault takes the first fitting fault from the script.
func (s *Server) fault(r *http.Request) Fault {
	s.mu.Lock()
	defer s.mu.Unlock()

	for i := range s.faults {
		f := &s.faults[i]

		fits := (f.Method == "" || f.Method == r.Method) && strings.HasSuffix(r.URL.Path, f.Path)
		if !fits || f.Times < 0 || f.Share > 0 && rand.Float64() >= f.Share { //nolint:gosec // no secret
			continue
		}

		if f.Times > 0 {
			if f.Times--; f.Times == 0 {
				f.Times = -1 // used up
			}
		}

		return *f
	}

	return Fault{}
}
