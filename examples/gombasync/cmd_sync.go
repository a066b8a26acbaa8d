package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/skladmost/skladmost/examples/internal/lang"
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

		if !a.out.IsJSON() {
			a.warn(report.Warnings)
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
	Only            string  `default:""     enum:",good,quantity,partner" help:"${only}" placeholder:"KIND"`
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

// known refuses goods that are not there: a run over none of them would look
// like success.
func (s *session) known(ctx context.Context, goods []int64) error {
	var errs []error

	for _, id := range goods {
		_, err := s.DB.Good(ctx, sklad.GoodID(id))
		if errors.Is(err, sklad.ErrNotFound) {
			err = wrong("unknown_good", lang.Of(fmt.Sprintf("Склад Pro has no good with ID %d", id),
				fmt.Sprintf("в Склад Pro няма стока с ID %d", id)),
				lang.Of("take the ID from plan export, not the code", "вземете ID от plan export, а не кода"))
		}

		errs = append(errs, err)
	}

	return errors.Join(errs...)
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
	return a.runs(ctx, func(s *session) (syncer.Report, error) {
		if err := s.known(ctx, c.Good); err != nil {
			return syncer.Report{}, err
		}

		return s.Export(ctx, c.options())
	})
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
	return a.with(ctx, nil, func(s *session) error {
		if err := s.known(ctx, c.Good); err != nil {
			return err
		}

		return a.showPlan(s.PlanExport(ctx, c.options()))
	})
}

type planImportCmd struct{ importFlags }

// Run plans an import.
func (c planImportCmd) Run(ctx context.Context, a *app) error {
	return a.with(ctx, nil, func(s *session) error { return a.showPlan(s.PlanImport(ctx, c.options())) })
}
