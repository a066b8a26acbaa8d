package syncer

import (
	"context"
	"errors"
)

// importAll works through what import brings: nomenclature, orders, and what is
// still owed to the shop and the printer for orders of earlier runs.
func (r *run) importAll(ctx context.Context, o ImportOptions) error {
	if err := r.settleOwed(ctx); err != nil {
		return err
	}

	apply := &importApply{run: r}
	err := r.importWith(ctx, o, apply.do)

	return errors.Join(err, r.settleOwed(ctx))
}

// planImport yields the actions of an import without a write.
func (r *run) planImport(ctx context.Context, o ImportOptions, yield func(Action) error) error {
	return r.importWith(ctx, o, func(_ context.Context, u unit) error {
		for _, a := range u.actions {
			if err := yield(a); err != nil {
				return err
			}
		}

		return nil
	})
}

// unit is what one record brings, done whole or not at all.
type unit struct {
	actions []Action
	// apply writes the unit in one transaction; nil for a unit that only tells.
	apply func(ctx context.Context) error
}

// importWith plans unit by unit and hands each to do before it plans the next,
// so that a plan and a run see the same world.
func (r *run) importWith(ctx context.Context, o ImportOptions, do func(context.Context, unit) error) error {
	if err := r.importReady(ctx); err != nil {
		return err
	}

	p := newImportPlan(r, o, do)

	if r.cfg.Import.Nomenclature && len(o.Orders) == 0 {
		if err := p.nomenclature(ctx); err != nil {
			return err
		}
	}

	return p.orders(ctx)
}

func (r *run) importReady(ctx context.Context) error {
	if err := errors.Join(r.sameCurrency(), r.sameShop(ctx), r.tables(ctx)); err != nil {
		return err
	}

	if !r.cfg.Import.Nomenclature {
		return nil
	}

	return r.matched(ctx)
}

// importApply is the only place where import writes to Склад Pro.
type importApply struct{ *run }

func (a *importApply) do(ctx context.Context, u unit) error {
	if u.apply != nil {
		if err := u.apply(ctx); err != nil {
			return err
		}
	}

	for _, act := range u.actions {
		if p, ok := act.(Park); ok {
			a.observe(ctx, ParkedRecord{Kind: p.What, Problem: p.Problem})

			continue
		}

		a.observe(ctx, Written{Action: act})
	}

	return nil
}
