//go:build !nodemo

package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/warehouse"
	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/fiscal/fiscaltest"
	"github.com/skladmost/skladmost/fiscal/netfp"
	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/dsn"
	"github.com/skladmost/skladmost/sklad/ledger"
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

const (
	demoDevice = "DT279013"
	demoUser   = "0001"
)

// demo is a warehouse, a shop and a printer in one process.
type demo struct {
	*syncer.Syncer

	file    string // of the database
	db      *sklad.DB
	shop    *gombashoptest.Server
	client  *gombashop.Client
	printer *fiscaltest.Server
	device  fiscal.Printer
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
	ctx, stop := context.WithCancel(ctx)
	defer stop()

	progress := a.out.Progress()
	defer progress.Close()

	d := &demo{file: filepath.Join(folder, "demo.sqlite")}

	watch := &watcher{app: a, progress: progress}

	err := d.build(ctx, watch)
	if err == nil {
		a.out.Say(lang.Of("A Склад Pro database with %d goods, an empty shop and a fiscal printer are ready.",
			"Готови са база на Склад Pro с %d стоки, празен магазин и фискален принтер."), len(sampleGoods()))

		err = a.act(ctx, d)
	}

	progress.Close()

	return errors.Join(err, d.close())
}

// act exports, lets customers buy, imports, and tells what happened.
func (a *app) act(ctx context.Context, d *demo) error {
	exported, err := d.Export(ctx, syncer.ExportOptions{})
	if err != nil {
		return err
	}

	if err := d.customersBuy(); err != nil {
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

func (d *demo) build(ctx context.Context, watch syncer.Observer) error {
	address, err := dsn.Parse("sqlite:" + d.file)
	if err != nil {
		return err
	}

	if d.db, err = warehouse.Create(ctx, address, true); err != nil {
		return err
	}

	if err := d.db.InTx(ctx, stockSample); err != nil {
		return err
	}

	if err := ledger.Install(ctx, d.db); err != nil {
		return err
	}

	url, err := d.openShop(ctx)
	if err != nil {
		return err
	}

	if d.client, err = gombashop.NewClient(url, gombashop.HMAC("demo", "demo-key"), gombashop.WithRateLimit(1000)); err != nil {
		return err
	}

	d.printer = fiscaltest.NewServer(fiscaltest.WithDevice(fiscaltest.Device{Serial: demoDevice})) //nolint:contextcheck // close ends it
	if d.device, err = netfp.Dial(ctx, d.printer.Addr()); err != nil {
		return err
	}

	return d.assemble(ctx, watch)
}

func (d *demo) openShop(ctx context.Context) (string, error) {
	d.shop = gombashoptest.NewHandler(
		gombashoptest.WithCredentials("demo", "demo-key"), gombashoptest.WithShop("demo-shop", "Демо магазин"))

	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}

	go func() { _ = serve(ctx, listener, d.shop) }()

	return "http://" + listener.Addr().String() + gombashoptest.BasePath, nil
}

func (d *demo) assemble(ctx context.Context, watch syncer.Observer) error {
	l, err := ledger.Open(ctx, d.db)
	if err != nil {
		return err
	}

	d.Syncer, err = syncer.New(syncer.Config{
		Warehouse: syncer.Sklad(d.db, l), Shop: syncer.Gomba(d.client), ShopID: "demo",
		Export: syncer.ExportConfig{Goods: true, Quantities: true, GroupingField: "Catalog3"},
		Import: syncer.ImportConfig{Statuses: []string{"confirmed"}, Object: "1", DeliveryItem: true, Nomenclature: true},
		Fiscal: syncer.FiscalConfig{
			SUPTO: syncer.SUPTOYes, DeviceSerial: demoDevice, OperatorCode: demoUser, Printer: d.device,
		},
		Observer: watch,
	})

	return err
}

func (d *demo) close() error {
	var errs []error
	if d.device != nil {
		errs = append(errs, d.device.Close())
	}

	if d.printer != nil {
		d.printer.Close()
	}

	if d.db != nil {
		errs = append(errs, d.db.Close())
	}

	return errors.Join(errs...)
}

// customersBuy places the orders; the shop's staff confirms each.
func (d *demo) customersBuy() error {
	for i, order := range demoOrders() {
		id, err := d.shop.PlaceOrder(order)
		if err != nil {
			return fmt.Errorf("order %d: %w", i+1, err)
		}

		if err := d.shop.ChangeOrder(id, shape{"status": shape{"code": "confirmed"}}); err != nil {
			return err
		}
	}

	return nil
}
