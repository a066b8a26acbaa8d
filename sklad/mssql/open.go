package mssql

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	native "github.com/microsoft/go-mssqldb"
	"github.com/microsoft/go-mssqldb/msdsn"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// Open connects to the database that dsn names, in the form of
// github.com/microsoft/go-mssqldb:
// sqlserver://user:password@host:1433?database=NAME.
//
// Errors: sklad.ErrNotSklad, sklad.ErrSchemaVersion; a wrong password, host or
// database is named with what to do, and the password is in no error.
func Open(ctx context.Context, dsn string, opts ...sklad.Option) (*sklad.DB, error) {
	settings := sklad.Settle(opts)
	cfg, err := configure(dsn, settings)
	if err != nil {
		return nil, err
	}
	return open(ctx, cfg, settings)
}

func open(ctx context.Context, cfg msdsn.Config, settings engine.Settings) (*sklad.DB, error) {
	handle := handle(cfg)
	db, err := wrap(ctx, handle, settings)
	if err != nil {
		return nil, errors.Join(err, handle.Close())
	}
	return db, nil
}

func wrap(ctx context.Context, handle *sql.DB, settings engine.Settings) (*sklad.DB, error) {
	if err := handle.PingContext(ctx); err != nil {
		return nil, fmt.Errorf("mssql: %w", explain(err))
	}
	return sklad.NewDB(ctx, engine.NewPool(handle, dialect{}).WithHook(settings.Hook), settings)
}

// configure reads dsn. The parser's errors repeat the address with the password,
// so they are not passed on.
func configure(dsn string, settings engine.Settings) (msdsn.Config, error) {
	if settings.WAL {
		return msdsn.Config{}, errors.New("mssql: WithWAL is for sqlite: leave it out")
	}
	cfg, err := msdsn.Parse(dsn)
	if err != nil || cfg.Database == "" {
		return msdsn.Config{}, errors.New("mssql: the address cannot be read, or names no database: " +
			"write sqlserver://user:password@host:1433?database=NAME, with % as %25 in the password")
	}
	if cfg.AppName == "go-mssqldb" {
		cfg.AppName = "skladmost"
	}
	return cfg, nil
}

const (
	// idle connections die before the servers' and firewalls' own time-outs.
	idleTime = 3 * time.Minute
	mostIdle = 4
	// mostOpen keeps a busy program from taking all connections of a server that the
	// shop's tills use too (MySQL allows 151). What waits for one waits its turn.
	mostOpen = 8
)

func handle(cfg msdsn.Config) *sql.DB {
	handle := sql.OpenDB(engine.Hidden(native.NewConnectorConfig(cfg)))
	handle.SetConnMaxIdleTime(idleTime)
	handle.SetMaxIdleConns(mostIdle)
	handle.SetMaxOpenConns(mostOpen)
	return handle
}

// New uses the caller's own pool of github.com/microsoft/go-mssqldb (driver name
// "sqlserver"). Each transaction sets up its session itself, so the pool needs no
// settings.
//
// Closing the DB closes the pool. When New fails the pool stays open.
func New(ctx context.Context, pool *sql.DB, opts ...sklad.Option) (*sklad.DB, error) {
	settings := sklad.Settle(opts)
	switch {
	case pool == nil:
		return nil, errors.New("mssql: no pool was given: pass what sql.Open returned")
	case settings.WAL:
		return nil, errors.New("mssql: WithWAL is for sqlite: leave it out")
	}
	return wrap(ctx, pool, settings)
}
