package syncer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// heldRow is what gomba_orders.Problem holds of a document that was not read
// back yet, or whose number another program used too.
type heldRow struct { //nolint:errname // it is kept, not returned
	*Problem

	// Lines are the ids of our rows in Operations.
	Lines []int64 `json:"lines"`
}

// unproven marks a document that must be read back before the shop is told and
// anything is printed. The mark is committed with the document, so that a run
// that is cut off right after the commit leaves it for the next.
func unproven(row *ledger.Order, lines []int64) error {
	row.Reason, row.Problem = "", ""
	if len(lines) == 0 {
		return nil // it was written by an earlier call, and read back then
	}

	return hold(row, &Problem{Code: text.Unproven, Record: rowRecord(*row), Args: map[string]string{"number": acct(row.Acct)}}, lines)
}

func hold(row *ledger.Order, problem *Problem, lines []int64) error {
	kept, err := json.Marshal(heldRow{Problem: problem, Lines: lines})
	row.Reason, row.Problem = string(problem.Code), string(kept)

	return err
}

// isHeld tells that a document waits for its read-back or for a person.
func isHeld(row ledger.Order) bool {
	return row.Reason == string(text.Unproven) || row.Reason == string(text.Collision)
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

	mark := heldRow{Problem: &Problem{}}
	if err := json.Unmarshal([]byte(row.Problem), &mark); err != nil {
		return row, false, fmt.Errorf("syncer: %s: gomba_orders.Problem is not readable (%w); "+
			"look at document %d in Склад Pro, then run `orders retry --force`", rowRecord(row), err, row.Acct)
	}

	err := p.cfg.Warehouse.CheckRecorded(ctx, sklad.Recorded{OperType: row.OperType, Acct: row.Acct, Lines: mark.Lines})

	switch {
	case err == nil:
		release(&row) // stored together with the acknowledgement

		return row, true, nil
	case ctx.Err() != nil:
		return row, false, context.Cause(ctx)
	case !errors.Is(err, sklad.ErrCollision):
		p.report.warn(&Problem{Code: text.ReadBackLater, Record: rowRecord(row), Err: err,
			Args: map[string]string{"number": acct(row.Acct)}})

		return row, false, nil
	case row.Reason == string(text.Collision):
		return row, false, nil // known, and still so
	}

	err = p.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		held := row
		if err := hold(&held, collision(row), mark.Lines); err != nil {
			return err
		}

		if err := changeOrder(ctx, tx, row, func(o *ledger.Order) { o.Reason, o.Problem = held.Reason, held.Problem }); err != nil {
			return err
		}

		return tx.Append(ctx, p.event("collision", row.OrderID, text.Collision, acct(row.Acct)))
	})
	row.Reason = string(text.Collision)

	return row, false, err
}

func collision(row ledger.Order) *Problem {
	return &Problem{Code: text.Collision, Record: rowRecord(row), Args: map[string]string{"number": acct(row.Acct)}}
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
