package ledger

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/skladmost/skladmost/sklad"
)

// Ledger reads and writes the ledger's tables of one database. It holds nothing
// but the database and is safe for concurrent use.
//
// Methods without a *sklad.Tx read what is committed, or run a transaction of
// their own. Called inside InTx with the context given there they fail at once,
// since they would wait for that very transaction.
type Ledger struct{ db *sklad.DB }

// Open returns the ledger of a database: [ErrNotInstalled] without one,
// [ErrOlder] or [ErrNewer] when its version is not [Version], a
// *sklad.DatabaseError when it lacks a table or column. It changes nothing.
func Open(ctx context.Context, db *sklad.DB) (*Ledger, error) {
	l := &Ledger{db: db}
	if err := l.outside(ctx); err != nil {
		return nil, err
	}
	version, err := readVersion(ctx, db.SQL())
	if err != nil {
		return nil, err
	}
	if err := checkVersion(version, Version); err != nil {
		return nil, err
	}
	if err := l.Verify(ctx); err != nil {
		return nil, err
	}
	return l, nil
}

// Verify fails with a *sklad.DatabaseError that names every table and column
// that the ledger lacks. Nothing is written.
func (l *Ledger) Verify(ctx context.Context) error {
	if err := l.outside(ctx); err != nil {
		return err
	}
	return sklad.VerifyTables(ctx, l.db.SQL(), Tables())
}

// VerifyWritable is [sklad.DB.VerifyWritable] of the ledger's tables.
func (l *Ledger) VerifyWritable(ctx context.Context) error {
	return l.db.InTx(ctx, func(ctx context.Context, tx *sklad.Tx) error {
		if err := sklad.TouchTables(ctx, tx.SQL(), Tables()); err != nil {
			return err
		}
		return sklad.TouchRows(ctx, tx.SQL(), "gomba_documents", "gomba_links", "gomba_marks")
	})
}

// InTx is [sklad.DB.InTx] of the ledger's database, for a transaction that
// writes nothing but the ledger. fn may run again.
func (l *Ledger) InTx(ctx context.Context, fn func(context.Context, *sklad.Tx) error) error {
	return l.db.InTx(ctx, fn)
}

// InstalledAt is the moment of the first [Install]: orders from before it are
// not imported unless the settings name an earlier day. UTC.
func (l *Ledger) InstalledAt(ctx context.Context) (time.Time, error) {
	value, ok, err := l.Mark(ctx, MarkInstalledAt)
	if err != nil {
		return time.Time{}, err
	}
	at, err := time.Parse(time.RFC3339Nano, value)
	if !ok || err != nil {
		return time.Time{}, invalid("gomba_marks holds the moment of installation %q: restore the row from a backup", value)
	}
	return at, nil
}

// outside fails when ctx belongs to a running InTx. The database itself judges
// that: document number 0 exists nowhere and is not even looked for.
func (l *Ledger) outside(ctx context.Context) error {
	if _, err := l.db.Document(ctx, sklad.OperSale, 0); !errors.Is(err, sklad.ErrNotFound) {
		return fmt.Errorf("ledger: use the methods that take the transaction: %w", err)
	}
	return nil
}
