package syncer

import (
	"maps"
	"slices"

	"github.com/skladmost/skladmost/sklad"
)

// The reasons of HideProduct.
const (
	// reasonGone: the good left the export, or Склад Pro.
	reasonGone = "not_published"
	// reasonMoved: all goods of the product are in other products now.
	reasonMoved = "moved_away"
)

// hide takes out of sight what lost its goods: single variants whose product
// goes on, whole products where nothing is left. Only what export itself
// published is hidden, and nothing is deleted. A run for some goods hides
// nothing.
func (p *exportPlan) hide() error {
	if p.opts.Goods != nil {
		return nil
	}

	for _, l := range p.survey.gone {
		p.report.count(KindGood, written)

		err := p.yield(HideProduct{
			ExternalID: l.ParentExternalID, ProductID: l.ParentShopID, GoodID: sklad.GoodID(l.LocalID), VariantID: l.ShopID,
			Whole: !p.survey.fates[l.ParentExternalID].stays, Reason: reasonGone, link: l,
		})
		if err != nil {
			return err
		}
	}

	return p.hideEmpty()
}

// hideEmpty hides products whose goods have all moved away. It is told for
// every one of these goods, whose links remember where they came from.
func (p *exportPlan) hideEmpty() error {
	for _, externalID := range slices.Sorted(maps.Keys(p.survey.fates)) {
		f := p.survey.fates[externalID]
		if f.stays {
			continue
		}

		slices.Sort(f.moved)

		for _, good := range slices.Compact(f.moved) {
			err := p.yield(HideProduct{
				ExternalID: externalID, ProductID: f.shopID, GoodID: good, Whole: true, Reason: reasonMoved,
			})
			if err != nil {
				return err
			}
		}
	}

	return nil
}
