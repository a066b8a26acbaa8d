// Package sample is the stock of a small Bulgarian shop, for a first look:
// gombasync db create --sample and the demonstrations put it on the shelves.
package sample

import (
	"context"
	"fmt"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad"
)

// Good is a good of the sample shop. Goods with one model number become
// one product with variants (Catalog3 is the grouping field).
type Good struct {
	Code, Name, Group, Model string
	// Barcode may be empty.
	Barcode string
	// Cents is the retail price with VAT, in euro cents.
	Cents int64
	Qty   float64
}

// Goods are 68 goods: clothes in sizes and colours, and single articles.
func Goods() []Good {
	var all []Good

	for m, model := range []struct {
		name  string
		cents int64
	}{{"Тениска Марица", 1999}, {"Блуза Рила", 2990}, {"Риза Пирин", 3490}, {"Панталон Родопи", 4450}, {"Яке Витоша", 8999}} {
		for s, size := range []string{"S", "M", "L", "XL"} {
			for c, colour := range []string{"бял", "син"} {
				all = append(all, Good{
					Code: fmt.Sprintf("D%d%d%d", m+1, s+1, c+1), Name: model.name + " " + size + " " + colour, Group: "Облекло",
					Model: strconv.Itoa(101 + m), Cents: model.cents, Qty: float64(5 + s + c),
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
		all = append(all, Good{
			Code: fmt.Sprintf("A%02d", i+1), Name: name, Group: "Дом и подаръци", Cents: int64(249 + 137*i), Qty: float64(10 + i),
		})
	}

	return all
}

// Stock writes the goods and puts them on the shelves.
func Stock(ctx context.Context, tx *sklad.Tx) error { return Put(ctx, tx, Goods()...) }

// Put writes some goods and puts them on the shelves. A purchase would do it in
// Склад Pro; the SDK writes none.
func Put(ctx context.Context, tx *sklad.Tx, goods ...Good) error {
	for _, g := range goods {
		group, err := tx.SaveGoodsGroup(ctx, []string{g.Group})
		if err != nil {
			return err
		}

		good := sklad.Good{Code: g.Code, Name: g.Name, Catalog3: g.Model, BarCode1: g.Barcode, Measure1: "бр.", TaxGroup: 1, GroupID: group}
		price := decimal.New(g.Cents, -2)
		good.Prices = good.Prices.With(sklad.Retail, price).With(sklad.Cost, price.DivRound(decimal.NewFromInt(2), 2))

		id, err := tx.SaveGood(ctx, good, sklad.GoodAll)
		if err != nil {
			return err
		}

		bought := map[string]any{"Qtty": g.Qty, "Price": float64(g.Cents) / 200} //nolint:mnd // half of the price, in euro
		if _, err := tx.SQL().Update(ctx, "Store", bought, "[GoodID] = ? AND [ObjectID] = 1", int64(id)); err != nil {
			return err
		}
	}

	return nil
}
