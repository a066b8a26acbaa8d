package sklad

import (
	"context"
	"fmt"

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

// moveStock does to Store what the line says: nothing for an order.
func (w *writer) moveStock(ctx context.Context, line pricedLine) error {
	switch {
	case w.kind.sign == 0:
		return nil
	case line.lot.storeID != 0:
		return w.moveLot(ctx, line)
	}

	row, err := w.storeRow(ctx, line.good.ID)
	if err != nil {
		return err
	}

	if row == 0 {
		return w.newStoreRow(ctx, line)
	}

	return w.changeStore(ctx, row, line)
}

// storeRow is the row of good and object, the first where there are several;
// 0 when there is none.
func (w *writer) storeRow(ctx context.Context, good GoodID) (int64, error) {
	var id engine.Int

	_, err := w.SQL().Get(ctx, &id, "SELECT MIN(s.[ID]) FROM {Store} s WHERE s.[ObjectID] = ? AND s.[GoodID] = ?",
		int64(w.doc.ObjectID), int64(good))

	return int64(id), err
}

// changeStore moves the quantity. Where negative stock is forbidden the row
// changes only while Qtty − reserved > quantity, within the program's
// tolerance; a service good needs no stock.
func (w *writer) changeStore(ctx context.Context, row int64, line pricedLine) error {
	quantity := line.Qty.InexactFloat64()
	if w.kind.sign > 0 || w.rules.negativeStock || line.good.Type.IsService() {
		_, err := w.SQL().Exec(ctx, "UPDATE {Store} SET [Qtty] = [Qtty] + ? WHERE [ID] = ?", float64(w.kind.sign)*quantity, row)

		return err
	}

	free, err := w.Available(ctx, w.doc.ObjectID, line.good.ID)
	if err != nil {
		return err
	}

	short := &StockError{GoodID: line.good.ID, ObjectID: w.doc.ObjectID, Wanted: line.Qty, Available: free.Decimal}
	if free.Decimal.InexactFloat64() <= quantity-tolerance {
		return short
	}

	var own engine.Float
	if _, err := w.SQL().Get(ctx, &own, "SELECT s.[Qtty] FROM {Store} s WHERE s.[ID] = ?", row); err != nil {
		return err
	}

	// What is reserved, less what further rows of the same pair hold.
	floor := own.Value - free.Decimal.InexactFloat64()

	n, err := w.SQL().Exec(ctx, "UPDATE {Store} SET [Qtty] = [Qtty] - ? WHERE [ID] = ? AND [Qtty] > ?",
		quantity, row, floor+quantity-tolerance)
	if err == nil && n == 0 { // taken by another transaction since it was read
		return short
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

	return w.SQL().Insert(ctx, "Store", engine.Row{
		"ObjectID": int64(w.doc.ObjectID), "GoodID": int64(line.good.ID), "Qtty": float64(w.kind.sign) * line.Qty.InexactFloat64(),
		"Price": line.good.Prices.columns[Cost], "Lot": blank, "LotID": 1, "LotOrder": 1,
	})
}
