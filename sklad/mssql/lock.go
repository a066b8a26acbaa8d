package mssql

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// lockWait is how many milliseconds a statement waits for a lock before the
// transaction runs again.
const lockWait = 10_000

// errLockTimeout is worth another run.
var errLockTimeout = errors.New("mssql: a named lock was not free in time")

// Lock takes an application lock of the database. The transaction owns it and
// gives it back when it ends. A negative answer is a time-out or a deadlock.
func (dialect) Lock(ctx context.Context, s *engine.Session, name string) error {
	var got int
	_, err := s.Get(ctx, &got, "DECLARE @got int; EXEC @got = sp_getapplock @Resource = ?, @LockMode = 'Exclusive', "+
		"@LockOwner = 'Transaction', @LockTimeout = 10000; SELECT @got", "skladmost:"+name)
	if err == nil && got < 0 {
		return fmt.Errorf("%w: %s (sp_getapplock: %d)", errLockTimeout, name, got)
	}
	return err
}

// Unlock has nothing to do.
func (dialect) Unlock(context.Context, *sql.Conn) error { return nil }
