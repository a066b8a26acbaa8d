//go:build !windows && !odbc

package warehouse

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/sklad"
)

func TestADriverThatIsNotBuiltIn(t *testing.T) {
	t.Parallel()

	for _, text := range []string{"access:shop.mdb;PWD=hunter2", "odbc:DRIVER=Microsoft;PWD=hunter2"} {
		a := address(t, text)

		_, err := Open(t.Context(), a)
		require.ErrorIs(t, err, sklad.ErrUnsupported)
		require.NotContains(t, err.Error(), "hunter2")

		var f *Fault
		require.ErrorAs(t, err, &f)
		require.True(t, f.Configuration())
		require.Equal(t, "no_driver", f.Notice(lang.EN).Code)
		require.Contains(t, f.Notice(lang.BG).Remedy, "Windows")

		_, err = Create(t.Context(), a, false)
		require.ErrorIs(t, err, sklad.ErrUnsupported)
	}
}
