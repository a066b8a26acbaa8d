//go:build !nodemo

// Package demo is a whole world to try the programs in: a Склад Pro database
// with the sample's goods, a shop in memory and a fiscal printer.
//
//	w, err := demo.Open(ctx, folder)
//	defer w.Close()
//	cfg, err := config.Parse("demo.yaml", w.Configuration(), nil)
//
// Everything is its own: it takes no address and reads no configuration, and
// -tags nodemo leaves it out of a build, because a fake printer must not be in a
// program that is used in a shop (Наредба Н-18, Annex 29 item 20).
package demo

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"path/filepath"
	"time"

	"github.com/skladmost/skladmost/examples/internal/sample"
	"github.com/skladmost/skladmost/examples/internal/warehouse"
	"github.com/skladmost/skladmost/fiscal/fiscaltest"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/dsn"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// What the world is made with.
const (
	Device = "DT279013"
	User   = "0001"

	apiID = "demo"
	key   = "demo-key"
)

// World is a warehouse, a shop and a printer in one process.
type World struct {
	// File is the database.
	File    string
	DB      *sklad.DB
	Shop    *gombashoptest.Server
	Printer *fiscaltest.Server

	address string // of the shop
	server  *http.Server
	pace    *pace
	groups  []string // codes of the goods groups that are exported; none before Live
}

// Open makes a world whose database is in a folder. Close it.
func Open(ctx context.Context, folder string) (*World, error) {
	w := &World{File: filepath.Join(folder, "demo.sqlite")}

	if err := w.build(ctx); err != nil {
		return nil, errors.Join(err, w.Close())
	}

	return w, nil
}

func (w *World) build(ctx context.Context) error {
	if err := w.stock(ctx); err != nil {
		return err
	}

	if err := w.openShop(ctx); err != nil {
		return err
	}

	w.Printer = fiscaltest.NewServer(fiscaltest.WithDevice(fiscaltest.Device{Serial: Device})) //nolint:contextcheck // Close ends it

	return nil
}

// stock makes the database with its goods and the ledger.
func (w *World) stock(ctx context.Context) error {
	address, err := dsn.Parse("sqlite:" + w.File)
	if err != nil {
		return err
	}

	if w.DB, err = warehouse.Create(ctx, address, true); err != nil {
		return err
	}

	if err := w.DB.InTx(ctx, sample.Stock); err != nil {
		return err
	}

	return ledger.Install(ctx, w.DB)
}

func (w *World) openShop(ctx context.Context) error {
	w.Shop = gombashoptest.NewHandler(
		gombashoptest.WithCredentials(apiID, key), gombashoptest.WithShop("demo-shop", "Демо магазин"))

	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}

	w.address = "http://" + listener.Addr().String() + gombashoptest.BasePath
	w.pace = &pace{shop: w.Shop}
	w.server = &http.Server{Handler: w.pace, ReadHeaderTimeout: 5 * time.Second}

	go func() { _ = w.server.Serve(listener) }() // ends with Close

	return nil
}

// CustomersBuy places the orders; the shop's staff confirms each.
func (w *World) CustomersBuy() error {
	for i, order := range Orders() {
		if err := w.Buy(order); err != nil {
			return fmt.Errorf("order %d: %w", i+1, err)
		}
	}

	return nil
}

// Buy places one order, in the shape of the shop's contract, and confirms it.
func (w *World) Buy(order map[string]any) error {
	id, err := w.Shop.PlaceOrder(order)
	if err != nil {
		return err
	}

	return w.Shop.ChangeOrder(id, shape{"status": shape{"code": "confirmed"}})
}

// Close ends all three. The database's file stays.
func (w *World) Close() error {
	var errs []error
	if w.server != nil {
		errs = append(errs, w.server.Close())
	}

	if w.Printer != nil {
		w.Printer.Close()
	}

	if w.DB != nil {
		errs = append(errs, w.DB.Close())
	}

	return errors.Join(errs...)
}
