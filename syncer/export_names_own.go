package syncer

import (
	"strings"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/catalog"
	"github.com/skladmost/skladmost/syncer/text"
)

// compareOwn looks at a product of the shop's own: each of its links keeps what
// either side had at the last comparison. Without that nothing can have changed
// yet, and what both have now is kept for the next time.
func (p *exportPlan) compareOwn(d *draft, there gombashop.Product, ids categoryIDs) {
	names := map[string]string{}
	for _, v := range there.Variants {
		names[v.ID] = variantName(there, v)
	}

	if _, compared := d.lead().Known.Hashes[catalog.HashNameHere]; !compared {
		p.firstNames(d, there, names)

		return
	}

	p.renameOwn(d, there, names)
	p.placeOwn(d, there, ids)
	p.tellKept(d)
}

// firstNames keeps what both sides have of every good of the product.
func (p *exportPlan) firstNames(d *draft, there gombashop.Product, names map[string]string) {
	for i := range d.members {
		m := &d.members[i]
		m.link.Hashes = withHashes(m.link.Hashes, bothNames(m.good, names[m.link.ShopID], firstCategory(there)))
		p.agreements = append(p.agreements, m.link)

		for j := range d.product.Variants {
			if v := &d.product.Variants[j]; v.GoodID == m.good.ID {
				v.Known.Hashes = withHashes(v.Known.Hashes, m.link.Hashes)
			}
		}
	}
}

// bothNames are the hashes of what both sides have of a good and of a variant of
// the shop's own.
func bothNames(g sklad.Good, name, category string) map[string]string {
	return map[string]string{
		catalog.HashNameHere: catalog.NameHash(g.Name), catalog.HashNameThere: catalog.NameHash(name),
		catalog.HashGroupHere: catalog.CategoryHash(idText(g.GroupID)), catalog.HashGroupThere: catalog.CategoryHash(category),
	}
}

func firstCategory(p gombashop.Product) string { return first(p.CategoryIDs...) }

// renameOwn gives the shop's product the new name of its lowest good, without
// the options that stand at the end of it.
func (p *exportPlan) renameOwn(d *draft, there gombashop.Product, names map[string]string) {
	lead, kept := d.lead(), d.lead().Known.Hashes
	here, now := catalog.NameHash(d.product.Name), catalog.NameHash(names[lead.Known.VariantID])

	switch {
	case here == kept[catalog.HashNameHere] || d.product.Name == "":
		return
	case now != kept[catalog.HashNameThere] && now != kept[hashNameSent] && now != here:
		d.product.Edits.KeepName = true

		return
	}

	options := strings.TrimPrefix(names[lead.Known.VariantID], strings.TrimSpace(there.Name))

	name, cut := strings.CutSuffix(d.product.Name, options)
	if !cut && len(d.product.Variants) > 1 || name == "" {
		p.report.warn(&Problem{Code: text.NameWithoutOptions, Record: goodRecord(d.members[0].good),
			Args: map[string]string{"options": options}})

		return
	}

	d.product.Edits.Rename, d.shown = name, map[sklad.GoodID]string{}
	for _, v := range d.product.Variants {
		d.shown[v.GoodID] = name + strings.TrimPrefix(names[v.Known.VariantID], strings.TrimSpace(there.Name))
	}
}

// placeOwn gives the shop's product the category of its lowest good.
func (p *exportPlan) placeOwn(d *draft, there gombashop.Product, ids categoryIDs) {
	kept := d.lead().Known.Hashes
	target := ids.shopID[d.product.CategoryID]
	now := catalog.CategoryHash(firstCategory(there))

	switch {
	case target == "" || catalog.CategoryHash(d.product.CategoryID) == kept[catalog.HashGroupHere]:
		return
	case now != kept[catalog.HashGroupThere] && now != kept[hashGroupSent] && now != catalog.CategoryHash(target):
		d.product.Edits.KeepCategory = true
	default:
		d.product.Edits.Place, d.category = true, target
	}
}

// keepNames lets the links of a product of the shop's own keep what both sides
// have once the shop has taken the change.
func (d *draft) keepNames(change catalog.Change) {
	edits := d.product.Edits

	for i, m := range d.members {
		hashes, ok := change.Members[m.good.ID]
		if !ok {
			continue
		}

		delete(hashes, hashNameSent)
		delete(hashes, hashGroupSent)

		if edits.Rename != "" {
			hashes[catalog.HashNameThere] = catalog.NameHash(d.shown[m.good.ID])
			if i == 0 {
				hashes[catalog.HashNameHere] = catalog.NameHash(d.product.Name)
			}
		}

		if edits.Place {
			hashes[catalog.HashGroupHere], hashes[catalog.HashGroupThere] =
				catalog.CategoryHash(idText(m.good.GroupID)), catalog.CategoryHash(d.category)
		}
	}
}
