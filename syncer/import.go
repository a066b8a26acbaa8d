package syncer

import (
	"context"
	"errors"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
)

// importPlan works through one import. A plan and a run are the same walk: a
// plan yields the actions and remembers what they would have brought, a run
// does them and observes.
type importPlan struct {
	*run

	opts ImportOptions
	// yield takes the actions of a plan; nil in a run.
	yield func(Action) error

	seen    map[gombashop.OrderID]bool
	overlay overlay
	numbers numbers
	places  places // what nomenclature knows of goods groups and categories
	done    map[Kind]int
	// rulesSum is the fingerprint of the rules that judge this run's orders.
	rulesSum string
	// foreign are orders to be adopted, which the sweep found.
	foreign []string
	// suspects are due orders with which a run died.
	suspects map[string]bool
}

func newImportPlan(r *run, o ImportOptions, yield func(Action) error) *importPlan {
	return &importPlan{
		run: r, opts: o, yield: yield, seen: map[gombashop.OrderID]bool{}, overlay: newOverlay(), done: map[Kind]int{},
		rulesSum: r.fingerprint(), suspects: map[string]bool{}, numbers: numbers{acct: map[sklad.OperType]sklad.Acct{}},
	}
}

// importAll brings nomenclature and orders, and does what is still owed to the
// shop and the printer for orders of earlier runs.
func (r *run) importAll(ctx context.Context, o ImportOptions) error {
	return newImportPlan(r, o, nil).all(ctx)
}

// planImport yields the actions of an import without a write.
func (r *run) planImport(ctx context.Context, o ImportOptions, yield func(Action) error) error {
	return newImportPlan(r, o, yield).all(ctx)
}

// all is the order of work. Nothing is written, printed or told to the shop
// before both sides are known to be the right ones, and before the sweep has
// shown that the database is not an older copy of itself.
func (p *importPlan) all(ctx context.Context) error {
	steps := []func(context.Context) error{p.ready, p.sweep, p.died, p.owed}
	if p.cfg.Import.Nomenclature && len(p.opts.Orders) == 0 {
		steps = append(steps, p.nomenclature)
	}

	for _, step := range append(steps, p.orders) {
		if err := step(ctx); err != nil {
			return err
		}
	}

	return nil
}

func (p *importPlan) ready(ctx context.Context) error {
	if err := errors.Join(p.sameCurrency(), p.sameShop(ctx), p.tables(ctx)); err != nil {
		return err
	}

	if p.cfg.Export.Quantities {
		warnings, err := p.stockWarnings(ctx)
		if p.report.warn(warnings...); err != nil {
			return err
		}
	}

	if !p.cfg.Import.Nomenclature {
		return nil
	}

	return p.matched(ctx)
}

// tell yields a plan's actions, or observes what a run has done.
func (p *importPlan) tell(ctx context.Context, actions ...Action) error {
	for _, a := range actions {
		if p.yield != nil {
			if err := p.yield(a); err != nil {
				return err
			}

			continue
		}

		if park, ok := a.(Park); ok {
			p.observe(ctx, ParkedRecord{Kind: park.What, Problem: park.Problem})
		} else {
			p.observe(ctx, Written{Action: a})
		}
	}

	return nil
}

// inTx is the one gate to Склад Pro and the ledger: a plan does not pass it.
func (p *importPlan) inTx(ctx context.Context, fn func(context.Context, WarehouseTx) error) error {
	if p.dry {
		return nil
	}

	return p.cfg.Warehouse.InTx(ctx, fn)
}

// step counts what was looked at.
func (p *importPlan) step(ctx context.Context, k Kind) {
	p.done[k]++
	p.observe(ctx, Progress{Kind: k, Done: p.done[k]})
}
