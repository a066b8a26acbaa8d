package control

import (
	"os"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/syncer"
)

func TestWhatWasOnIsOnAgainAndNothingElse(t *testing.T) {
	p := newPlace(t)
	first := p.control(t)

	require.NoError(t, first.Start(syncer.Import))
	require.NoError(t, first.Start(syncer.Export))
	require.NoError(t, first.Stop(syncer.Export))
	until(t, first, syncer.Import, "a run", rested)
	first.Close()

	second := p.control(t)
	require.NoError(t, second.Resume())

	l := until(t, second, syncer.Import, "a run of its own", rested)
	assert.True(t, l.On)
	assert.False(t, second.State().Export.On)
}

func TestAResumedDirectionWaitsForItsDelay(t *testing.T) {
	p := newPlace(t)
	p.edit(t, `start: {every: 1m}\n  statuses`, "start: {every: 5h, delay: 4h}\n  statuses")

	c := p.control(t)
	require.NoError(t, os.WriteFile(c.startedFile(), []byte("import\nrubbish\n"), 0o600))
	require.NoError(t, c.Resume())

	l := until(t, c, syncer.Import, "its next start", func(l Lane) bool { return !l.Next.IsZero() })
	assert.Greater(t, time.Until(l.Next), 3*time.Hour)
	assert.False(t, l.Running)
}

func TestWithoutAFileNothingIsOn(t *testing.T) {
	c := New(Options{ConfigFile: t.TempDir() + "/none.yaml"})
	defer c.Close()

	require.NoError(t, c.Resume())
	assert.False(t, c.State().Import.On)
	assert.False(t, c.State().Export.On)
}

func TestTwoButtonsAtOnceAreBothRemembered(t *testing.T) {
	c := New(Options{ConfigFile: t.TempDir() + "/none.yaml"})
	defer c.Close()

	for range 50 {
		var both sync.WaitGroup

		for _, d := range []syncer.Direction{syncer.Import, syncer.Export} {
			both.Go(func() { assert.NoError(t, c.remember(d, false)) })
		}

		both.Wait()

		for _, d := range []syncer.Direction{syncer.Import, syncer.Export} {
			both.Go(func() { assert.NoError(t, c.remember(d, true)) })
		}

		both.Wait()

		on, err := c.remembered()
		require.NoError(t, err)
		require.ElementsMatch(t, []syncer.Direction{syncer.Import, syncer.Export}, on)
	}
}

// A full disk takes no new file, and lets one be removed.
func TestWhatIsStoppedLastIsForgottenEvenOnAFullDisk(t *testing.T) {
	c := New(Options{ConfigFile: t.TempDir() + "/none.yaml"})
	defer c.Close()

	require.NoError(t, c.remember(syncer.Import, true))
	require.NoError(t, os.Mkdir(c.startedFile()+".new", 0o700), "in the way of any new file")
	require.Error(t, c.remember(syncer.Export, true))
	require.NoError(t, c.Stop(syncer.Import))

	on, err := c.remembered()
	require.NoError(t, err)
	require.Empty(t, on)
	require.NoError(t, c.Stop(syncer.Import), "twice")
}
