package gombashoptest

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
	"github.com/skladmost/skladmost/money"
)

// fillItem computes what an item leaves out. An item that is bought only now
// must be on sale.
func (s *Server) fillItem(o *wire.Order, i int, named fields, bought bool) error {
	item := &o.Items[i]
	item.ID = orElse(item.ID, strconv.Itoa(i+1))

	home, at := s.wanted(*item)

	switch {
	case home == nil && (item.Name == "" || item.UnitPrice.IsZero() && !named.has("unit_price")):
		return fmt.Errorf("item %d names no variant of the shop", i+1)
	case home != nil && bought && !buyable(home, at):
		return fmt.Errorf("item %d, %s, is not on sale", i+1, home.Name)
	case home != nil:
		priced := named.has("unit_price") || !bought
		if err := fillFromVariant(o, item, home, home.Variants[at], priced); err != nil {
			return fmt.Errorf("item %d: %w", i+1, err)
		}
	}

	fillTax(&item.VATRate, &item.TaxGroup, named)

	if err := fillLine(item, named); err != nil {
		return fmt.Errorf("item %d: %w", i+1, err)
	}

	return nil
}

// wanted is the variant that an item names, or the first that can be bought of
// the product that it names.
func (s *Server) wanted(item wire.Item) (*wire.Product, int) {
	switch p := s.products[item.ProductID]; {
	case item.VariantID != "" || item.ExternalID != "":
		return s.variant(item.VariantID, item.ExternalID)
	case item.SKU != "":
		return s.bySKU(item.SKU)
	case p != nil:
		for at := range p.Variants {
			if buyable(p, at) {
				return p, at
			}
		}

		if len(p.Variants) > 0 {
			return p, 0
		}
	}

	return nil, 0
}

func fillFromVariant(o *wire.Order, item *wire.Item, p *wire.Product, v wire.Variant, priced bool) error {
	item.ProductID, item.VariantID = p.ID, v.ID
	item.ExternalID, item.SKU, item.Barcode = v.ExternalID, orElse(item.SKU, v.SKU), orElse(item.Barcode, v.Barcode)
	item.Name = orElse(item.Name, variantName(p.Name, v.Options))

	if item.VATRate == nil {
		item.VATRate = p.VATRate

		if item.TaxGroup == nil {
			item.TaxGroup = p.TaxGroup
		}
	}

	if priced {
		return nil
	}

	price, err := priceIn(*o, v, item.VATRate)
	item.UnitPrice.Decimal = price

	return err
}

// priceIn is a variant's price in the order's currency and VAT basis; the shop
// has its prices with VAT.
func priceIn(o wire.Order, v wire.Variant, rate *wire.Percent) (decimal.Decimal, error) {
	if v.Price == nil {
		return decimal.Decimal{}, fmt.Errorf("variant %s has no price", v.ID)
	}

	price := exchange(v.Price.Decimal, v.Currency, o.Currency)
	if !*o.PricesIncludeVAT && rate != nil {
		price = price.DivRound(decimal.NewFromInt(1).Add(rate.Shift(-places)), unitPlaces)
	}

	return price, nil
}

// exchange knows the two currencies that Bulgaria has had. There is no rate for
// others: such an order is one that a warehouse must refuse.
func exchange(amount decimal.Decimal, from, to string) decimal.Decimal {
	switch {
	case from == "EUR" && to == "BGN":
		return money.ToBGN(amount)
	case from == "BGN" && to == "EUR":
		return money.ToEUR(amount)
	default:
		return amount
	}
}

// fillLine checks the quantity and computes discounts and line total.
func fillLine(item *wire.Item, named fields) error {
	if !named.has("quantity") && item.Quantity.IsZero() {
		item.Quantity.Decimal = decimal.NewFromInt(1)
	}

	switch q := item.Quantity.Decimal; {
	case !q.IsPositive():
		return fmt.Errorf("a quantity of %s cannot be bought", q)
	case !q.Equal(q.Round(quantityPlaces)):
		return fmt.Errorf("quantity %s has more than %d places", q, quantityPlaces)
	case item.UnitPrice.IsNegative():
		return fmt.Errorf("the price %s is negative", item.UnitPrice)
	}

	full := item.Quantity.Mul(item.UnitPrice.Decimal).Round(places)

	left, err := fillAmounts(item.Discounts, named.list("discounts"), full)
	if item.LineTotal == nil {
		item.LineTotal = &wire.Money{Decimal: left}
	}

	return err
}

// variantName is what a customer reads: the product and the chosen options, each
// once.
func variantName(product string, options []string) string {
	chosen := strings.Join(options, " ")
	if chosen == "" || strings.HasSuffix(product, chosen) {
		return product
	}

	return product + " " + chosen
}
