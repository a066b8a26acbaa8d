package sklad

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// idsPerStatement keeps statements below every server's limit of parameters
// (2,100 on SQL Server, fewer behind some ODBC drivers).
const idsPerStatement = 200

// guarded makes a listing fail inside InTx, where it would wait for its own
// transaction, and names the package in its errors.
func guarded[T any](ctx context.Context, rows iter.Seq2[T, error]) iter.Seq2[T, error] {
	if err := outside(ctx); err != nil {
		return func(yield func(T, error) bool) {
			var none T
			yield(none, err)
		}
	}
	return rows
}

// all reads a whole listing: ascending, a page at a time.
func all[R, T any](ctx context.Context, s *engine.Session, l engine.Listing, key func(R) int64, turn func(R) (T, error),
) iter.Seq2[T, error] {
	rows := engine.Rows(ctx, s, l, key, turn)
	return func(yield func(T, error) bool) {
		for row, err := range rows {
			if !yield(row, describe(cancelled(ctx, err), "read table %s", l.Table)) {
				return
			}
		}
	}
}

// byIDs reads the rows with the given ids, or all rows when ids is nil. An empty
// list is no rows: a selection that came out empty does not mean everything.
func byIDs[ID ~int64, R, T any](ctx context.Context, s *engine.Session, l engine.Listing, ids []ID, key func(R) int64,
	turn func(R) (T, error),
) iter.Seq2[T, error] {
	if ids == nil {
		return all(ctx, s, l, key, turn)
	}
	return func(yield func(T, error) bool) {
		for chunk := range slices.Chunk(ascending(ids), idsPerStatement) {
			part := l
			part.Where, part.Args = and(l.Where, in(l.Key, len(chunk))), append(slices.Clone(l.Args), values(chunk)...)
			for row, err := range all(ctx, s, part, key, turn) {
				if !yield(row, err) || err != nil {
					return
				}
			}
		}
	}
}

func ascending[ID ~int64](ids []ID) []ID {
	sorted := slices.Clone(ids)
	slices.Sort(sorted)
	return slices.Compact(sorted)
}

// in is a condition with n parameters.
func in(column string, n int) string {
	return column + " IN (" + strings.TrimSuffix(strings.Repeat("?, ", n), ", ") + ")"
}

func and(conditions ...string) string {
	var given []string
	for _, c := range conditions {
		if c != "" {
			given = append(given, c)
		}
	}
	return strings.Join(given, " AND ")
}

func values[ID ~int64](ids []ID) []any {
	args := make([]any, len(ids))
	for i, id := range ids {
		args[i] = int64(id)
	}
	return args
}

// inGroups keeps the rows of the groups with the given codes and of their
// subgroups. The codes are looked up when the listing starts.
func inGroups[T any](ctx context.Context, s *engine.Session, table string, codes []string, rows iter.Seq2[T, error],
	group func(T) GroupID,
) iter.Seq2[T, error] {
	if len(codes) == 0 {
		return rows
	}
	return func(yield func(T, error) bool) {
		var none T
		wanted, err := groupIDs(ctx, s, table, codes)
		if err != nil {
			yield(none, err)
			return
		}
		for row, err := range rows {
			if err == nil && !wanted[group(row)] {
				continue
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}

// groupIDs are the groups with the given codes and their subgroups, by the
// program's rule that a subgroup's code begins with its parent's. The default
// group "-1" has no subgroups.
func groupIDs(ctx context.Context, s *engine.Session, table string, codes []string) (map[GroupID]bool, error) {
	found := make(map[string]bool, len(codes))
	ids := make(map[GroupID]bool)
	for group, err := range listGroups(ctx, s, table) {
		if err != nil {
			return nil, err
		}
		for _, code := range codes {
			if code = strings.TrimSpace(code); code != "" && within(group.Code, code) {
				ids[group.ID] = true
				found[code] = found[code] || group.Code == code
			}
		}
	}
	for _, code := range codes {
		if !found[strings.TrimSpace(code)] {
			return nil, fmt.Errorf("sklad: table %s has no group with code %q: %w; "+
				"take the code from the program's list of groups", table, code, ErrNotFound)
		}
	}
	return ids, nil
}

func within(code, parent string) bool {
	if parent == "-1" {
		return code == parent
	}
	return strings.HasPrefix(code, parent)
}

// collect gathers the rows that hit accepts; a nil hit accepts all.
func collect[T any](rows iter.Seq2[T, error], hit func(T) bool) ([]T, error) {
	var found []T
	for row, err := range rows {
		if err != nil {
			return nil, err
		}
		if hit == nil || hit(row) {
			found = append(found, row)
		}
	}
	return found, nil
}
