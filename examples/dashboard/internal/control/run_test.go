package control

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer"
)

func TestARunIsSeenFromItsStartToItsEnd(t *testing.T) {
	p := newPlace(t)
	c := p.control(t)
	held := p.Gate.Hold("POST", "/products/bulk", 0)

	require.NoError(t, c.Start(syncer.Export))
	reached(t, held)

	l := until(t, c, syncer.Export, "running", func(l Lane) bool { return l.Running && l.Total > 0 })
	assert.True(t, l.On)
	assert.NotEmpty(t, l.Run)
	assert.False(t, l.Started.IsZero())
	assert.Empty(t, l.Report.Run, "nothing has ended")
	assert.False(t, c.State().Import.On, "the other direction has its own button")

	p.Gate.Open()

	l = until(t, c, syncer.Export, "ended", rested)
	require.NoError(t, l.Err)
	assert.Positive(t, l.Report.Buckets[syncer.KindGood].Written)
	assert.True(t, l.On)

	require.NoError(t, c.Stop(syncer.Export))

	l = until(t, c, syncer.Export, "off", off)
	assert.False(t, l.Stopping)
	assert.True(t, l.Next.IsZero(), "what is off has no next start")
}

func TestAStopFinishesTheOrderInHandAndLeavesNothingHalf(t *testing.T) {
	p := newPlace(t)
	c := p.control(t)

	require.NoError(t, c.Start(syncer.Export))
	until(t, c, syncer.Export, "the goods are in the shop", rested)
	require.NoError(t, c.Stop(syncer.Export))
	until(t, c, syncer.Export, "off", off)
	require.NoError(t, p.CustomersBuy())

	held := p.Gate.Hold("PUT", "/usn", 0)

	require.NoError(t, c.Start(syncer.Import))
	reached(t, held)
	require.NoError(t, c.Stop(syncer.Import))

	l := until(t, c, syncer.Import, "stopping", func(l Lane) bool { return l.Stopping })
	assert.True(t, l.Running, "it works on what it has begun")

	p.Gate.Open()

	l = until(t, c, syncer.Import, "off", off)
	require.NoError(t, l.Err, "to be told to stop is no error")
	assert.Equal(t, map[ledger.OrderState]int{ledger.OrderImported: 1}, p.orders(t))
	assert.Len(t, l.Report.Documents, 1)

	require.NoError(t, c.Start(syncer.Import))
	l = until(t, c, syncer.Import, "the rest", func(l Lane) bool { return rested(l) && len(l.Report.Documents) != 1 })
	require.NoError(t, l.Err)
	assert.Len(t, l.Report.Documents, 11)
	assert.Equal(t, map[ledger.OrderState]int{ledger.OrderImported: 12}, p.orders(t))
}

func TestAStartWhileItStopsIsAStartAfterwards(t *testing.T) {
	p := newPlace(t)
	c := p.control(t)
	held := p.Gate.Hold("POST", "/products/bulk", 0)

	require.NoError(t, c.Start(syncer.Export))
	reached(t, held)
	require.NoError(t, c.Stop(syncer.Export))
	require.NoError(t, c.Start(syncer.Export))

	first := c.State().Export
	assert.False(t, first.Stopping, "the newest word counts")

	p.Gate.Open()

	l := until(t, c, syncer.Export, "a second run", func(l Lane) bool { return rested(l) && l.Report.Run != first.Run })
	assert.True(t, l.On)
	require.NoError(t, l.Err)

	on, err := c.remembered()
	require.NoError(t, err)
	assert.Equal(t, []syncer.Direction{syncer.Export}, on)
}

func TestOfStopStartStopTheLastWordCounts(t *testing.T) {
	p := newPlace(t)
	c := p.control(t)
	held := p.Gate.Hold("POST", "/products/bulk", 0)

	require.NoError(t, c.Start(syncer.Export))
	reached(t, held)

	run := c.State().Export.Run

	require.NoError(t, c.Stop(syncer.Export))
	require.NoError(t, c.Start(syncer.Export))
	require.NoError(t, c.Stop(syncer.Export))
	p.Gate.Open()

	l := until(t, c, syncer.Export, "off", off)
	assert.Equal(t, run, l.Run, "no other run has begun")
}

func TestCloseWaitsForTheRecordInHand(t *testing.T) {
	p := newPlace(t)
	c := p.control(t)
	held := p.Gate.Hold("POST", "/products/bulk", 0)

	require.NoError(t, c.Start(syncer.Export))
	reached(t, held)

	closed := make(chan struct{})

	go func() {
		defer close(closed)

		c.Close()
	}()

	select {
	case <-closed:
		assert.Fail(t, "closed while a request was on its way")
	case <-time.After(100 * time.Millisecond): // a wrong Close needs no more
	}

	p.Gate.Open()
	reached(t, closed)
	assert.True(t, off(c.State().Export))
	require.NoError(t, c.Start(syncer.Export))
	assert.False(t, c.State().Export.On, "nothing begins after Close")
}

func TestAStartDuringASingleRunIsAStartAfterwards(t *testing.T) {
	p := newPlace(t)
	c := p.control(t)
	held := p.Gate.Hold("POST", "/products/bulk", 0)

	require.NoError(t, c.RunExport(syncer.ExportOptions{}))
	reached(t, held)
	require.ErrorIs(t, c.RunExport(syncer.ExportOptions{}), ErrAtWork)
	require.NoError(t, c.Start(syncer.Export))

	run := c.State().Export.Run

	p.Gate.Open()

	l := until(t, c, syncer.Export, "a second run", func(l Lane) bool { return rested(l) && l.Report.Run != run })
	assert.True(t, l.On)
	assert.False(t, l.Next.IsZero(), "by its schedule")
}
