package usntest_test

import (
	"context"
	"sync"
	"testing"

	"github.com/skladmost/skladmost/usn"
	"github.com/skladmost/skladmost/usn/usntest"
)

// memory is the smallest allocator that keeps the promises.
type memory struct {
	mu    sync.Mutex
	given map[string]usn.Number
}

func (m *memory) Allocate(_ context.Context, r usn.Request) (usn.Number, error) {
	if err := r.Validate(); err != nil {
		return usn.Number{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if n, ok := m.given[r.Key]; ok {
		return n, nil
	}
	var used uint32
	for _, n := range m.given {
		if n.Device == r.Device && r.Range.Contains(n.Seq) {
			used = max(used, n.Seq)
		}
	}
	seq, err := r.Range.Next(used)
	if err != nil {
		return usn.Number{}, err
	}
	n := usn.Number{Device: r.Device, Operator: r.Operator, Seq: seq}
	m.given[r.Key] = n
	return n, nil
}

func TestRun(t *testing.T) {
	t.Parallel()
	usntest.Run(t, func(*testing.T) usntest.Open {
		m := &memory{given: map[string]usn.Number{}}
		return func() usn.Allocator { return m }
	})
}
