package syncer

import (
	"context"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/syncer/catalog"
)

// keepPromotions sends a new regular price as the "old price" of a variant that
// is in promotion: the promotion is the shop's.
func (a *exportApply) keepPromotions(ctx context.Context, patches []gombashop.ProductPatch) error {
	var ids []string

	for _, p := range patches {
		if p.ID != "" && slices.ContainsFunc(p.Variants, repriced) {
			ids = append(ids, p.ID)
		}
	}

	shown, err := a.readProducts(ctx, ids)
	if err != nil {
		return err
	}

	for i := range patches {
		promoted := promotions(shown[patches[i].ID])
		patches[i].Variants = slices.Clone(patches[i].Variants)

		for j := range patches[i].Variants {
			if v := &patches[i].Variants[j]; repriced(*v) && promoted[v.ID] {
				v.CompareAtPrice, v.Price = nullable(v.Price), nil
			}
		}
	}

	return nil
}

// repriced tells that a row changes the price of a variant that the shop has.
func repriced(v gombashop.VariantPatch) bool { return v.ID != "" && v.Price != nil }

// promotions are the variants of a product that are in promotion.
func promotions(p gombashop.Product) map[string]bool {
	ids := map[string]bool{}

	for _, v := range p.Variants {
		if catalog.Promoted(v) {
			ids[v.ID] = true
		}
	}

	return ids
}

func nullable(d *decimal.Decimal) *decimal.NullDecimal {
	value := decimal.NewNullDecimal(*d)

	return &value
}
