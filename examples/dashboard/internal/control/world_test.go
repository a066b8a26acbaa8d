package control

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/skladmost/skladmost/examples/internal/gated"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// patience is far more than anything here takes.
const patience = 30 * time.Second

// place is the demonstration's world with a gate before its shop.
type place struct{ *gated.World }

func newPlace(t *testing.T) place {
	t.Helper()

	world, err := gated.Open(t.Context(), t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, world.Close()) })

	return place{world}
}

func (p place) edit(t *testing.T, pattern, with string) {
	t.Helper()

	require.NoError(t, p.Edit(pattern, with))
}

func (p place) control(t *testing.T) *Control {
	t.Helper()

	c := New(Options{ConfigFile: p.File})
	t.Cleanup(func() {
		p.Gate.Open()
		c.Close()
	})

	return c
}

func (p place) orders(t *testing.T) map[ledger.OrderState]int {
	t.Helper()

	by, err := p.OrderStates(t.Context())
	require.NoError(t, err)

	return by
}

// until waits for a state of a direction.
func until(t *testing.T, c *Control, d syncer.Direction, what string, is func(Lane) bool) Lane {
	t.Helper()

	states, leave := c.Watch()
	defer leave()

	var last Lane

	for late := time.After(patience); ; {
		select {
		case s, open := <-states:
			require.True(t, open, "closed before: %s", what)

			if last = s.of(d); is(last) {
				return last
			}
		case <-late:
			require.Failf(t, "not reached: "+what, "%+v", last)
		}
	}
}

func (s State) of(d syncer.Direction) Lane {
	if d == syncer.Import {
		return s.Import
	}

	return s.Export
}

func reached(t *testing.T, c <-chan struct{}) {
	t.Helper()

	select {
	case <-c:
	case <-time.After(patience):
		require.Fail(t, "no request came to the gate")
	}
}

func off(l Lane) bool    { return !l.On && !l.Running }
func rested(l Lane) bool { return !l.Running && l.Report.Run != "" }
