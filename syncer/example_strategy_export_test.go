package syncer_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
)

// A tenth is taken off the retail price; a good without one stays parked.
func ExamplePriceRule() {
	rule := syncer.PriceRuleFunc(func(_ context.Context, q syncer.PriceQuery) (syncer.PriceAnswer, error) {
		retail, ok := q.Good.Prices.At(sklad.Retail)
		if !ok || !retail.IsPositive() {
			return syncer.PriceAnswer{}, nil
		}

		return syncer.PriceAnswer{Price: decimal.NewNullDecimal(retail.Mul(decimal.New(90, -2)).Round(2))}, nil
	})

	good := sklad.Good{Name: "Чаша", Prices: sklad.Prices{}.With(sklad.Retail, decimal.RequireFromString("12.99"))}
	for _, g := range []sklad.Good{good, {Name: "Без цена"}} {
		answer, err := rule.Price(context.Background(), syncer.PriceQuery{Good: g})
		fmt.Println(g.Name, answer.Price.Valid, answer.Price.Decimal, err)
	}

	_ = syncer.Config{PriceRule: rule}
	// Output:
	// Чаша true 11.69 <nil>
	// Без цена false 0 <nil>
}

// The shop never shows more than five pieces. No figure stays no figure.
func ExampleStockRule() {
	rule := syncer.StockRuleFunc(func(ctx context.Context, q syncer.StockRuleQuery) (syncer.StockAnswer, error) {
		answer, err := syncer.FreeStock().Stock(ctx, q)
		answer.Quantity.Decimal = decimal.Min(answer.Quantity.Decimal, decimal.NewFromInt(5))

		return answer, err
	})

	full := sklad.StockRow{Qty: decimal.NewNullDecimal(decimal.NewFromInt(40)), Reserved: decimal.NewFromInt(2)}
	for _, row := range []sklad.StockRow{full, {}} {
		answer, err := rule.Stock(context.Background(), syncer.StockRuleQuery{Row: row, Pending: decimal.NewFromInt(1)})
		fmt.Println(answer.Quantity.Valid, answer.Quantity.Decimal, err)
	}

	_ = syncer.Config{StockRule: rule}
	// Output:
	// true 5 <nil>
	// false 0 <nil>
}

// Goods whose codes agree up to the dash are variants of one product.
func ExampleGrouper() {
	rule := syncer.GrouperFunc(func(_ context.Context, q syncer.GroupQuery) (syncer.GroupAnswer, error) {
		model, _, cut := strings.Cut(q.Good.Code, "-")
		if !cut {
			return syncer.GroupAnswer{}, nil
		}

		return syncer.GroupAnswer{Value: model}, nil
	})

	for _, code := range []string{"T101-S", "T101-M", "M7"} {
		answer, err := rule.Group(context.Background(), syncer.GroupQuery{Good: sklad.Good{Code: code}})
		fmt.Printf("%s %q %v\n", code, answer.Value, err)
	}

	_ = syncer.Config{Grouper: rule}
	// Output:
	// T101-S "T101" <nil>
	// T101-M "T101" <nil>
	// M7 "" <nil>
}
