package sklad

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// noLot is Lots.ID 1, which stands for "no lot".
const noLot = 1

// lot is the part of a line that comes from one row of Store.
type lot struct {
	take    decimal.Decimal
	price   float64 // PriceIn of the line
	id      int64
	name    string
	storeID int64 // zero without lots
}

type lotRow struct {
	storeLot

	EndDate engine.Time `db:"EndDate"` // of Lots
}

type storeLot struct {
	ID       engine.Int   `db:"ID"`
	Qtty     engine.Float `db:"Qtty"`
	Price    engine.Float `db:"Price"`
	Lot      engine.Text  `db:"Lot"`
	LotID    engine.Int   `db:"LotID"`
	LotOrder engine.Int   `db:"LotOrder"`
}

// lotsFor splits a quantity over the lots that a sale takes it from. Without
// lots, for services, and for documents that take nothing it is one part at the
// good's own cost.
func (w *writer) lotsFor(ctx context.Context, good Good, qty decimal.Decimal) ([]lot, error) {
	whole := []lot{{take: qty, price: good.Prices.columns[Cost], id: noLot}}

	switch {
	case w.kind.sign >= 0 || good.Type.IsService():
		return whole, nil
	case w.rules.costing == CostingManual:
		return nil, fmt.Errorf("%w: lots are chosen by hand (configkey23 = 4); enter the document for good %d %q in Склад Pro",
			ErrNeedsPerson, good.ID, good.Name)
	}

	if good.Recipe {
		if err := w.recipeHasStock(ctx, good, qty); err != nil {
			return nil, err
		}
	}

	if !w.rules.costing.UsesLots() {
		return whole, nil
	}

	if err := w.hold(ctx, good.ID); err != nil {
		return nil, err
	}

	if err := w.enough(ctx, good.ID, qty); err != nil {
		return nil, err
	}

	rows, err := w.lotRows(ctx, good.ID)
	if err != nil {
		return nil, err
	}

	return w.split(good, qty, rows)
}

// recipeHasStock refuses a good that is to be produced first: materials are
// taken by the program's own production documents.
func (w *writer) recipeHasStock(ctx context.Context, good Good, qty decimal.Decimal) error {
	free, err := w.unplanned(ctx, good.ID)
	if err != nil || free.GreaterThanOrEqual(qty) {
		return err
	}

	return fmt.Errorf("%w: good %d %q is made by recipe and %s of %s are there; produce it in Склад Pro and try again",
		ErrNeedsPerson, good.ID, good.Name, free, qty)
}

// unplanned is what the program would let be sold, without what the earlier
// lines of this document take.
func (w *writer) unplanned(ctx context.Context, good GoodID) (decimal.Decimal, error) {
	free, err := w.Available(ctx, w.doc.ObjectID, good)
	left := free.Decimal

	for _, line := range w.lines {
		if line.GoodID == good {
			left = left.Sub(line.Qty)
		}
	}

	return left, err
}

// enough refuses what orders hold back, where negative stock is forbidden.
func (w *writer) enough(ctx context.Context, good GoodID, qty decimal.Decimal) error {
	if w.rules.negativeStock {
		return nil
	}

	free, err := w.unplanned(ctx, good)
	if err == nil && free.InexactFloat64() <= qty.InexactFloat64()-tolerance {
		return &StockError{GoodID: good, ObjectID: w.doc.ObjectID, Wanted: qty, Available: free}
	}

	return err
}

// lotRows are the rows with stock in the order in which they are used up.
func (w *writer) lotRows(ctx context.Context, good GoodID) ([]lotRow, error) {
	var rows []lotRow
	err := w.SQL().Select(ctx, &rows, "SELECT "+engine.Columns[storeLot]("s")+", l.[EndDate] AS [EndDate] "+
		"FROM {Store} s LEFT JOIN {Lots} l ON l.[ID] = s.[LotID] "+
		"WHERE s.[ObjectID] = ? AND s.[GoodID] = ? AND s.[Qtty] > ? ORDER BY s.[ID]",
		int64(w.doc.ObjectID), int64(good), tolerance)
	slices.SortStableFunc(rows, w.rules.costing.firstLot)
	return rows, err
}

// firstLot orders lots: oldest first (FIFO), newest first (LIFO), or by end of
// life, those without one last (FEFO).
func (c Costing) firstLot(a, b lotRow) int {
	age := cmp.Or(cmp.Compare(a.LotOrder, b.LotOrder), cmp.Compare(a.ID, b.ID))
	switch c {
	case CostingLIFO:
		return -age
	case CostingFEFO:
		return cmp.Or(cmp.Compare(endless(a), endless(b)), a.EndDate.Compare(b.EndDate.Time), age)
	default:
		return age
	}
}

func endless(row lotRow) int {
	if row.EndDate.IsZero() {
		return 1
	}
	return 0
}

// split takes from lot after lot. What the earlier lines of this document take
// of the same lots is gone already.
func (w *writer) split(good Good, qty decimal.Decimal, rows []lotRow) ([]lot, error) {
	var lots []lot

	rest, available := qty, decimal.Zero

	for _, row := range rows {
		have := row.Qtty.Decimal().Sub(w.takenFrom(int64(row.ID)))
		available = available.Add(have)

		if !have.IsPositive() || !rest.IsPositive() {
			continue
		}

		part := decimal.Min(have, rest)
		rest = rest.Sub(part)
		lots = append(lots, lot{take: part, price: row.Price.Value, id: int64(row.LotID), name: string(row.Lot), storeID: int64(row.ID)})
	}

	if rest.InexactFloat64() > tolerance {
		return nil, &StockError{GoodID: good.ID, ObjectID: w.doc.ObjectID, Wanted: qty, Available: available}
	}

	return lots, nil
}

func (w *writer) takenFrom(storeID int64) decimal.Decimal {
	sum := decimal.Zero

	for _, line := range w.lines {
		if line.lot.storeID == storeID {
			sum = sum.Add(line.Qty)
		}
	}

	return sum
}

// moveLot takes the quantity from its lot and deletes the row when nothing is
// left in it, as the program does with lots.
func (w *writer) moveLot(ctx context.Context, line pricedLine) error {
	quantity := line.Qty.InexactFloat64()

	n, err := w.SQL().Exec(ctx, "UPDATE {Store} SET [Qtty] = [Qtty] - ? WHERE [ID] = ? AND [Qtty] > ?",
		quantity, line.lot.storeID, quantity-tolerance)
	if err != nil {
		return err
	}

	if n == 0 {
		return &StockError{GoodID: line.good.ID, ObjectID: w.doc.ObjectID, Wanted: line.Qty}
	}

	_, err = w.SQL().Exec(ctx, "DELETE FROM {Store} WHERE [ID] = ? AND [Qtty] < ? AND [Qtty] > ?",
		line.lot.storeID, tolerance, -tolerance)

	return err
}
