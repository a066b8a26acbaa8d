package syncer

import (
	"context"
	"strings"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/match"
	"github.com/skladmost/skladmost/syncer/text"
)

// matchCategories links each goods group with the category of the same path, so
// that export does not make the category again. Where two groups or two
// categories have one path, a person sees to it in the shop.
func (r *run) matchCategories(ctx context.Context) error {
	groups, err := collect(r.cfg.Warehouse.GoodsGroups(ctx))
	if err != nil {
		return err
	}

	links, err := r.categoryLinks(ctx)
	if err != nil {
		return err
	}

	categories, err := r.categoriesByPath(ctx, links)
	if err != nil {
		return err
	}

	var found []ledger.Link

	for path, group := range groupsByPath(groups) {
		category, there := categories[path]
		if _, linked := links[int64(group.id)]; linked || !there || group.id == 0 || category.ID == "" {
			continue
		}

		found = append(found, r.categoryMatch(group, category))
	}

	return r.saveMatches(ctx, found)
}

// groupPath is a goods group with its path as it is; id 0 stands for several.
type groupPath struct {
	id   sklad.GroupID
	path string
}

func groupsByPath(groups []sklad.Group) map[string]groupPath {
	tree, all := newGroupTree(groups), map[string]groupPath{}

	for _, g := range groups {
		if g.Code == defaultGroup {
			continue
		}

		path := tree.path(g)
		key := pathKey(path)
		id := g.ID

		if _, twice := all[key]; twice {
			id = 0
		}

		all[key] = groupPath{id, path}
	}

	return all
}

// categoriesByPath are the categories; the zero Category stands for several of
// one path, and for one that is linked. What cannot be read is not matched.
func (r *run) categoriesByPath(ctx context.Context, links map[int64]ledger.Link) (map[string]gombashop.Category, error) {
	linked := map[string]bool{}
	for _, link := range links {
		linked[link.ShopID] = true
	}

	all := map[string]gombashop.Category{}

	for c, err := range r.cfg.Shop.Categories(ctx) {
		if err != nil {
			problem := r.ownFault(ctx, "category", err)
			if problem == nil {
				return nil, shopProblem(err)
			}

			problem.Code = text.RecordUnreadable
			r.report.warn(problem)

			break
		}

		key := pathKey(first(c.Path, c.Name))
		if _, twice := all[key]; twice || linked[c.ID] {
			c = gombashop.Category{}
		}

		all[key] = c
	}

	return all, nil
}

// pathKey is a path with each of its names as package match compares them.
func pathKey(path string) string {
	names := strings.Split(path, gombashop.PathSeparator)
	for i, name := range names {
		names[i] = match.Name(name)
	}

	return strings.Join(names, "\n")
}

func (r *run) categoryMatch(g groupPath, c gombashop.Category) ledger.Link {
	return ledger.Link{
		Shop: r.cfg.ShopID, Kind: linkCategory, LocalID: int64(g.id), ShopID: c.ID, ExternalID: c.ExternalID,
		State: ledger.LinkActive, Origin: ledger.OriginMatch, SyncedAt: r.cfg.Now().UTC(),
		Hashes: map[string]string{hashPath: shortHash(g.path)},
	}
}
