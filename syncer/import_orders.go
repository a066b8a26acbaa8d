package syncer

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// overlap is how far before the watermark a listing starts again, for rows that
// the shop stamped before it showed them.
const overlap = 2 * time.Minute

// waitingLimit is how long an order may wait before it is skipped.
const waitingLimit = 90 * 24 * time.Hour

// importPlan is the planner of one import. In a dry run it remembers what it
// planned, so that later orders find the partners and goods of earlier ones.
type importPlan struct {
	*run

	opts ImportOptions
	do   func(context.Context, unit) error

	seen     map[gombashop.OrderID]bool
	overlay  overlay
	done     int
	rulesSum string
}

func newImportPlan(r *run, o ImportOptions, do func(context.Context, unit) error) *importPlan {
	return &importPlan{
		run: r, opts: o, do: do, seen: map[gombashop.OrderID]bool{},
		overlay: newOverlay(), rulesSum: r.fingerprint(),
	}
}

// orders considers the orders that were asked for, or else those that wait and
// those that changed since the watermark.
func (p *importPlan) orders(ctx context.Context) error {
	if len(p.opts.Orders) > 0 {
		return p.named(ctx, p.opts.Orders)
	}

	due, err := p.due(ctx)
	if err != nil {
		return err
	}

	if err := p.named(ctx, due); err != nil {
		return err
	}

	return p.pages(ctx)
}

// due are the waiting and parked orders whose time has come, or whose rules
// have changed since they were judged.
func (p *importPlan) due(ctx context.Context) ([]string, error) {
	var ids []string

	filter := ledger.OrderFilter{
		Shop: p.cfg.ShopID, States: []ledger.OrderState{ledger.OrderWaiting, ledger.OrderParked},
	}
	for o, err := range p.cfg.Warehouse.Orders(ctx, filter) {
		if err != nil {
			return nil, err
		}

		if !o.NextTry.After(p.cfg.Now()) || o.Fingerprint != p.rulesSum {
			ids = append(ids, o.OrderID)
		}
	}

	return ids, nil
}

// named reads orders by id and considers each.
func (p *importPlan) named(ctx context.Context, ids []string) error {
	for _, id := range ids {
		order, err := p.cfg.Shop.Order(ctx, gombashop.OrderID(id))
		if gombashop.IsCode(err, gombashop.CodeNotFound) {
			if err := p.vanished(ctx, id); err != nil {
				return err
			}

			continue
		}

		if err != nil {
			return err
		}

		if err := p.consider(ctx, order); err != nil {
			return err
		}
	}

	return nil
}

// pages walks the orders that changed since the watermark, oldest first. The
// watermark moves when all orders of a page are journalled.
func (p *importPlan) pages(ctx context.Context) error {
	name := "watermark:orders:" + p.cfg.ShopID

	mark, _, err := p.cfg.Warehouse.Mark(ctx, name)
	if err != nil {
		return err
	}

	since, err := watermark(name, mark)
	if err != nil {
		return err
	}

	for page, err := range p.cfg.Shop.OrderPages(ctx, gombashop.OrderListOptions{UpdatedSince: since}) {
		if err != nil {
			return err
		}

		if err := p.page(ctx, name, page); err != nil {
			return err
		}
	}

	return nil
}

// page considers the orders of one page. A row that cannot be understood is
// reported and parks nothing but itself: the shop shows it again when it is
// mended.
func (p *importPlan) page(ctx context.Context, mark string, page gombashop.Page[gombashop.Order]) error {
	for _, order := range page.Data {
		if err := p.consider(ctx, order); err != nil {
			return err
		}
	}

	for _, row := range page.Rejected {
		if err := p.parkRecord(ctx, KindOrder, &Problem{Code: text.OrderUnreadable, Record: "order " + row.ID, Err: row.Err}); err != nil {
			return err
		}
	}

	return p.moveMark(ctx, mark, page)
}

func watermark(name, text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}

	at, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return at, fmt.Errorf("syncer: gomba_marks %q holds %q, which is no time: %w; "+
			"delete the row to read all orders again, none is imported twice", name, text, err)
	}

	return at.Add(-overlap), nil
}

func (p *importPlan) moveMark(ctx context.Context, name string, page gombashop.Page[gombashop.Order]) error {
	var last time.Time

	for _, order := range page.Data {
		last = latest(last, order.UpdatedAt)
	}

	for _, row := range page.Rejected {
		last = latest(last, row.UpdatedAt)
	}

	if p.dry || last.IsZero() {
		return nil
	}

	return p.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		return tx.SetMark(ctx, name, last.UTC().Format(time.RFC3339Nano))
	})
}

// consider puts one order into exactly one bucket. A fault of the order parks
// it and the run goes on; only a fault of a side ends the run.
func (p *importPlan) consider(ctx context.Context, order gombashop.Order) error {
	if p.seen[order.ID] {
		return nil
	}

	p.seen[order.ID] = true
	p.done++
	p.observe(ctx, Progress{Kind: KindOrder, Done: p.done})

	row, known, err := p.cfg.Warehouse.Order(ctx, p.cfg.ShopID, string(order.ID))
	if err != nil {
		return err
	}

	row.Shop, row.OrderID, row.Number = p.cfg.ShopID, string(order.ID), order.Number

	if known && row.State == ledger.OrderImported {
		return p.alreadyImported(ctx, row, order)
	}

	if order.USN != "" || order.ExternalDoc != nil {
		return p.foreign(ctx, row, order)
	}

	return p.fresh(ctx, row, order)
}

// fresh is an order without a document.
func (p *importPlan) fresh(ctx context.Context, row ledger.Order, order gombashop.Order) error {
	forced := p.opts.Force && len(p.opts.Orders) > 0

	if row.State == ledger.OrderSkipped && !forced && len(p.opts.Orders) == 0 {
		p.report.filter(KindOrder, "skipped")

		return nil
	}

	if order.CreatedAt.Before(p.facts.since) && !forced {
		p.report.filter(KindOrder, "before_start")

		return p.journal(ctx, row, order, ledger.OrderBeforeStart, "", time.Time{})
	}

	answer, err := p.cfg.Eligibility.Eligible(ctx, EligibilityQuery{Order: order})
	if err != nil {
		return err
	}

	if !answer.Eligible && !forced {
		return p.wait(ctx, row, order, answer.Reason)
	}

	return p.importOrder(ctx, row, order)
}

// wait keeps an order that is not eligible yet.
func (p *importPlan) wait(ctx context.Context, row ledger.Order, order gombashop.Order, reason string) error {
	if order.CreatedAt.Before(p.cfg.Now().Add(-waitingLimit)) {
		p.report.filter(KindOrder, "too_old")

		return p.journal(ctx, row, order, ledger.OrderSkipped, "waited for 90 days: "+reason, time.Time{})
	}

	p.report.count(KindOrder, waiting)

	return p.journal(ctx, row, order, ledger.OrderWaiting, reason, p.cfg.Now().Add(time.Hour))
}

// journal keeps the order's row without a document.
func (p *importPlan) journal(ctx context.Context, row ledger.Order, order gombashop.Order,
	state ledger.OrderState, reason string, next time.Time,
) error {
	row, err := p.fill(row, order)
	if err != nil {
		return err
	}

	row.State, row.Reason, row.NextTry, row.Problem = state, reason, next, ""

	return p.do(ctx, unit{apply: func(ctx context.Context) error { return p.saveOrder(ctx, row, nil) }})
}

// park keeps an order aside with its reason.
func (p *importPlan) park(ctx context.Context, row ledger.Order, order gombashop.Order, problem *Problem) error {
	p.report.count(KindOrder, parked)
	p.report.Parked = append(p.report.Parked, problem)

	row, err := p.parkedRow(row, order, problem)
	if err != nil {
		return err
	}

	return p.do(ctx, unit{
		actions: []Action{Park{What: KindOrder, Of: problem.Record, Problem: problem, direction: Import}},
		apply:   func(ctx context.Context) error { return p.saveOrder(ctx, row, problem) },
	})
}

func (p *importPlan) parkedRow(row ledger.Order, order gombashop.Order, problem *Problem) (ledger.Order, error) {
	row, err := p.fill(row, order)
	if err != nil {
		return row, err
	}

	kept, err := json.Marshal(problem)
	if err != nil {
		return row, err
	}

	row.State, row.Reason, row.Problem = ledger.OrderParked, string(problem.Code), string(kept)
	row.Attempts++
	row.NextTry = p.cfg.Now().Add(pause(row.Attempts))

	return row, nil
}

// pause is how long a parked order rests: the first tries come with every run,
// then the time doubles up to six hours.
func pause(attempts int) time.Duration {
	if attempts <= 3 {
		return 0
	}

	return min(time.Minute<<min(attempts-3, 9), 6*time.Hour)
}

// saveOrder writes the row and, for a person who asks later, the event.
func (p *importPlan) saveOrder(ctx context.Context, row ledger.Order, problem *Problem) error {
	return p.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		now, err := tx.ClaimOrder(ctx, row.Shop, row.OrderID)
		if err != nil || now.State == ledger.OrderImported {
			return err // another process has imported it meanwhile
		}

		if err := tx.SaveOrder(ctx, row); err != nil || problem == nil {
			return err
		}

		return tx.Append(ctx, p.event("parked", row.OrderID, problem.Code, row.Problem))
	})
}

func (r *run) event(kind, record string, code text.Code, data string) ledger.Event {
	return ledger.Event{
		At: r.cfg.Now().UTC(), Shop: r.cfg.ShopID, Run: r.id, Kind: kind, Record: record, Code: string(code), Data: data,
	}
}

// fill copies what the shop shows of the order to its row.
func (p *importPlan) fill(row ledger.Order, order gombashop.Order) (ledger.Order, error) {
	original, err := json.Marshal(order) //nolint:musttag // read back by this package alone
	if err != nil {
		return row, fmt.Errorf("syncer: order %s cannot be kept: %w", order.ID, err)
	}

	now := p.cfg.Now().UTC()
	if row.FirstSeen.IsZero() {
		row.FirstSeen = now
	}

	row.LastSeen, row.Status, row.Fingerprint = now, order.Status.Code, p.rulesSum
	row.ShopCreatedAt, row.ShopUpdatedAt = order.CreatedAt, order.UpdatedAt
	row.Total = decimal.NullDecimal{Decimal: order.Totals.GrandTotal, Valid: true}
	row.Currency, row.Original, row.Paid = order.Currency, string(original), order.Payment.Paid

	return row, nil
}

// vanished is an order that the shop no longer shows.
func (p *importPlan) vanished(ctx context.Context, id string) error {
	problem := &Problem{Code: text.OrderGone, Record: "order " + id}

	row, known, err := p.cfg.Warehouse.Order(ctx, p.cfg.ShopID, id)
	if err != nil {
		return err
	}

	if !known {
		return problem
	}

	p.report.filter(KindOrder, "gone")
	row.State, row.Reason = ledger.OrderSkipped, string(text.OrderGone)

	return p.do(ctx, unit{apply: func(ctx context.Context) error { return p.saveOrder(ctx, row, nil) }})
}

// orderRecord names an order for a person.
func orderRecord(o gombashop.Order) string {
	if o.Number == "" || o.Number == string(o.ID) {
		return "order " + string(o.ID)
	}

	return "order " + o.Number + " (id " + string(o.ID) + ")"
}

// acct shows a document number as Склад Pro does: ten digits.
func acct(a sklad.Acct) string {
	s := strconv.FormatInt(int64(a), 10)
	for len(s) < 10 {
		s = "0" + s
	}

	return s
}
