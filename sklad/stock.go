package sklad

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// StockQuery asks for quantities. The zero value asks for all goods, summed
// over all objects, with nothing reserved.
type StockQuery struct {
	// Objects and ObjectGroups together choose the objects, each counted once.
	// A group code stands for the group with its subgroups, "-1" for itself
	// alone. Deleted objects are left out. Both empty means all objects.
	Objects      []ObjectID
	ObjectGroups []string
	// Goods are the only goods considered; nil means all, an empty list none.
	Goods []GoodID
	// Reserved says which orders StockRow.Reserved counts.
	Reserved Reserved
	// Orders are the numbers that ReservedOrders counts.
	Orders []Acct
	// PerObject yields a row for each good in each of the objects, ascending by
	// GoodID and ObjectID, in place of the sums.
	PerObject bool
	// Size is the page size, at most 1,000; zero means that.
	Size int
}

// Reserved says which open orders hold goods back.
type Reserved int

// The ways to reserve.
const (
	// ReservedNone counts nothing.
	ReservedNone Reserved = iota
	// ReservedAll counts every saved customer order (OperType 19, Acct > 0)
	// without a Transformations row that is younger than thirty days.
	ReservedAll
	// ReservedProgram counts what the program itself subtracts before it
	// allows a sale: customer orders (19) at the object and restaurant orders
	// (33) whose SrcDocID is the object, of whatever age.
	ReservedProgram
	// ReservedOrders counts the orders (OperType 19) that StockQuery.Orders
	// names, without a Transformations row, of whatever age.
	ReservedOrders
)

// youngOrder is how long ReservedAll believes in an order.
const youngOrder = 30 * 24 * time.Hour

// quantityPlaces cuts the noise that float arithmetic leaves in Store.Qtty;
// the program compares quantities with a tolerance of 1e-7.
const quantityPlaces = 6

// Stock yields one row for each good that is not deleted, ascending by GoodID;
// the body of the loop may write. Quantities may be negative. An object or
// group that does not exist is an error (ErrNotFound).
func (db *DB) Stock(ctx context.Context, q StockQuery) iter.Seq2[StockRow, error] {
	return guarded(ctx, listStock(ctx, db.SQL(), db.now, db.location, q))
}

// Stock is DB.Stock inside the transaction.
func (tx *Tx) Stock(ctx context.Context, q StockQuery) iter.Seq2[StockRow, error] {
	return listStock(ctx, tx.session, tx.now, tx.location, q)
}

// Available is what the program would let be sold of a good at an object:
// Store.Qtty without what its orders reserve. It is invalid when the good has
// no Store row there. ErrNotFound when the good or the object does not exist or
// is deleted.
func (tx *Tx) Available(ctx context.Context, object ObjectID, good GoodID) (decimal.NullDecimal, error) {
	row, err := first(tx.Stock(ctx, StockQuery{Objects: []ObjectID{object}, Goods: []GoodID{good}, Reserved: ReservedProgram}),
		"good %d", good)
	if err != nil || !row.Qty.Valid {
		return decimal.NullDecimal{}, err
	}
	return decimal.NewNullDecimal(row.Qty.Decimal.Sub(row.Reserved)), nil
}

type goodIDRow struct {
	ID engine.Int `db:"ID"`
}

func listStock(ctx context.Context, s *engine.Session, now func() time.Time, loc *time.Location, q StockQuery,
) iter.Seq2[StockRow, error] {
	return func(yield func(StockRow, error) bool) {
		objects, err := chosenObjects(ctx, s, q)
		if err != nil {
			yield(StockRow{}, describe(cancelled(ctx, err), "choose the objects"))
			return
		}
		r := stockReader{session: s, query: q, objects: objects, since: now().Add(-youngOrder), location: loc}
		for page, err := range r.goods(ctx) {
			rows, err := r.sum(ctx, page, err)
			if err != nil {
				yield(StockRow{}, describe(cancelled(ctx, err), "read the quantities"))
				return
			}
			for _, row := range rows {
				if !yield(row, nil) {
					return
				}
			}
		}
	}
}

// chosenObjects are the objects of a query, none of them deleted.
func chosenObjects(ctx context.Context, s *engine.Session, q StockQuery) (map[ObjectID]bool, error) {
	groups := map[GroupID]bool{}
	if len(q.ObjectGroups) > 0 {
		var err error
		if groups, err = groupIDs(ctx, s, "ObjectsGroups", q.ObjectGroups); err != nil {
			return nil, err
		}
	}
	everything := len(q.Objects) == 0 && len(q.ObjectGroups) == 0
	chosen := make(map[ObjectID]bool)
	for object, err := range listObjects(ctx, s) {
		if err != nil {
			return nil, err
		}
		if everything || groups[object.GroupID] || slices.Contains(q.Objects, object.ID) {
			chosen[object.ID] = true
		}
	}
	for _, id := range q.Objects {
		if !chosen[id] {
			return nil, fmt.Errorf("object %d: %w or deleted; choose one that Склад Pro lists", id, ErrNotFound)
		}
	}
	return chosen, nil
}

type stockReader struct {
	session *engine.Session
	query   StockQuery
	objects map[ObjectID]bool
	// since is how old an order may be for ReservedAll.
	since    time.Time
	location *time.Location
}

// goods yields pages of the ids of the goods in question.
func (r *stockReader) goods(ctx context.Context) iter.Seq2[[]goodIDRow, error] {
	l := directory[goodIDRow]("Goods")
	l.Where, l.Size = present("d", false), min(max(r.query.Size, 0), engine.PageSize)
	key := func(g goodIDRow) int64 { return int64(g.ID) }
	if r.query.Goods == nil {
		return engine.Pages(ctx, r.session, l, key)
	}
	return func(yield func([]goodIDRow, error) bool) {
		for chunk := range slices.Chunk(ascending(r.query.Goods), idsPerStatement) {
			part := l
			part.Where, part.Args = and(l.Where, in(l.Key, len(chunk))), values(chunk)
			for page, err := range engine.Pages(ctx, r.session, part, key) {
				if !yield(page, err) || err != nil {
					return
				}
			}
		}
	}
}

// sum adds up quantities and reservations of one page of goods.
func (r *stockReader) sum(ctx context.Context, page []goodIDRow, err error) ([]StockRow, error) {
	if err != nil || len(page) == 0 {
		return nil, err
	}
	from, to := int64(page[0].ID), int64(page[len(page)-1].ID)
	inStore, err := r.add(ctx, storeQuery, from, to)
	if err != nil {
		return nil, err
	}
	reserved, err := r.reserved(ctx, from, to)
	if err != nil {
		return nil, err
	}
	rows := make([]StockRow, 0, len(page))
	for _, g := range page {
		for _, object := range r.places() {
			at := place{GoodID(g.ID), object}
			row := StockRow{GoodID: at.good, ObjectID: object, Reserved: reserved[at].Round(quantityPlaces)}
			if qty, ok := inStore[at]; ok {
				row.Qty = decimal.NewNullDecimal(qty.Round(quantityPlaces))
			}
			rows = append(rows, row)
		}
	}
	return rows, nil
}

// place is a good in an object; 0 is all of the chosen ones.
type place struct {
	good   GoodID
	object ObjectID
}

func (r *stockReader) places() []ObjectID {
	if !r.query.PerObject {
		return []ObjectID{0}
	}
	return slices.Sorted(maps.Keys(r.objects))
}

func (r *stockReader) placeOf(row quantityRow) place {
	if !r.query.PerObject {
		row.ObjectID = 0
	}
	return place{GoodID(row.GoodID), ObjectID(row.ObjectID)}
}

type quantityRow struct {
	GoodID   engine.Int   `db:"GoodID"`
	ObjectID engine.Int   `db:"ObjectID"`
	Acct     engine.Int   `db:"Acct"`
	Qtty     engine.Float `db:"Qtty"`
}

// add sums the quantities of the chosen objects. The rows are added as decimals:
// a sum of floats would bring noise of its own.
func (r *stockReader) add(ctx context.Context, query string, args ...any) (map[place]decimal.Decimal, error) {
	var rows []quantityRow
	if err := r.session.Select(ctx, &rows, query, args...); err != nil {
		return nil, err
	}
	sums := make(map[place]decimal.Decimal)
	for _, row := range rows {
		if row.Qtty.Valid && r.objects[ObjectID(row.ObjectID)] && r.counts(Acct(row.Acct)) {
			at := r.placeOf(row)
			sums[at] = sums[at].Add(row.Qtty.Decimal())
		}
	}
	return sums, nil
}

// counts picks the orders of ReservedOrders; a Store row has number 0.
func (r *stockReader) counts(acct Acct) bool {
	return acct == 0 || r.query.Reserved != ReservedOrders || slices.Contains(r.query.Orders, acct)
}
