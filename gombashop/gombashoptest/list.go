package gombashoptest

import (
	"cmp"
	"encoding/base64"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// listing is one kind of record for list: where it stands in the order, and
// which filters it passes.
type listing[T any] struct {
	rows []T
	id   func(T) string
	at   func(T) time.Time
	made func(T) time.Time // nil where created_since is no filter
	// keep tells whether a row passes the filters that are its kind's own.
	keep func(T, url.Values) bool
}

// query is what every listing understands.
type query struct {
	values        url.Values
	limit         int
	updated, made time.Time // since
	after         string    // the mark of the last row of the page before
	refused       []wire.FieldError
}

// serve answers a page: by (updated_at, id), after the cursor.
func (l listing[T]) serve(w http.ResponseWriter, r *http.Request) {
	q := parseQuery(r.URL.Query())
	if q.refused != nil {
		invalid(w, q.refused)

		return
	}

	type marked struct {
		row  T
		mark string
	}

	var rows []marked

	for _, row := range l.rows {
		if mark := l.mark(row); mark > q.after && l.passes(row, q) {
			rows = append(rows, marked{row, mark})
		}
	}

	slices.SortFunc(rows, func(a, b marked) int { return cmp.Compare(a.mark, b.mark) })

	out := wire.List[T]{Data: []T{}, Page: wire.Page{Limit: q.limit}}
	for _, m := range rows[:min(len(rows), q.limit)] {
		out.Data = append(out.Data, m.row)
	}

	if len(rows) > q.limit {
		cursor := base64.RawURLEncoding.EncodeToString([]byte(rows[q.limit-1].mark))
		out.Page.NextCursor = &cursor
	}

	reply(w, out)
}

// mark is the place of a row in the order, as text that sorts.
func (l listing[T]) mark(row T) string {
	return l.at(row).UTC().Format("2006-01-02T15:04:05.000000000") + "|" + l.id(row)
}

func parseQuery(values url.Values) query {
	q := query{values: values, limit: wire.DefaultLimit}

	if text := values.Get("limit"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > wire.MaxLimit {
			q.refuse("limit", "it is 1 to 250")
		}

		q.limit = n
	}

	q.updated, q.made = q.since("updated_since"), q.since("created_since")

	if text := values.Get("include_deleted"); text != "" && text != "true" && text != "false" {
		q.refuse("include_deleted", "it is true or false")
	}

	after, err := base64.RawURLEncoding.DecodeString(values.Get("cursor"))
	if err != nil || len(after) > 0 && !strings.Contains(string(after), "|") {
		q.refuse("cursor", "it is not a cursor of this shop")
	}

	q.after = string(after)

	return q
}

func (q *query) refuse(field, message string) {
	q.refused = append(q.refused, wrong(field, "invalid", "%s", message)...)
}

func (q *query) since(name string) time.Time {
	text := q.values.Get(name)
	if text == "" {
		return time.Time{}
	}

	since, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		q.refuse(name, "it is not a time of RFC 3339")
	}

	return since
}

func (l listing[T]) passes(row T, q query) bool {
	if l.at(row).Before(q.updated) || l.made != nil && l.made(row).Before(q.made) {
		return false
	}

	if ids := q.values["ids"]; len(ids) > 0 && !slices.Contains(ids, l.id(row)) {
		return false
	}

	return l.keep == nil || l.keep(row, q.values)
}

// all are the records of a map.
func all[T any](m map[string]*T) []T {
	rows := make([]T, 0, len(m))
	for _, row := range m {
		rows = append(rows, *row)
	}

	return rows
}
