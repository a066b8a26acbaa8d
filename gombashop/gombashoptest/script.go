package gombashoptest

import (
	"math/rand/v2"
	"net/http"
	"strings"
)

// scripted is a fault with what is left of it.
type scripted struct {
	Fault

	seen int // requests that fitted
	used int // of them, those that failed
}

func script(faults []Fault) ([]*scripted, error) {
	fresh := make([]*scripted, 0, len(faults))

	for _, f := range faults {
		if err := f.check(); err != nil {
			return nil, err
		}

		fresh = append(fresh, &scripted{Fault: f})
	}

	return fresh, nil
}

// fault takes the first fitting fault from the script.
func (s *Server) fault(r *http.Request) Fault {
	s.mu.Lock()
	defer s.mu.Unlock()

	for _, f := range s.faults {
		if f.strikes(r) {
			return f.Fault
		}
	}

	return Fault{}
}

func (f *scripted) strikes(r *http.Request) bool {
	if f.Method != "" && f.Method != r.Method || !fits(r.URL.Path, f.Path) {
		return false
	}

	f.seen++
	if f.seen <= f.After || f.Times > 0 && f.used >= f.Times || f.Share > 0 && rand.Float64() >= f.Share { //nolint:gosec // no secret
		return false
	}

	f.used++

	return true
}

// fits tells whether a path ends as the pattern says, part by part where it has
// braces.
func fits(path, pattern string) bool {
	if !strings.Contains(pattern, "{") {
		return strings.HasSuffix(path, pattern)
	}

	parts, wanted := strings.Split(path, "/"), strings.Split(strings.TrimPrefix(pattern, "/"), "/")
	if len(parts) < len(wanted) {
		return false
	}

	for i, want := range wanted {
		part, free := parts[len(parts)-len(wanted)+i], strings.HasPrefix(want, "{")
		if part == "" || part != want && !free {
			return false
		}
	}

	return true
}
