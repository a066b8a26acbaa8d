package smartprinter_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/fiscal/fiscaltest"
	"github.com/skladmost/skladmost/fiscal/netfp"
)

// ending is a device that can end an open receipt.
type ending struct {
	fiscal.Printer

	ended *int
}

func (e ending) Abort(context.Context) error {
	*e.ended++
	return nil
}

func TestAbortGoesToTheDialect(t *testing.T) {
	t.Parallel()
	server := fiscaltest.NewServer()
	t.Cleanup(server.Close)

	require.ErrorIs(t, at(t, server, netfp.Dial).Abort(t.Context()), fiscal.ErrUnsupported)

	var ended int
	p := at(t, server, func(ctx context.Context, addr string) (fiscal.Printer, error) {
		device, err := netfp.Dial(ctx, addr)
		return ending{device, &ended}, err
	})
	require.NoError(t, p.Abort(t.Context()))
	require.Equal(t, 1, ended)
}
