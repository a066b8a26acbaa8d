// Command embed is the smallest program with the engine inside: it takes a
// shop's orders into a Склад Pro database and sends what changed there.
//
// The environment holds SKLAD_DB (the file), GOMBASHOP_URL, GOMBASHOP_ID (API
// Идентификатор) and GOMBASHOP_KEY (Ключ).
package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/sklad/sqlite"
	"github.com/skladmost/skladmost/syncer"
)

func main() {
	if err := synchronise(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func synchronise(ctx context.Context) (err error) {
	db, err := sqlite.Open(ctx, os.Getenv("SKLAD_DB"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()

	client, err := gombashop.NewClient(os.Getenv("GOMBASHOP_URL"),
		gombashop.HMAC(os.Getenv("GOMBASHOP_ID"), os.Getenv("GOMBASHOP_KEY")))
	if err != nil {
		return err
	}

	book, err := ledger.Open(ctx, db) // ledger.Install made its tables, once
	if err != nil {
		return err
	}

	engine, err := syncer.New(syncer.Config{
		ShopID: "main", Warehouse: syncer.Sklad(db, book), Shop: syncer.Gomba(client),
		Export: syncer.ExportConfig{Goods: true, Quantities: true},
		Import: syncer.ImportConfig{Statuses: []string{"confirmed"}, Object: "1", DeliveryItem: true, Nomenclature: true},
	})
	if err != nil {
		return err
	}

	orders, err := engine.Import(ctx, syncer.ImportOptions{}) // before quantities, so that they count the orders
	goods, fault := engine.Export(ctx, syncer.ExportOptions{})
	fmt.Println("documents:", len(orders.Documents), "kept aside:", len(orders.Parked)+len(goods.Parked))
	return errors.Join(err, fault)
}
