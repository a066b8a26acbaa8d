package syncer

import (
	"context"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// edit is what the shop's name and category make of a known good (setting l).
// Without fields only the link changes: what both sides had last.
type edit struct {
	save  SaveGood
	link  ledger.Link
	names map[string]string // hashes of the link that change
	place placing
}

// placing is the shop's category of a product, and the goods group that it is
// linked with; 0 while there is none.
type placing struct {
	category string
	group    sklad.GroupID
}

// linkedGood is a variant of a product with its good.
type linkedGood struct {
	variant gombashop.Variant
	good    sklad.Good
	link    ledger.Link
}

// edits compares name and category of a product with what both sides had last.
// What has changed in the shop counts here, also when the good has changed as
// well, which is reported. Known goods are touched in the mode add_and_update
// alone.
func (p *importPlan) edits(ctx context.Context, product gombashop.Product, paths map[string]string) (map[string]edit, error) {
	if !p.cfg.EditNameAndGroup || p.cfg.Import.Mode == AddOnly || product.Deleted {
		return nil, nil //nolint:nilnil // there is nothing to edit
	}

	known, err := p.linkedGoods(ctx, product)
	if err != nil || len(known) == 0 {
		return nil, err
	}

	edits := map[string]edit{}

	for i, k := range known {
		e := edit{
			save:  SaveGood{ProductID: product.ID, VariantID: k.variant.ID, Good: k.good},
			link:  k.link,
			names: map[string]string{},
		}

		if own(k.link) {
			err = p.editOwn(ctx, &e, product, k)
		} else {
			err = p.editOurs(ctx, &e, product, k, known[0], i == 0)
		}

		if err != nil {
			return nil, err
		}

		if e.save.CategoryPath = paths[e.place.category]; e.place.group == 0 && e.save.CategoryPath == "" {
			e.place, e.save.Fields = placing{}, e.save.Fields&^sklad.GoodGroup // the shop does not show the category
		}

		if len(e.names) > 0 || e.place.category != "" {
			edits[k.variant.ID] = e
		}
	}

	return edits, nil
}

// linkedGoods are the goods that the shop sells as variants of a product, lowest
// id first: name and group of a product are those of the first.
func (p *importPlan) linkedGoods(ctx context.Context, product gombashop.Product) ([]linkedGood, error) {
	variants := map[sklad.GoodID]linkedGood{}

	for _, v := range product.Variants {
		link, linked, err := p.cfg.Warehouse.LinkByShopID(ctx, p.cfg.ShopID, linkVariant, v.ID)
		if err != nil {
			return nil, err
		}

		if linked && link.State == ledger.LinkActive {
			variants[sklad.GoodID(link.LocalID)] = linkedGood{variant: v, link: link}
		}
	}

	if len(variants) == 0 {
		return nil, nil
	}

	var known []linkedGood

	for good, err := range p.cfg.Warehouse.Goods(ctx, sklad.GoodsFilter{IDs: sortedGoods(variants)}) {
		if err != nil {
			return nil, err
		}

		one := variants[good.ID]
		one.good = good
		known = append(known, one)
	}

	return known, nil
}
