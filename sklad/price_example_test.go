package sklad_test

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad"
)

func ExamplePriceLine() {
	line := sklad.PriceLine(sklad.LineTerms{
		Price: decimal.RequireFromString("3.00"), Qty: decimal.NewFromInt(2),
		Discount: decimal.RequireFromString("33.33"), VATRate: decimal.NewFromInt(20), Gross: true,
	})
	fmt.Println(line.PriceOut, line.VATOut, line.TotalWithVAT.StringFixed(2))
	// Output: 2.0001 0.33335 4.00
}
