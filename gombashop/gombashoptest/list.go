package gombashoptest

import (
	"cmp"
	"encoding/base64"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// listing is one kind of record for list: where it stands in the order, and
// which filters it passes.
type listing[T any] struct {
	rows []T
	id   func(T) string
	at   func(T) time.Time
	// keep tells whether a row passes the filters that are its kind's own.
	keep func(T, url.Values) bool
}

// serve answers a page: by (updated_at, id), after the cursor.
func (l listing[T]) serve(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()

	limit, since, after, problem := l.read(q)
	if problem != "" {
		fail(w, http.StatusUnprocessableEntity, wire.CodeValidationFailed, problem)

		return
	}

	var rows []T

	for _, row := range l.rows {
		if l.passes(row, q, since) && l.mark(row) > after {
			rows = append(rows, row)
		}
	}

	slices.SortFunc(rows, func(a, b T) int { return cmp.Compare(l.mark(a), l.mark(b)) })

	out := wire.List[T]{Data: rows, Page: wire.Page{Limit: limit}}
	if out.Data == nil {
		out.Data = []T{}
	}

	if len(rows) > limit {
		out.Data = rows[:limit]
		cursor := base64.RawURLEncoding.EncodeToString([]byte(l.mark(rows[limit-1])))
		out.Page.NextCursor = &cursor
	}

	reply(w, out)
}

// mark is the place of a row in the order, as text that sorts.
func (l listing[T]) mark(row T) string {
	return l.at(row).UTC().Format("2006-01-02T15:04:05.000000000") + "|" + l.id(row)
}

func (l listing[T]) read(q url.Values) (int, time.Time, string, string) {
	limit := wire.DefaultLimit

	if text := q.Get("limit"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > wire.MaxLimit {
			return 0, time.Time{}, "", "limit is 1 to 250"
		}

		limit = n
	}

	var since time.Time

	if text := q.Get("updated_since"); text != "" {
		var err error
		if since, err = time.Parse(time.RFC3339Nano, text); err != nil {
			return 0, since, "", "updated_since is not a time of RFC 3339"
		}
	}

	after, err := base64.RawURLEncoding.DecodeString(q.Get("cursor"))
	if err != nil {
		return 0, since, "", "the cursor is not one of this shop"
	}

	return limit, since, string(after), ""
}

func (l listing[T]) passes(row T, q url.Values, since time.Time) bool {
	if l.at(row).Before(since) {
		return false
	}

	if ids := q["ids"]; len(ids) > 0 && !slices.Contains(ids, l.id(row)) {
		return false
	}

	return l.keep == nil || l.keep(row, q)
}

// all are the records of a map.
func all[T any](m map[string]*T) []T {
	rows := make([]T, 0, len(m))
	for _, row := range m {
		rows = append(rows, *row)
	}

	return rows
}
