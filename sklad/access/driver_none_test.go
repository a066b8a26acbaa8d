//go:build !windows && !odbc

package access

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
)

func TestWithoutDriver(t *testing.T) {
	t.Parallel()
	for _, try := range []func() error{
		func() error { _, err := Open(t.Context(), "x.mdb;PWD=hunter2"); return err },
		func() error { _, err := Create(t.Context(), "x.mdb;PWD=hunter2"); return err },
	} {
		err := try()
		require.ErrorIs(t, err, sklad.ErrUnsupported)
		require.ErrorContains(t, err, "-tags odbc")
		require.NotContains(t, err.Error(), "hunter2")
		require.NotContains(t, err.Error(), "\n")
	}
}
