//go:build !nodemo

package demo

import (
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"strconv"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/examples/internal/config"
	"github.com/skladmost/skladmost/syncer"
)

// Live gives the world a morning behind it and an afternoon ahead, so that every
// page of a program has something to show. Behind it: the goods are in the shop,
// and the customers' orders are sales with УНП and receipts, but for one that is
// kept aside (a product that Склад Pro does not know; matching it settles that),
// one that is not confirmed, and one whose receipt came out of the printer
// without anybody hearing of it: the printer itself can tell. Ahead: new prices
// and a new good for the export, three orders for the import, and a garden whose
// goods and products are to be matched. From then on the shop answers slowly
// enough for a person to see a run going on.
func (w *World) Live(ctx context.Context) error {
	if err := w.chooseGroups(ctx); err != nil {
		return err
	}

	for i, part := range []func(context.Context) error{w.morning, w.lostReceipt, w.afternoon} {
		if err := part(ctx); err != nil {
			return fmt.Errorf("demo: part %d of the day: %w", i+1, err)
		}
	}

	for _, order := range newOrders() {
		if err := w.Buy(order); err != nil {
			return err
		}
	}

	w.pace.slow.Store(true)

	return nil
}

// chooseGroups exports the groups of the sample, and not those that come later.
func (w *World) chooseGroups(ctx context.Context) error {
	for g, err := range w.DB.GoodsGroups(ctx) {
		if err != nil {
			return err
		}

		if g.Code != "-1" {
			w.groups = append(w.groups, strconv.Quote(g.Code))
		}
	}

	slices.Sort(w.groups)

	return nil
}

// morning is one export and one import.
func (w *World) morning(ctx context.Context) error {
	return w.session(ctx, w.Configuration(), func(s *assembly.Session) error {
		if _, err := s.Export(ctx, syncer.ExportOptions{}); err != nil {
			return err
		}

		if err := errors.Join(w.CustomersBuy(), w.OpenGarden(ctx)); err != nil {
			return err
		}

		if _, err := w.Shop.PlaceOrder(waitingOrder()); err != nil {
			return err
		}

		if err := w.Buy(parkedOrder()); err != nil {
			return err
		}

		_, err := s.Import(ctx, syncer.ImportOptions{})

		return err
	})
}

// lostReceipt imports one order over a line that breaks while its receipt is
// printed.
func (w *World) lostReceipt(ctx context.Context) error {
	if err := w.Buy(lostOrder()); err != nil {
		return err
	}

	line, err := w.newCutLine(ctx)
	if err != nil {
		return err
	}

	return errors.Join(w.importOver(ctx, line), line.Close())
}

func (w *World) importOver(ctx context.Context, line *cutLine) error {
	cfg, err := config.Parse("demo.yaml", w.Configuration(), nil)
	if err != nil {
		return err
	}

	_, port, err := net.SplitHostPort(line.Addr().String())
	if err != nil {
		return err
	}

	if cfg.Fiscal.SmartPrinter.Port, err = strconv.Atoi(port); err != nil {
		return err
	}

	return w.with(ctx, cfg, func(s *assembly.Session) error {
		_, err := s.Import(ctx, syncer.ImportOptions{})

		return err
	})
}

func (w *World) session(ctx context.Context, file []byte, do func(*assembly.Session) error) error {
	cfg, err := config.Parse("demo.yaml", file, nil)
	if err != nil {
		return err
	}

	return w.with(ctx, cfg, do)
}

func (w *World) with(ctx context.Context, cfg config.Config, do func(*assembly.Session) error) error {
	s, err := assembly.Open(ctx, cfg, assembly.Options{Application: "skladmost-demo"})
	if err != nil {
		return err
	}

	return errors.Join(do(s), s.Close())
}
