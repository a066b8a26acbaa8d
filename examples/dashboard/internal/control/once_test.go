package control

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/syncer"
)

func TestAScheduleThatIsStartedDuringASingleRunBeginsAfterIt(t *testing.T) {
	p := newPlace(t)
	c := p.control(t)
	held := p.Gate.Hold("POST", "/products/bulk", 0)

	require.NoError(t, c.RunExport(syncer.ExportOptions{Full: true}))
	reached(t, held)
	require.ErrorIs(t, c.RunExport(syncer.ExportOptions{}), ErrAtWork)

	require.NoError(t, c.Start(syncer.Export), "in another tab, drawn before")
	p.Gate.Open()

	l := until(t, c, syncer.Export, "a second run", func(l Lane) bool { return rested(l) && !l.Next.IsZero() })
	assert.True(t, l.On, "what is remembered as started is at work")
}

func TestASingleRunThatIsStoppedStartsNothing(t *testing.T) {
	p := newPlace(t)
	c := p.control(t)
	held := p.Gate.Hold("POST", "/products/bulk", 0)

	require.NoError(t, c.RunExport(syncer.ExportOptions{Full: true}))
	reached(t, held)
	require.NoError(t, c.Start(syncer.Export))
	require.NoError(t, c.Stop(syncer.Export))
	p.Gate.Open()

	l := until(t, c, syncer.Export, "off", off)
	assert.True(t, l.Next.IsZero())
}
