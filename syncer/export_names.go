package syncer

import (
	"context"
	"slices"
	"strings"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/catalog"
	"github.com/skladmost/skladmost/syncer/text"
)

// compareNames decides for known products whether their name and group go to the
// shop (setting l): not where the shop's have changed as well, for then the
// shop's stay. It looks there only where something has changed here.
func (p *exportPlan) compareNames(ctx context.Context, drafts []draft) error {
	if !p.cfg.EditNameAndGroup {
		return nil
	}

	var ids []string

	for i := range drafts {
		if drafts[i].editsKnown(p.terms) {
			ids = append(ids, drafts[i].product.ID)
		}
	}

	if len(ids) == 0 {
		return nil
	}

	shown, err := p.readProducts(ctx, ids)
	if err != nil {
		return shopProblem(err)
	}

	groups, err := p.groupsOfCategories(ctx)
	if err != nil {
		return err
	}

	for i := range drafts {
		there, read := shown[drafts[i].product.ID]

		switch {
		case !read:
		case drafts[i].product.Own:
			p.compareOwn(&drafts[i], there, groups)
		default:
			p.compareOurs(&drafts[i], there, groups)
		}
	}

	return nil
}

// categoryIDs knows both ids of the categories that are goods groups.
type categoryIDs struct{ groupOf, shopID map[string]string }

// groupsOfCategories reads them once, and again when the run has made some.
func (p *exportPlan) groupsOfCategories(ctx context.Context) (categoryIDs, error) {
	if p.bothIDs != nil {
		return *p.bothIDs, nil
	}

	known := categoryIDs{map[string]string{}, map[string]string{}}

	links, err := p.categoryLinks(ctx)
	if err != nil {
		return known, err
	}

	for local, link := range links {
		id := idText(sklad.GroupID(local))
		known.groupOf[link.ShopID], known.shopID[id] = id, link.ShopID
	}

	p.bothIDs = &known

	return known, nil
}

// lead is the good whose name and group the product has.
func (d *draft) lead() catalog.Variant { return d.product.Variants[0] }

// editsKnown tells whether the shop has to be looked at.
func (d *draft) editsKnown(t catalog.Terms) bool {
	lead := d.lead()

	switch {
	case d.product.ID == "" || lead.Held:
		return false
	case !d.product.Own:
		return d.product.SendsNameOrGroup(t)
	}

	kept := lead.Known.Hashes

	return kept[catalog.HashNameHere] != catalog.NameHash(d.product.Name) ||
		kept[catalog.HashGroupHere] != catalog.CategoryHash(d.product.CategoryID)
}

// compareOurs looks at a product that export made: its links keep what was sent
// last, which both sides had then.
func (p *exportPlan) compareOurs(d *draft, there gombashop.Product, ids categoryIDs) {
	kept := d.lead().Known.Hashes
	name := catalog.NameHash(there.Name)

	sent := d.product.LastSent(catalog.GroupName)
	if sent != "" && name != sent && name != kept[hashNameSent] && name != catalog.NameHash(d.product.Name) {
		d.product.Edits.KeepName = true
	}

	sent = d.product.LastSent(catalog.GroupCategory)
	if sent != "" && !placedAs(there, ids.groupOf, sent, kept[hashGroupSent], catalog.CategoryHash(d.product.CategoryID)) {
		d.product.Edits.KeepCategory = true
	}

	p.tellKept(d)
}

// placedAs tells whether the shop has the product in a category with one of
// these hashes, or in none.
func placedAs(there gombashop.Product, groupOf map[string]string, hashes ...string) bool {
	for _, id := range there.CategoryIDs {
		if contains(hashes, catalog.CategoryHash(groupOf[id])) {
			return true
		}
	}

	return len(there.CategoryIDs) == 0
}

// tellKept reports that both sides have changed a product, and the shop's stays.
func (p *exportPlan) tellKept(d *draft) {
	lead := d.members[0].good
	if d.product.Edits.KeepName {
		p.report.warn(changedTwice(text.NameChangedTwice, goodRecord(lead)))
	}

	if d.product.Edits.KeepCategory {
		p.report.warn(changedTwice(text.GroupChangedTwice, goodRecord(lead)))
	}
}

func changedTwice(code text.Code, record string) *Problem {
	return &Problem{Code: code, Record: record}
}

func contains(all []string, one string) bool {
	return one != "" && slices.Contains(all, one)
}

// variantName is what a good is called that came from a variant of the shop.
func variantName(product gombashop.Product, v gombashop.Variant) string {
	return strings.TrimSpace(product.Name + " " + strings.Join(v.Options, " "))
}
