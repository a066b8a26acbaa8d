package mysql

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	native "github.com/go-sql-driver/mysql"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// Open connects to the database that dsn names, in the form of
// github.com/go-sql-driver/mysql: user:password@tcp(host:3306)/database. What
// the sessions need (see the package comment) is set whatever dsn says.
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

func open(ctx context.Context, cfg *native.Config, settings engine.Settings) (*sklad.DB, error) {
	handle, err := handle(cfg)
	if err != nil {
		return nil, err
	}
	db, err := wrap(ctx, handle, settings)
	if err != nil {
		return nil, errors.Join(err, handle.Close())
	}
	return db, nil
}

// wrap learns how the server spells the tables and makes a DB of the pool.
func wrap(ctx context.Context, handle *sql.DB, settings engine.Settings) (*sklad.DB, error) {
	pool, err := newPool(ctx, handle, settings)
	if err != nil {
		return nil, err
	}
	return sklad.NewDB(ctx, pool, settings)
}

func newPool(ctx context.Context, handle *sql.DB, settings engine.Settings) (*engine.Pool, error) {
	plain := engine.NewPool(handle, dialect{})
	var database sql.NullString
	if _, err := plain.Get(ctx, &database, "SELECT DATABASE()"); err != nil {
		return nil, fmt.Errorf("mysql: %w", err)
	}
	if !database.Valid {
		return nil, errNoDatabase
	}
	tables, err := readTables(ctx, plain.Session)
	if err != nil {
		return nil, err
	}
	return engine.NewPool(handle, dialect{database: database.String, tables: tables}).WithHook(settings.Hook), nil
}

var errNoDatabase = errors.New("mysql: the address names no database: write user:password@tcp(host:3306)/database")

// configure reads dsn and settles what every session needs. An error of the
// driver's parser repeats no part of dsn.
func configure(dsn string, settings engine.Settings) (*native.Config, error) {
	if settings.WAL {
		return nil, errors.New("mysql: WithWAL is for sqlite: leave it out")
	}
	cfg, err := native.ParseDSN(dsn)
	if err != nil {
		return nil, fmt.Errorf("mysql: %w: write user:password@tcp(host:3306)/database", err)
	}
	if cfg.DBName == "" {
		return nil, errNoDatabase
	}
	cfg.ParseTime, cfg.Loc = true, time.UTC
	cfg.ClientFoundRows, cfg.InterpolateParams, cfg.MultiStatements = true, true, false
	cfg.Logger = &native.NopLogger{}
	if cfg.Timeout == 0 {
		cfg.Timeout = dialTimeout
	}
	if cfg.Params == nil {
		cfg.Params = map[string]string{}
	}
	cfg.Params["sql_mode"] = "'" + strictMode + "'"
	return cfg, cfg.Apply(native.Charset("utf8mb4", ""))
}

const (
	dialTimeout = 10 * time.Second
	// strictMode makes a text that does not fit, or that the column's character
	// set lacks, an error.
	strictMode = "STRICT_TRANS_TABLES"
	// idle connections die before the servers' and firewalls' own time-outs.
	idleTime = 3 * time.Minute
	mostIdle = 4
	// mostOpen keeps a busy program from taking all connections of a server that the
	// shop's tills use too (MySQL allows 151). What waits for one waits its turn.
	mostOpen = 8
)

func handle(cfg *native.Config) (*sql.DB, error) {
	connector, err := native.NewConnector(cfg)
	if err != nil {
		return nil, fmt.Errorf("mysql: %w", err)
	}
	handle := sql.OpenDB(engine.Hidden(connector))
	handle.SetConnMaxIdleTime(idleTime)
	handle.SetMaxIdleConns(mostIdle)
	handle.SetMaxOpenConns(mostOpen)
	return handle, nil
}

// New uses the caller's own pool of github.com/go-sql-driver/mysql. It verifies
// on one connection what the others must share, since a pool cannot be inspected
// whole: an sql_mode with STRICT_TRANS_TABLES, texts as utf8mb4 and
// parseTime=true. Put them into the DSN
// ("?parseTime=true&charset=utf8mb4&sql_mode=%27STRICT_TRANS_TABLES%27"), not
// into a statement.
//
// Closing the DB closes the pool. When New fails the pool stays open.
func New(ctx context.Context, pool *sql.DB, opts ...sklad.Option) (*sklad.DB, error) {
	settings := sklad.Settle(opts)
	switch {
	case pool == nil:
		return nil, errors.New("mysql: no pool was given: pass what sql.Open returned")
	case settings.WAL:
		return nil, errors.New("mysql: WithWAL is for sqlite: leave it out")
	}
	if err := verify(ctx, pool); err != nil {
		return nil, err
	}
	return wrap(ctx, pool, settings)
}

func verify(ctx context.Context, pool *sql.DB) error {
	var mode, charset string
	var now any
	err := pool.QueryRowContext(ctx, "SELECT @@sql_mode, @@character_set_connection, NOW()").Scan(&mode, &charset, &now)
	if err != nil {
		return fmt.Errorf("mysql: %w", explain(err))
	}
	var errs []error
	if !strings.Contains(mode, "STRICT_") {
		errs = append(errs, fmt.Errorf("mysql: the given pool has sql_mode %q, in which texts are cut off in silence: "+
			"add sql_mode=%%27%s%%27 to its DSN", mode, strictMode))
	}
	if charset != "utf8mb4" {
		errs = append(errs, fmt.Errorf("mysql: the given pool talks in %s: add charset=utf8mb4 to its DSN", charset))
	}
	if _, ok := now.(time.Time); !ok {
		errs = append(errs, errors.New("mysql: the given pool reads dates as text: add parseTime=true to its DSN"))
	}
	return errors.Join(errs...)
}
