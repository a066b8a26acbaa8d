package syncer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// heldRow is what gomba_orders.Problem holds of a document that was not read
// back yet, or whose number another program used too: the order's own, or its
// refund.
type heldRow struct { //nolint:errname // it is kept, not returned
	*Problem

	// Lines are the ids of our rows in Operations.
	Lines []int64 `json:"lines"`
	// OperType and Acct are the document's; a row of an earlier version has none,
	// and holds the order's own.
	OperType sklad.OperType `json:"oper_type,omitempty"`
	Acct     sklad.Acct     `json:"acct,omitempty"`
}

// unproven marks a document that must be read back before the shop is told and
// anything is printed. The mark is committed with the document, so that a run
// that is cut off right after the commit leaves it for the next.
func unproven(row *ledger.Order, document sklad.Recorded) error {
	row.Reason, row.Problem = "", ""
	if len(document.Lines) == 0 {
		return nil // it was written by an earlier call, and read back then
	}

	return hold(row, text.Unproven, document)
}

func hold(row *ledger.Order, code text.Code, document sklad.Recorded) error {
	problem := &Problem{Code: code, Record: rowRecord(*row), Args: map[string]string{"number": acct(document.Acct)}}
	kept, err := json.Marshal(heldRow{Problem: problem, Lines: document.Lines, OperType: document.OperType, Acct: document.Acct})
	row.Reason, row.Problem = string(code), string(kept)

	return err
}

// isHeld tells that a document waits for its read-back or for a person.
func isHeld(row ledger.Order) bool {
	return row.Reason == string(text.Unproven) || row.Reason == string(text.Collision)
}

// heldDocument is the document that isHeld tells of.
func heldDocument(row ledger.Order) (sklad.Recorded, error) {
	mark := heldRow{Problem: &Problem{}}
	if err := json.Unmarshal([]byte(row.Problem), &mark); err != nil {
		return sklad.Recorded{}, fmt.Errorf("syncer: %s: gomba_orders.Problem is not readable (%w); "+
			"look at document %d in Склад Pro, then run `orders retry --force`", rowRecord(row), err, row.Acct)
	}

	if mark.Acct == 0 {
		mark.OperType, mark.Acct = row.OperType, row.Acct
	}

	return sklad.Recorded{OperType: mark.OperType, Acct: mark.Acct, Lines: mark.Lines}, nil
}

// release takes the mark off.
func release(row *ledger.Order) {
	if isHeld(*row) {
		row.Reason, row.Problem = "", ""
	}
}

// readBack compares a document with what was written. False means that it could
// not be read now, and a later run will. Rows of another program under its
// number hold it: the shop is not told and nothing is printed until the rows are
// gone, or a person forces the order.
func (p *importPlan) readBack(ctx context.Context, row ledger.Order) (ledger.Order, bool, error) {
	if !isHeld(row) {
		return row, true, nil
	}

	document, err := heldDocument(row)
	if err != nil {
		return row, false, err
	}

	err = p.cfg.Warehouse.CheckRecorded(ctx, document)

	switch {
	case err == nil:
		return p.proven(ctx, row)
	case ctx.Err() != nil:
		return row, false, context.Cause(ctx)
	case !errors.Is(err, sklad.ErrCollision):
		p.report.warn(&Problem{Code: text.ReadBackLater, Record: rowRecord(row), Err: err,
			Args: map[string]string{"number": acct(document.Acct)}})

		return row, false, nil
	case row.Reason == string(text.Collision):
		return row, false, nil // known, and still so
	}

	held := row
	if err := hold(&held, text.Collision, document); err != nil {
		return row, false, err
	}

	return held, false, p.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		if err := changeOrder(ctx, tx, row, func(o *ledger.Order) { o.Reason, o.Problem = held.Reason, held.Problem }); err != nil {
			return err
		}

		return tx.Append(ctx, p.event("collision", row.OrderID, text.Collision, acct(document.Acct)))
	})
}

// proven takes the mark off a row. Where the shop is still to be told, that is
// stored together with the acknowledgement.
func (p *importPlan) proven(ctx context.Context, row ledger.Order) (ledger.Order, bool, error) {
	again := func(o *ledger.Order) {
		release(o)

		if o.Attempts == 0 { // it was due for the read-back alone
			o.NextTry = time.Time{}
		}
	}

	if row.AckOwed {
		release(&row)

		return row, true, nil
	}

	again(&row)

	return row, true, p.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error { return changeOrder(ctx, tx, row, again) })
}

func collision(row ledger.Order) *Problem {
	document, err := heldDocument(row)
	if err != nil {
		document.Acct = row.Acct
	}

	return &Problem{Code: text.Collision, Record: rowRecord(row), Args: map[string]string{"number": acct(document.Acct)}}
}

// accept is a person's word that a document stands as it is.
func (p *importPlan) accept(ctx context.Context, row ledger.Order) error {
	err := p.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		if err := changeOrder(ctx, tx, row, release); err != nil {
			return err
		}

		return tx.Append(ctx, p.event("accepted", row.OrderID, text.Collision, acct(row.Acct)))
	})
	if err != nil {
		return err
	}

	release(&row)

	return p.finish(ctx, row, nil)
}
