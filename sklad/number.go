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

// reserve takes the next number of the document's series: the highest in
// Operations plus one, with the markers of per-object ranges, and then the
// first that nobody has reserved in NextAcct. That table's primary key is what
// keeps other programs out.
func (w *writer) reserve(ctx context.Context) error {
	last, err := w.lastNumber(ctx)
	if err != nil {
		return err
	}

	for candidate := last + 1; candidate <= last+numberTries; candidate++ {
		taken, err := w.reserved(ctx, candidate)
		if err != nil {
			return err
		}

		if taken {
			continue
		}

		w.recorded.Acct = Acct(candidate)

		return w.SQL().Insert(ctx, "NextAcct", engine.Row{"NextAcct": w.kind.prefix + strconv.FormatInt(candidate, 10)})
	}

	return fmt.Errorf("%w: %d numbers after %d are reserved in NextAcct without a document; have the table checked",
		ErrNoNumber, numberTries, last)
}

// lastNumber is the highest number of the series, 0 when there is none.
func (w *writer) lastNumber(ctx context.Context) (int64, error) {
	query := "SELECT MAX(o.[Acct]) FROM {Operations} o WHERE o.[OperType] IN (" + marks(len(w.kind.series)) + ")"
	args := values(w.kind.series)

	if w.rules.numberPerObject {
		query += " AND o.[ObjectID] = ?"
		args = append(args, int64(w.doc.ObjectID))
	}

	var last engine.Int
	if _, err := w.SQL().Get(ctx, &last, query, args...); err != nil {
		return 0, fmt.Errorf("find the last number: %w", err)
	}

	return max(int64(last), 0), nil
}

func (w *writer) reserved(ctx context.Context, number int64) (bool, error) {
	var n int

	_, err := w.SQL().Get(ctx, &n, "SELECT COUNT(*) FROM {NextAcct} WHERE [NextAcct] = ?",
		w.kind.prefix+strconv.FormatInt(number, 10))

	if err != nil || n > 0 || !w.rules.numberPerObject {
		return n > 0, err
	}

	// The highest number is this object's own; programs that reserve nothing
	// may have given the next one to another object.
	_, err = w.SQL().Get(ctx, &n, "SELECT COUNT(*) FROM {Operations} o WHERE o.[OperType] IN ("+marks(len(w.kind.series))+
		") AND o.[Acct] = ?", append(values(w.kind.series), number)...)

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
