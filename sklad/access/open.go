package access

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"os"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// Open opens the Access database that dsn names, in one of two forms:
//
//   - PATH;key=value… is a file, taken literally up to the first semicolon, and
//     pairs for the driver: C:\Microinvest\baza.mdb;PWD=secret. The file must
//     exist. The driver is Microsoft's, unless a pair names another one.
//   - A connection string with a DRIVER, DSN or FILEDSN among its keys goes to
//     ODBC as it is.
//
// Errors: fs.ErrNotExist; sklad.ErrUnsupported where the program or the machine
// has no driver; sklad.ErrNotSklad, sklad.ErrSchemaVersion. Each says what to do,
// and the password is in none.
func Open(ctx context.Context, dsn string, opts ...sklad.Option) (*sklad.DB, error) {
	settings := sklad.Settle(opts)
	where, native, err := begin(dsn, settings)
	if err != nil {
		return nil, err
	}
	if where.path != "" {
		if err := checkFile(where.path); err != nil {
			return nil, err
		}
	}
	return open(ctx, connector{where, native}, settings)
}

// begin refuses what cannot work before anything is touched.
func begin(dsn string, settings engine.Settings) (address, driver.Driver, error) {
	if settings.WAL {
		return address{}, nil, errWAL
	}
	where, err := parse(dsn)
	if err != nil {
		return address{}, nil, err
	}
	native, err := nativeDriver()
	return where, native, err
}

var errWAL = errors.New("access: WithWAL is for sqlite: leave it out")

// checkFile gives the path in the error, which the driver does not.
func checkFile(path string) error {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return fmt.Errorf("access: the database file cannot be opened: %w; check the path, "+
			"or make a new database with access.Create (gombasync db create)", err)
	case info.IsDir():
		return fmt.Errorf("access: %s is a folder: %w; name the database file in it", path, sklad.ErrNotSklad)
	}
	return nil
}

func open(ctx context.Context, c driver.Connector, settings engine.Settings) (*sklad.DB, error) {
	pool, err := connect(ctx, c, settings)
	if err != nil {
		return nil, err
	}
	db, err := sklad.NewDB(ctx, pool, settings)
	if err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	return db, nil
}

// connect opens one connection and finds out which server is behind it. One
// connection is enough for Jet, whose sessions see what another one wrote only
// after a while.
func connect(ctx context.Context, c driver.Connector, settings engine.Settings) (*engine.Pool, error) {
	handle := sql.OpenDB(engine.Hidden(c))
	handle.SetMaxOpenConns(1)
	pool, err := newPool(ctx, handle, settings)
	if err != nil {
		return nil, errors.Join(err, handle.Close())
	}
	return pool, nil
}

func newPool(ctx context.Context, handle *sql.DB, settings engine.Settings) (*engine.Pool, error) {
	if err := handle.PingContext(ctx); err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, explainOpen(err)
	}
	found, err := detect(ctx, engine.NewPool(handle, dialect{server: jet()}).Session)
	if err != nil {
		return nil, err
	}
	return engine.NewPool(handle, dialect{server: found}).WithHook(settings.Hook), nil
}

// New uses the caller's own pool of github.com/alexbrainman/odbc. Let it have one
// connection (SetMaxOpenConns) on Access.
//
// Closing the DB closes the pool. When New fails the pool stays open.
func New(ctx context.Context, pool *sql.DB, opts ...sklad.Option) (*sklad.DB, error) {
	settings := sklad.Settle(opts)
	switch {
	case pool == nil:
		return nil, errors.New("access: no pool was given: pass what sql.Open returned")
	case settings.WAL:
		return nil, errWAL
	}
	p, err := newPool(ctx, pool, settings)
	if err != nil {
		return nil, err
	}
	return sklad.NewDB(ctx, p, settings)
}

// connector opens connections. No field holds the connection string.
type connector struct {
	where  address
	native driver.Driver
}

// Driver implements driver.Connector.
func (c connector) Driver() driver.Driver { return c.native }

// Connect tries one driver after the other as long as ODBC has none of that
// name. Connecting itself cannot be interrupted.
func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	var refused error
	for _, text := range c.where.texts() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		conn, err := c.native.Open(text)
		if err == nil {
			return conn, nil
		}
		if refused == nil || !missingDriver(err) {
			refused = c.hidden(err)
		}
		if !missingDriver(err) {
			break
		}
	}
	return nil, refused
}

// hidden is the error without passwords, in a form of our own.
func (c connector) hidden(err error) error {
	all := records(err)
	if len(all) == 0 {
		return err
	}
	clean := make(refusal, len(all))
	for i, r := range all {
		clean[i] = record{r.state, r.native, c.where.hide(r.text)}
	}
	return clean
}
