package syncer

import (
	"context"
	"fmt"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// shopTree are the categories of the shop; those without an external id can be
// taken for a goods group of the same path.
type shopTree struct {
	byID map[string]gombashop.Category
	free map[string]string // id by pathKey; empty where several have the path
}

// shopCategories lists the shop's categories, once and only where it matters.
func (p *exportPlan) shopCategories(ctx context.Context) (*shopTree, error) {
	if p.tree != nil {
		return p.tree, nil
	}

	tree := &shopTree{map[string]gombashop.Category{}, map[string]string{}}

	for c, err := range p.cfg.Shop.Categories(ctx) {
		if err != nil {
			return nil, shopProblem(err)
		}

		tree.byID[c.ID] = c

		if c.ExternalID == "" {
			tree.add(pathKey(first(c.Path, c.Name)), c.ID)
		}
	}

	p.tree = tree

	return tree, nil
}

func (t *shopTree) add(path, id string) {
	if _, twice := t.free[path]; twice {
		id = "" // which of them it is, a person has to say
	}

	t.free[path] = id
}

// comparedCategory tells whether a goods group goes to the shop, and the link as
// it is to be written then. Names change with setting l alone, and not where the
// shop has changed them too; a group that the shop has already, under the same
// path, is not made a second time.
func (p *exportPlan) comparedCategory(ctx context.Context, g sklad.Group, path string, link ledger.Link) (ledger.Link, bool, error) {
	differs := link.Hashes[hashPath] != shortHash(path)
	known := link.ShopID != ""

	if known && !p.opts.Full && (!differs || !p.cfg.EditNameAndGroup) {
		return link, false, nil
	}

	tree, err := p.shopCategories(ctx)
	if err != nil {
		return link, false, err
	}

	if !known {
		return p.adoptedCategory(ctx, path, link, tree)
	}

	there, exists := tree.byID[link.ShopID]

	switch {
	case !exists && p.opts.Full:
		link.ShopID = "" // it goes by our id, and is made again

		return link, true, nil
	case !exists:
		return link, true, nil
	case !p.cfg.EditNameAndGroup:
		return link, false, nil
	}

	if now := shortHash(first(there.Path, there.Name)); now == link.Hashes[hashPath] || now == shortHash(path) {
		return link, true, nil
	}

	if differs {
		p.report.warn(changedTwice(text.CategoryChangedTwice, fmt.Sprintf("goods group %d %q", g.ID, path)))
	}

	return link, false, nil
}

func (p *exportPlan) adoptedCategory(ctx context.Context, path string, link ledger.Link, tree *shopTree) (ledger.Link, bool, error) {
	key := pathKey(path)

	id := tree.free[key]
	if id == "" {
		return link, true, nil
	}

	tree.free[key] = "" // a second group of the path gets a category of its own

	_, linked, err := p.cfg.Warehouse.LinkByShopID(ctx, p.cfg.ShopID, linkCategory, id)
	if err == nil && !linked {
		link.ShopID, link.Origin = id, ledger.OriginMatch
	}

	return link, true, err
}
