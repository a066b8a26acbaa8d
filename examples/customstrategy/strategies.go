package main

import (
	"context"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
)

// ownRules puts this shop's three decisions in the place of the defaults. What
// it does not name stays as it is.
func ownRules(c *syncer.Config) {
	c.PriceRule = syncer.PriceRuleFunc(endingIn90)
	c.StockRule = syncer.StockRuleFunc(withoutTheShelf)
	c.Eligibility = syncer.EligibilityFunc(afterACall)
}

// endingIn90 is the price that ends in 90 cents, at or above the retail price. A
// good without one has no price in the shop either, and is parked.
func endingIn90(_ context.Context, q syncer.PriceQuery) (syncer.PriceAnswer, error) {
	retail, ok := q.Good.Prices.At(sklad.Retail)
	if !ok || !retail.IsPositive() {
		return syncer.PriceAnswer{}, nil
	}

	cents := decimal.New(90, -2)

	return syncer.PriceAnswer{Price: decimal.NewNullDecimal(retail.Sub(cents).Ceil().Add(cents))}, nil
}

// withoutTheShelf keeps the last two pieces for who comes to the shop itself.
func withoutTheShelf(ctx context.Context, q syncer.StockRuleQuery) (syncer.StockAnswer, error) {
	answer, err := syncer.FreeStock().Stock(ctx, q)
	if answer.Quantity.Valid { // no figure stays no figure
		left := answer.Quantity.Decimal.Sub(decimal.NewFromInt(2))
		answer.Quantity.Decimal = decimal.Max(left, decimal.Zero)
	}

	return answer, err
}

// afterACall lets confirmed orders in; one over 100 euro in cash on delivery
// waits until somebody has called the customer and written a note.
func afterACall(_ context.Context, q syncer.EligibilityQuery) (syncer.EligibilityAnswer, error) {
	o := q.Order
	switch {
	case o.Status.Code != "confirmed":
		return syncer.EligibilityAnswer{Reason: "status " + o.Status.Code}, nil
	case o.Payment.Method == gombashop.CashOnDelivery && o.Note == "" && o.Totals.Payable.GreaterThan(decimal.NewFromInt(100)):
		return syncer.EligibilityAnswer{Reason: "call the customer first"}, nil
	}

	return syncer.EligibilityAnswer{Eligible: true}, nil
}
