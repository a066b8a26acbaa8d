package sklad

import (
	"context"
	"fmt"
	"iter"

	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// blank is how the program stores an empty text.
const blank = " "

func orBlank(s string) string {
	if s == "" {
		return blank
	}

	return s
}

// writeLines inserts each line and moves its stock before the next, as the
// program does: a later line of the same good sees what an earlier one took.
func (w *writer) writeLines(ctx context.Context) error {
	for _, line := range w.lines {
		id, err := w.SQL().InsertID(ctx, "Operations", w.operation(line))
		if err != nil {
			return fmt.Errorf("line of good %d %q: %w", line.good.ID, line.good.Name, err)
		}

		w.recorded.Lines = append(w.recorded.Lines, id)

		if err := w.moveStock(ctx, line); err != nil {
			return err
		}
	}

	return nil
}

// operation is a row of Operations with every column: there are no defaults on
// SQL Server, and a NULL partner would make the program delete the row.
func (w *writer) operation(line pricedLine) engine.Row {
	note := line.Note
	if note == "" {
		note = w.doc.Note
	}

	d := w.SQL().Dialect()

	return engine.Row{
		"OperType": int64(w.doc.OperType), "Acct": int64(w.recorded.Acct), "GoodID": int64(line.GoodID),
		"PartnerID": int64(w.doc.PartnerID), "ObjectID": int64(w.doc.ObjectID), "OperatorID": int64(w.doc.OperatorID),
		"Qtty": line.Qty.InexactFloat64(), "Sign": w.kind.sign, "PriceIn": line.priceIn, "PriceOut": line.prices.stored.priceOut,
		"VATIn": line.vatIn, "VATOut": line.prices.stored.vatOut, "Discount": line.prices.Discount.InexactFloat64(),
		"CurrencyID": 1, "CurrencyRate": 1.0, "Date": d.Day(w.doc.Date), "Lot": orBlank(line.lot.name), "LotID": line.lot.id,
		"Note": orBlank(note), "SrcDocID": 0, "UserID": int64(w.doc.UserID), "UserRealTime": d.Stamp(w.Now(), w.Location()),
	}
}

// writeMoney writes the cash book first, then the amount due, then what is
// paid. An amount of 0 is never stored.
func (w *writer) writeMoney(ctx context.Context) error {
	if w.kind.money == 0 {
		return nil
	}

	for _, p := range w.doc.Payments {
		if err := w.writeCash(ctx, p); err != nil {
			return err
		}
	}

	due := Payment{Type: int64(MethodCash), Amount: w.recorded.Total, Date: w.doc.Date}
	if err := w.writePayment(ctx, modeDue, due); err != nil {
		return err
	}

	for _, p := range w.doc.Payments {
		if p.Amount.IsZero() {
			continue
		}

		if err := w.writePayment(ctx, modePaid, p); err != nil {
			return err
		}
	}

	return nil
}

// writeCash adds a cash book row for money in cash, and only for that.
func (w *writer) writeCash(ctx context.Context, p Payment) error {
	if w.kind.cash == 0 || p.Amount.IsZero() || w.types[p.Type].Method != MethodCash {
		return nil
	}

	d := w.SQL().Dialect()

	return w.SQL().Insert(ctx, "CashBook", engine.Row{
		"Date": d.Day(p.Date), "Desc": cut(fmt.Sprintf("%s № %010d, %s", w.kind.title, w.recorded.Acct, w.partner.Company)),
		"OperType": w.kind.cash, "Sign": 1, "Profit": p.Amount.InexactFloat64(), "UserID": int64(w.doc.UserID),
		"UserRealTime": d.Stamp(w.Now(), w.Location()), "ObjectID": int64(w.doc.ObjectID),
	})
}

func (w *writer) writePayment(ctx context.Context, mode int, p Payment) error {
	d := w.SQL().Dialect()

	return w.SQL().Insert(ctx, "Payments", engine.Row{
		"Acct": float64(w.recorded.Acct), "OperType": int64(w.doc.OperType), "PartnerID": int64(w.doc.PartnerID),
		"ObjectID": int64(w.doc.ObjectID), "Qtty": p.Amount.InexactFloat64(), "Mode": mode, "Sign": w.kind.money,
		"Date": d.Day(p.Date), "UserID": int64(w.doc.UserID), "UserRealTime": d.Stamp(w.Now(), w.Location()),
		"Type": p.Type, "TransactionNumber": orBlank(p.TransactionNumber), "EndDate": d.Day(w.doc.DueDate),
	})
}

// cut keeps a text within its column, in whole characters.
func cut(s string) string {
	if runes := []rune(s); len(runes) > textLength {
		return string(runes[:textLength])
	}

	return s
}

// byKey reads a listing into a map.
func byKey[T any, K comparable, V any](rows iter.Seq2[T, error], pair func(T) (K, V)) (map[K]V, error) {
	found := map[K]V{}

	for row, err := range rows {
		if err != nil {
			return nil, err
		}

		k, v := pair(row)
		found[k] = v
	}

	return found, nil
}

// exists is ErrNotFound unless a row fits.
func exists[T any](rows iter.Seq2[T, error], fits func(T) bool) error {
	for row, err := range rows {
		if err != nil {
			return err
		}

		if fits(row) {
			return nil
		}
	}

	return ErrNotFound
}
