package sklad

import (
	"context"
	"fmt"
	"math"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// StockError is ErrInsufficientStock with what is short. Quantities are in the
// good's first measure.
type StockError struct {
	GoodID            GoodID
	ObjectID          ObjectID
	Wanted, Available decimal.Decimal
}

// Error names good, object and quantities.
func (e *StockError) Error() string {
	return fmt.Sprintf("sklad: %s: good %d at object %d: %s wanted, %s available; take stock in, or transfer it, and try again",
		ErrInsufficientStock, e.GoodID, e.ObjectID, e.Wanted, e.Available)
}

// Unwrap is ErrInsufficientStock.
func (e *StockError) Unwrap() error { return ErrInsufficientStock }

// tolerance is how closely the program compares quantities.
const tolerance = 1e-7

// storeRow is one row of Store.
type storeRow struct {
	ID   engine.Int   `db:"ID"`
	Qtty engine.Float `db:"Qtty"`
}

// moveStock does to Store what the line says: nothing for an order.
func (w *writer) moveStock(ctx context.Context, line pricedLine) error {
	switch {
	case w.kind.sign == 0:
		return nil
	case line.lot.storeID != 0:
		return w.moveLot(ctx, line)
	}

	row, err := w.storeRow(ctx, line)
	if err != nil {
		return err
	}

	if row.ID == 0 {
		return w.newStoreRow(ctx, line)
	}

	return w.changeStore(ctx, row, line)
}

// storeRow is the row that a line moves: that of good and object, the first
// where there are several. With lots, what comes back belongs to the row of its
// own lot and price. The ID is 0 when there is none.
func (w *writer) storeRow(ctx context.Context, line pricedLine) (storeRow, error) {
	var rows []storeLot

	err := w.SQL().Select(ctx, &rows, "SELECT "+engine.Columns[storeLot]("s")+
		" FROM {Store} s WHERE s.[ObjectID] = ? AND s.[GoodID] = ? ORDER BY s.[ID]", int64(w.doc.ObjectID), int64(line.good.ID))
	for _, row := range rows {
		if !w.rules.costing.UsesLots() || row.holds(line) {
			return storeRow{ID: row.ID, Qtty: row.Qtty}, err
		}
	}

	return storeRow{}, err
}

// holds tells whether a row has the lot and the price of a line.
func (s storeLot) holds(line pricedLine) bool {
	return int64(s.LotID) == line.lot.id && string(s.Lot) == line.lot.name && math.Abs(s.Price.Value-line.priceIn) < tolerance
}

// hold keeps other programs from the good's rows until the transaction ends, so
// that what is read after it stays true.
func (w *writer) hold(ctx context.Context, good GoodID) error {
	_, err := w.SQL().Exec(ctx, "UPDATE {Store} SET [Qtty] = [Qtty] WHERE [ObjectID] = ? AND [GoodID] = ?",
		int64(w.doc.ObjectID), int64(good))

	return err
}

// changeStore moves the quantity. Where negative stock is forbidden the row
// changes only while Qtty − reserved > quantity, within the program's
// tolerance; a service good needs no stock.
func (w *writer) changeStore(ctx context.Context, row storeRow, line pricedLine) error {
	quantity := line.Qty.InexactFloat64()
	if w.kind.sign > 0 || w.rules.negativeStock || line.good.Type.IsService() {
		return w.addToStore(ctx, row, float64(w.kind.sign)*quantity)
	}

	if err := w.hold(ctx, line.good.ID); err != nil {
		return err
	}

	free, err := w.Available(ctx, w.doc.ObjectID, line.good.ID)
	if err != nil {
		return err
	}

	if free.Decimal.InexactFloat64() <= quantity-tolerance {
		return &StockError{GoodID: line.good.ID, ObjectID: w.doc.ObjectID, Wanted: line.Qty, Available: free.Decimal}
	}

	// The row is held, and what is free was read since: the row has a figure.
	return w.addToStore(ctx, row, -quantity)
}

// addToStore changes a row by a quantity. One without a figure, which adding
// would leave so, gets the quantity itself.
func (w *writer) addToStore(ctx context.Context, row storeRow, quantity float64) error {
	statement := "UPDATE {Store} SET [Qtty] = [Qtty] + ? WHERE [ID] = ?"
	if !row.Qtty.Valid {
		statement = "UPDATE {Store} SET [Qtty] = ? WHERE [ID] = ? AND [Qtty] IS NULL"
	}

	n, err := w.SQL().Exec(ctx, statement, quantity, int64(row.ID))
	if err == nil && n == 0 {
		return fmt.Errorf("%w: row %d of Store was filled meanwhile", engine.ErrCommitBusy, row.ID)
	}

	return err
}

// newStoreRow makes the row that a pair should have had: the program would
// lose the quantity without a word.
func (w *writer) newStoreRow(ctx context.Context, line pricedLine) error {
	if w.kind.sign < 0 {
		if line.good.Type.IsService() {
			return nil
		}

		if !w.rules.negativeStock {
			return &StockError{GoodID: line.good.ID, ObjectID: w.doc.ObjectID, Wanted: line.Qty}
		}
	}

	order, err := w.nextLot(ctx, line.good.ID)
	if err != nil {
		return err
	}

	return w.SQL().Insert(ctx, "Store", engine.Row{
		"ObjectID": int64(w.doc.ObjectID), "GoodID": int64(line.good.ID), "Qtty": float64(w.kind.sign) * line.Qty.InexactFloat64(),
		"Price": line.priceIn, "Lot": orBlank(line.lot.name), "LotID": line.lot.id, "LotOrder": order,
	})
}

// nextLot is the LotOrder of a new row: the last of the pair with lots, 1
// without.
func (w *writer) nextLot(ctx context.Context, good GoodID) (int64, error) {
	if !w.rules.costing.UsesLots() {
		return 1, nil
	}

	var last engine.Int

	_, err := w.SQL().Get(ctx, &last, "SELECT MAX(s.[LotOrder]) FROM {Store} s WHERE s.[ObjectID] = ? AND s.[GoodID] = ?",
		int64(w.doc.ObjectID), int64(good))

	return int64(last) + 1, err
}
