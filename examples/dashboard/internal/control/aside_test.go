package control

import (
	"context"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/syncer"
)

func TestCloseWaitsForWhatGoesOnAside(t *testing.T) {
	p := newPlace(t)
	c := p.control(t)

	begun, ended := make(chan struct{}), make(chan error, 1)

	c.Aside(nil, func(ctx context.Context, _ *assembly.Session) error {
		close(begun)
		<-ctx.Done()

		return ctx.Err()
	}, func(err error) { ended <- err })
	reached(t, begun)
	c.Close()

	select {
	case err := <-ended:
		require.ErrorIs(t, err, context.Canceled)
	default:
		assert.Fail(t, "Close has not waited")
	}

	c.Aside(nil, func(context.Context, *assembly.Session) error { panic("nothing begins after Close") }, func(err error) { ended <- err })
	require.ErrorIs(t, <-ended, context.Canceled)
	require.ErrorIs(t, c.Once(func(context.Context, *assembly.Session) error { return nil }), context.Canceled)
}

// Buttons that are pressed while the program ends.
func TestNothingBeginsWhileItCloses(t *testing.T) {
	for range 20 {
		c := New(Options{ConfigFile: t.TempDir() + "/none.yaml"})

		var pressing sync.WaitGroup

		pressing.Go(func() { _ = c.Start(syncer.Export) })
		pressing.Go(func() { _ = c.RunImport(syncer.ImportOptions{}) })
		pressing.Go(func() { _ = c.Once(func(context.Context, *assembly.Session) error { return nil }) })
		c.Close()
		pressing.Wait()
		assert.False(t, c.State().Export.On)
		assert.False(t, c.State().Import.On)
	}
}
