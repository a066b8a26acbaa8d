package syncer

import (
	"context"
	"encoding/json"
	"errors"
	"iter"
	"slices"
	"time"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

type pages[T any] = iter.Seq2[gombashop.Page[T], error]

// listing reads the products or customers that changed since the watermark, and
// again those that were kept aside. What is kept aside has a mark of its own, so
// that the watermark goes on: one bad record never holds the others.
type listing[T any] struct {
	*importPlan

	what string
	kind Kind
	id   func(T) (string, time.Time)
	// take puts one record into buckets; the Problem keeps it aside.
	take func(context.Context, T) (*Problem, error)

	aside map[string]asideMark
	met   map[string]bool
}

// asideMark is the value of the mark of a record that is kept aside.
type asideMark struct {
	Code     text.Code `json:"code"`
	Attempts int       `json:"attempts"`
	Next     time.Time `json:"next"`
}

func newListing[T any](p *importPlan, what string, k Kind, id func(T) (string, time.Time),
	take func(context.Context, T) (*Problem, error),
) *listing[T] {
	return &listing[T]{importPlan: p, what: what, kind: k, id: id, take: take, aside: map[string]asideMark{}, met: map[string]bool{}}
}

func (l *listing[T]) prefix() string { return "aside:" + l.what + ":" + l.cfg.ShopID + ":" }

// read takes the records that are due again, then the pages since the watermark.
func (l *listing[T]) read(ctx context.Context, list func(since time.Time, ids []string) pages[T]) error {
	due, err := l.due(ctx)
	if err != nil {
		return err
	}

	const most = 50 // ids in one address

	for chunk := range slices.Chunk(due, most) {
		if _, err := l.pages(ctx, list(time.Time{}, chunk)); err != nil {
			return err
		}

		for _, id := range chunk { // the shop has deleted them
			if !l.met[id] {
				if err := l.mark(ctx, id, nil); err != nil {
					return err
				}
			}
		}
	}

	since, err := l.watermark(ctx, l.what+"s")
	if err != nil {
		return err
	}

	last, err := l.pages(ctx, list(since, nil))
	if err != nil {
		return err
	}

	return l.moveWatermark(ctx, l.what+"s", last)
}

func (l *listing[T]) due(ctx context.Context) ([]string, error) {
	marks, err := l.cfg.Warehouse.Marks(ctx, l.prefix())
	if err != nil {
		return nil, err
	}

	var due []string

	for name, value := range marks {
		var mark asideMark

		id := name[len(l.prefix()):]
		_ = json.Unmarshal([]byte(value), &mark) // a mark that is not readable is due
		l.aside[id] = mark

		if !mark.Next.After(l.cfg.Now()) {
			due = append(due, id)
		}
	}

	slices.Sort(due)

	return due, nil
}

func (l *listing[T]) pages(ctx context.Context, pages pages[T]) (time.Time, error) {
	var last time.Time

	for page, err := range pages {
		if err != nil {
			return last, shopProblem(err)
		}

		for _, record := range page.Data {
			id, at := l.id(record)
			last = latest(last, at)

			if err := l.one(ctx, id, record); err != nil {
				return last, err
			}
		}

		for _, row := range page.Rejected {
			last = latest(last, row.UpdatedAt)

			if err := l.rejected(ctx, row); err != nil {
				return last, err
			}
		}
	}

	return last, nil
}

func (l *listing[T]) one(ctx context.Context, id string, record T) error {
	if l.met[id] {
		return nil
	}

	ctx, done, err := l.inHand(ctx)
	if err != nil {
		return err
	}

	defer done()

	l.met[id] = true
	l.step(ctx, l.kind)

	problem, err := l.take(ctx, record)
	if err != nil {
		if problem = l.ownFault(ctx, l.what+" "+id, err); problem == nil {
			return err
		}
	}

	if problem != nil && err != nil { // take counts what it keeps aside itself
		if err := l.parkRecord(ctx, l.kind, problem); err != nil {
			return err
		}
	}

	return l.mark(ctx, id, problem)
}

func (l *listing[T]) rejected(ctx context.Context, row gombashop.Rejected) error {
	if l.met[row.ID] && row.ID != "" {
		return nil
	}

	l.met[row.ID] = true
	l.step(ctx, l.kind)

	problem := &Problem{Code: text.RecordUnreadable, Record: l.what + " " + row.ID, Err: row.Err}
	if err := l.parkRecord(ctx, l.kind, problem); err != nil || row.ID == "" {
		return err
	}

	return l.mark(ctx, row.ID, problem)
}

// mark keeps a record aside, or takes it in again when problem is nil. An id
// that no mark can hold comes again when the shop changes the record.
func (l *listing[T]) mark(ctx context.Context, id string, problem *Problem) error {
	old, known := l.aside[id]

	switch {
	case problem == nil && !known:
		return nil
	case problem == nil:
		return l.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error { return tx.RemoveMark(ctx, l.prefix()+id) })
	}

	now := asideMark{Code: problem.Code, Attempts: old.Attempts + 1}
	now.Next = l.cfg.Now().UTC().Add(pause(now.Attempts))

	value, err := json.Marshal(now)
	if err != nil {
		return err
	}

	err = l.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error { return tx.SetMark(ctx, l.prefix()+id, string(value)) })
	if errors.Is(err, ledger.ErrInvalid) {
		return nil
	}

	return err
}
