package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/sklad/sqlite"
	"github.com/skladmost/skladmost/syncer"
)

// fact is something that came out of a day of trade.
type fact struct{ what, is string }

// trade is a day of the sample shop: goods go out, customers order, orders come
// in. rules may change how. Database and shop are new, and gone afterwards.
func trade(ctx context.Context, rules func(*syncer.Config)) (facts []fact, err error) {
	folder, err := os.MkdirTemp("", "customstrategy")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()

	db, err := sqlite.Create(ctx, filepath.Join(folder, "shop.db"))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()

	if err := errors.Join(ledger.Install(ctx, db), db.InTx(ctx, fill)); err != nil {
		return nil, err
	}

	shop := gombashoptest.NewServer() //nolint:contextcheck // it lives as long as the day
	defer shop.Close()

	client, err := gombashop.NewClient(shop.URL, gombashop.HMAC("test", "secret"), gombashop.WithRateLimit(1000))
	if err != nil {
		return nil, err
	}

	book, err := ledger.Open(ctx, db)
	if err != nil {
		return nil, err
	}

	config := syncer.Config{
		ShopID: "main", Warehouse: syncer.Sklad(db, book), Shop: syncer.Gomba(client),
		Export: syncer.ExportConfig{Goods: true, Quantities: true},
		Import: syncer.ImportConfig{Statuses: []string{"confirmed"}, Object: "1", DeliveryItem: true},
	}
	rules(&config)

	engine, err := syncer.New(config)
	if err != nil {
		return nil, err
	}

	if _, err := engine.Export(ctx, syncer.ExportOptions{}); err != nil {
		return nil, err
	}

	facts, err = goods(ctx, client)
	if err != nil {
		return nil, err
	}

	orders, err := order(ctx, shop, engine, book)

	return append(facts, orders...), err
}

// fill puts three goods on the shelves. A purchase would do it in Склад Pro.
func fill(ctx context.Context, tx *sklad.Tx) error {
	for _, g := range []struct {
		name  string
		cents int64
		qty   float64
	}{{"Тениска", 1999, 9}, {"Яке", 8990, 5}, {"Чаша", 745, 1}} {
		good := sklad.Good{Code: g.name, Name: g.name, TaxGroup: 1, GroupID: 1}
		good.Prices = good.Prices.With(sklad.Retail, decimal.New(g.cents, -2))

		id, err := tx.SaveGood(ctx, good, sklad.GoodAll)
		if err != nil {
			return err
		}

		if _, err := tx.SQL().Update(ctx, "Store", map[string]any{"Qtty": g.qty}, "[GoodID] = ?", int64(id)); err != nil {
			return err
		}
	}

	return nil
}

// goods are what the shop shows after the export.
func goods(ctx context.Context, client *gombashop.Client) ([]fact, error) {
	var facts []fact

	for product, err := range client.Products.All(ctx, gombashop.ProductListOptions{}) {
		if err != nil {
			return nil, err
		}

		v := product.Variants[0]
		facts = append(facts, fact{product.Name + ", price", v.Price.Decimal.StringFixed(2)},
			fact{product.Name + ", quantity", v.Quantity.Decimal.String()})
	}

	return facts, nil
}

// order is what three customers and an import make of it.
func order(ctx context.Context, shop *gombashoptest.Server, engine *syncer.Syncer, book *ledger.Ledger) ([]fact, error) {
	for _, o := range []map[string]any{
		{"number": "1", "items": lines("Тениска", "1"), "payment": map[string]any{"method": "cod"}},
		{"number": "2", "items": lines("Яке", "2"), "payment": map[string]any{"method": "cod"}},
		{"number": "3", "items": lines("Яке", "1"), "payment": map[string]any{"method": "card", "paid": true}},
	} {
		o["status"], o["customer"] = map[string]any{"code": "confirmed"}, map[string]any{"name": "Иван Петров", "phone": "0888123456"}
		if _, err := shop.PlaceOrder(o); err != nil {
			return nil, err
		}
	}

	if _, err := engine.Import(ctx, syncer.ImportOptions{}); err != nil {
		return nil, err
	}

	var facts []fact

	for row, err := range book.Orders(ctx, ledger.OrderFilter{}) {
		if err != nil {
			return nil, err
		}

		is := string(row.State)
		if row.Reason != "" {
			is += ": " + row.Reason
		}

		facts = append(facts, fact{"Order " + row.Number, is})
	}

	return facts, nil
}

func lines(sku, quantity string) []map[string]any {
	return []map[string]any{{"sku": sku, "quantity": quantity}}
}
