package sklad

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// numberTries is how many taken numbers in a row the program itself skips.
const numberTries = 100

// NextAcct is the number that Record would give the next document of a kind in an
// object, if the numbers up to after were given already: for a plan, that writes
// nothing. ErrNoNumber where Record would find none.
func (db *DB) NextAcct(ctx context.Context, t OperType, object ObjectID, after Acct) (Acct, error) {
	if err := outside(ctx); err != nil {
		return 0, err
	}

	k, known := kindOf(t)
	if !known {
		return 0, invalid("OperType %d cannot be recorded: use OperSale, OperOrder or OperRefund", t)
	}

	rules, err := readRules(ctx, db.SQL())
	if err != nil {
		return 0, describe(cancelled(ctx, err), "read the settings")
	}

	series := series{db.SQL(), k, rules.numberPerObject, object}

	number, err := series.next(ctx, int64(after))

	return Acct(number), cancelled(ctx, err)
}

// reserve takes the next number of the document's series. NextAcct's primary key
// is what keeps other programs out.
func (w *writer) reserve(ctx context.Context) error {
	number, err := series{w.SQL(), w.kind, w.rules.numberPerObject, w.doc.ObjectID}.next(ctx, 0)
	if err != nil {
		return err
	}

	w.recorded.Acct = Acct(number)

	return w.SQL().Insert(ctx, "NextAcct", engine.Row{"NextAcct": w.kind.prefix + strconv.FormatInt(number, 10)})
}

// series is where a document's number comes from.
type series struct {
	session   *engine.Session
	kind      kind
	perObject bool
	object    ObjectID
}

// next is the highest number in Operations plus one, with the markers of
// per-object ranges, and then the first that nobody has reserved in NextAcct.
func (s series) next(ctx context.Context, after int64) (int64, error) {
	last, err := s.last(ctx)
	if err != nil {
		return 0, err
	}

	last = max(last, after)

	for candidate := last + 1; candidate <= last+numberTries; candidate++ {
		taken, err := s.reserved(ctx, candidate)
		if err != nil || !taken {
			return candidate, err
		}
	}

	return 0, fmt.Errorf("%w: %d numbers after %d are reserved in NextAcct without a document; have the table checked",
		ErrNoNumber, numberTries, last)
}

// last is the highest number of the series, 0 when there is none.
func (s series) last(ctx context.Context) (int64, error) {
	query := "SELECT MAX(o.[Acct]) FROM {Operations} o WHERE o.[OperType] IN (" + marks(len(s.kind.series)) + ")"
	args := values(s.kind.series)

	if s.perObject {
		query += " AND o.[ObjectID] = ?"
		args = append(args, int64(s.object))
	}

	var last engine.Int
	if _, err := s.session.Get(ctx, &last, query, args...); err != nil {
		return 0, fmt.Errorf("find the last number: %w", err)
	}

	return max(int64(last), 0), nil
}

func (s series) reserved(ctx context.Context, number int64) (bool, error) {
	var n int

	_, err := s.session.Get(ctx, &n, "SELECT COUNT(*) FROM {NextAcct} WHERE [NextAcct] = ?",
		s.kind.prefix+strconv.FormatInt(number, 10))

	if err != nil || n > 0 || !s.perObject {
		return n > 0, err
	}

	// The highest number is this object's own; programs that reserve nothing
	// may have given the next one to another object.
	_, err = s.session.Get(ctx, &n, "SELECT COUNT(*) FROM {Operations} o WHERE o.[OperType] IN ("+marks(len(s.kind.series))+
		") AND o.[Acct] = ?", append(values(s.kind.series), number)...)

	return n > 0, err
}

// marks are n parameters.
func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?, ", n), ", ") }

// CheckRecorded reads a document back after its commit. Rows of another writer
// under the same number are ErrCollision: a program that does not use NextAcct
// took the number at the same moment. The document is written and stands; a
// person has to renumber one of the two in Склад Pro, and nothing should be
// printed before.
func (db *DB) CheckRecorded(ctx context.Context, r Recorded) error {
	if err := outside(ctx); err != nil || r.Existing {
		return err
	}

	k, ok := kindOf(r.OperType)
	if !ok {
		return invalid("OperType %d is not recorded by this package", r.OperType)
	}

	var ids []int64

	query := "SELECT o.[ID] FROM {Operations} o WHERE o.[OperType] IN (" + marks(len(k.series)) +
		") AND o.[Acct] = ? AND o.[PartnerID] <> 0 ORDER BY o.[ID]"
	if err := db.SQL().Select(ctx, &ids, query, append(values(k.series), int64(r.Acct))...); err != nil {
		return describe(cancelled(ctx, err), "read %s %d back", k.name, r.Acct)
	}

	if slices.Equal(ids, r.Lines) {
		return nil
	}

	return fmt.Errorf("sklad: %s %d: %w: its rows in Operations are %v, ours are %v; "+
		"give one of the two documents another number in Склад Pro", k.name, r.Acct, ErrCollision, ids, r.Lines)
}
