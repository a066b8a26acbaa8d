package main

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/skladmost/skladmost/examples/internal/config"
	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/warehouse"
	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/fiscal/isl"
	"github.com/skladmost/skladmost/fiscal/netfp"
	"github.com/skladmost/skladmost/fiscal/smartprinter"
	"github.com/skladmost/skladmost/fiscal/zfp"
	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/orderdoc"
	"github.com/skladmost/skladmost/usn"
)

// version is sent to the shop beside the program's name.
const version = "0.1.0"

// session is what a configuration stands for: a database, its ledger and an
// engine.
type session struct {
	*syncer.Syncer

	cfg     config.Config
	db      *sklad.DB
	ledger  *ledger.Ledger
	printer fiscal.Printer
}

// asking is the most patience of a command that only asks: somebody is waiting
// for its answer.
const asking = 5 * time.Second

// open reads the configuration and assembles the engine. It talks to no shop
// and to no printer.
func (a *app) open(ctx context.Context, watch syncer.Observer) (*session, error) {
	cfg, err := a.config()
	if err != nil {
		return nil, err
	}

	if watch == nil {
		cfg.Shop.Patience = min(cfg.Shop.Patience, asking)
	}

	db, err := warehouse.Open(ctx, cfg.Warehouse.DSN, sklad.WithLocation(cfg.Warehouse.Timezone))
	if err != nil {
		return nil, err
	}

	s := &session{cfg: cfg, db: db}
	if err := s.assemble(ctx, watch); err != nil {
		return nil, errors.Join(err, s.close())
	}

	return s, nil
}

func (s *session) assemble(ctx context.Context, watch syncer.Observer) error {
	var err error
	if s.ledger, err = ledger.Open(ctx, s.db); err != nil {
		return err
	}

	auth := gombashop.HMAC(s.cfg.Shop.APIID, s.cfg.Shop.Key())

	client, err := gombashop.NewClient(s.cfg.Shop.URL, auth, gombashop.WithRateLimit(s.cfg.Shop.Rate),
		gombashop.WithRetry(gombashop.RetryOptions{MaxElapsed: s.cfg.Shop.Patience}),
		gombashop.WithApplication("gombasync", version))
	if err != nil {
		return &usageError{told{code: "config_conflict", cause: err, text: lang.Of("the settings under shop cannot be used",
			"настройките под shop не могат да се ползват"), todo: lang.Of("correct them", "поправете ги")}}
	}

	if s.printer, err = printerOf(s.cfg.Fiscal); err != nil {
		return &usageError{told{code: "config_conflict", cause: err, text: lang.Of("fiscal.smart_printer cannot be used",
			"fiscal.smart_printer не може да се ползва"), todo: lang.Of("correct host and port", "поправете host и port")}}
	}

	settings := settingsOf(s.cfg)
	settings.Warehouse, settings.Shop = syncer.Sklad(s.db, s.ledger), syncer.Gomba(client)
	settings.Observer, settings.Fiscal.Printer = watch, s.printer
	s.Syncer, err = syncer.New(settings)

	return err
}

func (s *session) close() error {
	var err error
	if s.printer != nil {
		err = s.printer.Close()
	}

	return errors.Join(err, s.db.Close())
}

// printerOf is nil while setting k is off.
func printerOf(f config.Fiscal) (fiscal.Printer, error) {
	if !f.SmartPrinter.Enabled {
		return nil, nil //nolint:nilnil // no printer is a setting
	}

	return smartprinter.New(f.SmartPrinter.Host, f.SmartPrinter.Port, dialerOf(f))
}

// dialerOf speaks the dialect of setting k, one of config.Dialects.
func dialerOf(f config.Fiscal) fiscal.Dialer {
	if f.SmartPrinter.Dialect == "zfp" {
		return zfp.Dial
	}

	if maker, ok := strings.CutPrefix(f.SmartPrinter.Dialect, "isl-"); ok {
		return isl.Dialer(isl.Maker(maker))
	}

	return func(ctx context.Context, addr string) (fiscal.Printer, error) {
		return netfp.Open(ctx, netfp.Options{Addr: addr, PrinterID: f.PrinterID})
	}
}

// passwordOf is nil when none is configured: then the device's own default holds.
func passwordOf(f config.Fiscal) func() string {
	if f.Password() == "" {
		return nil
	}

	return f.Password
}

// receiptRules are nil where the law's own answers stand.
func receiptRules(words map[string]string) orderdoc.ReceiptRules {
	if len(words) == 0 {
		return nil
	}

	rules := orderdoc.ReceiptRules{}
	for method, word := range words {
		rules[method] = map[string]orderdoc.ReceiptNeed{
			"never": orderdoc.ReceiptNever, "recorded": orderdoc.ReceiptNow, "paid": orderdoc.ReceiptWhenPaid,
		}[word]
	}

	return rules
}

// settingsOf gives the engine what the file says.
func settingsOf(c config.Config) syncer.Config {
	return syncer.Config{
		ShopID: c.Shop.ID,
		Export: syncer.ExportConfig{
			Goods: c.Export.Goods, Quantities: c.Export.Quantities, Partners: c.Export.Partners, GoodsGroups: c.Export.GoodsGroups,
			GroupingField: c.Export.GroupingField, ObjectGroups: c.Export.QuantityObjectGroups, Price: c.Export.Price,
			Reserved: syncer.Reserved(c.Export.Reserved), ShopReserves: c.Export.ShopReserves,
		},
		Import: syncer.ImportConfig{
			Mode: syncer.Mode(c.Import.Mode), Statuses: c.Import.Statuses, Object: c.Import.Object,
			Document: syncer.DocumentKind(c.Import.Document), DeliveryItem: c.Import.DeliveryItem,
			DeliveryGood: c.Import.DeliveryGood, Nomenclature: c.Import.Nomenclature, User: c.Import.User,
			Since: c.Import.Since, Settle: c.Import.Settle, Voucher: syncer.VoucherMode(c.Import.Voucher),
			MissingGood: syncer.MissingGood(c.Import.MissingGood), OnChange: syncer.OnChange(c.Import.OnChange),
			MissingItem:  c.Import.MissingItem,
			GuestPartner: c.Import.GuestPartner, PaymentMap: c.Import.PaymentMap, VATMap: c.Import.VATMap, Timezone: c.Warehouse.Timezone,
		},
		Fiscal: syncer.FiscalConfig{
			SUPTO: syncer.SUPTO(c.Warehouse.SUPTO), DeviceSerial: c.Fiscal.DeviceSerial, OperatorCode: c.Fiscal.OperatorCode,
			Range:    usn.Range{From: uint32(c.Fiscal.USNFrom), To: uint32(c.Fiscal.USNTo)}, //nolint:gosec // 1 to 9999999
			Receipts: receiptRules(c.Fiscal.Receipts), SharedDevice: c.Fiscal.SharedDevice, Operator: c.Fiscal.Operator,
			OperatorPassword: passwordOf(c.Fiscal),
		},
		EditNameAndGroup: c.EditNameAndGroup,
		Limits:           syncer.Limits{Share: c.Limits.Share, Min: c.Limits.Min},
	}
}
