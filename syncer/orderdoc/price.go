package orderdoc

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/text"
)

// pricing is how a part is written: usually in one row.
type pricing struct {
	rows []sklad.LineTerms
	// total is what the rows come to, with VAT.
	total decimal.Decimal
}

// sums are the amount due that Склад Pro writes for a row, and what anyone
// computes from its columns. Both are with VAT.
func sums(row sklad.LineTerms) (decimal.Decimal, decimal.Decimal) {
	p := sklad.PriceLine(row)

	return p.TotalWithVAT, p.Reread
}

// price finds rows for every part. In a database with prices without VAT some
// totals cannot be written at all, because a cent more of price is 1.2 cents
// more of total: such a part is written a cent off, and the next makes up for it.
func price(t Terms, o gombashop.Order, parts []part) ([]pricing, []*text.Problem, error) {
	var warnings []*text.Problem

	priced := make([]pricing, len(parts))
	owed, from := decimal.Decimal{}, ""

	for n, i := range ascending(parts) {
		p := parts[i]

		want := p.total.Add(owed)
		if want.IsNegative() {
			want = decimal.Decimal{}
		}

		found, ok := nearest(t, p, want, n == len(parts)-1)
		if !ok {
			return nil, nil, &text.Problem{Code: text.LineTotal, Record: record(o), Args: map[string]string{
				"item": p.name, "quantity": p.qty.String(), "total": want.StringFixed(places),
			}}
		}

		if !owed.IsZero() {
			warnings = append(warnings, moved(o, from, p.name, owed))
		}

		if len(found.rows) > 1 {
			warnings = append(warnings, split(o, p, len(found.rows)))
		}

		priced[i], owed, from = found, p.total.Add(owed).Sub(found.total), p.name
	}

	return priced, warnings, nil
}

// nearest writes a part at the total that is wanted, or, where prices have no
// VAT and another part follows, at most two cents off. Rows of odd portions are
// the last resort.
func nearest(t Terms, p part, want decimal.Decimal, last bool) (pricing, bool) {
	row := sklad.LineTerms{Qty: p.qty, VATRate: p.good.Rate, Gross: t.PricesIncludeVAT}

	offs := []int64{0, -1, 1, -2, 2}
	if last {
		offs = offs[:1]
	}

	for _, ways := range [][]way{{announced, single, double}, {portioned}} {
		for _, off := range offs {
			total := want.Add(decimal.New(off, -places))
			if rows := try(ways, p, row, total); rows != nil {
				return pricing{rows: rows, total: total}, true
			}
		}
	}

	return pricing{}, false
}

func try(ways []way, p part, row sklad.LineTerms, total decimal.Decimal) []sklad.LineTerms {
	if total.IsNegative() {
		return nil
	}

	for _, rows := range ways {
		if found := rows(p, row, total); found != nil {
			return found
		}
	}

	return nil
}

// way finds rows for a part that come to a total, or nil.
type way func(p part, row sklad.LineTerms, total decimal.Decimal) []sklad.LineTerms

// ascending are the indices of the parts by their totals, so that a cent that
// moves ends on the largest.
func ascending(parts []part) []int {
	order := make([]int, len(parts))
	for i := range order {
		order[i] = i
	}

	slices.SortStableFunc(order, func(a, b int) int { return parts[a].total.Cmp(parts[b].total) })

	return order
}

func moved(o gombashop.Order, from, to string, difference decimal.Decimal) *text.Problem {
	return &text.Problem{Code: text.CentMoved, Record: record(o), Args: map[string]string{
		"from": from, "to": to, "difference": difference.StringFixed(places),
	}}
}

func split(o gombashop.Order, p part, lines int) *text.Problem {
	return &text.Problem{Code: text.LineSplit, Record: record(o), Args: map[string]string{
		"item": p.name, "lines": decimal.NewFromInt(int64(lines)).String(),
	}}
}
