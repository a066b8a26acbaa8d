package sklad

import (
	"errors"

	"github.com/skladmost/skladmost/sklad/internal/engine"
)

var (
	// ErrNotFound means that no such row exists. The error that wraps it names
	// the record.
	ErrNotFound = errors.New("not found")
	// ErrAmbiguous means that a code or name belongs to several rows. The error
	// that wraps it names them.
	ErrAmbiguous = errors.New("ambiguous")
	// ErrNotSklad means that the database holds no Склад Pro tables.
	ErrNotSklad = errors.New("not a Склад Pro database")
	// ErrSchemaVersion means a Склад Pro database of a schema other than
	// 3.07 (table System, column Version).
	ErrSchemaVersion = errors.New("unknown version of the Склад Pro schema")
	// ErrContention means that InTx gave up after its last attempt.
	ErrContention = errors.New("sklad: the database stayed locked or its numbers kept being taken")
	// ErrUnsupported means that the engine cannot do what was asked.
	ErrUnsupported = errors.New("not supported by this engine")
	// ErrConnectionLost means that the server went away in the middle of a
	// transaction: nothing of it is written. Run it again when the server is
	// back.
	ErrConnectionLost = engine.ErrConnectionLost
	// ErrOutcomeUnknown means that the server went away while it committed: the
	// transaction is written whole or not at all. A Document with an ExternalKey
	// can be recorded again without harm: it is found if it was written.
	ErrOutcomeUnknown = engine.ErrOutcomeUnknown
	// ErrUnsafeTables means that tables are of a storage engine without
	// transactions (MyISAM); see Info.UnsafeTables. InTx refuses to write.
	ErrUnsafeTables = errors.New("tables without transactions")
)

var (
	// ErrInvalidDocument means that a document cannot be written as it is. The
	// error that wraps it lists everything that is wrong.
	ErrInvalidDocument = errors.New("invalid document")
	// ErrInsufficientStock means a shortage, see StockError.
	ErrInsufficientStock = errors.New("insufficient stock")
	// ErrNeedsPerson means that Склад Pro leaves a choice to a person: lots
	// chosen by hand, or a good that is to be produced first.
	ErrNeedsPerson = errors.New("needs a person")
	// ErrKeyConflict means that an ExternalKey was recorded with other content.
	ErrKeyConflict = errors.New("the external key is taken")
	// ErrCollision means that another writer's rows stand under our number.
	ErrCollision = errors.New("another document has the same number")
	// ErrNoNumber means that no free document number was found.
	ErrNoNumber = errors.New("no free document number")
	// ErrInvalidRow means that a good, partner or group cannot be saved as it
	// is.
	ErrInvalidRow = errors.New("invalid row")
	// ErrNoLedger means that the database has no gomba_ tables yet.
	ErrNoLedger = errors.New("sklad: the database has no ledger (gomba_ tables); run `db install`, or call ledger.Install")
)
