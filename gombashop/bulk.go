package gombashop

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// writer sends rows in batches of at most 200 rows and 5 MiB; W is the row on
// the wire. A row that convert refuses fails alone and is not sent.
type writer[T, W any] struct {
	client  *Client
	path    string
	convert func(T) (W, error)
}

// envelope is the room that {"data":[ and ]} take.
const envelope = len(`{"data":[]}`)

// batch is the rows of one request and where they stand in the caller's slice.
type batch struct {
	rows  []json.RawMessage
	index []int
	size  int
}

func (w writer[T, W]) write(ctx context.Context, rows []T, opts []WriteOption) ([]Result, error) {
	key := keyFor(opts, randomHex())
	done, batches := w.batches(rows)
	for n, b := range batches {
		results, err := w.send(ctx, b, headerKey(key+":"+strconv.Itoa(n)))
		if err != nil {
			return partial(done, batches[n:], err)
		}
		done = append(done, results...)
	}
	return inOrder(done), nil
}

// partial sorts the rows by what is known of them when the first of the batches
// that are left failed. A single batch of which nothing is known needs no list.
func partial(done []Result, left []batch, err error) ([]Result, error) {
	if len(done) == 0 && len(left) == 1 {
		return nil, err
	}
	e := &PartialError{Done: inOrder(done), Err: err}
	for n, b := range left {
		if n == 0 && errors.Is(err, ErrOutcomeUnknown) {
			e.Unknown = b.index
			continue
		}
		e.NotDone = append(e.NotDone, b.index...)
	}
	return e.Done, e
}

func inOrder(results []Result) []Result {
	slices.SortFunc(results, func(a, b Result) int { return a.Index - b.Index })
	return results
}

// batches sorts out the rows that cannot be sent and packs the others.
func (w writer[T, W]) batches(rows []T) ([]Result, []batch) {
	var failed []Result
	var packed []batch
	for i, row := range rows {
		raw, err := w.encode(row)
		if err != nil {
			e := asError(err)
			e.op = "POST " + w.path
			failed = append(failed, Result{Index: i, Status: Failed, Err: e})
			continue
		}
		last := len(packed) - 1
		if last < 0 || len(packed[last].rows) == wire.MaxRows || packed[last].size+len(raw)+1 > wire.MaxBody {
			packed = append(packed, batch{size: envelope})
			last++
		}
		b := &packed[last]
		b.rows, b.index, b.size = append(b.rows, raw), append(b.index, i), b.size+len(raw)+1
	}
	return failed, packed
}

func (w writer[T, W]) encode(row T) (json.RawMessage, error) {
	object, err := w.convert(row)
	if err != nil {
		return nil, err
	}
	raw, err := json.Marshal(object)
	if err != nil {
		return nil, invalid("row", "%s", clean(err.Error()))
	}
	if size := envelope + len(raw) + 1; size > wire.MaxBody {
		return nil, invalid("row", "it takes %d bytes, a request may take %d; shorten the description", size, wire.MaxBody)
	}
	return raw, nil
}

func (w writer[T, W]) send(ctx context.Context, b batch, key string) ([]Result, error) {
	body, err := json.Marshal(wire.Bulk[json.RawMessage]{Data: b.rows})
	if err != nil {
		return nil, invalid("row", "%s", clean(err.Error()))
	}
	var answer wire.BulkAnswer
	c := &call{method: http.MethodPost, path: w.path, key: key, body: body, out: &answer}
	if _, err := w.client.chain.do(ctx, c); err != nil {
		return nil, err
	}
	results, err := collect(answer.Results, b.index, c)
	if err != nil {
		return nil, c.unusable("%s; the rows are not accounted for", err.Error())
	}
	return results, nil
}

// collect puts the results at the caller's indices. Each row must be answered
// for once.
func collect(answers []wire.Result, index []int, c *call) ([]Result, error) {
	results := make([]Result, len(index))
	seen := make([]bool, len(index))
	for _, a := range answers {
		if a.Index < 0 || a.Index >= len(index) {
			return nil, fmt.Errorf("the shop answered for row %d of %d", a.Index, len(index))
		}
		if seen[a.Index] {
			return nil, fmt.Errorf("the shop answered twice for row %d", a.Index)
		}
		seen[a.Index] = true
		r, err := resultFrom(a, c)
		if err != nil {
			return nil, err
		}
		r.Index = index[a.Index]
		results[a.Index] = r
	}
	if i := slices.Index(seen, false); i >= 0 {
		return nil, fmt.Errorf("the shop did not answer for row %d of %d", i, len(index))
	}
	return results, nil
}

func resultFrom(a wire.Result, c *call) (Result, error) {
	r := Result{Index: a.Index, Status: ResultStatus(a.Status), ID: a.ID, ExternalID: a.ExternalID}
	switch r.Status {
	case Created, Updated, Unchanged:
	case Failed:
		r.Err = &Error{Code: CodeInternal, Message: "the shop gave no reason", op: "POST " + c.path, Attempts: c.attempt}
		if a.Error != nil {
			fill(r.Err, *a.Error, c.safe)
		}
		if r.Err.RequestID == "" {
			r.Err.RequestID = c.requestID
		}
		r.Err.Remedy = remedy(r.Err.Code)
	default:
		return Result{}, fmt.Errorf("the shop gave row %d the unknown status %q", a.Index, c.safe(a.Status))
	}
	for _, v := range a.Variants {
		variant, err := resultFrom(v, c)
		if err != nil {
			return Result{}, err
		}
		r.Variants = append(r.Variants, variant)
	}
	return r, nil
}
