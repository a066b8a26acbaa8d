package sklad

import (
	"context"
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/usn"
)

// Recorded is a document as it was written.
type Recorded struct {
	OperType OperType
	Acct     Acct
	// USN is zero when the document asked for none.
	USN usn.Number
	// Total is the amount due, with VAT, in the base currency.
	Total decimal.Decimal
	// Reread is what the rows come to, with VAT, as anyone adds them up from the
	// columns of Operations; see LinePrices.Reread. Zero when Existing.
	Reread decimal.Decimal
	// Existing says that the ExternalKey had been recorded before; nothing was
	// written then, and the other fields are those of that time.
	Existing bool

	// Lines are the ids of the document's rows in Operations, for CheckRecorded.
	// Empty when Existing: what was written then is not known any more.
	Lines []int64
}

// Record writes a document in a transaction of its own, see Tx.Record.
func (db *DB) Record(ctx context.Context, d Document) (Recorded, error) {
	var recorded Recorded

	err := db.InTx(ctx, func(ctx context.Context, tx *Tx) error {
		var err error

		recorded, err = tx.Record(ctx, d)

		return err
	})
	if err != nil {
		return Recorded{}, err
	}

	return recorded, nil
}

// Record writes a sale (OperSale), an order (OperOrder) or a refund
// (OperRefund) as Склад Pro itself does: number, УНП, lines, stock, cash book
// and payments. Nothing is left behind when it fails, if the transaction is
// rolled back, which InTx does.
//
// A document with an ExternalKey is written once: the same key again gives the
// numbers of the first time (Existing), the same key with other content is
// ErrKeyConflict. ErrInvalidDocument lists everything that is wrong with d.
// *StockError (ErrInsufficientStock) means a shortage where Склад Pro forbids
// negative stock; ErrNeedsPerson that lots are chosen by hand or that a good is
// made by recipe; ErrNoLedger that ExternalKey or USN need the ledger's tables.
func (tx *Tx) Record(ctx context.Context, d Document) (Recorded, error) {
	w, err := tx.writer(ctx, d)
	if err != nil {
		return Recorded{}, err
	}

	// A repeat stays a repeat when a partner or good was deleted since.
	if old, known, err := w.earlier(ctx); err != nil || known {
		return old, err
	}

	if err := w.check(ctx); err != nil {
		return Recorded{}, err
	}

	if err := w.write(ctx); err != nil {
		return Recorded{}, fmt.Errorf("sklad: %s: %w", w.name(), err)
	}

	return w.recorded, nil
}

// writer is one document while it is written.
type writer struct {
	*Tx

	doc      Document
	kind     kind
	rules    rules
	partner  Partner
	goods    map[GoodID]Good
	rates    map[VATGroupID]decimal.Decimal
	types    map[int64]PaymentType
	lines    []pricedLine
	recorded Recorded
}

// pricedLine is a line with what the arithmetic makes of it.
type pricedLine struct {
	Line

	good    Good
	prices  LinePrices
	priceIn float64
	vatIn   float64
	lot     lot
}

// write follows the program's order: number, УНП, then line by line with its
// stock, cash book, amount due, amounts paid.
func (w *writer) write(ctx context.Context) error {
	w.recorded.OperType = w.doc.OperType

	for _, step := range []func(context.Context) error{
		w.locks, w.reserve, w.price, w.allocate, w.writeLines, w.writeMoney, w.writeUSN, w.remember,
	} {
		if err := step(ctx); err != nil {
			return err
		}
	}

	return nil
}

func (w *writer) locks(ctx context.Context) error {
	device := ""
	if w.doc.USN != nil {
		device = w.doc.USN.Device
	}

	return w.LockSeries(ctx, w.doc.OperType, device)
}

// LockSeries takes the named locks that Record takes: for a transaction that
// reads partners or goods first, so that every transaction locks before its
// first read. device is the fiscal device of a sale with УНП, else empty. Locks
// only save retries, the unique keys are the guarantee; they end with the
// transaction. The device comes before the series everywhere, so that two
// transactions never wait for one another.
func (tx *Tx) LockSeries(ctx context.Context, t OperType, device string) error {
	k, known := kindOf(t)
	if !known {
		return invalid("OperType %d cannot be recorded: use OperSale, OperOrder or OperRefund", t)
	}

	if device != "" {
		if err := tx.SQL().Lock(ctx, "usn:"+device); err != nil {
			return err
		}
	}

	return tx.SQL().Lock(ctx, "acct:"+k.prefix)
}

// price computes every line and the amount due.
func (w *writer) price(ctx context.Context) error {
	for _, line := range w.doc.Lines {
		priced, err := w.priceLine(ctx, line)
		if err != nil {
			return err
		}

		w.recorded.Total = w.recorded.Total.Add(w.terms(line, line.Qty).TotalWithVAT)
		w.recorded.Reread = w.recorded.Reread.Add(reread(priced))
		w.lines = append(w.lines, priced...)
	}

	return nil
}

// terms prices a line, or the part of it that comes from one lot. What is due is
// that of the whole line: a buyer sees no lots. The rounding of several parts may
// come to a cent more or less, which the program itself tolerates; see level.
func (w *writer) terms(line Line, qty decimal.Decimal) LinePrices {
	return PriceLine(LineTerms{
		Price: line.Price, Qty: qty, Discount: line.Discount,
		VATRate: w.rates[w.goods[line.GoodID].TaxGroup], Gross: w.rules.pricesIncludeVAT,
	})
}

func (w *writer) priceLine(ctx context.Context, line Line) ([]pricedLine, error) {
	good := w.goods[line.GoodID]

	lots, err := w.lotsFor(ctx, good, line.Qty)
	if err != nil {
		return nil, err
	}

	rate := w.rates[good.TaxGroup]
	priced := make([]pricedLine, len(lots))

	for i, l := range lots {
		part := line
		part.Qty = l.take
		priced[i] = pricedLine{
			Line: part, good: good, lot: l, priceIn: l.price,
			vatIn:  vatOf(l.price, rate.InexactFloat64(), w.rules.pricesIncludeVAT),
			prices: w.terms(line, l.take),
		}
	}

	return w.level(line, priced), nil
}

// name is the document for a person: "sale 38 of partner 50".
func (w *writer) name() string {
	return fmt.Sprintf("%s %d for partner %d (%s)", w.kind.name, w.recorded.Acct, w.doc.PartnerID, w.partner.Company)
}
