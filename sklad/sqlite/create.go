package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// Create makes a new database at path with all tables and default rows of
// schema 3.07 (package schema) and opens it. It refuses a file that is not
// empty (fs.ErrExist). When it fails it leaves nothing behind that was not
// there before.
func Create(ctx context.Context, path string, opts ...sklad.Option) (*sklad.DB, error) {
	settings := sklad.Settle(opts)
	existed, err := vacant(path)
	if err != nil {
		return nil, err
	}
	pool, err := connect(ctx, path, "rwc", settings)
	if err != nil {
		return nil, err
	}
	db, err := fill(ctx, pool, settings)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("sqlite: %s could not be filled: %w", path, err), pool.Close(), discard(path, existed))
	}
	return db, nil
}

// vacant tells whether an empty file stands at path already.
func vacant(path string) (existed bool, err error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("sqlite: %w; check the path", err)
	case info.IsDir() || info.Size() > 0:
		return true, fmt.Errorf("sqlite: %s: %w; choose another name, or open it with sqlite.Open", path, fs.ErrExist)
	}
	return true, nil
}

func discard(path string, existed bool) error {
	if existed {
		return os.Truncate(path, 0)
	}
	return os.Remove(path)
}

func fill(ctx context.Context, pool *engine.Pool, settings engine.Settings) (*sklad.DB, error) {
	if err := engine.Fill(ctx, pool); err != nil {
		return nil, err
	}
	return sklad.NewDB(ctx, pool, settings)
}
