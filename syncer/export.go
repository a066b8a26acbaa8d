package syncer

import (
	"context"
	"errors"
	"strconv"

	"github.com/skladmost/skladmost/syncer/text"
)

// export counts what would be hidden or zeroed without writing, then plans
// again and applies. Both passes are the same planner.
func (r *run) export(ctx context.Context, o ExportOptions) error {
	if err := r.guard(ctx, o); err != nil {
		return err
	}

	a := newExportApply(r)
	if err := r.planExport(ctx, o, func(act Action) error { return a.add(ctx, act) }); err != nil {
		return a.end(ctx, err)
	}

	return a.end(ctx, nil)
}

// planExport yields what export has to do: categories, products, what to hide,
// quantities.
func (r *run) planExport(ctx context.Context, o ExportOptions, yield func(Action) error) error {
	if err := r.exportReady(ctx); err != nil {
		return err
	}

	p, err := newExportPlan(ctx, r, o, yield)
	if err != nil {
		return err
	}

	if r.cfg.Export.Goods && o.wants(KindGood) {
		if err := p.categories(ctx); err != nil {
			return err
		}

		if err := p.goods(ctx); err != nil {
			return err
		}
	}

	if r.cfg.Export.Quantities && o.wants(KindQuantity) {
		return p.quantities(ctx)
	}

	return nil
}

func (o ExportOptions) wants(k Kind) bool { return o.Only == "" || o.Only == k }

// exportReady refuses an export that could do harm.
func (r *run) exportReady(ctx context.Context) error {
	if err := errors.Join(r.sameCurrency(), r.sameShop(ctx)); err != nil {
		return err
	}

	return r.matched(ctx)
}

// guard runs the planner without a write and stops the run when it would hide
// or zero too much of what is published.
func (r *run) guard(ctx context.Context, o ExportOptions) error {
	if o.AllowMassChange {
		return nil
	}

	dry := *r
	dry.report = &Report{Buckets: Counts{}}
	dry.dry = true

	var lost, zeroed, published int

	err := dry.planExport(ctx, o, func(a Action) error {
		switch a := a.(type) {
		case HideProduct:
			lost++
		case SetStock:
			if a.Quantity.IsZero() && a.Before.Valid && a.Before.Decimal.IsPositive() {
				zeroed++
			}
		}

		return nil
	})
	if err != nil {
		return err
	}

	for _, err := range r.cfg.Warehouse.Links(ctx, r.cfg.ShopID, linkVariant) {
		if err != nil {
			return err
		}

		published++
	}

	return r.withinLimits(max(lost, zeroed), published)
}

func (r *run) withinLimits(changed, published int) error {
	share := r.cfg.Limits.Share.InexactFloat64() / 100
	if changed < r.cfg.Limits.Min || float64(changed) <= share*float64(published) {
		return nil
	}

	return &Problem{Code: text.MassChange, Record: "export", Args: map[string]string{
		"count": strconv.Itoa(changed), "of": strconv.Itoa(published),
		"share": r.cfg.Limits.Share.String(), "min": strconv.Itoa(r.cfg.Limits.Min),
	}}
}
