package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
	"github.com/skladmost/skladmost/sklad/schema"
)

// Create makes a new database at path with all tables and default rows of
// schema 3.07 (package schema) and opens it. It refuses a file that is not
// empty (fs.ErrExist), also one that another process is filling at the same
// time. When it fails it leaves nothing behind that was not there before.
func Create(ctx context.Context, path string, opts ...sklad.Option) (*sklad.DB, error) {
	settings := sklad.Settle(opts)
	ours, err := claim(path)
	if err != nil {
		return nil, err
	}
	db, err := create(ctx, path, settings)
	if err != nil && ours && !errors.Is(err, fs.ErrExist) {
		err = errors.Join(err, os.Remove(path))
	}
	return db, err
}

func create(ctx context.Context, path string, settings engine.Settings) (*sklad.DB, error) {
	pool, err := connect(ctx, path, settings)
	if err != nil {
		return nil, err
	}
	db, err := fill(ctx, pool, settings)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("sqlite: %s could not be filled: %w", path, err), pool.Close())
	}
	return db, nil
}

// claim makes the file, or finds an empty one. ours tells that nobody else had
// made it before.
func claim(path string) (ours bool, err error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, newFile) //nolint:gosec // the caller's own path
	if err == nil {
		return true, file.Close()
	}
	if !errors.Is(err, fs.ErrExist) {
		return false, fmt.Errorf("sqlite: %w; check the path", err)
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return false, fmt.Errorf("sqlite: %w; check the path", err)
	case info.IsDir() || info.Size() > 0:
		return false, fmt.Errorf("sqlite: %s: %w; choose another name, or open it with sqlite.Open", path, fs.ErrExist)
	}
	return false, nil
}

// newFile are the rights of a new database, as SQLite itself gives them.
const newFile = 0o644

func fill(ctx context.Context, pool *engine.Pool, settings engine.Settings) (*sklad.DB, error) {
	if err := engine.Fill(ctx, pool); err != nil {
		return nil, err
	}
	return sklad.NewDB(ctx, pool, settings)
}

// DDL is the statements, in order, that make tables and indexes on SQLite:
// schema.Tables() for Склад Pro's own, ledger.Tables() for the ledger's. Create
// runs them itself.
func DDL(tables []schema.Table) []string { return schema.DDL(dialect{}, tables) }

// Inserts is the statements, in order, that write rows on SQLite, for a
// script: schema.DefaultRows() after the DDL of schema.Tables() make what Create
// makes.
func Inserts(rows []schema.Row) []string { return schema.Inserts(dialect{}, rows) }
