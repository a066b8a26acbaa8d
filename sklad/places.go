package sklad

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"

	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// Objects yields the shops and warehouses that are not deleted, ascending by
// ID; the body of the loop may write.
func (db *DB) Objects(ctx context.Context) iter.Seq2[Object, error] {
	return guarded(ctx, listObjects(ctx, db.SQL()))
}

// Objects is DB.Objects inside the transaction.
func (tx *Tx) Objects(ctx context.Context) iter.Seq2[Object, error] {
	return listObjects(ctx, tx.session)
}

// Users yields the users that are not deleted, ascending by ID; the body of
// the loop may write.
func (db *DB) Users(ctx context.Context) iter.Seq2[User, error] {
	return guarded(ctx, listUsers(ctx, db.SQL()))
}

// Users is DB.Users inside the transaction.
func (tx *Tx) Users(ctx context.Context) iter.Seq2[User, error] {
	return listUsers(ctx, tx.session)
}

// ObjectByCodeOrName finds the object whose code is text; if there is none,
// whose name is text in any case. The ID of a row is no answer: nobody sees it
// in Склад Pro, and a mistyped code would book the sales of one shop in
// another. Only "1" also stands for the object that every database begins with,
// as long as it is the only one. Deleted objects are not found. ErrNotFound;
// ErrAmbiguous, naming the rows, when the code or name belongs to several.
func (db *DB) ObjectByCodeOrName(ctx context.Context, text string) (Object, error) {
	rows, object, err := named(db.Objects(ctx), "object", text, func(o Object) label { return label{int64(o.ID), o.Code, o.Name} })
	if errors.Is(err, ErrNotFound) && isFirst(text) && len(rows) == 1 && rows[0].ID == 1 {
		return rows[0], nil
	}
	return object, err
}

// UserByCodeOrName finds a user by code, then by name, as ObjectByCodeOrName
// finds an object. "1" that is nobody's code is user 1, who has none.
func (db *DB) UserByCodeOrName(ctx context.Context, text string) (User, error) {
	rows, user, err := named(db.Users(ctx), "user", text, func(u User) label { return label{int64(u.ID), u.Code, u.Name} })
	if errors.Is(err, ErrNotFound) && isFirst(text) && len(rows) > 0 && rows[0].ID == 1 {
		return rows[0], nil
	}
	return user, err
}

func isFirst(text string) bool { return strings.TrimSpace(text) == "1" }

type label struct {
	id         int64
	code, name string
}

func (l label) String() string { return fmt.Sprintf("ID %d, code %q, name %q", l.id, l.code, l.name) }

// named looks a row up by code, then name, and returns all rows beside it.
func named[T any](rows iter.Seq2[T, error], what, text string, describe func(T) label) (all []T, one T, err error) {
	text = strings.TrimSpace(text)
	var byCode, byName []T
	for row, err := range rows {
		if err != nil {
			return nil, one, err
		}
		all = append(all, row)
		l := describe(row)
		if text != "" && l.code == text {
			byCode = append(byCode, row)
		}
		if text != "" && strings.EqualFold(l.name, text) {
			byName = append(byName, row)
		}
	}
	for _, hits := range [][]T{byCode, byName} {
		switch {
		case len(hits) == 1:
			return all, hits[0], nil
		case len(hits) > 1:
			return all, one, fmt.Errorf("sklad: %s %q is %s and %s: %w; make codes and names unique in Склад Pro",
				what, text, describe(hits[0]), describe(hits[1]), ErrAmbiguous)
		}
	}
	return all, one, fmt.Errorf("sklad: %s %q: %w; give the code or the name as Склад Pro lists it", what, text, ErrNotFound)
}

type objectRow struct {
	ID         engine.Int  `db:"ID"`
	Code       engine.Text `db:"Code"`
	Name       engine.Text `db:"Name"`
	Name2      engine.Text `db:"Name2"`
	PriceGroup engine.Int  `db:"PriceGroup"`
	GroupID    engine.Int  `db:"GroupID"`
}

func listObjects(ctx context.Context, s *engine.Session) iter.Seq2[Object, error] {
	listing := directory[objectRow]("Objects")
	listing.Where = present("d", false)
	return all(ctx, s, listing, func(r objectRow) int64 { return int64(r.ID) }, func(r objectRow) (Object, error) {
		return Object{
			ID: ObjectID(r.ID), Code: string(r.Code), Name: string(r.Name), Name2: string(r.Name2),
			PriceGroup: PriceGroup(r.PriceGroup), GroupID: absGroup(r.GroupID),
		}, nil
	})
}

type userRow struct {
	ID        engine.Int  `db:"ID"`
	Code      engine.Text `db:"Code"`
	Name      engine.Text `db:"Name"`
	Name2     engine.Text `db:"Name2"`
	UserLevel engine.Int  `db:"UserLevel"`
	GroupID   engine.Int  `db:"GroupID"`
}

func listUsers(ctx context.Context, s *engine.Session) iter.Seq2[User, error] {
	listing := directory[userRow]("Users")
	listing.Where = present("d", false)
	return all(ctx, s, listing, func(r userRow) int64 { return int64(r.ID) }, func(r userRow) (User, error) {
		return User{
			ID: UserID(r.ID), Code: string(r.Code), Name: string(r.Name), Name2: string(r.Name2),
			Level: int(r.UserLevel), GroupID: absGroup(r.GroupID),
		}, nil
	})
}
