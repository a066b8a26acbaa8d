package mysql

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// lockWait is how many seconds a transaction waits for a named lock before it
// runs again.
const lockWait = 10

// errLockTimeout is worth another run.
var errLockTimeout = errors.New("mysql: a named lock was not free in time")

// Lock takes a lock of the whole server, so its name holds the database's. It
// belongs to the connection and outlives the transaction: Unlock gives it back.
// Servers before MySQL 5.7.5 keep one lock only, the last; unique keys are the
// guarantee there as everywhere.
func (d dialect) Lock(ctx context.Context, s *engine.Session, name string) error {
	var got sql.NullInt64
	if _, err := s.Get(ctx, &got, "SELECT GET_LOCK(?, ?)", d.lockName(name), lockWait); err != nil {
		return err
	}
	if got.Int64 != 1 {
		return fmt.Errorf("%w: %s", errLockTimeout, name)
	}
	return nil
}

// lockName fits the 64 characters that a lock's name may have.
func (d dialect) lockName(name string) string {
	sum := sha256.Sum256([]byte(d.database + "\x00" + name))
	return "skladmost:" + hex.EncodeToString(sum[:20])
}

// Unlock gives back all locks of the connection. A server that does not know the
// statement keeps one lock, which goes with the connection: the error drops it.
func (d dialect) Unlock(ctx context.Context, conn *sql.Conn) error {
	_, err := conn.ExecContext(ctx, "DO RELEASE_ALL_LOCKS()")
	return err
}
