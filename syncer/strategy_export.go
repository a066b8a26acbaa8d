package syncer

import (
	"context"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/catalog"
	"github.com/skladmost/skladmost/syncer/text"
)

// PriceRule says what a good costs in the shop. The default takes the column
// of ExportConfig.Price.
type PriceRule interface {
	Price(ctx context.Context, q PriceQuery) (PriceAnswer, error)
}

// PriceQuery asks for one good.
type PriceQuery struct{ Good sklad.Good }

// PriceAnswer is a unit price in the shop's currency, VAT included. Invalid
// means that there is none: the good is parked, never sent at 0.
type PriceAnswer struct{ Price decimal.NullDecimal }

// PriceRuleFunc is a function as a PriceRule.
type PriceRuleFunc func(ctx context.Context, q PriceQuery) (PriceAnswer, error)

// Price calls f.
func (f PriceRuleFunc) Price(ctx context.Context, q PriceQuery) (PriceAnswer, error) {
	return f(ctx, q)
}

// ColumnPrice is the default PriceRule: a column of Goods, rounded to cents.
// A database with net prices has the VAT of the good's group added.
func ColumnPrice(column sklad.PriceGroup, net bool, rate func(sklad.VATGroupID) (decimal.Decimal, bool)) PriceRule {
	return PriceRuleFunc(func(_ context.Context, q PriceQuery) (PriceAnswer, error) {
		price, ok := q.Good.Prices.At(column)
		if !ok || !price.IsPositive() {
			return PriceAnswer{}, nil
		}

		if net {
			percent, _ := rate(q.Good.TaxGroup)
			price = price.Add(price.Mul(percent).Shift(-2))
		}

		price = price.Round(2)

		return PriceAnswer{Price: decimal.NullDecimal{Decimal: price, Valid: price.IsPositive()}}, nil
	})
}

// StockRule says how much of a good the shop may sell. The default deducts
// what is reserved and never goes below zero.
type StockRule interface {
	Stock(ctx context.Context, q StockRuleQuery) (StockAnswer, error)
}

// StockRuleQuery is what is known of one good's quantity.
type StockRuleQuery struct {
	Row sklad.StockRow
	// Pending is ordered in the shop without a document in Склад Pro yet.
	Pending decimal.Decimal
}

// StockAnswer is the quantity for the shop. Invalid means "no figure": nothing
// is sent, and no figure is not 0.
type StockAnswer struct{ Quantity decimal.NullDecimal }

// StockRuleFunc is a function as a StockRule.
type StockRuleFunc func(ctx context.Context, q StockRuleQuery) (StockAnswer, error)

// Stock calls f.
func (f StockRuleFunc) Stock(ctx context.Context, q StockRuleQuery) (StockAnswer, error) {
	return f(ctx, q)
}

// FreeStock is the default StockRule.
func FreeStock() StockRule {
	return StockRuleFunc(func(_ context.Context, q StockRuleQuery) (StockAnswer, error) {
		if !q.Row.Qty.Valid {
			return StockAnswer{}, nil
		}

		free := q.Row.Qty.Decimal.Sub(q.Row.Reserved).Sub(q.Pending)
		free = decimal.Max(free, decimal.Zero).Round(3)

		return StockAnswer{Quantity: decimal.NullDecimal{Decimal: free, Valid: true}}, nil
	})
}

// Grouper says which goods are variants of one product. The default reads the
// column of ExportConfig.GroupingField; without one, nothing is grouped.
type Grouper interface {
	Group(ctx context.Context, q GroupQuery) (GroupAnswer, error)
}

// GroupQuery asks for one good.
type GroupQuery struct{ Good sklad.Good }

// GroupAnswer is the value that the variants share. Empty: a product of its
// own.
type GroupAnswer struct{ Value string }

// GrouperFunc is a function as a Grouper.
type GrouperFunc func(ctx context.Context, q GroupQuery) (GroupAnswer, error)

// Group calls f.
func (f GrouperFunc) Group(ctx context.Context, q GroupQuery) (GroupAnswer, error) { return f(ctx, q) }

// ColumnGrouper is the default Grouper for a column.
func ColumnGrouper(field catalog.Field) Grouper {
	return GrouperFunc(func(_ context.Context, q GroupQuery) (GroupAnswer, error) {
		value, _ := catalog.Canonical(field(q.Good))

		return GroupAnswer{Value: value}, nil
	})
}

// missingPrice parks a good without a price.
func missingPrice(g sklad.Good, column string) *Problem {
	return &Problem{Code: text.MissingPrice, Record: goodRecord(g), Args: map[string]string{"column": column}}
}
