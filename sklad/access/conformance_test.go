//go:build odbc && !windows

package access

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/skladtest"
)

func TestConformance(t *testing.T) {
	each(t, func(t *testing.T, s standIn) {
		t.Helper()
		var opts []skladtest.Option
		if s.kill != nil {
			opts = append(opts, skladtest.WithKill("SELECT CONNECTION_ID()", s.kill))
		}
		if s.name == "sqlite" {
			opts = append(opts, skladtest.WithFloatDigits(15)) // its driver reads floats as text
		}
		skladtest.Run(t, s.open(t), opts...)
	})
}

// open gives filled databases. A file is made once and copied, which takes much
// less time.
func (s standIn) open(t *testing.T) func(testing.TB) (*sklad.DB, *sql.DB) {
	t.Helper()
	made := s.fresh(t)
	db, err := Create(t.Context(), made)
	require.NoError(t, err)
	require.NoError(t, db.Close())
	path, _, isFile := strings.Cut(made, ";")
	var content []byte
	if isFile = isFile && s.name == "sqlite"; isFile {
		content, err = os.ReadFile(path)
		require.NoError(t, err)
	}
	return func(tb testing.TB) (*sklad.DB, *sql.DB) {
		tb.Helper()
		dsn := s.fresh(tb)
		open := Create
		if isFile {
			path, _, _ := strings.Cut(dsn, ";")
			require.NoError(tb, os.WriteFile(path, content, 0o600))
			open = Open
		}
		db, err := open(tb.Context(), dsn)
		require.NoError(tb, err)
		tb.Cleanup(func() { require.NoError(tb, db.Close()) })
		where, err := parse(dsn)
		require.NoError(tb, err)
		pool, err := sql.Open("odbc", where.texts()[0])
		require.NoError(tb, err)
		tb.Cleanup(func() { require.NoError(tb, pool.Close()) })
		pool.SetMaxOpenConns(1)
		_, err = New(tb.Context(), pool)
		require.NoError(tb, err, "the pool is as New demands it")
		return db, pool
	}
}

// killer ends a connection from the server's side.
func killer(base string) func(ctx context.Context, number int64) error {
	return func(ctx context.Context, number int64) error {
		handle, err := sql.Open("odbc", base)
		if err != nil {
			return err
		}
		defer handle.Close()
		_, err = handle.ExecContext(ctx, fmt.Sprintf("KILL %d", number))
		return err
	}
}
