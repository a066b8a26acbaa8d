package sklad

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync/atomic"
	"time"

	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// DB is an open Склад Pro database. It is safe for concurrent use. The engine
// packages (sqlite, mysql, mssql, access) open one.
type DB struct {
	pool     *engine.Pool
	now      func() time.Time
	location *time.Location
	logger   *slog.Logger
	unsafe   error // why nothing may be written, or nil
	// installed is set once the ledger has been seen: servers take their time
	// to answer what tables they have.
	installed *atomic.Bool
}

// NewDB makes a DB of an engine's pool and verifies that it holds a Склад Pro
// database of a schema that this package knows: ErrNotSklad or
// ErrSchemaVersion otherwise. The pool belongs to the DB from then on; NewDB
// does not close it when it fails.
//
// Only the engine packages beside this one can call it: use their Open, Create
// or New.
func NewDB(ctx context.Context, pool *engine.Pool, settings engine.Settings) (*DB, error) {
	db := &DB{pool: pool, now: settings.Now, location: settings.Location, logger: settings.Logger, installed: &atomic.Bool{}}
	version, err := schemaVersion(ctx, pool.Session)
	if err != nil {
		return nil, err
	}
	if err := checkSchemaVersion(version); err != nil {
		return nil, err
	}
	server, err := pool.Dialect().Server(ctx, pool.Session)
	if err != nil {
		return nil, fmt.Errorf("sklad: ask the server what it is: %w", err)
	}
	if len(server.UnsafeTables) > 0 {
		db.unsafe = fmt.Errorf("sklad: %w: %s; convert them (ALTER TABLE … ENGINE=InnoDB) before anything is written",
			ErrUnsafeTables, strings.Join(server.UnsafeTables, ", "))
	}
	return db, nil
}

// Close closes the connections. Iterators and transactions that still run end
// with an error.
func (db *DB) Close() error { return db.pool.Close() }

// SQL runs statements outside of a transaction. Its type is internal: only the
// packages beneath sklad can use it.
func (db *DB) SQL() *engine.Session { return db.pool.Session }

// Location is the time zone of the database's dates, Europe/Sofia unless
// WithLocation says otherwise.
func (db *DB) Location() *time.Location { return db.location }

// Now is the present moment by the DB's clock.
func (db *DB) Now() time.Time { return db.now() }

// errInsideTx stops a call that would wait for the transaction it is part of.
var errInsideTx = errors.New("sklad: a method of DB was called inside InTx, where it would wait for " +
	"its own transaction: call the method of the *Tx that fn received")

type insideTx struct{}

// outside fails when ctx belongs to a running InTx.
func outside(ctx context.Context) error {
	if ctx.Value(insideTx{}) != nil {
		return errInsideTx
	}
	return nil
}

// describe names the call in an error of the database.
func describe(err error, format string, args ...any) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("sklad: %s: %w", fmt.Sprintf(format, args...), err)
}
