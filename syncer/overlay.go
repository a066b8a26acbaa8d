package syncer

import (
	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad"
)

// overlay is what a plan has planned so far. Its partners and goods have
// negative ids, so that they are never taken for rows; none of these ids leaves
// the overlay in an Action.
type overlay struct {
	partners  []sklad.Partner
	customers map[string]sklad.Partner
	goods     []sklad.Good
	variants  map[string]sklad.Good
	taken     map[sklad.GoodID]decimal.Decimal
}

func newOverlay() overlay {
	return overlay{
		customers: map[string]sklad.Partner{}, variants: map[string]sklad.Good{},
		taken: map[sklad.GoodID]decimal.Decimal{},
	}
}

// keep remembers what an order brings and takes.
func (o *overlay) keep(job *orderJob) {
	o.addPartner(job.partner)

	for _, g := range job.goods {
		if g.save.New && !g.planned {
			o.addGood(g.save)
		}
	}

	for _, line := range job.draft.Document.Lines {
		o.taken[line.GoodID] = o.taken[line.GoodID].Add(line.Qty)
	}
}

func (o *overlay) addPartner(s SavePartner) {
	partner := s.Partner
	if s.New {
		partner.ID = sklad.PartnerID(-1 - len(o.partners))
		o.partners = append(o.partners, partner)
	}

	if s.CustomerID != "" {
		o.customers[s.CustomerID] = partner
	}
}

func (o *overlay) addGood(s SaveGood) {
	good := s.Good
	good.ID = sklad.GoodID(-1 - len(o.goods))
	o.goods = append(o.goods, good)

	if s.VariantID != "" {
		o.variants[s.VariantID] = good
	}
}

func (o *overlay) customer(id string) *sklad.Partner {
	if p, ok := o.customers[id]; ok {
		return &p
	}

	return nil
}

func (o *overlay) variant(id string) *sklad.Good {
	if g, ok := o.variants[id]; ok {
		return &g
	}

	return nil
}

// findPartners compares as the database does.
func (o *overlay) findPartners(q sklad.PartnerQuery) []sklad.Partner {
	var found []sklad.Partner

	for _, p := range o.partners {
		if q.Finds(p) {
			found = append(found, p)
		}
	}

	return found
}

func (o *overlay) findGoods(q sklad.GoodQuery) []sklad.Good { return goodsLike(o.goods, q) }

func goodsLike(goods []sklad.Good, q sklad.GoodQuery) []sklad.Good {
	var found []sklad.Good

	for _, g := range goods {
		if q.Finds(g) {
			found = append(found, g)
		}
	}

	return found
}
