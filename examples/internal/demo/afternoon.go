//go:build !nodemo

package demo

import (
	"context"
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/examples/internal/sample"
	"github.com/skladmost/skladmost/sklad"
)

// dearer are goods whose prices changed since the last export.
func dearer() []string {
	return []string{"A01", "A02", "A03", "A07", "A08", "A11", "A13", "A14", "A18", "A22"}
}

// afternoon is what the next runs find: new prices and a new good.
func (w *World) afternoon(ctx context.Context) error {
	return w.DB.InTx(ctx, func(ctx context.Context, tx *sklad.Tx) error {
		for _, code := range dearer() {
			if err := raise(ctx, tx, code); err != nil {
				return fmt.Errorf("good %s: %w", code, err)
			}
		}

		fresh := sample.Good{Code: "A29", Name: "Коледна играчка Звезда", Group: "Дом и подаръци", Cents: 690, Qty: 40}

		return sample.Put(ctx, tx, fresh)
	})
}

// raise makes a good a tenth dearer.
func raise(ctx context.Context, tx *sklad.Tx, code string) error {
	found, err := tx.FindGoods(ctx, sklad.GoodQuery{Code: code})
	if err != nil {
		return err
	}

	for _, g := range found {
		old, _ := g.Prices.At(sklad.Retail)
		g.Prices = g.Prices.With(sklad.Retail, old.Mul(decimal.New(11, -1)).Round(2))

		if _, err := tx.SaveGood(ctx, g, sklad.GoodPrices); err != nil {
			return err
		}
	}

	return nil
}

// newOrders are confirmed and nobody has imported them yet.
func newOrders() []shape {
	return []shape{
		order(person("Виктор Илиев", "viktor@example.bg", "0888100021"), card(), delivery("4.90"), buy("D421", "1"), buy("A15", "2")),
		order(person("Мария Иванова", "maria@example.bg", "0888100002"), cod(), delivery("4.90"), buy("A24", "1")),
		order(person("Борис Чолаков", "boris@example.bg", "0888100023"), cod(), delivery("5.50"), buy("D231", "2"), buy("A10", "4")),
	}
}

// parkedOrder is of a product that Склад Pro does not know, by whatever code.
func parkedOrder() shape {
	return order(person("Невена Маринова", "nevena@example.bg", "0888100031"), cod(), delivery("4.90"), buy(parkedSKU, "2"))
}

// waitingOrder is not confirmed yet.
func waitingOrder() shape {
	return order(person("Огнян Стоев", "ognyan@example.bg", "0888100032"), cod(), delivery("4.90"), buy("A06", "1"))
}

// lostOrder is the one whose receipt nobody has heard of.
func lostOrder() shape {
	return order(person("Тодор Митев", "todor@example.bg", "0888100033"), cod(), delivery("4.90"), buy("A21", "1"), buy("A26", "2"))
}
