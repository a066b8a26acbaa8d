//go:build !nodemo

package demo

import (
	"context"
	"errors"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/examples/internal/config"
	"github.com/skladmost/skladmost/syncer"
)

// Live lets the world have a morning behind it: the goods are in the shop, the
// customers have bought, and their orders are sales with УНП and receipts.
func (w *World) Live(ctx context.Context) error {
	cfg, err := config.Parse("demo.yaml", w.Configuration(), nil)
	if err != nil {
		return err
	}

	s, err := assembly.Open(ctx, cfg, assembly.Options{Application: "skladmost-demo"})
	if err != nil {
		return err
	}

	return errors.Join(w.morning(ctx, s), s.Close())
}

func (w *World) morning(ctx context.Context, s *assembly.Session) error {
	if _, err := s.Export(ctx, syncer.ExportOptions{}); err != nil {
		return err
	}

	if err := w.CustomersBuy(); err != nil {
		return err
	}

	_, err := s.Import(ctx, syncer.ImportOptions{})

	return err
}
