//go:build !nodemo

package main

import (
	"context"
	"errors"
	"os"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/examples/internal/config"
	demonstration "github.com/skladmost/skladmost/examples/internal/demo"
	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/sample"
	"github.com/skladmost/skladmost/syncer"
)

// demoGroup adds the demonstration. Its fake printer must not be in a program
// that is used in a shop (Наредба Н-18, Annex 29 item 20): -tags nodemo leaves
// it out.
type demoGroup struct {
	Demo demoCmd `cmd:"" help:"${demo}"`
}

// demoCmd reads no configuration and takes no address: everything is its own.
type demoCmd struct{}

// demo is a world with an engine.
type demo struct {
	*demonstration.World
	*assembly.Session
}

// Run shows the whole way: goods out, orders back, receipts on paper. The
// database stays in the system's folder for temporary files, for a person to
// look at.
func (demoCmd) Run(ctx context.Context, a *app) error {
	folder, err := os.MkdirTemp("", "gombasync-demo-")
	if err != nil {
		return err
	}

	if err := a.demonstrate(ctx, folder); err != nil {
		return errors.Join(err, os.RemoveAll(folder))
	}

	return nil
}

func (a *app) demonstrate(ctx context.Context, folder string) error {
	progress := a.out.Progress()
	defer progress.Close()

	d, err := openDemo(ctx, folder, &watcher{app: a, progress: progress})
	if err != nil {
		return err
	}

	a.out.Say(lang.Of("A Склад Pro database with %d goods, an empty shop and a fiscal printer are ready.",
		"Готови са база на Склад Pro с %d стоки, празен магазин и фискален принтер."), len(sample.Goods()))

	err = a.act(ctx, d)

	progress.Close()

	return errors.Join(err, d.Session.Close(), d.World.Close())
}

func openDemo(ctx context.Context, folder string, watch syncer.Observer) (*demo, error) {
	w, err := demonstration.Open(ctx, folder)
	if err != nil {
		return nil, err
	}

	cfg, err := config.Parse("demo.yaml", w.Configuration(), nil)
	if err == nil {
		var s *assembly.Session
		if s, err = assembly.Open(ctx, cfg, assembly.Options{Application: "gombasync", Observer: watch}); err == nil {
			return &demo{World: w, Session: s}, nil
		}
	}

	return nil, errors.Join(err, w.Close())
}

// act exports, lets customers buy, imports, and tells what happened.
func (a *app) act(ctx context.Context, d *demo) error {
	exported, err := d.Export(ctx, syncer.ExportOptions{})
	if err != nil {
		return err
	}

	if err := d.CustomersBuy(); err != nil {
		return err
	}

	imported, err := d.Import(ctx, syncer.ImportOptions{})
	if err != nil {
		return err
	}

	a.showReport(exported)
	a.showReport(imported)

	return a.showDemo(ctx, d, exported, imported)
}
