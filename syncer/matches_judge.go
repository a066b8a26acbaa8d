package syncer

import (
	"context"
	"fmt"
	"slices"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// judge gives the link of a match, the zero link when it is there already, or
// why it is kept aside.
func (a *matchApply) judge(m Match, goods map[sklad.GoodID]sklad.Good) (ledger.Link, *Problem) {
	record := fmt.Sprintf("good %d with variant %s", m.GoodID, m.VariantID)
	variant, linkedGood := a.linked.variants[m.GoodID]
	good, linkedVariant := a.linked.goods[m.VariantID]

	switch {
	case linkedGood && linkedVariant && variant == m.VariantID && good == m.GoodID:
		return ledger.Link{}, nil
	case linkedGood:
		return ledger.Link{}, matchTaken(record, idText(m.GoodID), variant)
	case linkedVariant:
		return ledger.Link{}, matchTaken(record, m.VariantID, idText(good))
	}

	here, hasGood := goods[m.GoodID]
	there, hasVariant := a.shown[m.VariantID]

	if !hasGood || a.leftOut(here) != "" {
		return ledger.Link{}, &Problem{Code: text.MatchGone, Record: record, Args: map[string]string{"side": idText(m.GoodID)}}
	}

	if !hasVariant || !sold(there.product) {
		return ledger.Link{}, &Problem{Code: text.MatchGone, Record: record, Args: map[string]string{"side": m.VariantID}}
	}

	now := a.fingerprintOf(sideOf(here), matchableVariant(there.product, there.variant))
	if m.Fingerprint != "" && m.Fingerprint != now {
		return ledger.Link{}, &Problem{Code: text.MatchChanged, Record: record, Args: map[string]string{
			"good": here.Name, "variant": variantName(there.product, there.variant),
		}}
	}

	return a.link(m.GoodID, there), nil
}

func matchTaken(record, side, other string) *Problem {
	return &Problem{Code: text.MatchTaken, Record: record, Args: map[string]string{"side": side, "other": other}}
}

func (a *matchApply) readGoods(ctx context.Context, matches []Match) (map[sklad.GoodID]sklad.Good, error) {
	ids := make([]sklad.GoodID, 0, len(matches))
	for _, m := range matches {
		ids = append(ids, m.GoodID)
	}

	slices.Sort(ids)

	goods := map[sklad.GoodID]sklad.Good{}

	for g, err := range a.cfg.Warehouse.Goods(ctx, sklad.GoodsFilter{IDs: slices.Compact(ids)}) {
		if err != nil {
			return nil, err
		}

		goods[g.ID] = g
	}

	return goods, nil
}

// readVariants reads the variants that matches name: a few by the ids of their
// products, many with all that the shop has.
func (r *run) readVariants(ctx context.Context, matches []Match) (map[string]shownVariant, error) {
	wanted, ids := map[string]bool{}, map[string]bool{}
	for _, m := range matches {
		wanted[m.VariantID], ids[m.ProductID] = true, true
	}

	options := []gombashop.ProductListOptions{{Limit: 250}}
	if len(ids) <= fewFresh && !ids[""] {
		options = queries(ids, func(o *gombashop.ProductListOptions, part []string) { o.IDs = part })
	}

	shown := map[string]shownVariant{}

	for _, o := range options {
		for page, err := range r.cfg.Shop.ProductPages(ctx, o) {
			if err != nil {
				return nil, shopProblem(err)
			}

			for _, p := range page.Data {
				keepShown(shown, wanted, p)
			}
		}
	}

	return shown, nil
}

func keepShown(shown map[string]shownVariant, wanted map[string]bool, p gombashop.Product) {
	variants := p.Variants
	p.DescriptionHTML, p.Images, p.Variants = "", nil, nil // there may be very many

	for _, v := range variants {
		if wanted[v.ID] {
			shown[v.ID] = shownVariant{p, v}
		}
	}
}
