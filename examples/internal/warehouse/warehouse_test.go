package warehouse

import (
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad/dsn"
)

func address(t *testing.T, text string) dsn.DSN {
	t.Helper()

	a, err := dsn.Parse(text)
	require.NoError(t, err)

	return a
}

func TestCreateThenOpen(t *testing.T) {
	t.Parallel()

	for name, supto := range map[string]bool{"plain": false, "СУПТО": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			a := address(t, "sqlite:"+filepath.Join(t.TempDir(), "shop.db"))

			db, err := Create(t.Context(), a, supto)
			require.NoError(t, err)
			require.NoError(t, db.Close())

			_, err = Create(t.Context(), a, supto)
			require.ErrorIs(t, err, fs.ErrExist)

			db, err = Open(t.Context(), a)
			require.NoError(t, err)

			defer func() { require.NoError(t, db.Close()) }()

			info, err := db.Info(t.Context())
			require.NoError(t, err)
			require.Equal(t, supto, info.SUPTO)
			require.Equal(t, "EUR", info.BaseCurrency)
		})
	}
}

func TestScriptsOfEveryEngine(t *testing.T) {
	t.Parallel()

	for _, name := range append(Scripts(), "odbc", "sqlserver", "mariadb", "MySQL") {
		script, err := Script(name, false)
		require.NoError(t, err)
		require.GreaterOrEqual(t, len(script), 25, name)

		text := strings.Join(script, "\n")
		require.Contains(t, strings.ToLower(text), "create table", name)
		require.Contains(t, text, "gomba_usn", name)
		require.Contains(t, text, "'Служебна стока'", name)
		require.NotContains(t, text, "3.07.100", name)
	}

	_, err := Script("oracle", false)
	require.ErrorIs(t, err, ErrNoEngine)
	require.ErrorContains(t, err, "mysql")
}
