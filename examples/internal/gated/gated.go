//go:build !nodemo

// Package gated is the demonstration's world for tests of what happens in the
// middle of a run: before its shop is a gate that holds a request for as long as
// the test wants.
//
//	w, err := gated.Open(ctx, folder)
//	defer w.Close()
//	held := w.Gate.Hold("PUT", "/usn", 0)
//	… start a program with the configuration w.File …
//	<-held          // it is in the middle of an order
//	w.Gate.Open()
package gated

import (
	"context"
	"errors"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/examples/internal/config"
	"github.com/skladmost/skladmost/examples/internal/demo"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// World is the demonstration's with a gate.
type World struct {
	*demo.World

	Gate *Gate
	// File is the configuration. It leads through the gate.
	File string

	server *httptest.Server
}

// Open makes a world in a folder. Nothing has happened in it yet.
func Open(ctx context.Context, folder string) (*World, error) {
	inner, err := demo.Open(ctx, folder)
	if err != nil {
		return nil, err
	}

	w := &World{World: inner, Gate: &Gate{shop: inner.Shop}, File: filepath.Join(folder, "demo.yaml")}
	w.server = httptest.NewServer(w.Gate)

	if err := w.configure(); err != nil {
		return nil, errors.Join(err, w.Close())
	}

	return w, nil
}

func (w *World) configure() error {
	if err := os.WriteFile(w.File, w.Configuration(), 0o600); err != nil {
		return err
	}

	return w.Edit(`url: .*`, "url: "+w.server.URL+gombashoptest.BasePath)
}

// Live gives the world its morning and its afternoon, as the demonstration has
// them.
func (w *World) Live(ctx context.Context) error {
	if err := w.World.Live(ctx); err != nil {
		return err
	}

	w.Quick()

	return w.configure()
}

// Edit replaces what the pattern finds in the configuration.
func (w *World) Edit(pattern, with string) error {
	data, err := os.ReadFile(w.File)
	if err != nil {
		return err
	}

	changed := regexp.MustCompile(pattern).ReplaceAll(data, []byte(with))
	if string(changed) == string(data) {
		return fmt.Errorf("%s has nothing like %s", w.File, pattern)
	}

	return os.WriteFile(w.File, changed, 0o600) //nolint:gosec // in the folder of Open
}

// Session is the engine on this world, for a look from outside. Close it.
func (w *World) Session(ctx context.Context) (*assembly.Session, error) {
	cfg, err := config.Load(w.File, nil)
	if err != nil {
		return nil, err
	}

	return assembly.Open(ctx, cfg, assembly.Options{Application: "skladmost-test"})
}

// OrderStates counts the ledger's orders by their state.
func (w *World) OrderStates(ctx context.Context) (map[ledger.OrderState]int, error) {
	s, err := w.Session(ctx)
	if err != nil {
		return nil, err
	}

	by := map[ledger.OrderState]int{}

	for o, err := range s.Ledger.Orders(ctx, ledger.OrderFilter{Shop: s.Config.Shop.ID}) {
		if err != nil {
			return nil, errors.Join(err, s.Close())
		}

		by[o.State]++
	}

	return by, s.Close()
}

// Close lets go what is held and ends the world.
func (w *World) Close() error {
	w.Gate.Open()
	w.server.Close()

	return w.World.Close()
}
