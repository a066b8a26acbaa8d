package syncer

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// park keeps an order aside with its reason.
func (p *importPlan) park(ctx context.Context, row ledger.Order, order gombashop.Order, problem *Problem) error {
	filled, err := p.fill(row, order)
	if err != nil {
		return err
	}

	return p.parkRow(ctx, row, filled, problem)
}

// parkOrEnd keeps the order aside when the error is its own. Keeping it aside
// writes to the database: when that fails too, the error was the database's.
func (p *importPlan) parkOrEnd(ctx context.Context, row ledger.Order, order gombashop.Order, err error) error {
	problem := p.ownFault(ctx, orderRecord(order), err)
	if problem == nil {
		return err
	}

	if perr := p.park(ctx, row, order, problem); perr != nil {
		return errors.Join(err, perr)
	}

	return nil
}

func (p *importPlan) parkRow(ctx context.Context, old, row ledger.Order, problem *Problem) error {
	kept, err := json.Marshal(problem)
	if err != nil {
		return err
	}

	row.State, row.Reason, row.Problem = ledger.OrderParked, string(problem.Code), string(kept)
	row.Attempts++
	row.NextTry = p.nextTry(row, problem.Code)

	parked := true

	err = p.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		if parked, err = replaceOrder(ctx, tx, old, row); err != nil || !parked {
			return err
		}

		return tx.Append(ctx, p.event("parked", row.OrderID, problem.Code, row.Problem))
	})
	if errors.Is(err, ledger.ErrInvalid) {
		parked, err = true, p.parkNameless(ctx, row, problem)
	}

	if err != nil {
		return err
	}

	if !parked {
		p.report.filter(KindOrder, "decided_meanwhile")

		return nil
	}

	return p.parkRecord(ctx, KindOrder, problem)
}

// parkNameless is for an order whose id the ledger cannot keep: it has an event,
// and comes again whenever the shop lists it.
func (p *importPlan) parkNameless(ctx context.Context, row ledger.Order, problem *Problem) error {
	return p.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		return tx.Append(ctx, p.event("parked", row.OrderID, problem.Code, row.Problem))
	})
}

// parkRecord reports a record that is kept aside.
func (p *importPlan) parkRecord(ctx context.Context, k Kind, problem *Problem) error {
	p.report.park(k, problem)

	return p.tell(ctx, Park{What: k, Of: problem.Record, Problem: problem, direction: Import})
}

// pause is how long a parked order rests: the first tries come with every run,
// then the time doubles up to six hours.
func pause(attempts int) time.Duration {
	if attempts <= 3 {
		return 0
	}

	return min(time.Minute<<min(attempts-3, 9), 6*time.Hour)
}

// stillParked counts an order that rests, with the reason of its last try.
func (p *importPlan) stillParked(row ledger.Order) error {
	problem := &Problem{Code: text.Code(row.Reason), Record: rowRecord(row)}

	// A row that was changed by hand still has its code.
	_ = json.Unmarshal([]byte(row.Problem), problem)

	p.report.park(KindOrder, problem)

	return nil
}

// unreadable is an order that the shop shows in a form that cannot be
// understood, or fails to show at all. It has a row like any other and is read
// by its id until it can be. A shop that is down ends the run.
func (p *importPlan) unreadable(ctx context.Context, id string, updated time.Time, cause error) error {
	if p.seen[gombashop.OrderID(id)] && id != "" {
		return nil
	}

	problem := p.ownFault(ctx, orderName(id, ""), cause)
	if problem == nil {
		return shopProblem(cause)
	}

	problem.Code = text.OrderUnreadable
	p.seen[gombashop.OrderID(id)] = true
	p.step(ctx, KindOrder)

	defer p.considering(ctx, KindOrder, orderName(id, ""))()

	if id == "" {
		return p.parkRecord(ctx, KindOrder, problem)
	}

	old, known, err := p.cfg.Warehouse.Order(ctx, p.cfg.ShopID, id)
	if err != nil {
		return err
	}

	if known && old.State == ledger.OrderImported {
		p.report.count(KindOrder, unchanged)
		p.report.warn(problem)

		return nil
	}

	row := old
	row.Shop, row.OrderID, row.Fingerprint = p.cfg.ShopID, id, p.rulesSum
	row.ShopUpdatedAt = latest(row.ShopUpdatedAt, updated.UTC())

	return p.parkRow(ctx, old, row, problem)
}
