package syncer

import (
	"context"
	"errors"

	"github.com/skladmost/skladmost/syncer/text"
)

// export counts what would be hidden or zeroed without writing, then plans and
// applies. Quantities are planned when the catalogue has been sent, so that
// they meet what the shop really took.
func (r *run) export(ctx context.Context, o ExportOptions) error {
	p, err := r.newExportPlan(ctx, o)
	if err != nil {
		return err
	}

	if err := p.guard(ctx); err != nil {
		return err
	}

	a := newExportApply(p)
	p.yield = func(act Action) error { return a.add(ctx, act) }

	for _, step := range []func(context.Context) error{p.catalogue, p.partners, p.quantities} {
		if err := a.end(ctx, step(ctx)); err != nil {
			return err
		}
	}

	return a.complete(ctx)
}

// planExport yields what export has to do: categories, products, what to hide,
// customers, quantities. Where the guard rail would stop the run, it ends with the run's
// error: a person sees what would be lost, and that it would not be done.
func (r *run) planExport(ctx context.Context, o ExportOptions, yield func(Action) error) error {
	p, err := r.newExportPlan(ctx, o)
	if err != nil {
		return err
	}

	refused := p.guard(ctx)
	if problem := asProblem(refused); refused != nil && (problem == nil || problem.Code != text.MassChange) {
		return refused
	}

	p.yield = yield

	for _, step := range []func(context.Context) error{p.catalogue, p.partners, p.quantities} {
		if err := step(ctx); err != nil {
			return err
		}
	}

	return refused
}

func (o ExportOptions) wants(k Kind) bool { return o.Only == "" || o.Only == k }

// sendsGoods and sendsQuantities join the options of the run with the settings.
func (p *exportPlan) sendsGoods() bool { return p.cfg.Export.Goods && p.opts.wants(KindGood) }

func (p *exportPlan) sendsQuantities() bool {
	return p.cfg.Export.Quantities && p.opts.wants(KindQuantity)
}

// ready refuses an export that could do harm, and tells what is odd about the
// settings.
func (p *exportPlan) ready(ctx context.Context) error {
	if err := errors.Join(p.sameCurrency(), p.sameShop(ctx)); err != nil {
		return err
	}

	if !p.sendsQuantities() {
		return nil
	}

	warnings, err := p.stockWarnings(ctx)
	p.report.Warnings = append(p.report.Warnings, warnings...)

	return err
}

// matchedSides refuses to go on while both sides hold records of their own that
// nobody has matched. A shop that holds none is matched for good; that our side
// is empty today says nothing about the goods that will be entered tomorrow, so
// it does not count, and neither does a run that sends no goods.
func (p *exportPlan) matchedSides(ctx context.Context) error {
	for _, mark := range []string{p.markMatched(), p.markStarted(p.direction)} {
		if _, done, err := p.cfg.Warehouse.Mark(ctx, mark); err != nil || done {
			return err
		}
	}

	there, err := p.ownProducts(ctx)
	if err != nil {
		return err
	}

	product := there.unlinked
	if product == "" {
		return p.declareMatched(ctx)
	}

	good := p.survey.firstFresh
	if !p.sendsGoods() {
		here, err := p.ownGoods(ctx)
		if err != nil {
			return err
		}

		good = here.unlinked
	}

	if good == "" {
		return nil
	}

	return &Problem{Code: text.UnlinkedSides, Record: "shop " + p.cfg.ShopID,
		Args: map[string]string{"good": good, "product": product}}
}

func (p *exportPlan) declareMatched(ctx context.Context) error {
	if p.dry || !p.sendsGoods() || p.survey.goods == 0 {
		return nil
	}

	return p.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		return tx.SetMark(ctx, p.markStarted(p.direction), "nothing to match")
	})
}
