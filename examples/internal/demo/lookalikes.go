//go:build !nodemo

package demo

import (
	"context"
	"fmt"

	"github.com/skladmost/skladmost/examples/internal/sample"
	"github.com/skladmost/skladmost/sklad"
)

// The garden was opened by hand on both sides, so nobody has linked its goods
// with its products yet. Three are the same by barcode or code: export keeps them
// aside as possible duplicates. The others only look alike, and the engine would
// double them; so their group is one that is not exported yet, and the import
// brings no products in. That is also how a shopkeeper goes about it: match
// first, then choose the group.

// parkedSKU is a product whose good has another code: an order of it waits until
// the two are matched.
const parkedSKU = "GARDEN-8"

// gardenGoods are in the group that is exported when theirs is that of the
// sample.
func gardenGoods() []sample.Good {
	const known, fresh = "Дом и подаръци", "Градина"

	return []sample.Good{
		{Code: "G-101", Barcode: "3800100000017", Name: "Лейка 5 л", Group: known, Cents: 890, Qty: 12},
		{Code: "G-102", Name: "Ножица лозарска", Group: known, Cents: 1450, Qty: 7},
		{Code: "СМ048М", Name: "Ръкавици градински размер М", Group: known, Cents: 520, Qty: 30}, // in Cyrillic
		{Code: "G-104", Name: "Саксия теракота 18 см", Group: fresh, Cents: 650, Qty: 24},
		{Code: "G-105", Name: "Маркуч 20 м", Group: fresh, Cents: 2190, Qty: 6},
		{Code: "G-106", Name: "Семена домати Розов", Group: fresh, Cents: 180, Qty: 80},
		{Code: "G-107", Name: "Пръскачка 1,5 л", Group: fresh, Cents: 1120, Qty: 9},
		{Code: "G-108", Name: "Лопатка за саксии", Group: fresh, Cents: 390, Qty: 18},
	}
}

// gardenProducts are what the shop's staff made of them.
func gardenProducts() []shape {
	product := func(sku, barcode, name, price string) shape {
		variant := shape{"sku": sku, "price": price, "quantity": "20"}
		if barcode != "" {
			variant["barcode"] = barcode
		}

		return shape{"name": name, "vat_rate": "20.00", "tax_group": 2, "variants": []shape{variant}}
	}

	return []shape{
		product("GARDEN-1", "3800100000017", "Лейка градинска 5 литра", "8.90"),
		product("G-102", "", "Лозарска ножица", "14.90"),
		product("CM048M", "", "Градински ръкавици, размер M", "5.20"), // in Latin
		product("GARDEN-4", "", "Саксия теракота 18см", "6.50"),
		product("GARDEN-5", "", "Саксия теракота 20 см", "7.90"),
		product("GARDEN-6", "", "Градински маркуч 20 м", "21.90"),
		product("GARDEN-7", "", "Семена за домати, сорт Розов", "1.80"),
		product(parkedSKU, "", "Лопатка за саксия", "3.90"),
		product("GARDEN-9", "", "Пръскачка ръчна 1.5 л", "10.90"),
	}
}

// OpenGarden opens it on both sides.
func (w *World) OpenGarden(ctx context.Context) error {
	err := w.DB.InTx(ctx, func(ctx context.Context, tx *sklad.Tx) error { return sample.Put(ctx, tx, gardenGoods()...) })
	if err != nil {
		return err
	}

	category, err := w.Shop.AddCategory("Градина")
	if err != nil {
		return err
	}

	for _, p := range gardenProducts() {
		p["category_ids"] = []string{category}
		if _, err := w.Shop.AddProduct(p); err != nil {
			return fmt.Errorf("product %s: %w", p["name"], err)
		}
	}

	return nil
}
