package syncer_test

import (
	"context"
	"runtime/debug"
	"testing"

	"go.uber.org/goleak"
	"modernc.org/sqlite"
)

// Hundreds of databases live here for a moment each. Their journals are kept in
// memory, which changes no lock and no rollback; what a file goes through when
// its process dies is tested in package sqlite and by the program's own tests.
func TestMain(m *testing.M) {
	sqlite.RegisterConnectionHook(func(conn sqlite.ExecQuerierContext, _ string) error {
		_, err := conn.ExecContext(context.Background(), "PRAGMA journal_mode = MEMORY", nil)

		return err
	})
	debug.SetGCPercent(400) // little is alive at any time, and much is made

	goleak.VerifyTestMain(m)
}
