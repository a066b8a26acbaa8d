package sklad

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// PriceGroup says which price of a good is meant, in the numbering of
// Partners.PriceGroup and Objects.PriceGroup: 0 is PriceOut1, …, 9 is
// PriceOut10 and 10 is PriceIn.
type PriceGroup int

// The price groups.
const (
	Wholesale PriceGroup = 0  // PriceOut1, "цена на едро"
	Retail    PriceGroup = 1  // PriceOut2, "цена на дребно"; what a partner has by default
	Cost      PriceGroup = 10 // PriceIn, "доставна цена"
)

const priceColumns = 11

// Valid tells whether g is one of the eleven groups.
func (g PriceGroup) Valid() bool { return g >= 0 && g < priceColumns }

// String is the column of Goods: "PriceOut2". An unknown group gives
// "PriceGroup(12)".
func (g PriceGroup) String() string {
	switch {
	case g == Cost:
		return "PriceIn"
	case g.Valid():
		return "PriceOut" + strconv.Itoa(int(g)+1)
	default:
		return "PriceGroup(" + strconv.Itoa(int(g)) + ")"
	}
}

// ParsePriceColumn reads a column name, "PriceIn" or "PriceOut1" to
// "PriceOut10", in any case.
func ParsePriceColumn(name string) (PriceGroup, error) {
	for g := range PriceGroup(priceColumns) {
		if strings.EqualFold(strings.TrimSpace(name), g.String()) {
			return g, nil
		}
	}
	return 0, fmt.Errorf("sklad: %q is no price column of Goods: write PriceIn or PriceOut1 to PriceOut10", name)
}

// Prices are the price columns of a good as they stand in the database: floats,
// in the base currency, with or without VAT as Info.PricesIncludeVAT says. The
// zero value has no price at all. Values are comparable with ==.
type Prices struct {
	columns [priceColumns]float64
	known   uint16
}

// NewPrices holds the given prices and no other.
func NewPrices(prices map[PriceGroup]decimal.Decimal) (Prices, error) {
	var p Prices
	for g, d := range prices {
		if !g.Valid() {
			return Prices{}, fmt.Errorf("sklad: %s is no price group: use 0 (PriceOut1) to 9 (PriceOut10) or 10 (PriceIn)", g)
		}
		p = p.With(g, d)
	}
	return p, nil
}

// At is the price of a group, converted through 15 significant digits. It is
// false when the column is NULL or not a number, or g is no group.
func (p Prices) At(g PriceGroup) (decimal.Decimal, bool) {
	if !g.Valid() || p.known&(1<<g) == 0 {
		return decimal.Decimal{}, false
	}
	d, err := engine.Decimal(p.columns[g])
	return d, err == nil
}

// With returns p with the price of one group replaced; an unknown group
// changes nothing.
func (p Prices) With(g PriceGroup, price decimal.Decimal) Prices {
	if g.Valid() {
		p.columns[g] = price.InexactFloat64()
		p.known |= 1 << g
	}
	return p
}
