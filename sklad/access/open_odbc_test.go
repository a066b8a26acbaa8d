//go:build odbc && !windows

package access

import (
	"context"
	"database/sql"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

func TestEverythingOverODBC(t *testing.T) {
	each(t, func(t *testing.T, s standIn) {
		t.Helper()
		db, err := Create(t.Context(), s.fresh(t), sklad.WithClock(noon))
		require.NoError(t, err)
		defer func() { require.NoError(t, db.Close()) }()
		w := workload{t: t, db: db}
		w.run()
	})
}

func TestCreateRefusesWhatIsThere(t *testing.T) {
	each(t, func(t *testing.T, s standIn) {
		t.Helper()
		dsn := s.fresh(t)
		db, err := Create(t.Context(), dsn)
		require.NoError(t, err)
		require.NoError(t, db.Close())
		_, err = Create(t.Context(), dsn)
		require.ErrorIs(t, err, fs.ErrExist)
		db, err = Open(t.Context(), dsn)
		require.NoError(t, err)
		info, err := db.Info(t.Context())
		require.NoError(t, err)
		require.Equal(t, "access", info.Engine)
		require.Contains(t, info.ServerVersion, "over ODBC")
		require.NoError(t, db.Close())
	})
}

func TestNewTakesAPool(t *testing.T) {
	each(t, func(t *testing.T, s standIn) {
		t.Helper()
		dsn := s.fresh(t)
		db, err := Create(t.Context(), dsn)
		require.NoError(t, err)
		require.NoError(t, db.Close())
		where, err := parse(dsn)
		require.NoError(t, err)
		pool, err := sql.Open("odbc", where.texts()[0])
		require.NoError(t, err)
		db, err = New(t.Context(), pool, sklad.WithClock(noon))
		require.NoError(t, err)
		defer func() { require.NoError(t, db.Close()) }()
		w := workload{t: t, db: db}
		w.run()
	})
}

func TestErrorsSayWhatToDo(t *testing.T) {
	standIns(t)
	for name, c := range map[string]struct{ dsn, says string }{
		"no such driver":        {"Driver={Nobody};PWD=hunter2", "none for Access outside of Windows"},
		"no such data source":   {"DSN=nobody;PWD={hunter2}", "none for Access outside of Windows"},
		"driver does not load":  {"Driver={Broken};PWD=hunter2", "none for Access outside of Windows"},
		"no such file":          {filepath.Join(t.TempDir(), "no.mdb") + ";PWD=hunter2", "check the path"},
		"a folder":              {t.TempDir() + ";PWD=hunter2", "is a folder"},
		"no address":            {" ;PWD=hunter2", "the address is empty"},
		"nothing listens there": {"Driver={MariaDB};Server=127.0.0.1;Port=1;UID=u;PWD=hunter2;Database=d", "check host and port"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Open(t.Context(), c.dsn)
			require.ErrorContains(t, err, c.says)
			require.NotContains(t, err.Error(), "hunter2")
			require.NotContains(t, err.Error(), "\n", "one line")
			t.Log(err)
		})
	}
}

func TestForeignFiles(t *testing.T) {
	standIns(t)
	path := filepath.Join(t.TempDir(), "x.mdb")
	require.NoError(t, os.WriteFile(path, []byte(strings.Repeat("this is no database ", 500)), 0o600))
	_, err := Open(t.Context(), path+";Database="+path)
	require.Error(t, err)
	t.Log(err)
	empty := filepath.Join(t.TempDir(), "y.mdb")
	require.NoError(t, os.WriteFile(empty, nil, 0o600))
	_, err = Open(t.Context(), empty+";Database="+empty)
	require.ErrorIs(t, err, sklad.ErrNotSklad)
}

func TestWrongPassword(t *testing.T) {
	each(t, func(t *testing.T, s standIn) {
		t.Helper()
		if s.name != "mariadb" {
			t.Skip("SQLite has no passwords")
		}
		dsn := strings.Replace(s.fresh(t), "UID=root", "UID=nobody", 1)
		_, err := Open(t.Context(), strings.Replace(dsn, "PWD={", "PWD={hunter2", 1))
		require.ErrorContains(t, err, "check the password")
		require.NotContains(t, err.Error(), "hunter2")
		t.Log(err)
	})
}

// The driver of SQLite reads a float as text of 15 digits; it writes all of it.
func TestFloatsAreStoredWhole(t *testing.T) {
	standIns(t)
	dsn := freshFile(t)
	db, err := Create(t.Context(), dsn)
	require.NoError(t, err)
	require.NoError(t, db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
		_, err := tx.SQL().Update(ctx, "Goods", engine.Row{"PriceOut2": 0.1 + 0.2}, "[ID] = ?", 1)
		return err
	}))
	require.NoError(t, db.Close())
	path, _, _ := strings.Cut(dsn, ";")
	file, err := sql.Open("sqlite", path)
	require.NoError(t, err)
	defer file.Close()
	var bits float64
	require.NoError(t, file.QueryRow("SELECT PriceOut2 FROM Goods WHERE ID = 1").Scan(&bits))
	require.Equal(t, 0.1+0.2, bits) //nolint:testifylint // bit for bit
}
