package mysql_test

import (
	"context"
	"database/sql"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/mysql"
	"github.com/skladmost/skladmost/sklad/skladtest"
)

func TestConformance(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, s server) {
		t.Helper()
		skladtest.Run(t, s.open, skladtest.WithKill("SELECT CONNECTION_ID()", func(ctx context.Context, number int64) error {
			_, err := s.admin.ExecContext(ctx, fmt.Sprintf("KILL %d", number))
			return err
		}))
	})
}

// open fills a new database and gives a pool of the caller's own on it.
func (s server) open(tb testing.TB) (*sklad.DB, *sql.DB) {
	tb.Helper()
	name := s.database(tb)
	db, err := mysql.Create(tb.Context(), s.dsn(name))
	require.NoError(tb, err)
	tb.Cleanup(func() { require.NoError(tb, db.Close()) })
	pool := s.pool(tb, name, ownPool)
	_, err = mysql.New(tb.Context(), pool)
	require.NoError(tb, err, "the pool is as New demands it")
	return db, pool
}
