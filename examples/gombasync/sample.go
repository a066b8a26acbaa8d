package main

import (
	"context"
	"fmt"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad"
)

// sampleGood is a good of the sample shop. Goods with one model number become
// one product with variants (Catalog3 is the grouping field).
type sampleGood struct {
	code, name, group, model string
	cents                    int64
	qty                      float64
}

// sampleGoods are 68 goods: clothes in sizes and colours, and single articles.
func sampleGoods() []sampleGood {
	var all []sampleGood

	for m, model := range []struct {
		name  string
		cents int64
	}{{"Тениска Марица", 1999}, {"Блуза Рила", 2990}, {"Риза Пирин", 3490}, {"Панталон Родопи", 4450}, {"Яке Витоша", 8999}} {
		for s, size := range []string{"S", "M", "L", "XL"} {
			for c, colour := range []string{"бял", "син"} {
				all = append(all, sampleGood{
					code: fmt.Sprintf("D%d%d%d", m+1, s+1, c+1), name: model.name + " " + size + " " + colour, group: "Облекло",
					model: strconv.Itoa(101 + m), cents: model.cents, qty: float64(5 + s + c),
				})
			}
		}
	}

	for i, name := range []string{
		"Чаша Тракия", "Чиния Тракия", "Купа Тракия", "Кана за вода", "Комплект вилици", "Дъска за рязане", "Тиган 24 см", "Тенджера 3 л",
		"Кърпа за ръце", "Покривка за маса", "Свещ с лавандула", "Сапун с роза", "Мед от липа 700 г", "Чай Мурсалски", "Локум с роза",
		"Лютеница 500 г", "Розова вода", "Тефтер А5", "Химикалка", "Молив НВ", "Чанта от лен", "Раница Балкан", "Чадър", "Фенерче",
		"Батерии АА 4 бр.", "Кабел USB-C", "Пъзел 500 части", "Карти за игра",
	} {
		all = append(all, sampleGood{
			code: fmt.Sprintf("A%02d", i+1), name: name, group: "Дом и подаръци", cents: int64(249 + 137*i), qty: float64(10 + i),
		})
	}

	return all
}

// stockSample writes the goods and puts them on the shelves. A purchase would do
// it in Склад Pro; the SDK writes none.
func stockSample(ctx context.Context, tx *sklad.Tx) error {
	for _, g := range sampleGoods() {
		group, err := tx.SaveGoodsGroup(ctx, []string{g.group})
		if err != nil {
			return err
		}

		good := sklad.Good{Code: g.code, Name: g.name, Catalog3: g.model, Measure1: "бр.", TaxGroup: 1, GroupID: group}
		price := decimal.New(g.cents, -2)
		good.Prices = good.Prices.With(sklad.Retail, price).With(sklad.Cost, price.DivRound(decimal.NewFromInt(2), 2))

		id, err := tx.SaveGood(ctx, good, sklad.GoodAll)
		if err != nil {
			return err
		}

		bought := map[string]any{"Qtty": g.qty, "Price": float64(g.cents) / 200} //nolint:mnd // half of the price, in euro
		if _, err := tx.SQL().Update(ctx, "Store", bought, "[GoodID] = ? AND [ObjectID] = 1", int64(id)); err != nil {
			return err
		}
	}

	return nil
}
