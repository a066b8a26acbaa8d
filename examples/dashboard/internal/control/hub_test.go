package control

import (
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/syncer"
)

func moment(n int) State { return State{At: time.Unix(int64(n), 0)} }

func TestEverybodySeesTheSameInTheSameOrder(t *testing.T) {
	h := newHub()
	one, _ := h.watch()
	two, _ := h.watch()

	<-one
	<-two

	for n := range 20 {
		h.publish(moment(n))

		assert.Equal(t, moment(n), <-one)
		assert.Equal(t, moment(n), <-two)
	}
}

func TestASlowOneGetsTheNewest(t *testing.T) {
	h := newHub()
	slow, leave := h.watch()

	for n := range 20 {
		h.publish(moment(n))
	}

	assert.Equal(t, moment(19), <-slow)

	leave()
	leave() // once more is no harm

	_, open := <-slow
	assert.False(t, open)
}

func TestWhoComesLateSeesThePresent(t *testing.T) {
	h := newHub()
	h.publish(moment(7))

	late, leave := h.watch()
	defer leave()

	assert.Equal(t, moment(7), <-late)
}

func TestACloseEndsEveryWatchAndLaterOnes(t *testing.T) {
	h := newHub()
	early, leave := h.watch()
	<-early
	h.close()
	leave()

	_, open := <-early
	assert.False(t, open)

	late, leave := h.watch()
	defer leave()

	_, open = <-late
	assert.False(t, open)
}

// Two pages watch a run of one direction while the other one is switched on and
// off: nobody ever sees a run go backwards.
func TestAWatchedRunNeverGoesBackwards(t *testing.T) {
	p := newPlace(t)
	c := p.control(t)

	var pages sync.WaitGroup

	for range 2 {
		states, leave := c.Watch()

		pages.Go(func() {
			var last State

			for s := range states {
				assert.False(t, s.At.Before(last.At))

				if s.Export.Run == last.Export.Run && s.Export.Kind == last.Export.Kind {
					assert.GreaterOrEqual(t, s.Export.Done, last.Export.Done)
					assert.GreaterOrEqual(t, s.Export.Written, last.Export.Written)
				}

				last = s
				if s.Export.Report.Run != "" && !s.Export.On {
					leave()
				}
			}
		})
	}

	require.NoError(t, c.Start(syncer.Export))

	for range 20 {
		require.NoError(t, c.Start(syncer.Import))
		require.NoError(t, c.Stop(syncer.Import))
	}

	until(t, c, syncer.Export, "a run", rested)
	require.NoError(t, c.Stop(syncer.Export))
	pages.Wait()
}
