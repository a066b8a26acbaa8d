package syncer

import (
	"cmp"
	"context"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// goodRole is what a good is to an order.
type goodRole int

const (
	itemGood goodRole = iota
	deliveryGood
	feeGood
)

// wantedGood is a good that lines of the order refer to.
type wantedGood struct {
	role  goodRole
	items []string // the order's line ids; delivery and fees have none
	save  SaveGood // New is false when the good exists
	// planned tells that an earlier unit of this plan makes the good.
	planned bool
}

// id is the good's, or one that stands for it until it has its own.
func (g *wantedGood) id(i int) sklad.GoodID {
	if g.save.Good.ID != 0 {
		return g.save.Good.ID
	}

	return sklad.GoodID(-1_000_000 - i)
}

// orderGoods finds the good of every line. Lines of one good share it. Two lines
// are one new good when everything that names a good is the same on both, or
// when the second finds the first one's as it would find a stored one.
func (p *importPlan) orderGoods(ctx context.Context, job *orderJob) error {
	found := map[sklad.GoodID]*wantedGood{}
	made := map[[4]string]*wantedGood{}

	for _, item := range job.order.Items {
		marks := [4]string{item.VariantID, item.SKU, item.Barcode, item.Name}
		if same, ok := made[marks]; ok {
			same.items = append(same.items, item.ID)

			continue
		}

		good, err := p.itemGood(ctx, job, item)
		if err != nil {
			return err
		}

		if same, ok := found[good.save.Good.ID]; ok {
			same.items = append(same.items, item.ID)

			continue
		}

		good.items = []string{item.ID}
		job.goods = append(job.goods, good)

		found[good.id(len(job.goods)-1)] = good

		if good.save.New {
			made[marks] = good
		}
	}

	return nil
}

// itemGood goes by link, barcode and code; a good that is not known is made,
// stood for or parks the order, as ImportConfig.MissingGood says.
func (p *importPlan) itemGood(ctx context.Context, job *orderJob, item gombashop.OrderItem) (*wantedGood, error) {
	order := job.order

	linked, err := p.linkedGood(ctx, job, item.VariantID)
	if err != nil {
		return nil, err
	}

	answer, err := p.cfg.GoodMatcher.MatchGood(ctx, GoodMatchQuery{
		VariantID: item.VariantID, SKU: item.SKU, Barcode: item.Barcode, Name: item.Name,
		Linked: linked, Find: func(ctx context.Context, q sklad.GoodQuery) ([]sklad.Good, error) {
			found, err := p.findGoods(ctx, q)

			return append(found, job.makes(q)...), err
		},
	})
	if err = decided(ctx, "GoodMatcher", orderRecord(order), err); err != nil {
		return nil, err
	}

	args := map[string]string{"item": item.Name, "sku": item.SKU, "barcode": item.Barcode}

	if len(answer.Candidates) > 1 {
		args["candidates"] = goodNames(answer.Candidates)

		return nil, &Problem{Code: text.AmbiguousGood, Record: orderRecord(order), Args: args}
	}

	good := &wantedGood{save: SaveGood{ProductID: item.ProductID, VariantID: item.VariantID, Good: answer.Good}}
	if answer.Good.ID != 0 {
		good.planned = answer.Good.ID < 0

		return good, nil
	}

	switch {
	case p.cfg.Import.MissingGood == MissingItem:
		return &wantedGood{save: SaveGood{Good: p.standIn(job, item)}}, nil
	case p.cfg.Import.MissingGood != MissingCreate:
		return nil, &Problem{Code: text.UnknownGood, Record: orderRecord(order), Args: args}
	case p.needsStock():
		return nil, &Problem{Code: text.CreatedWithoutStock, Record: orderRecord(order), Args: args}
	}

	return good, p.fromItem(ctx, order, item, good)
}

// fromItem plans the good that an order line describes.
func (p *importPlan) fromItem(ctx context.Context, order gombashop.Order, item gombashop.OrderItem, good *wantedGood) error {
	group, err := p.vatGroup(ctx, orderRecord(order), item.VATRate)
	if err != nil {
		return err
	}

	good.save.New, good.save.Fields = true, sklad.GoodAll
	good.save.Good = newGood(strings.TrimSpace(item.Name), group)
	good.save.Good.Code, good.save.Good.BarCode1 = strings.TrimSpace(item.SKU), strings.TrimSpace(item.Barcode)
	good.save.Good.Prices = sklad.Prices{}.With(p.facts.price, p.facts.net(item.UnitPrice, group))

	return p.goodFits(good.save)
}

// goodFits refuses a good, its group or its ids that cannot be saved, by the
// rule that the transaction goes by.
func (p *importPlan) goodFits(s SaveGood, external ...string) error {
	for _, id := range append([]string{s.VariantID, s.ProductID}, external...) {
		if id == "" {
			continue
		}

		if err := ledger.CheckID(linkVariant, p.cfg.ShopID, id); err != nil {
			return err
		}
	}

	if path := s.path(); path != nil && p.places.group[s.category] == 0 {
		if err := cmp.Or(sklad.CheckGoodsGroup(path), p.facts.charsets.CheckGoodsGroup(path)); err != nil {
			return err
		}
	}

	if s.Fields == 0 {
		return nil
	}

	return cmp.Or(sklad.CheckGood(s.Good, s.Fields), p.facts.charsets.CheckGood(s.Good, s.Fields))
}

// newGood is what every good that import makes has.
func newGood(name string, group sklad.VATGroupID) sklad.Good {
	return sklad.Good{
		Name: name, Name2: name, TaxGroup: group, Measure1: "бр.", Measure2: "бр.", Ratio: decimal.NewFromInt(1),
	}
}

func (p *importPlan) vatGroup(ctx context.Context, record string, rate decimal.NullDecimal) (sklad.VATGroupID, error) {
	if !rate.Valid {
		return 0, &Problem{Code: text.NoVATRate, Record: record}
	}

	answer, err := p.cfg.VATMap.VATGroup(ctx, VATQuery{Rate: rate.Decimal})
	if err = decided(ctx, "VATMap", record, err); err != nil {
		return 0, err
	}

	if _, known := p.facts.rates[answer.Group]; answer.Group == 0 || !known {
		return 0, &Problem{Code: text.NoVATGroup, Record: record, Args: map[string]string{"rate": rate.Decimal.String() + " %"}}
	}

	return answer.Group, nil
}
