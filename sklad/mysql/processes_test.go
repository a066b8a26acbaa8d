package mysql_test

import (
	"context"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/mysql"
	"github.com/skladmost/skladmost/sklad/skladtest"
)

func TestProcessesNumberTogether(t *testing.T) {
	t.Parallel()
	open := func(ctx context.Context, dsn string) (*sklad.DB, error) { return mysql.Open(ctx, dsn) }
	if os.Getenv("SKLADMOST_TEST_PROCESS") != "" { // one of the four
		skladtest.Processes(t, t.Name(), "", open)
		return
	}
	onEach(t, func(t *testing.T, s server) {
		t.Helper()
		address := s.dsn(s.database(t))
		db, err := mysql.Create(t.Context(), address)
		require.NoError(t, err)
		require.NoError(t, db.Close())
		skladtest.Processes(t, "TestProcessesNumberTogether", address, open)
	})
}
