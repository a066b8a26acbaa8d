package main

import (
	"context"
	"errors"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/output"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
)

type checkCmd struct{}

// Run shakes hands with both sides and tries every precondition.
func (checkCmd) Run(ctx context.Context, a *app) error {
	return a.with(ctx, nil, func(s *session) error {
		report, err := s.Check(ctx)
		if err != nil {
			return err
		}

		for _, w := range report.Warnings {
			a.out.Warn(w)
		}

		a.out.Say(lang.Of("Ready. Склад Pro: %s, %s, object %s, user %s. Shop: %s, %s. An import would write %d documents now.",
			"Готово. Склад Pro: %s, %s, обект %s, потребител %s. Магазин: %s, %s. Прехвърляне сега би записало %d документа."),
			report.Warehouse.SchemaVersion, report.Warehouse.BaseCurrency, report.Object.Name, report.User.Name,
			report.Shop.ShopName, report.Shop.Currency, report.Documents)

		return a.out.JSON(report)
	})
}

type exportFlags struct {
	Full            bool    `help:"${full}"`
	Only            string  `default:""     enum:",good,quantity" help:"${only}"`
	Good            []int64 `help:"${good}"`
	AllowMassChange bool    `help:"${mass}"`
}

func (f exportFlags) options() syncer.ExportOptions {
	o := syncer.ExportOptions{Full: f.Full, Only: syncer.Kind(f.Only), AllowMassChange: f.AllowMassChange}
	for _, id := range f.Good {
		o.Goods = append(o.Goods, sklad.GoodID(id))
	}

	return o
}

type importFlags struct {
	Adopt bool     `help:"${adopt}"`
	Order []string `help:"${order}"`
}

func (f importFlags) options() syncer.ImportOptions {
	return syncer.ImportOptions{Adopt: f.Adopt, Orders: f.Order}
}

type exportCmd struct{ exportFlags }

// Run brings goods and quantities to the shop.
func (c exportCmd) Run(ctx context.Context, a *app) error {
	return a.runs(ctx, func(s *session) (syncer.Report, error) { return s.Export(ctx, c.options()) })
}

type importCmd struct{ importFlags }

// Run brings orders to Склад Pro.
func (c importCmd) Run(ctx context.Context, a *app) error {
	return a.runs(ctx, func(s *session) (syncer.Report, error) { return s.Import(ctx, c.options()) })
}

// planCmd shows what a run would do, without a write on either side.
type planCmd struct {
	Export planExportCmd `cmd:"" help:"${plan_export}"`
	Import planImportCmd `cmd:"" help:"${plan_import}"`
}

type planExportCmd struct{ exportFlags }

// Run plans an export.
func (c planExportCmd) Run(ctx context.Context, a *app) error {
	return a.with(ctx, nil, func(s *session) error { return a.showPlan(s.PlanExport(ctx, c.options())) })
}

type planImportCmd struct{ importFlags }

// Run plans an import.
func (c planImportCmd) Run(ctx context.Context, a *app) error {
	return a.with(ctx, nil, func(s *session) error { return a.showPlan(s.PlanImport(ctx, c.options())) })
}

// with opens a session for as long as do runs.
func (a *app) with(ctx context.Context, watch syncer.Observer, do func(*session) error) error {
	s, err := a.open(ctx, watch)
	if err != nil {
		return err
	}

	return errors.Join(do(s), s.close())
}

// runs shows the progress of a run and then its report, which is valid beside
// every error.
func (a *app) runs(ctx context.Context, do func(*session) (syncer.Report, error)) error {
	progress := a.out.Progress()
	defer progress.Close()

	return a.with(ctx, a.watch(progress), func(s *session) error {
		report, err := do(s)
		progress.Close()

		if report.Run == "" {
			return err
		}

		a.showReport(report)

		if fault := a.out.JSON(report); fault != nil || err != nil {
			return errors.Join(err, fault)
		}

		if len(report.Parked) > 0 {
			return errParked
		}

		return nil
	})
}

func (a *app) watch(p *output.Progress) syncer.Observer {
	return syncer.ObserverFunc(func(_ context.Context, e syncer.Event) {
		if step, ok := e.(syncer.Progress); ok {
			p.Step(kindName(step.Kind).In(a.out.Lang()), step.Done, step.Total)
		}
	})
}
