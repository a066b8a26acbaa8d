package syncer

import (
	"context"
	"errors"
)

// batchRows is how many rows one bulk request carries, the contract's limit.
const batchRows = 200

// exportApply collects actions of one kind to batches, sends them and records
// what the shop took. It is the only place where export writes.
type exportApply struct {
	*exportPlan

	waiting []UpsertCategory
	batch   []UpsertProduct
	hidden  []HideProduct
	stock   []SetStock
	people  []UpsertCustomer

	moves      map[string][]MoveVariant // by the product they go to
	categoryID map[string]string        // external id → shop id
	short      bool                     // a quantity was not taken
	broken     bool                     // a write failed: nothing more is sent
	unsure     bool                     // products were sent, see markUnsure
	unlinked   bool                     // one of them has no link

	doubted   bool   // quantities were sent, see doubtQuantities
	allBefore string // the mark that was taken back for it
}

func newExportApply(p *exportPlan) *exportApply {
	return &exportApply{exportPlan: p, moves: map[string][]MoveVariant{}}
}

// add takes one action; a full batch, or another kind, sends what waits.
func (a *exportApply) add(ctx context.Context, act Action) error {
	if err := a.makeRoom(ctx, act); err != nil {
		unsent(a, []Action{act})

		return err
	}

	switch act := act.(type) {
	case UpsertCategory:
		a.waiting = append(a.waiting, act)
	case MoveVariant: // sent with its product
		a.moves[act.To] = append(a.moves[act.To], act)
	case UpsertProduct:
		a.batch = append(a.batch, act)
	case HideProduct:
		a.hidden = append(a.hidden, act)
	case SetStock:
		a.stock = append(a.stock, act)
	case UpsertCustomer:
		a.people = append(a.people, act)
	case Park:
		a.observe(ctx, ParkedRecord{Kind: act.What, Problem: act.Problem})
	}

	return nil
}

// makeRoom sends what the action must find done: a full batch, actions of
// another kind, and the parent of a category.
func (a *exportApply) makeRoom(ctx context.Context, act Action) error {
	var same, others int

	all := len(a.waiting) + len(a.batch) + len(a.hidden) + len(a.stock) + len(a.people)

	switch act := act.(type) {
	case UpsertCategory:
		same = len(a.waiting)
		if a.waitsFor(act.Parent) {
			same = batchRows
		}
	case UpsertProduct:
		same = len(a.batch)
		if same > 0 && a.batch[0].settles != act.settles {
			same = batchRows // the final options need the links of the product
		}
	case HideProduct:
		same = len(a.hidden)
		if same > 0 && a.hidden[0].Reason != act.Reason {
			same = batchRows // both may change the link of one good
		}
	case SetStock:
		same = len(a.stock)
	case UpsertCustomer:
		same = len(a.people)
	default:
		return nil
	}

	if others = all - min(same, all); others == 0 && same < batchRows {
		return nil
	}

	return a.flush(ctx)
}

// end sends the last batches of a step. What was planned before the planner
// failed is still sent: each batch is whole and recorded. What is not sent any
// more counts as waiting for the next run.
func (a *exportApply) end(ctx context.Context, err error) error {
	if !a.broken && ctx.Err() == nil {
		err = errors.Join(err, a.flush(ctx))
	}

	if err == nil {
		return nil
	}

	unsent(a, a.waiting)
	unsent(a, a.batch)
	unsent(a, a.hidden)
	unsent(a, a.stock)
	unsent(a, a.people)
	a.waiting, a.batch, a.hidden, a.stock, a.people = nil, nil, nil, nil, nil

	return err
}

func (a *exportApply) flush(ctx context.Context) error {
	for _, send := range []func(context.Context) error{
		a.saveAgreements, a.flushCategories, a.flushProducts, a.flushHidden, a.flushCustomers, a.flushStock,
	} {
		if err := a.whole(ctx, send); err != nil {
			a.broken = true

			return err
		}
	}

	return nil
}

// whole sends one batch and records it, also when the run is told to stop
// meanwhile.
func (a *exportApply) whole(ctx context.Context, send func(context.Context) error) error {
	ctx, done, err := a.inHand(ctx)
	if err != nil {
		return err
	}

	defer done()

	return send(ctx)
}

// complete marks what a run that came to its end has settled: the products that
// it changed, and the quantities that were due.
func (a *exportApply) complete(ctx context.Context) error {
	if err := a.sure(ctx); err != nil {
		return err
	}

	return a.settleQuantities(ctx)
}
