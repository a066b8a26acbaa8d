package gombashop

import (
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// filter is what a listing can be narrowed by. It is made anew for each
// iteration, so the caller's options are never changed.
type filter struct {
	updatedSince, createdSince time.Time
	statuses, ids              []string
	skus, barcodes             []string
	deleted                    bool
	limit                      int
	cursor                     string
}

// maxIDs keeps the address of a request shorter than servers allow.
const maxIDs = 100

// queries gives one query, or several when many ids are asked for, or none
// when an empty list of ids is: no ids are not all ids.
func (f filter) queries() ([]url.Values, error) {
	switch {
	case f.limit < 0 || f.limit > wire.MaxLimit:
		return nil, invalid("Limit", "%d is not 1…%d, nor 0 for the shop's own", f.limit, wire.MaxLimit)
	case len(f.ids) > maxIDs && f.cursor != "":
		return nil, invalid("Cursor", "a cursor cannot be used with more than %d ids", maxIDs)
	case f.ids == nil:
		return []url.Values{f.query(nil)}, nil
	}
	var queries []url.Values
	for ids := range slices.Chunk(f.ids, maxIDs) {
		queries = append(queries, f.query(ids))
	}
	return queries, nil
}

func (f filter) query(ids []string) url.Values {
	q := url.Values{}
	set := func(name string, values ...string) {
		for _, v := range values {
			if v != "" {
				q.Add(name, v)
			}
		}
	}
	set("updated_since", stamp(f.updatedSince))
	set("created_since", stamp(f.createdSince))
	set("status", f.statuses...)
	set("ids", ids...)
	set("sku", f.skus...)
	set("barcode", f.barcodes...)
	set("cursor", f.cursor)
	if f.deleted {
		q.Set("include_deleted", "true")
	}
	if f.limit > 0 {
		q.Set("limit", strconv.Itoa(f.limit))
	}
	return q
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}
