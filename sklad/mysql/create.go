package mysql

import (
	"context"
	"errors"
	"fmt"
	"strings"

	native "github.com/go-sql-driver/mysql"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// Create makes all tables and default rows of schema 3.07 (package schema) in
// the database that dsn names, and opens it. A database that does not exist is
// made, with utf8mb4; one that has any of the tables is refused (fs.ErrExist).
// When it fails it removes the tables that it made.
func Create(ctx context.Context, dsn string, opts ...sklad.Option) (*sklad.DB, error) {
	settings := sklad.Settle(opts)
	cfg, err := configure(dsn, settings)
	if err != nil {
		return nil, err
	}
	if err := createDatabase(ctx, cfg); err != nil {
		return nil, err
	}
	if err := fill(ctx, cfg, settings); err != nil {
		return nil, fmt.Errorf("mysql: database %s could not be filled: %w", cfg.DBName, err)
	}
	return open(ctx, cfg, settings)
}

// createDatabase makes the database unless the server has it.
func createDatabase(ctx context.Context, cfg *native.Config) error {
	with, err := handle(cfg)
	if err != nil {
		return err
	}
	err = with.PingContext(ctx)
	if err = errors.Join(err, with.Close()); err == nil {
		return nil
	}
	if !number(err, unknownDatabase) {
		return fmt.Errorf("mysql: %w", explain(err))
	}
	server := cfg.Clone()
	server.DBName = ""
	without, err := handle(server)
	if err != nil {
		return err
	}
	_, err = without.ExecContext(ctx, "CREATE DATABASE `"+strings.ReplaceAll(cfg.DBName, "`", "``")+"` CHARACTER SET utf8mb4")
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
