package control

import (
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/syncer"
)

func TestSettingsThatAreSavedDuringARunCountFromTheNext(t *testing.T) {
	p := newPlace(t)
	c := p.control(t)
	held := p.Gate.Hold("POST", "/products/bulk", 0)

	require.NoError(t, c.Start(syncer.Export))
	reached(t, held)

	run := c.State().Export.Run

	p.edit(t, `start: {every: 1m}\n  goods: true`, "start: {every: 3h}\n  goods: false")
	c.Changed()
	p.Gate.Open()

	l := until(t, c, syncer.Export, "the run ends", rested)
	assert.Equal(t, run, l.Report.Run)
	assert.Equal(t, syncer.KindGood, l.Report.Only, "the run had its own settings")

	l = until(t, c, syncer.Export, "the next", func(l Lane) bool { return rested(l) && l.Report.Run != run })
	assert.Equal(t, syncer.KindQuantity, l.Report.Only)
	assert.Greater(t, time.Until(l.Next), 2*time.Hour)
}

func TestSettingsThatAreSavedAtRestCountAtOnce(t *testing.T) {
	p := newPlace(t)
	p.edit(t, `start: {every: 1m}\n  statuses`, "start: {every: 5h}\n  statuses")

	c := p.control(t)

	require.NoError(t, c.Start(syncer.Import))

	run := until(t, c, syncer.Import, "a run", rested).Report.Run

	p.edit(t, `every: 5h`, "every: 2h")
	c.Changed()

	l := until(t, c, syncer.Import, "another", func(l Lane) bool { return rested(l) && l.Report.Run != run })
	assert.Less(t, time.Until(l.Next), 4*time.Hour)
}

func TestWhatCannotBeOpenedIsShownAndTriedAgainWithWhatIsSaved(t *testing.T) {
	p := newPlace(t)
	c := p.control(t)
	whole, err := os.ReadFile(p.File)
	require.NoError(t, err)

	require.NoError(t, os.WriteFile(p.File, []byte("warehouse: {dsn: 'sqlite:/nowhere/at/all'}\n"), 0o600))
	require.NoError(t, c.Start(syncer.Export))

	l := until(t, c, syncer.Export, "the error", func(l Lane) bool { return l.Err != nil })
	assert.True(t, l.On, "it is tried again")
	assert.True(t, l.Next.After(time.Now()), "and the page can say when")

	require.NoError(t, os.WriteFile(p.File, whole, 0o600))
	c.Changed()

	l = until(t, c, syncer.Export, "a run", rested)
	require.NoError(t, l.Err)
}

func TestAnErrorOfOpeningIsGoneWhenItOpens(t *testing.T) {
	p := newPlace(t)
	p.edit(t, `start: {every: 1m}\n  statuses`, "start: {every: 5h, delay: 4h}\n  statuses")

	c := p.control(t)
	whole, err := os.ReadFile(p.File)
	require.NoError(t, err)

	require.NoError(t, os.WriteFile(c.startedFile(), []byte("import\n"), 0o600))
	require.NoError(t, os.WriteFile(p.File, []byte("warehouse: {}\n"), 0o600))
	require.NoError(t, c.Resume())
	until(t, c, syncer.Import, "the error", func(l Lane) bool { return l.Err != nil })

	require.NoError(t, os.WriteFile(p.File, whole, 0o600))
	c.Changed()

	l := until(t, c, syncer.Import, "waiting without an error", func(l Lane) bool { return l.Err == nil })
	assert.Greater(t, time.Until(l.Next), 3*time.Hour, "its own delay goes on")
}
