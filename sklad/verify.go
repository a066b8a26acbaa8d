package sklad

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/skladmost/skladmost/sklad/internal/engine"
	"github.com/skladmost/skladmost/sklad/schema"
)

// Verify fails with a *DatabaseError that names every table and column which
// this package reads or writes and the database lacks. Tables and columns of a
// customer's own are nobody's matter. Nothing is written.
func (db *DB) Verify(ctx context.Context) error {
	if err := outside(ctx); err != nil {
		return err
	}
	return VerifyTables(ctx, db.SQL(), needed())
}

// VerifyWritable fails with a *DatabaseError where the database's user, or the
// file, lets no row be changed. Nothing is written.
func (db *DB) VerifyWritable(ctx context.Context) error {
	return db.InTx(ctx, func(ctx context.Context, tx *Tx) error {
		if err := TouchTables(ctx, tx.SQL(), written()); err != nil {
			return err
		}
		return TouchRows(ctx, tx.SQL(), "NextAcct", "Operations")
	})
}

// VerifyTables is DB.Verify of other tables. The session's type is internal:
// only the packages beneath sklad can use it.
func VerifyTables(ctx context.Context, s *engine.Session, tables []schema.Table) error {
	var missing []string
	for _, t := range tables {
		names, err := absent(ctx, s, t.For(s.Dialect().Family()))
		if err != nil {
			return describe(cancelled(ctx, err), "look at table %s", t.Name)
		}
		missing = append(missing, names...)
	}
	if len(missing) == 0 {
		return nil
	}
	return MissingError(errors.New("sklad: the database lacks "+strings.Join(missing, ", ")), missing...)
}

// absent names the table, or the columns of it, that are not there. One
// statement finds out that all are.
func absent(ctx context.Context, s *engine.Session, t schema.Table) ([]string, error) {
	columns := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		columns[i] = c.Name
	}
	ok, err := has(ctx, s, t.Name, columns...)
	if ok || err != nil {
		return nil, err
	}
	if there, err := s.Dialect().HasTable(ctx, s, t.Name); err != nil || !there {
		return []string{t.Name}, err
	}
	var missing []string
	for _, column := range columns {
		ok, err := has(ctx, s, t.Name, column)
		if err != nil {
			return nil, err
		}
		if !ok {
			missing = append(missing, t.Name+"."+column)
		}
	}
	return missing, nil
}

// has reads no row. It reports false when the server misses a table or column.
func has(ctx context.Context, s *engine.Session, table string, columns ...string) (bool, error) {
	var n int
	_, err := s.Get(ctx, &n, "SELECT COUNT(*) FROM {"+table+"} t WHERE 1 = 0 AND (t.["+
		strings.Join(columns, "] IS NULL OR t.[")+"] IS NULL)")
	if e, ok := errors.AsType[*DatabaseError](err); ok && (e.Reason == ReasonMissing || e.Reason == ReasonLedgerMissing) {
		return false, nil
	}
	return err == nil, err
}

// TouchTables changes no row of the tables, which takes the right to. Like
// VerifyTables it is for the packages beneath sklad.
func TouchTables(ctx context.Context, s *engine.Session, tables []schema.Table) error {
	for _, t := range tables {
		i := slices.IndexFunc(t.Columns, func(c schema.Column) bool { return c.Type != schema.Identity })
		column := t.Columns[i].Name
		if _, err := s.Exec(ctx, fmt.Sprintf("UPDATE {%s} SET [%s] = [%s] WHERE 1 = 0", t.Name, column, column)); err != nil {
			return describe(cancelled(ctx, err), "write in table %s", t.Name)
		}
	}
	return nil
}

// TouchRows deletes no row of the tables, which takes the right to delete, as
// VoidOrder does. Like VerifyTables it is for the packages beneath sklad.
func TouchRows(ctx context.Context, s *engine.Session, tables ...string) error {
	for _, t := range tables {
		if _, err := s.Exec(ctx, "DELETE FROM {"+t+"} WHERE 1 = 0"); err != nil {
			return describe(cancelled(ctx, err), "delete from table %s", t)
		}
	}
	return nil
}

// written are the tables that rows are added to. An INSERT names every column,
// as SQL Server has no defaults.
func written() []schema.Table {
	return among("ApplicationLog", "CashBook", "ECRReceipts", "Goods", "GoodsGroups", "NextAcct", "Operations", "Partners",
		"Payments", "Store")
}

// needed are the written tables whole, and those that are only read with the
// columns that are.
func needed() []schema.Table {
	return append(written(),
		part[configRow]("Configuration"), part[groupRow]("PartnersGroups"), part[groupRow]("ObjectsGroups"),
		part[groupRow]("UsersGroups"), part[vatRow]("VATGroups"), part[paymentTypeRow]("PaymentTypes"),
		part[objectRow]("Objects"), part[userRow]("Users"),
		columns("Currencies", "ID", "Currency"), columns("Lots", "ID", "EndDate"),
		columns("System", "ProductID", "Version"), columns("Transformations", "ID", "FromOperType", "FromAcct"),
	)
}

func among(names ...string) []schema.Table {
	return slices.DeleteFunc(schema.Tables(), func(t schema.Table) bool { return !slices.Contains(names, t.Name) })
}

// part is a table with the columns that R reads.
func part[R any](table string) schema.Table { return columns(table, engine.ColumnNames[R]()...) }

func columns(table string, names ...string) schema.Table {
	t := schema.Table{Name: table}
	for _, name := range names {
		t.Columns = append(t.Columns, schema.Column{Name: name})
	}
	return t
}
