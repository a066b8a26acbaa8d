package engine

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/jmoiron/sqlx/reflectx"
)

// Pool is a Session over a *sql.DB that can begin transactions.
type Pool struct {
	*Session

	db *sqlx.DB
}

// NewPool wraps db. The pool does not own db's settings.
func NewPool(db *sql.DB, d Dialect) *Pool {
	handle := sqlx.NewDb(db, d.Name())
	handle.Mapper = reflectx.NewMapper("db")
	return &Pool{Session: &Session{ext: handle, dialect: d}, db: handle}
}

// WithHook returns a pool whose statements, and those of its transactions,
// pass hook first.
func (p *Pool) WithHook(hook Hook) *Pool {
	return &Pool{Session: &Session{ext: p.db, dialect: p.dialect, hook: hook}, db: p.db}
}

// Close closes the *sql.DB.
func (p *Pool) Close() error { return p.db.Close() }

// ErrConnectionLost means that the server went away before COMMIT was sent.
var ErrConnectionLost = errors.New("the connection to the database was lost, and nothing of the transaction is written: " +
	"check the server and run it again")

// ErrOutcomeUnknown means that the server went away while it committed.
var ErrOutcomeUnknown = errors.New("the connection to the database was lost while it committed: " +
	"check whether the document is there before you repeat it without an ExternalKey")

// ErrCommitBusy means that other programs were reading while we committed, and
// everything was rolled back. They may be about to write and only wait for us,
// so the next attempt must leave them time.
var ErrCommitBusy = errors.New("other programs were using the database")

// Transact runs fn in one read-write transaction: it commits when fn returns
// nil and rolls back otherwise, also when fn panics.
//
// A connection that is lost on the way is ErrConnectionLost: the server has
// rolled back. Lost while it commits, it is ErrOutcomeUnknown.
func (p *Pool) Transact(ctx context.Context, fn func(*Session) error) error {
	conn, err := p.db.Connx(ctx)
	if err != nil {
		return fmt.Errorf("connect: %w", err)
	}
	defer p.release(ctx, conn)
	tx, err := conn.BeginTxx(ctx, p.dialect.TxOptions())
	if err != nil {
		return fmt.Errorf("begin the transaction: %w", err)
	}
	defer func() { _ = tx.Rollback() }() // after Commit it does nothing
	session := &Session{ext: tx, dialect: p.dialect, hook: p.hook}
	if err := p.dialect.Begin(ctx, session); err != nil {
		return fmt.Errorf("begin the transaction: %w", p.lost(err, ErrConnectionLost))
	}
	if err := fn(session); err != nil {
		return p.lost(err, ErrConnectionLost)
	}
	if p.hook != nil {
		if err := p.hook(ctx, "COMMIT"); err != nil {
			return err
		}
	}
	return p.commit(tx)
}

func (p *Pool) commit(tx *sqlx.Tx) error {
	err := tx.Commit()
	switch {
	case err == nil:
		return nil
	case p.dialect.IsRetryable(err):
		return fmt.Errorf("commit the transaction: %w: %w", ErrCommitBusy, err)
	default:
		return fmt.Errorf("commit the transaction: %w", p.lost(err, ErrOutcomeUnknown))
	}
}

// unlockTime is how long giving named locks back may take.
const unlockTime = 5 * time.Second

// release gives the connection back to the pool without any named lock, and
// drops it where that cannot be made sure.
func (p *Pool) release(ctx context.Context, conn *sqlx.Conn) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), unlockTime)
	defer cancel()
	if err := p.dialect.Unlock(ctx, conn.Conn); err != nil {
		_ = conn.Raw(func(any) error { return driver.ErrBadConn })
	}
	_ = conn.Close()
}

// lost puts a sentinel in front of an error that means a lost connection.
func (p *Pool) lost(err, sentinel error) error {
	var network net.Error
	if p.dialect.IsLost(err) || errors.Is(err, driver.ErrBadConn) || errors.Is(err, io.EOF) ||
		errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed) || errors.As(err, &network) {
		return fmt.Errorf("%w: %w", sentinel, err)
	}
	return err
}
