package ledger

import (
	"context"
	"fmt"
	"strconv"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// Version is the ledger's version that this library reads and writes.
const Version = 1

// The marks that Install writes.
const (
	// MarkVersion holds the ledger's version.
	MarkVersion = "version"
	// MarkInstalledAt holds the moment of the first Install in RFC 3339, see
	// [Ledger.InstalledAt].
	MarkInstalledAt = "installed_at"
)

// step brings the ledger one version further. It may run again after it failed
// half-way: MySQL commits every CREATE TABLE by itself.
type step func(ctx context.Context, tx *sklad.Tx) error

// steps are the upgrades; the n-th leads from version n to n+1. Their number is
// Version.
func steps() []step { return []step{create} }

// Install makes the ledger's tables, or brings an older ledger up to [Version],
// one step and one transaction at a time. It may be called on every start, and
// again after a failure: it goes on where it stopped. Tables, indexes and unique
// keys that the ledger has lost are made again, empty. A newer ledger is
// [ErrNewer] and is left alone.
//
// Where the database's user may not write, the error is a *sklad.DatabaseError,
// also when there is nothing to do.
func Install(ctx context.Context, db *sklad.DB) error { return install(ctx, db, steps()) }

func install(ctx context.Context, db *sklad.DB, steps []step) error {
	for done := false; !done; {
		err := db.InTx(ctx, func(ctx context.Context, tx *sklad.Tx) error {
			if err := tx.SQL().Lock(ctx, "gomba_install"); err != nil {
				return err
			}
			version, err := readVersion(ctx, tx.SQL())
			if err != nil {
				return err
			}
			if done = version >= len(steps); done {
				return finish(ctx, tx, version, len(steps))
			}
			if err := steps[version](ctx, tx); err != nil {
				return describe(ctx, err, "upgrade from version %d; remove the cause and install again", version)
			}
			return setMark(ctx, tx, MarkVersion, strconv.Itoa(version+1))
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// finish repairs a ledger of this version. One that is newer is not ours to touch.
func finish(ctx context.Context, tx *sklad.Tx, version, known int) error {
	if err := checkVersion(version, known); err != nil {
		return err
	}
	return repair(ctx, tx)
}

// create is the first step: the tables that are not there yet, and the moment
// of the installation.
func create(ctx context.Context, tx *sklad.Tx) error {
	if err := repair(ctx, tx); err != nil {
		return err
	}
	return setMark(ctx, tx, MarkInstalledAt, stamp(tx.Now()))
}

// repair makes what the ledger lacks, and proves that its rows may be changed.
func repair(ctx context.Context, tx *sklad.Tx) error {
	for _, table := range Tables() {
		if err := engine.RepairTable(ctx, tx.SQL(), table); err != nil {
			return describe(ctx, err, "install the tables")
		}
	}
	return sklad.TouchTables(ctx, tx.SQL(), Tables())
}

// readVersion is 0 when there is no ledger.
func readVersion(ctx context.Context, s *engine.Session) (int, error) {
	there, err := s.Dialect().HasTable(ctx, s, "gomba_marks")
	if err != nil || !there {
		return 0, describe(ctx, err, "look for table gomba_marks")
	}
	value, ok, err := mark(ctx, s, MarkVersion)
	if err != nil || !ok {
		return 0, err
	}
	version, err := strconv.ParseUint(value, 10, 16)
	if err != nil {
		return 0, invalid("gomba_marks holds the version %q, which is no number: restore the row from a backup", value)
	}
	return int(version), nil
}

func checkVersion(version, known int) error {
	switch {
	case version == 0:
		return ErrNotInstalled
	case version < known:
		return fmt.Errorf("%w (version %d, this program needs %d)", ErrOlder, version, known)
	case version > known:
		return fmt.Errorf("%w (version %d, this program knows %d)", ErrNewer, version, known)
	}
	return nil
}
