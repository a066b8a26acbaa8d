package mssql

import (
	"context"
	"errors"
	"fmt"

	"github.com/microsoft/go-mssqldb/msdsn"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// Create makes all tables and default rows of schema 3.07 (package schema) in
// the database that dsn names, and opens it. A database that does not exist is
// made; one that has any of the tables is refused (fs.ErrExist). When it fails
// it removes the tables that it made.
func Create(ctx context.Context, dsn string, opts ...sklad.Option) (*sklad.DB, error) {
	settings := sklad.Settle(opts)
	cfg, err := configure(dsn, settings)
	if err != nil {
		return nil, err
	}
	if err := createDatabase(ctx, cfg); err != nil {
		return nil, fmt.Errorf("mssql: %w", explain(err))
	}
	handle := handle(cfg)
	err = engine.Fill(ctx, engine.NewPool(handle, dialect{}).WithHook(settings.Hook))
	if err = errors.Join(err, handle.Close()); err != nil {
		return nil, fmt.Errorf("mssql: database %s could not be filled: %w", cfg.Database, err)
	}
	return open(ctx, cfg, settings)
}

// createDatabase makes the database unless the server has it.
func createDatabase(ctx context.Context, cfg msdsn.Config) error {
	named := handle(cfg)
	err := named.PingContext(ctx)
	if err = errors.Join(err, named.Close()); err == nil || !number(err, noSuchDatabase, unknownDatabase) {
		return err
	}
	name := cfg.Database
	cfg.Database = "master"
	server := handle(cfg)
	_, err = server.ExecContext(ctx, "CREATE DATABASE "+dialect{}.Quote(name))
	return errors.Join(err, server.Close())
}
