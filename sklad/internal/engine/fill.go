package engine

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/skladmost/skladmost/sklad/schema"
)

// Fill makes the tables of schema 3.07 with their default rows in an empty
// database. A database that has one of the tables already is refused
// (fs.ErrExist) and left alone. When Fill fails otherwise it removes the tables
// that it made, as some servers commit each CREATE TABLE by itself.
func Fill(ctx context.Context, p *Pool) error {
	ours := false
	err := p.Transact(ctx, func(s *Session) error {
		if err := s.Lock(ctx, "create"); err != nil {
			return err
		}
		if err := vacant(ctx, s); err != nil {
			return err
		}
		ours = true
		for _, t := range schema.Tables() {
			if err := CreateTable(ctx, s, t); err != nil {
				return err
			}
		}
		return insertDefaults(ctx, s)
	})
	if err != nil && ours {
		return errors.Join(err, dropTables(context.WithoutCancel(ctx), p.Session))
	}
	return err
}

func vacant(ctx context.Context, s *Session) error {
	for _, t := range schema.Tables() {
		there, err := s.dialect.HasTable(ctx, s, t.Name)
		if err != nil {
			return err
		}
		if there {
			return fmt.Errorf("table %s: %w; choose an empty database, or open this one", t.Name, fs.ErrExist)
		}
	}
	return nil
}

// dropTables removes the tables of a database that was empty before.
func dropTables(ctx context.Context, s *Session) error {
	var errs []error
	for _, t := range schema.Tables() {
		there, err := s.dialect.HasTable(ctx, s, t.Name)
		if there {
			err = s.literal(ctx, "DROP TABLE "+s.dialect.Quote(s.dialect.Table(t.Name)))
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// CreateTable makes one table with its indexes.
func CreateTable(ctx context.Context, s *Session, t schema.Table) error {
	for _, statement := range schema.DDL(s.dialect, []schema.Table{t}) {
		if err := s.literal(ctx, statement); err != nil {
			return fmt.Errorf("create table %s: %w", t.Name, err)
		}
	}
	return nil
}

// RepairTable makes a table that is not there, and the indexes and unique keys
// that it lacks. A column that it lacks stays missing.
func RepairTable(ctx context.Context, s *Session, t schema.Table) error {
	there, err := s.dialect.HasTable(ctx, s, t.Name)
	if err != nil {
		return fmt.Errorf("look for table %s: %w", t.Name, err)
	}
	if !there {
		return CreateTable(ctx, s, t)
	}
	t = t.For(s.dialect.Family())
	for _, u := range t.Unique {
		if err := repairIndex(ctx, s, t.Name, u.Name, true, schema.CreateUnique(s.dialect, t, u)); err != nil {
			return err
		}
	}
	for _, i := range t.Indexes {
		if err := repairIndex(ctx, s, t.Name, i.Name, false, schema.CreateIndex(s.dialect, t, i)); err != nil {
			return err
		}
	}
	return nil
}

func repairIndex(ctx context.Context, s *Session, table, name string, unique bool, create string) error {
	there, err := s.dialect.HasIndex(ctx, s, table, name, unique)
	if err == nil && !there {
		err = s.literal(ctx, create)
	}
	if err != nil {
		return fmt.Errorf("index %s of table %s: %w", name, table, err)
	}
	return nil
}

// insertDefaults writes the default rows with the ids that the program expects.
func insertDefaults(ctx context.Context, s *Session) error {
	rows := map[string][]schema.Row{}
	for _, row := range schema.DefaultRows() {
		rows[row.Table] = append(rows[row.Table], row.For(s.dialect.Family()))
	}
	for _, t := range schema.Tables() {
		if err := insertRows(ctx, s, t.Name, rows[t.Name]); err != nil {
			return fmt.Errorf("table %s: %w", t.Name, err)
		}
	}
	return nil
}

func insertRows(ctx context.Context, s *Session, table string, rows []schema.Row) error {
	if len(rows) == 0 {
		return nil
	}
	on, off := s.dialect.KeepIDs(table)
	if _, named := rows[0].Values["ID"]; !named {
		on, off = "", ""
	}
	if err := s.literal(ctx, on); err != nil {
		return err
	}
	for _, row := range rows {
		if err := s.Insert(ctx, table, Row(row.Values)); err != nil {
			return err
		}
	}
	return s.literal(ctx, off)
}

// literal runs a statement that is the server's own already; an empty one is
// nothing to do.
func (s *Session) literal(ctx context.Context, statement string) error {
	if statement == "" {
		return nil
	}
	if s.hook != nil {
		if err := s.hook(ctx, statement); err != nil {
			return err
		}
	}
	if _, err := s.ext.ExecContext(ctx, statement); err != nil {
		return s.dialect.Explain(err)
	}
	return nil
}
