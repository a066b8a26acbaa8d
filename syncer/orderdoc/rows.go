package orderdoc

import (
	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad"
)

// hits tells whether the rows come to the total in both of the sums that
// Склад Pro knows.
func hits(total decimal.Decimal, rows ...sklad.LineTerms) bool {
	var due, columns decimal.Decimal

	for _, row := range rows {
		a, b := sums(row)
		due, columns = due.Add(a), columns.Add(b)
	}

	return due.Equal(total) && columns.Equal(total)
}

// announced is the price before all discounts, with the percentage that gives
// the total to the cent: the shop's own one, or the one that the amounts come
// to.
func announced(p part, row sklad.LineTerms, total decimal.Decimal) []sklad.LineTerms {
	row.Price = onBasis(row, p.original).Round(places)
	if !row.Price.Equal(onBasis(row, p.original)) && row.Gross {
		return nil // a finer price than Склад Pro keeps
	}

	full := row.Price.Mul(row.Qty)
	if !full.IsPositive() {
		return nil
	}

	computed := decimal.NewFromInt(1).Sub(onBasis(row, total).DivRound(full, 2*places+places)).Shift(places).Round(places)
	for _, percent := range []decimal.Decimal{{}, p.percent, computed, computed.Sub(cent()), computed.Add(cent())} {
		if row.Discount = percent; !percent.IsZero() && (!p.discounted() || !allowed(percent)) {
			continue
		}

		if hits(total, row) {
			return []sklad.LineTerms{row}
		}
	}

	return nil
}

// allowed: Склад Pro keeps -99…99 %. What raises the price is no discount.
func allowed(percent decimal.Decimal) bool {
	const most = 99

	return percent.IsPositive() && percent.LessThanOrEqual(decimal.NewFromInt(most)) && percent.Equal(percent.Round(places))
}

// single is one price for the whole quantity.
func single(_ part, row sklad.LineTerms, total decimal.Decimal) []sklad.LineTerms {
	base := onBasis(row, total).DivRound(row.Qty, places)

	for _, off := range []int64{0, -1, 1, -2, 2} {
		if row.Price = base.Add(decimal.New(off, -places)); !row.Price.IsNegative() && hits(total, row) {
			return []sklad.LineTerms{row}
		}
	}

	return nil
}

// double is a whole number of pieces at a price one cent above the others.
func double(_ part, row sklad.LineTerms, total decimal.Decimal) []sklad.LineTerms {
	onDB := onBasis(row, total)
	low := onDB.DivRound(row.Qty, places+places).RoundFloor(places)
	dearer := onDB.Sub(low.Mul(row.Qty)).Shift(places).Round(0)

	for _, off := range []int64{0, -1, 1, -2, 2} {
		n := dearer.Add(decimal.NewFromInt(off))
		if !n.IsPositive() || n.GreaterThanOrEqual(row.Qty) {
			continue
		}

		a, b := row, row
		a.Qty, a.Price = row.Qty.Sub(n), low
		b.Qty, b.Price = n, low.Add(cent())

		if hits(total, a, b) {
			return []sklad.LineTerms{a, b}
		}
	}

	return nil
}

// portioned is the last resort of a database with prices without VAT, where one
// row cannot reach every total: two parts of the quantity at two prices.
func portioned(_ part, row sklad.LineTerms, total decimal.Decimal) []sklad.LineTerms {
	if row.Gross {
		return nil
	}

	for _, qty := range portions(row.Qty) {
		if rows := inTwo(row, qty, total); rows != nil {
			return rows
		}
	}

	return nil
}

// portions are quantities to take off a whole: pieces first, for people read
// them, then fractions. Several, because at one price a portion comes to
// multiples of some cents only: at 20 % no number of cents gives 0.03 with VAT,
// and neither does one piece beside thirty-five.
func portions(qty decimal.Decimal) []decimal.Decimal {
	const most, finest = 9, 3

	var all []decimal.Decimal

	for n := decimal.NewFromInt(1); n.LessThan(qty) && n.LessThanOrEqual(decimal.NewFromInt(most)); n = n.Add(decimal.NewFromInt(1)) {
		all = append(all, n)
	}

	for _, n := range []int64{2, 3, 5, 7} {
		all = append(all, qty.DivRound(decimal.NewFromInt(n), finest))
	}

	return all
}

// inTwo tries prices for the one part, and gives the other what is left.
func inTwo(row sklad.LineTerms, qty, total decimal.Decimal) []sklad.LineTerms {
	const steps = 12

	a, b := row, row
	a.Qty, b.Qty = row.Qty.Sub(qty), qty

	if !a.Qty.IsPositive() || !b.Qty.IsPositive() {
		return nil
	}

	middle := onBasis(row, total).DivRound(row.Qty, places)

	for i := int64(-steps); i <= steps; i++ {
		a.Price = middle.Add(decimal.New(i, -places))
		due, _ := sums(a)
		rest := onBasis(row, total.Sub(due)).DivRound(b.Qty, places)

		for off := int64(-1); off <= 1; off++ {
			b.Price = rest.Add(decimal.New(off, -places))
			if !a.Price.IsNegative() && !b.Price.IsNegative() && hits(total, a, b) {
				return []sklad.LineTerms{a, b}
			}
		}
	}

	return nil
}

// onBasis takes the VAT out of an amount where the database's prices have none.
func onBasis(row sklad.LineTerms, amount decimal.Decimal) decimal.Decimal {
	const whole = 100

	if row.Gross {
		return amount
	}

	return amount.Shift(places).DivRound(row.VATRate.Add(decimal.NewFromInt(whole)), 2*places+places)
}
