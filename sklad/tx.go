package sklad

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// Tx is one read-write transaction of a DB, see DB.InTx. It is not safe for
// concurrent use and must not be kept after fn returned.
type Tx struct {
	session   *engine.Session
	now       func() time.Time
	location  *time.Location
	logger    *slog.Logger
	installed *atomic.Bool
}

// SQL runs statements inside the transaction. Its type is internal: only the
// packages beneath sklad can use it.
func (tx *Tx) SQL() *engine.Session { return tx.session }

// Location is the time zone of the database's dates.
func (tx *Tx) Location() *time.Location { return tx.location }

// Now is the present moment by the DB's clock.
func (tx *Tx) Now() time.Time { return tx.now() }

// Logger is the DB's; never nil.
func (tx *Tx) Logger() *slog.Logger { return tx.logger }

// needLedger is ErrNoLedger where the ledger's tables are missing.
func (tx *Tx) needLedger(ctx context.Context) error {
	if tx.installed.Load() {
		return nil
	}
	ok, err := tx.session.Dialect().HasTable(ctx, tx.session, "gomba_documents")
	if err == nil && !ok {
		return ErrNoLedger
	}
	tx.installed.Store(err == nil)
	return err
}

// How often InTx runs fn, and how long it waits in between.
const (
	maxAttempts = 10
	// A taken key costs no wait, and each one is somebody else's success.
	maxRaces     = 20
	firstBackoff = 2 * time.Millisecond
	lastBackoff  = 250 * time.Millisecond
	// commitBackoff lets a program that could not write because of us do it
	// now; the desktop program tries again every 150 ms or so.
	commitBackoff = 400 * time.Millisecond
)

// InTx runs fn in one read-write transaction and commits when it returns nil.
//
// fn runs again, in a new transaction, after a deadlock, a lock time-out, a
// busy file or a key that somebody else took in the meantime: ten times in all at
// most, or twenty where it was a key; then InTx fails with ErrContention. So fn touches only tx and its own
// variables, sets these anew on each run, and has no effect outside of the
// database. fn calls no method of the DB: with the context that fn is given
// such a call fails at once, with another one it may wait for ever.
//
// An error of fn that is none of those is returned as it is and nothing is
// written. A cancelled ctx ends the attempts. ErrConnectionLost,
// ErrOutcomeUnknown and ErrUnsafeTables are those of a server.
func (db *DB) InTx(ctx context.Context, fn func(context.Context, *Tx) error) error {
	if err := errors.Join(outside(ctx), db.unsafe); err != nil {
		return err
	}
	for attempt, wait := 1, firstBackoff; ; attempt++ {
		err := db.transact(ctx, fn)
		if err == nil || !db.worthRetrying(err) {
			return cancelled(ctx, err)
		}
		if attempt >= db.attempts(err) {
			return fmt.Errorf("%w (%d attempts): try again when the other programs on this database are idle: %w",
				ErrContention, attempt, err)
		}
		db.logger.DebugContext(ctx, "sklad: the transaction runs again", "attempt", attempt, "cause", err)
		if err := pause(ctx, backoff(err, wait)); err != nil {
			return err
		}
		wait = min(2*wait, lastBackoff)
	}
}

func (db *DB) attempts(err error) int {
	if db.pool.Dialect().IsDuplicate(err) {
		return maxRaces
	}
	return maxAttempts
}

// backoff is between half of wait and all of it, by chance: writers that lost
// the same race would otherwise meet again at the same moment.
func backoff(err error, wait time.Duration) time.Duration {
	wait -= rand.N(wait/2 + 1) //nolint:gosec // nobody is kept from guessing it
	if errors.Is(err, engine.ErrCommitBusy) {
		return commitBackoff + wait
	}
	return wait
}

func (db *DB) transact(ctx context.Context, fn func(context.Context, *Tx) error) error {
	inside := context.WithValue(ctx, insideTx{}, true)
	return db.pool.Transact(ctx, func(s *engine.Session) error {
		return fn(inside, &Tx{session: s, now: db.now, location: db.location, logger: db.logger, installed: db.installed})
	})
}

func (db *DB) worthRetrying(err error) bool {
	if errors.Is(err, ErrOutcomeUnknown) {
		return false // it may be written already
	}
	d := db.pool.Dialect()
	return d.IsRetryable(err) || d.IsDuplicate(err) || errors.Is(err, engine.ErrCommitBusy) ||
		errors.Is(err, driver.ErrBadConn) // an idle connection that had died
}

// cancelled puts the context's own error first: a driver may report an
// interrupted statement in words of its own.
func cancelled(ctx context.Context, err error) error {
	if err == nil || ctx.Err() == nil || errors.Is(err, ctx.Err()) {
		return err
	}
	return fmt.Errorf("%w: %w", ctx.Err(), err)
}

func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
