package syncer

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad"
)

// overlay is what a plan has planned so far. Its partners and goods have
// negative ids, so that they are never taken for rows; none of these ids leaves
// the overlay in an Action.
type overlay struct {
	partners  []sklad.Partner
	refreshed map[sklad.PartnerID]sklad.Partner // those of the database that are written
	customers map[string]sklad.Partner
	goods     []sklad.Good
	variants  map[string]sklad.Good
	taken     map[sklad.GoodID]decimal.Decimal
}

func newOverlay() overlay {
	return overlay{
		customers: map[string]sklad.Partner{}, refreshed: map[sklad.PartnerID]sklad.Partner{}, variants: map[string]sklad.Good{},
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

	switch {
	case s.New:
		partner.ID = sklad.PartnerID(-1 - len(o.partners))
		o.partners = append(o.partners, partner)
	case s.Fields == 0:
	case partner.ID < 0:
		o.partners[-1-partner.ID] = partner
	default:
		o.refreshed[partner.ID] = partner
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
		p = o.current(p)

		return &p
	}

	return nil
}

// current is a partner as the plan leaves it.
func (o *overlay) current(p sklad.Partner) sklad.Partner {
	if p.ID < 0 {
		return o.partners[-1-p.ID]
	}

	if now, ok := o.refreshed[p.ID]; ok {
		return now
	}

	return p
}

func (o *overlay) variant(id string) *sklad.Good {
	if g, ok := o.variants[id]; ok {
		return &g
	}

	return nil
}

// findPartners puts what the plan has written over what the database finds, in
// the order in which the database will list it.
func (o *overlay) findPartners(q sklad.PartnerQuery, there []sklad.Partner) []sklad.Partner {
	found := slices.DeleteFunc(there, func(p sklad.Partner) bool {
		_, rewritten := o.refreshed[p.ID]

		return rewritten
	})

	for _, p := range o.refreshed {
		if q.Finds(p) {
			found = append(found, p)
		}
	}

	slices.SortFunc(found, func(a, b sklad.Partner) int { return cmp.Compare(a.ID, b.ID) })

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
