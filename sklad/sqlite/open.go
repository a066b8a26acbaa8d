package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	sqlite3 "modernc.org/sqlite"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// Open opens the database file at path, which is taken literally: spaces, '#',
// '%' and '?' are parts of the name. The file must exist.
//
// Errors: fs.ErrNotExist; sklad.ErrNotSklad when the file is no SQLite database
// or has none of the program's tables; sklad.ErrSchemaVersion. Where another
// program keeps the file locked for more than ten seconds, the error says so.
func Open(ctx context.Context, path string, opts ...sklad.Option) (*sklad.DB, error) {
	settings := sklad.Settle(opts)
	if err := checkFile(path); err != nil {
		return nil, err
	}
	pool, err := connect(ctx, path, settings)
	if err != nil {
		return nil, err
	}
	db, err := sklad.NewDB(ctx, pool, settings)
	if err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	return db, nil
}

// WithWAL switches the file to write-ahead logging, which lasts. It is for
// files that nothing but this module opens: the vendor's program hangs on a
// file that another process holds open in that mode. Without it the journal
// mode stays as it is found.
func WithWAL() sklad.Option { return func(s *engine.Settings) { s.WAL = true } }

// checkFile refuses what SQLite itself would create or misread.
func checkFile(path string) error {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return fmt.Errorf("sqlite: the database file cannot be opened: %w; check the path, "+
			"or make a new database with sqlite.Create (gombasync db create)", err)
	case info.IsDir():
		return fmt.Errorf("sqlite: %s is a folder: %w; name the database file in it", path, sklad.ErrNotSklad)
	case info.Size() == 0:
		return fmt.Errorf("sqlite: %s is empty: %w; make a database there with sqlite.Create (gombasync db create)",
			path, sklad.ErrNotSklad)
	}
	return nil
}

// connect opens one connection and proves that the file can be read.
func connect(ctx context.Context, path string, settings engine.Settings) (*engine.Pool, error) {
	address, err := address(path)
	if err != nil {
		return nil, err
	}
	native, err := sqlite3.NewConnector(address)
	if err != nil {
		return nil, fmt.Errorf("sqlite: %s: %w", path, err)
	}
	handle := sql.OpenDB(connector{native})
	handle.SetMaxOpenConns(1) // one writer; readers hold the connection for a page at most
	pool := engine.NewPool(handle, dialect{}).WithHook(settings.Hook)
	if err := prove(ctx, pool, settings.WAL); err != nil {
		return nil, errors.Join(explain(path, err), pool.Close())
	}
	return pool, nil
}

// prove reads the file for the first time and sets the journal mode if asked.
func prove(ctx context.Context, pool *engine.Pool, wal bool) error {
	var tables int
	if _, err := pool.Get(ctx, &tables, "SELECT COUNT(*) FROM sqlite_master"); err != nil {
		return err
	}
	if !wal {
		return nil
	}
	var mode string
	if _, err := pool.Get(ctx, &mode, "PRAGMA journal_mode = WAL"); err != nil {
		return err
	}
	if !strings.EqualFold(mode, "wal") {
		return fmt.Errorf("the journal mode stayed %s: leave out WithWAL, or put the file on a local disk", mode)
	}
	return nil
}

// address is the path as a file: URI with the session's settings. Everything
// that means something in a URI is escaped.
func address(path string) (string, error) {
	if strings.TrimSpace(path) == "" || strings.ContainsRune(path, 0) {
		return "", fmt.Errorf("sqlite: %q is no file name: give the path of the database file", path)
	}
	path, err := filepath.Abs(path) // also keeps ":memory:" a file name
	if err != nil {
		return "", fmt.Errorf("sqlite: %s: %w; give the full path", path, err)
	}
	name := filepath.ToSlash(path)
	if filepath.VolumeName(path) != "" && !strings.HasPrefix(name, "/") {
		name = "/" + name // file:/C:/…, SQLite's own form for a drive
	}
	return "file:" + escape(name) + "?mode=rw&_pragma=busy_timeout(10000)&_txlock=immediate", nil
}

// escape percent-encodes every byte that is not plainly part of a path. A
// leading double slash is broken up, since it would begin a host name.
func escape(name string) string {
	if strings.HasPrefix(name, "//") {
		name = "//" + name // an empty host, then the UNC path
	}
	var out strings.Builder
	for i := range len(name) {
		switch c := name[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', strings.IndexByte("/._-~:", c) >= 0:
			out.WriteByte(c)
		default:
			fmt.Fprintf(&out, "%%%02X", c)
		}
	}
	return out.String()
}
