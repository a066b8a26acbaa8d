// Package warehouse opens the database that an address of the configuration
// names. It is the one place of the examples that knows the engines, so that a
// program that wants fewer drivers has one file to change.
package warehouse

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/access"
	"github.com/skladmost/skladmost/sklad/dsn"
	"github.com/skladmost/skladmost/sklad/mssql"
	"github.com/skladmost/skladmost/sklad/mysql"
	"github.com/skladmost/skladmost/sklad/schema"
	"github.com/skladmost/skladmost/sklad/sqlite"
)

// ErrNoEngine means that the program was built without the engine that an
// address names.
var ErrNoEngine = errors.New("this program was built without the database engine")

// engine is how one kind of database is opened and made.
type engine struct {
	open, create func(ctx context.Context, dsn string, opts ...sklad.Option) (*sklad.DB, error)
	ddl          func([]schema.Table) []string
	inserts      func([]schema.Row) []string
}

func engines() map[dsn.Engine]engine {
	return map[dsn.Engine]engine{
		dsn.Access: {open: access.Open, create: access.Create, ddl: access.DDL, inserts: access.Inserts},
		// A connection string is told from a path.
		dsn.ODBC:      {open: access.Open, create: access.Create, ddl: access.DDL, inserts: access.Inserts},
		dsn.SQLite:    {open: sqlite.Open, create: sqlite.Create, ddl: sqlite.DDL, inserts: sqlite.Inserts},
		dsn.MySQL:     {open: mysql.Open, create: mysql.Create, ddl: mysql.DDL, inserts: mysql.Inserts},
		dsn.SQLServer: {open: mssql.Open, create: mssql.Create, ddl: mssql.DDL, inserts: mssql.Inserts},
	}
}

// Engines are the engines that the program was built with, sorted.
func Engines() []string {
	names := make([]string, 0, len(engines()))
	for e := range engines() {
		names = append(names, string(e))
	}

	slices.Sort(names)

	return names
}

func engineOf(address dsn.DSN) (engine, error) {
	e, ok := engines()[address.Engine]
	if !ok {
		return engine{}, noEngine(string(address.Engine))
	}

	return e, nil
}

func noEngine(name string) error {
	return fmt.Errorf("%w %q; it has %s", ErrNoEngine, name, strings.Join(Engines(), ", "))
}

// Open opens an existing database. The error is a *Fault.
func Open(ctx context.Context, address dsn.DSN, opts ...sklad.Option) (*sklad.DB, error) {
	e, err := engineOf(address)
	if err != nil {
		return nil, fault(address, err)
	}

	db, err := e.open(ctx, address.Driver(), opts...)

	return db, fault(address, err)
}

// suptoVersion is System.Version of the editions for СУПТО (Наредба Н-18,
// Annex 29): a third part of 100 or more.
const suptoVersion = "3.07.100"

// Create makes an empty database with all tables and default rows. With supto
// it is one of the editions for СУПТО, which number their sales. The error is a
// *Fault.
func Create(ctx context.Context, address dsn.DSN, supto bool, opts ...sklad.Option) (*sklad.DB, error) {
	e, err := engineOf(address)
	if err != nil {
		return nil, fault(address, err)
	}

	db, err := e.create(ctx, address.Driver(), opts...)
	if err != nil || !supto {
		return db, fault(address, err)
	}

	err = db.InTx(ctx, func(ctx context.Context, tx *sklad.Tx) error {
		_, err := tx.SQL().Update(ctx, "System", map[string]any{"Version": suptoVersion}, "1 = 1")

		return err
	})
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}

	return db, nil
}
