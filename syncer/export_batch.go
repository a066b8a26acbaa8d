package syncer

import (
	"context"
	"errors"
	"time"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
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

	moves      map[string][]MoveVariant // by the product they go to
	categoryID map[string]string        // external id → shop id
	short      bool                     // a quantity was not taken
	broken     bool                     // a write failed: nothing more is sent
	unsure     bool                     // new products were sent, see markUnsure
	unlinked   bool                     // one of them has no link
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
	case Park:
		a.observe(ctx, ParkedRecord{Kind: act.What, Problem: act.Problem})
	}

	return nil
}

// makeRoom sends what the action must find done: a full batch, actions of
// another kind, and the parent of a category.
func (a *exportApply) makeRoom(ctx context.Context, act Action) error {
	var same, others int

	all := len(a.waiting) + len(a.batch) + len(a.hidden) + len(a.stock)

	switch act := act.(type) {
	case UpsertCategory:
		same = len(a.waiting)
		if a.waitsFor(act.Parent) {
			same = batchRows
		}
	case UpsertProduct:
		same = len(a.batch)
	case HideProduct:
		same = len(a.hidden)
	case SetStock:
		same = len(a.stock)
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
	a.waiting, a.batch, a.hidden, a.stock = nil, nil, nil, nil

	return err
}

func (a *exportApply) flush(ctx context.Context) error {
	for _, send := range []func(context.Context) error{
		a.flushCategories, a.flushProducts, a.flushHidden, a.flushStock,
	} {
		if err := send(ctx); err != nil {
			a.broken = true

			return err
		}
	}

	return nil
}

// complete marks what a run that came to its end has settled: the products that
// it made, and the quantities that were due.
func (a *exportApply) complete(ctx context.Context) error {
	if err := a.sure(ctx); err != nil {
		return err
	}

	if !a.counted || a.short || a.opts.Goods != nil {
		return nil
	}

	_, full, err := a.quantitiesDue(ctx)
	if err != nil {
		return err
	}

	at := a.orders.at.UTC().Format(time.RFC3339Nano)

	return a.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		if err := tx.SetMark(ctx, a.markQuantities(), at); err != nil || !full {
			return err
		}

		return tx.SetMark(ctx, a.markAllQuantities(), at)
	})
}

// took is what became of one row that the shop has answered for.
type took struct {
	links   []ledger.Link
	actions []Action // that were carried out
}

// sendRows sends a batch, hands each answer to take and records what that
// gives. The answers that came before an error are recorded too; rows without
// one count as waiting.
func sendRows[A Action](ctx context.Context, a *exportApply, rows []A,
	send func() ([]gombashop.Result, error), take func(A, gombashop.Result) took,
) error {
	results, err := send()
	answered := make([]bool, len(rows))

	var (
		links []ledger.Link
		done  []Action
	)

	for _, res := range results {
		answered[res.Index] = true
		t := take(rows[res.Index], res)
		links, done = append(links, t.links...), append(done, t.actions...)
	}

	for i, ok := range answered {
		if !ok {
			unsent(a, rows[i:i+1])
		}
	}

	if serr := a.saveLinks(ctx, links); serr != nil {
		return errors.Join(err, serr)
	}

	for _, act := range done {
		a.observe(ctx, Written{Action: act})
	}

	return err
}

// saveLinks writes the links of a batch in one transaction. A link that cannot
// be kept parks its record alone: a shop with odd ids must not cost the batch.
func (a *exportApply) saveLinks(ctx context.Context, links []ledger.Link) error {
	if len(links) == 0 {
		return nil
	}

	save := func(links ...ledger.Link) error {
		return a.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
			return tx.SaveLinks(ctx, links...)
		})
	}

	err := save(links...)
	if !errors.Is(err, ledger.ErrInvalid) {
		return err
	}

	for _, link := range links {
		err := save(link)
		if err != nil && !errors.Is(err, ledger.ErrInvalid) {
			return err
		}

		if err != nil {
			a.unlinked = true
			a.park(ctx, linkedKind(link), 1, &Problem{Code: text.ShopRefused, Record: link.Kind + " " + idText(link.LocalID), Err: err})
		}
	}

	return nil
}

func linkedKind(l ledger.Link) Kind {
	if l.Kind == linkCategory {
		return KindCategory
	}

	return KindGood
}

// park moves n records that were counted as written to the parked ones, with
// one problem.
func (a *exportApply) park(ctx context.Context, k Kind, n int, problem *Problem) {
	a.recount(k, n, func(b *Bucket) *int { return &b.Parked })
	a.report.Parked = append(a.report.Parked, problem)
	a.observe(ctx, ParkedRecord{Kind: k, Problem: problem})
}

// recount moves n records from the written ones to another bucket.
func (a *exportApply) recount(k Kind, n int, to func(*Bucket) *int) {
	b := a.report.Buckets[k]
	b.Written -= n
	*to(&b) += n
	a.report.Buckets[k] = b
}

// unsent counts actions that were planned and not sent.
func unsent[A Action](a *exportApply, rows []A) {
	for _, act := range rows {
		k, n := counted(act)
		a.recount(k, n, func(b *Bucket) *int { return &b.Waiting })
	}
}

// counted tells how many records of which kind an action stands for in the
// report.
func counted(act Action) (Kind, int) {
	switch act := act.(type) {
	case UpsertProduct:
		return KindGood, len(act.Members)
	case HideProduct:
		if act.VariantID == "" {
			return KindGood, 0 // the good is counted with the product it moved to
		}
	case MoveVariant, Park:
		return act.Kind(), 0
	}

	return act.Kind(), 1
}

// refusal is the problem of a row that the shop did not take.
func refusal(record string, cause *gombashop.Error) *Problem {
	code := text.ShopRefused
	if gombashop.IsCode(cause, gombashop.CodeNotFound) {
		code = text.NotInShop
	}

	return &Problem{Code: code, Record: record, Err: cause}
}

// hold remembers that a good was not taken, for its quantity.
func (a *exportApply) hold(id sklad.GoodID) {
	delete(a.shown, id)
	a.held[id] = true
}
