package catalog

import (
	"slices"
	"strings"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
)

// Avoid gives a variant another option where its own is taken: a shop refuses a
// product with two variants on sale that a customer cannot tell apart, also for
// the moment until one of them has left. taken are GroupOptions hashes, as
// links keep them.
func (p Product) Avoid(taken map[string]bool) Product {
	if p.Own || len(taken) == 0 {
		return p
	}

	p.Variants = slices.Clone(p.Variants)

	for i := range p.Variants {
		v := &p.Variants[i]
		if v.Held || !taken[hash(v.Options...)] {
			continue
		}

		v.Options = []string{strings.TrimSpace(strings.Join(v.Options, " ") + " " + SingleID(v.GoodID))}
		p.Options = []string{OptionName}
	}

	return p
}

// Rename is what turns the options of before into those of p, by our external
// ids, with the goods behind its variants; none when they are the same.
func (p Product) Rename(before Product) (gombashop.ProductPatch, []sklad.GoodID) {
	patch := gombashop.ProductPatch{ExternalID: p.ExternalID, OptionNames: &p.Options}

	var goods []sklad.GoodID

	for i, v := range p.Variants {
		if v.Held || slices.Equal(v.Options, before.Variants[i].Options) {
			continue
		}

		patch.Variants = append(patch.Variants, gombashop.VariantPatch{ExternalID: SingleID(v.GoodID), Options: &v.Options})
		goods = append(goods, v.GoodID)
	}

	return patch, goods
}

// OptionHashes are those of the hashes of a good that Rename changes.
func (p Product) OptionHashes(good sklad.GoodID) map[string]string {
	out := map[string]string{HashProductOptions: hash(p.Options...)}

	for _, v := range p.Variants {
		if v.GoodID == good {
			out[GroupOptions] = hash(v.Options...)
		}
	}

	return out
}
