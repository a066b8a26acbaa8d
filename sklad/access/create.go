package access

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// Create makes a new database with all tables and default rows of schema 3.07
// (package schema) and opens it; dsn as for Open. A file that exists is refused
// (fs.ErrExist). On Windows the ODBC installer makes the file, .mdb as Access
// 2000 has it or .accdb as Access 2007; this is not proven. With a whole
// connection string the database must be there and have none of the tables.
// When it fails it leaves nothing behind.
func Create(ctx context.Context, dsn string, opts ...sklad.Option) (*sklad.DB, error) {
	settings := sklad.Settle(opts)
	where, native, err := begin(dsn, settings)
	if err != nil {
		return nil, err
	}
	if where.path == "" {
		return fill(ctx, connector{where, native}, settings)
	}
	if err := vacant(where.path); err != nil {
		return nil, err
	}
	if err := makeFile(where.path); err != nil {
		return nil, fmt.Errorf("access: %s cannot be made: %w", where.path, err)
	}
	db, err := fill(ctx, connector{where, native}, settings)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("access: %s could not be filled: %w", where.path, err), discard(where.path))
	}
	return db, nil
}

func vacant(path string) error {
	switch _, err := os.Lstat(path); {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("access: %w; check the path", err)
	default:
		return fmt.Errorf("access: %s: %w; choose another name, or open it with access.Open", path, fs.ErrExist)
	}
}

func discard(path string) error {
	if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

func fill(ctx context.Context, c connector, settings engine.Settings) (*sklad.DB, error) {
	pool, err := connect(ctx, c, settings)
	if err != nil {
		return nil, err
	}
	if err := engine.Fill(ctx, pool); err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	db, err := sklad.NewDB(ctx, pool, settings)
	if err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	return db, nil
}
