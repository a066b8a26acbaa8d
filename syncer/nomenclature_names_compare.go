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

// editOurs compares a product that export made. The name is that of its first
// good; a category is that of all its goods which were in the group before.
func (p *importPlan) editOurs(ctx context.Context, e *edit, product gombashop.Product, k, lead linkedGood, leads bool) error {
	kept := lead.link.Hashes

	name, last := catalog.NameHash(product.Name), kept[catalog.GroupName]
	if last != "" && name != last && strings.TrimSpace(product.Name) != "" {
		e.names[catalog.GroupName] = name // all variants keep their product's

		if leads && name != kept[hashNameSent] {
			p.rename(e, strings.TrimSpace(product.Name), catalog.NameHash(k.good.Name) != last)
		}
	}

	last = kept[catalog.GroupCategory]
	if last == "" || len(product.CategoryIDs) == 0 {
		return nil
	}

	groups, err := p.groupsOf(ctx, product.CategoryIDs)
	if err != nil || slices.ContainsFunc(groups, func(id sklad.GroupID) bool { return groupHash(id) == last }) {
		return err
	}

	e.place = placing{category: product.CategoryIDs[0], group: groups[0]}

	if here := groupHash(k.good.GroupID); leads || here == last {
		p.regroup(e, here != last)
	}

	return nil
}

// groupsOf are the goods groups that categories are linked with; 0 is none.
func (p *importPlan) groupsOf(ctx context.Context, categories []string) ([]sklad.GroupID, error) {
	groups := make([]sklad.GroupID, len(categories))

	for i, id := range categories {
		link, _, err := p.cfg.Warehouse.LinkByShopID(ctx, p.cfg.ShopID, linkCategory, id)
		if err != nil {
			return nil, err
		}

		groups[i] = sklad.GroupID(link.LocalID)
	}

	return groups, nil
}

func groupHash(id sklad.GroupID) string { return catalog.CategoryHash(idText(id)) }

// editOwn compares a variant of a product of the shop's own with its good.
// Without a comparison before, what both have now is where the next begins.
func (p *importPlan) editOwn(ctx context.Context, e *edit, product gombashop.Product, k linkedGood) error {
	kept, name, category := k.link.Hashes, variantName(product, k.variant), firstCategory(product)

	now := bothNames(k.good, name, category)
	if _, compared := kept[catalog.HashNameHere]; !compared {
		e.names = now

		return nil
	}

	if there := now[catalog.HashNameThere]; there != kept[catalog.HashNameThere] && name != "" {
		e.names[catalog.HashNameThere], e.names[catalog.HashNameHere] = there, there

		if there != kept[hashNameSent] {
			p.rename(e, name, now[catalog.HashNameHere] != kept[catalog.HashNameHere])
		}
	}

	if now[catalog.HashGroupThere] == kept[catalog.HashGroupThere] || category == "" {
		return nil
	}

	groups, err := p.groupsOf(ctx, []string{category})
	if err != nil {
		return err
	}

	e.place = placing{category: category, group: groups[0]}
	if now[catalog.HashGroupThere] != kept[hashGroupSent] {
		p.regroup(e, now[catalog.HashGroupHere] != kept[catalog.HashGroupHere])
	}

	return nil
}

// rename lets the good have the shop's name; twice tells that it has another new
// one of its own, which is lost.
func (p *importPlan) rename(e *edit, name string, twice bool) {
	g := &e.save.Good
	if g.Name == name {
		return
	}

	if twice {
		p.report.warn(changedTwice(text.NameChangedTwice, goodRecord(*g)))
	}

	if g.Name2 == g.Name { // the name on documents follows, unless it is another
		g.Name2 = name
	}

	g.Name = name
	e.save.Fields |= sklad.GoodNames
}

// regroup lets the good have the group of the shop's category.
func (p *importPlan) regroup(e *edit, twice bool) {
	if e.place.group == e.save.Good.GroupID {
		return
	}

	if twice {
		p.report.warn(changedTwice(text.GroupChangedTwice, goodRecord(e.save.Good)))
	}

	e.save.Good.GroupID = e.place.group
	e.save.Fields |= sklad.GoodGroup
}
