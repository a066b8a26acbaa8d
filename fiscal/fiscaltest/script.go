package fiscaltest

import (
	"slices"
	"sync"
	"time"
)

// Command is one command that a device received in a good frame. Repetitions that the
// device answered from memory are marked.
type Command struct {
	SEQ, Code byte
	// Data as it came, windows-1251.
	Data []byte
	// Frame is the whole frame as it came.
	Frame []byte
	// Repeated commands were not executed again.
	Repeated bool
}

// script is what shall go wrong, and what came in.
type script struct {
	mu       sync.Mutex
	plans    []*plan
	commands []Command
}

// plan waits for the nth command of its kind.
type plan struct {
	code   byte
	left   int
	faults []Fault
}

// add plans faults for the nth command from now on.
func (s *script) add(code byte, nth int, faults []Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.plans = append(s.plans, &plan{code: code, left: max(nth, 1), faults: slices.Clone(faults)})
}

// take counts a command that is not a repetition and gives the faults that are due.
func (s *script) take(code byte) []Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	var due []Fault
	s.plans = slices.DeleteFunc(s.plans, func(p *plan) bool {
		if p.code != AnyCommand && p.code != code {
			return false
		}
		p.left--
		if p.left == 0 {
			due = append(due, p.faults...)
		}
		return p.left == 0
	})
	return due
}

// again plans faults for the repetition of a command that was not executed.
func (s *script) again(code byte, faults []Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.plans = append([]*plan{{code: code, left: 1, faults: faults}}, s.plans...)
}

func (s *script) record(c Command) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.commands = append(s.commands, c)
}

func (s *script) all() []Command {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.commands)
}

// find gives the fault of one kind.
func find(faults []Fault, kinds ...faultKind) (Fault, bool) {
	for _, f := range faults {
		if slices.Contains(kinds, f.kind) {
			return f, true
		}
	}
	return Fault{}, false
}

// pause waits for d, or less when the device is switched off.
func (h *host) pause(d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-h.stop:
	}
}
