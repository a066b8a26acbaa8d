package mysql

import (
	"context"
	"errors"
	"fmt"

	native "github.com/go-sql-driver/mysql"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// Create makes all tables and default rows of schema 3.07 (package schema) in
// the database that dsn names, and opens it. A database that does not exist is
// made, with utf8mb4; one that has any of the tables is refused (fs.ErrExist).
// When it fails it removes what it made.
func Create(ctx context.Context, dsn string, opts ...sklad.Option) (*sklad.DB, error) {
	settings := sklad.Settle(opts)
	cfg, err := configure(dsn, settings)
	if err != nil {
		return nil, err
	}
	made, err := createDatabase(ctx, cfg)
	if err != nil {
		return nil, fmt.Errorf("mysql: %w", err)
	}
	if err := fill(ctx, cfg, settings); err != nil {
		err = fmt.Errorf("mysql: database %s could not be filled: %w", cfg.DBName, err)
		if made {
			err = errors.Join(err, onServer(context.WithoutCancel(ctx), cfg, "DROP DATABASE "+dialect{}.Quote(cfg.DBName)))
		}
		return nil, err
	}
	return open(ctx, cfg, settings)
}

// createDatabase makes the database unless the server has it.
func createDatabase(ctx context.Context, cfg *native.Config) (made bool, err error) {
	with, err := handle(cfg)
	if err != nil {
		return false, err
	}
	err = with.PingContext(ctx)
	if err = errors.Join(err, with.Close()); err == nil {
		return false, nil
	}
	if !number(err, unknownDatabase) {
		return false, explain(err)
	}
	err = onServer(ctx, cfg, "CREATE DATABASE "+dialect{}.Quote(cfg.DBName)+" CHARACTER SET utf8mb4")
	return err == nil, err
}

// onServer runs a statement on a connection that is in no database.
func onServer(ctx context.Context, cfg *native.Config, statement string) error {
	server := cfg.Clone()
	server.DBName = ""
	without, err := handle(server)
	if err != nil {
		return err
	}
	_, err = without.ExecContext(ctx, statement)
	return errors.Join(explain(err), without.Close())
}

func fill(ctx context.Context, cfg *native.Config, settings engine.Settings) error {
	handle, err := handle(cfg)
	if err != nil {
		return err
	}
	pool, err := newPool(ctx, handle, settings)
	if err == nil {
		err = engine.Fill(ctx, pool)
	}
	return errors.Join(err, handle.Close())
}
