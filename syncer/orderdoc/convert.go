package orderdoc

import (
	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/money"
	"github.com/skladmost/skladmost/syncer/text"
)

// The currencies that one order may be converted between, ISO 4217.
const (
	euro = "EUR"
	lev  = "BGN" // until 2025-12-31
)

// convertible refuses every currency but the warehouse's own and, in a euro
// warehouse, lev.
func convertible(t Terms, o gombashop.Order) error {
	if o.Currency == t.base() || o.Currency == lev && t.base() == euro {
		return nil
	}

	return &text.Problem{Code: text.OrderCurrency, Record: record(o), Args: map[string]string{
		"currency": o.Currency, "base": t.base(),
	}}
}

// rate is the VAT percentage that the customer was charged.
func (p part) rate() decimal.Decimal {
	if p.shopRate.Valid {
		return p.shopRate.Decimal
	}

	return p.good.Rate
}

// withVAT adds VAT to an amount without it, not rounded.
func (p part) withVAT(amount decimal.Decimal) decimal.Decimal {
	return amount.Mul(p.rate().Shift(-places).Add(decimal.NewFromInt(1)))
}

// addVAT turns an order with prices without VAT into one with. Its grand total
// may be meant either way: GS-REST v1 says that it has the order's basis, and
// shops send what the customer pays.
func (s *reckoning) addVAT() error {
	gross := s.gross()
	if s.grand.Sub(gross).Abs().LessThanOrEqual(s.tolerance()) {
		s.raise()

		return s.adjust(s.grand)
	}

	if err := s.adjust(s.grand); err != nil {
		return err
	}

	vat := s.gross().Sub(s.grand)

	if told := s.order.Totals.VAT; told.Valid && s.grand.Equal(s.shop) {
		if told.Decimal.Sub(vat).Abs().GreaterThan(s.tolerance()) {
			return contradiction(s.order, "totals.vat", told.Decimal, vat)
		}

		vat = told.Decimal
	}

	s.shop = s.shop.Add(vat)
	s.grand = s.grand.Add(vat)
	s.raise()

	return s.adjust(s.grand)
}

// gross is the sum with VAT, rounded once for each rate.
func (s *reckoning) gross() decimal.Decimal {
	var all decimal.Decimal

	_, groups := s.byRate(gombashop.AppliesToOrder)
	for _, group := range groups {
		all = all.Add(s.lines[group[0]].withVAT(s.sum(group)).Round(places))
	}

	return all
}

func (s *reckoning) raise() {
	for i := range s.lines {
		p := &s.lines[i]
		p.total = p.withVAT(p.total).Round(places)
	}
}

// convert announces every price with VAT in the base currency. Lev become euro
// at the fixed rate: the grand total first, for that is the money; what the
// lines then differ by goes onto the largest.
func (s *reckoning) convert(t Terms) {
	s.shopTotal = s.shop

	for i := range s.lines {
		p := &s.lines[i]
		if p.original = p.unit; !s.order.PricesIncludeVAT {
			p.original = p.withVAT(p.unit)
		}
	}

	if s.order.Currency == t.base() {
		return
	}

	total := money.ToEUR(sumOf(s.lines))
	s.shopTotal, s.vouchers = money.ToEUR(s.shop), money.ToEUR(s.vouchers)

	for i := range s.lines {
		p := &s.lines[i]
		p.total, p.original = money.ToEUR(p.total), money.ToEUR(p.original)
	}

	if len(s.lines) == 0 {
		return
	}

	line := &s.lines[largest(s.lines)]
	line.total = line.total.Add(total.Sub(sumOf(s.lines)))
}

// inBase is an amount of an order in the base currency: lev become euro, and
// everything else is in the base currency already (see convertible).
func inBase(currency, base string, amount decimal.Decimal) decimal.Decimal {
	if currency != lev || base != euro {
		return amount
	}

	return money.ToEUR(amount)
}
