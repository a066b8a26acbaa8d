package gombashop

import (
	"context"
	"encoding/json"
	"iter"
	"net/http"
	"net/url"
	"time"
)

// Page is one page of a listing, in the shop's order (updated_at, then id).
type Page[T any] struct {
	Data []T
	// Rejected are the rows that could not be understood. They are kept apart
	// so that one broken record does not stop all that come after it.
	Rejected []Rejected
	// NextCursor continues behind this page, empty on the last one. It stays
	// valid for a later run with the same filter.
	NextCursor string
}

// Rejected is a row of a listing that could not be understood.
type Rejected struct {
	ID        string    // empty when not even that could be read
	UpdatedAt time.Time // zero when it could not be read
	Err       *Error
}

// lister reads a listing; W is its row on the wire.
type lister[T, W any] struct {
	client  *Client
	path    string
	convert func(W) (T, error)
}

// pages yields page after page and ends after an error.
func (l lister[T, W]) pages(ctx context.Context, f filter) iter.Seq2[Page[T], error] {
	return func(yield func(Page[T], error) bool) {
		queries, err := f.queries()
		if err != nil {
			yield(Page[T]{}, err)
			return
		}
		for _, query := range queries {
			if !l.follow(ctx, query, yield) {
				return
			}
		}
	}
}

// follow goes from cursor to cursor; false means that the iteration is over.
func (l lister[T, W]) follow(ctx context.Context, query url.Values, yield func(Page[T], error) bool) bool {
	seen := map[string]bool{query.Get("cursor"): true}
	for {
		page, err := l.page(ctx, query)
		if err != nil {
			yield(Page[T]{}, err)
			return false
		}
		next := page.NextCursor
		if next != "" && seen[next] {
			e := badResponse(nil, "the shop gave the cursor %q twice; the listing would never end", clean(next))
			e.op = "GET " + l.path
			yield(Page[T]{}, e)
			return false
		}
		if !yield(page, nil) {
			return false
		}
		if next == "" {
			return true
		}
		seen[next] = true
		query.Set("cursor", next)
	}
}

func (l lister[T, W]) page(ctx context.Context, query url.Values) (Page[T], error) {
	var list listing[T, W]
	list.convert = l.convert
	c := &call{method: http.MethodGet, path: l.path, query: query, out: &list}
	if _, err := l.client.chain.do(ctx, c); err != nil {
		return Page[T]{}, err
	}
	if list.whole {
		return list.page, nil
	}
	if list.Data == nil {
		return Page[T]{}, c.unusable(`the answer has no "data"; an empty listing says []`)
	}
	if list.Page == nil {
		return Page[T]{}, c.unusable(`the answer has no "page"; whether more follows is not known`)
	}
	var p Page[T]
	for i, raw := range *list.Data {
		row, err := l.row(raw)
		if err != nil {
			p.Rejected = append(p.Rejected, reject(raw, i, c, err))
			continue
		}
		p.Data = append(p.Data, row)
	}
	if list.Page.NextCursor != nil {
		p.NextCursor = *list.Page.NextCursor
	}
	return p, nil
}

func (l lister[T, W]) row(raw json.RawMessage) (T, error) {
	var w W
	if err := json.Unmarshal(raw, &w); err != nil {
		var none T
		return none, err
	}
	return l.convert(w)
}

func reject(raw json.RawMessage, i int, c *call, cause error) Rejected {
	var r Rejected
	var known struct {
		ID json.RawMessage `json:"id"`
	}
	var dated struct {
		UpdatedAt time.Time `json:"updated_at"`
	}
	if json.Unmarshal(raw, &known) == nil && json.Unmarshal(known.ID, &r.ID) != nil {
		r.ID = clean(string(known.ID))
	}
	if json.Unmarshal(raw, &dated) == nil {
		r.UpdatedAt = dated.UpdatedAt
	}
	r.Err = c.unusable("row %d (id %q) cannot be understood: %s", i, clean(r.ID), c.safe(cause.Error()))
	r.Err.cause = cause
	r.Err.Remedy = "correct the record in the shop, or report it to the shop's support"
	return r
}

// all yields row after row and ends after an error; a row that cannot be
// understood is one.
func (l lister[T, W]) all(ctx context.Context, f filter) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		for page, err := range l.pages(ctx, f) {
			if err != nil {
				yield(none, err)
				return
			}
			for _, row := range page.Data {
				if !yield(row, nil) {
					return
				}
			}
			if len(page.Rejected) > 0 {
				yield(none, page.Rejected[0].Err)
				return
			}
		}
	}
}
