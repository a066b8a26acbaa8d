package syncer

import (
	"context"
	"time"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

const (
	// waitingLimit is how long an order may wait before it is skipped.
	waitingLimit = 90 * 24 * time.Hour
	// askAgain is when a waiting order is read again although the shop shows no
	// change of it.
	askAgain = time.Hour
)

// consider puts one order into exactly one bucket. A fault of the order keeps it
// aside and the run goes on; only a fault of a side ends the run.
func (p *importPlan) consider(ctx context.Context, order gombashop.Order) error {
	if p.seen[order.ID] {
		return nil
	}

	ctx, done, err := p.inHand(ctx)
	if err != nil {
		return err
	}

	defer done()

	p.seen[order.ID] = true
	p.step(ctx, KindOrder)

	defer p.considering(ctx, KindOrder, orderRecord(order))()

	return p.noted(ctx, string(order.ID), func() error { return p.judge(ctx, order) })
}

func (p *importPlan) judge(ctx context.Context, order gombashop.Order) error {
	if err := ledger.CheckID("order", p.cfg.ShopID, string(order.ID)); err != nil {
		return p.parkOrEnd(ctx, ledger.Order{Shop: p.cfg.ShopID, OrderID: string(order.ID)}, order, err)
	}

	row, known, err := p.cfg.Warehouse.Order(ctx, p.cfg.ShopID, string(order.ID))
	if err != nil {
		return err
	}

	row.Shop, row.OrderID = p.cfg.ShopID, string(order.ID)

	switch {
	case known && row.State == ledger.OrderImported:
		return p.imported(ctx, row, order)
	case p.isForeign(row, known, order) && !p.opts.Adopt:
		return foreignProblem(order) // it came after the sweep
	case acknowledged(order) && (adopting(row) || p.opts.Adopt && p.isForeign(row, known, order)):
		return p.adopt(ctx, row, order)
	}

	return p.fresh(ctx, row, order)
}

// fresh is an order without a document.
func (p *importPlan) fresh(ctx context.Context, row ledger.Order, order gombashop.Order) error {
	switch {
	case p.opts.Force && acknowledged(order) && order.CreatedAt.Before(p.facts.since):
		return p.park(ctx, row, order, foreignProblem(order)) // a former connector's document would be doubled
	case p.opts.Force:
		return p.importOrder(ctx, row, order, adoption{})
	case row.State == ledger.OrderSkipped && row.Reason != string(text.OrderGone): // what is shown again was never gone
		p.report.filter(KindOrder, "skipped")

		return p.revived(ctx, row, order)
	case order.CreatedAt.Before(p.facts.since):
		p.report.filter(KindOrder, "before_start")
		p.explain(order, text.BeforeStart, map[string]string{"since": p.facts.since.In(p.cfg.Import.Timezone).Format(time.DateTime)})

		return p.journal(ctx, row, order, ledger.OrderBeforeStart, "", time.Time{})
	case p.rests(row, order):
		return p.stillParked(row)
	}

	answer, err := p.cfg.Eligibility.Eligible(ctx, EligibilityQuery{Order: order})
	if err = decided(ctx, "Eligibility", orderRecord(order), err); err != nil {
		return p.parkOrEnd(ctx, row, order, err)
	}

	if !answer.Eligible {
		return p.wait(ctx, row, order, answer)
	}

	return p.importOrder(ctx, row, order, adoption{})
}

// revived reports, once, that the shop goes on with an order whose document was
// voided: whether it is sold after all is for a person to say.
func (p *importPlan) revived(ctx context.Context, row ledger.Order, order gombashop.Order) error {
	if row.Reason != string(text.OrderVoided) || sameOrder(row, order) {
		return nil
	}

	if !p.facts.cancelled(order.Status) {
		p.report.warn(&Problem{Code: text.OrderRevived, Record: orderRecord(order),
			Args: map[string]string{"status": first(order.Status.Name, order.Status.Code)}})
	}

	return p.journal(ctx, row, order, row.State, row.Reason, time.Time{})
}

// wait keeps an order that is not eligible yet.
func (p *importPlan) wait(ctx context.Context, row ledger.Order, order gombashop.Order, answer EligibilityAnswer) error {
	now := p.cfg.Now()

	if order.CreatedAt.Before(now.Add(-waitingLimit)) {
		p.report.filter(KindOrder, "too_old")

		return p.journal(ctx, row, order, ledger.OrderSkipped, "waited for 90 days: "+answer.Reason, time.Time{})
	}

	p.report.count(KindOrder, waiting)
	p.explain(order, text.NotEligible, map[string]string{"reason": answer.Reason})

	next := answer.AskAgain
	if next.IsZero() {
		next = now.Add(askAgain)
	}

	return p.journal(ctx, row, order, ledger.OrderWaiting, answer.Reason, next)
}

// explain tells a person who named an order why nothing came of it.
func (p *importPlan) explain(order gombashop.Order, code text.Code, args map[string]string) {
	if len(p.opts.Orders) > 0 {
		p.report.warn(&Problem{Code: code, Record: orderRecord(order), Args: args})
	}
}

// rests tells that a parked order was seen again before its time, with nothing
// new on either side.
func (p *importPlan) rests(row ledger.Order, order gombashop.Order) bool {
	if p.keepsOut(row) {
		return true
	}

	return row.State == ledger.OrderParked && row.NextTry.After(p.cfg.Now()) && row.Fingerprint == p.rulesSum &&
		len(p.opts.Orders) == 0 && sameOrder(row, order)
}
