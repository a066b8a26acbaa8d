package syncer

import (
	"context"
	"slices"
	"strings"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// places pairs the shop's categories with the goods groups, as far as they are
// linked. A run adds the groups that it makes.
type places struct {
	categories map[string]gombashop.Category
	// group is the goods group of a category; one that Склад Pro does not have any
	// more is none, and keeps its link.
	group map[string]sklad.GroupID
	// taken are the linked ones of both sides.
	taken     map[string]bool
	takenHere map[sklad.GroupID]bool
	// names lead to a group from the root on, byPath finds it by them in any case.
	names  map[sklad.GroupID][]string
	byPath map[string]sklad.GroupID
}

// placed is a link that was made, and the names that lead to its group.
type placed struct {
	link  ledger.Link
	names []string
}

func (p *importPlan) readPlaces(ctx context.Context) error {
	p.places = places{
		categories: map[string]gombashop.Category{}, group: map[string]sklad.GroupID{}, taken: map[string]bool{},
		takenHere: map[sklad.GroupID]bool{}, names: map[sklad.GroupID][]string{}, byPath: map[string]sklad.GroupID{},
	}

	groups, err := collect(p.cfg.Warehouse.GoodsGroups(ctx))
	if err != nil {
		return err
	}

	tree := newGroupTree(groups)
	for _, g := range groups {
		p.places.knows(g.ID, tree.names(g))
	}

	links, err := p.categoryLinks(ctx)
	for _, link := range links {
		p.places.linked(link)
	}

	return err
}

func (s *places) knows(id sklad.GroupID, names []string) {
	s.names[id] = names
	if key := foldedPath(names); s.byPath[key] == 0 {
		s.byPath[key] = id
	}
}

func (s *places) linked(link ledger.Link) {
	id := sklad.GroupID(link.LocalID)
	s.taken[link.ShopID], s.takenHere[id] = true, true

	if _, exists := s.names[id]; exists {
		s.group[link.ShopID] = id
	}
}

// keep remembers what was committed.
func (s *places) keep(made []placed) {
	for _, m := range made {
		s.knows(sklad.GroupID(m.link.LocalID), m.names)
		s.linked(m.link)
	}
}

func foldedPath(names []string) string {
	return strings.ToLower(strings.Join(names, gombashop.PathSeparator))
}

// levels are the categories behind the names of a path, from the root on; "" is
// one that is not known.
func (s *places) levels(category string, path []string) []string {
	levels := make([]string, len(path))
	levels[len(path)-1] = category

	for n := len(path) - 2; n >= 0; n-- {
		parent, known := s.categories[s.categories[levels[n+1]].ParentID]
		if !known || strings.TrimSpace(parent.Name) != strings.TrimSpace(path[n]) {
			break // a name with a separator in it
		}

		levels[n] = parent.ID
	}

	return levels
}

// groupFor is the goods group of a category: the one that it is linked with, or
// that of its path, which is made where it is missing. Every level is linked, so
// that export finds nothing to tell the shop about it.
func (p *importPlan) groupFor(ctx context.Context, tx WarehouseTx, category, path string) (sklad.GroupID, []placed, error) {
	if id := p.places.group[category]; id != 0 {
		return id, nil, nil
	}

	parts := strings.Split(path, gombashop.PathSeparator)
	levels := p.places.levels(category, parts)
	names, from := p.places.above(levels)

	var (
		id   sklad.GroupID
		made []placed
	)

	for n := from; n < len(parts); n++ {
		names = append(names, strings.TrimSpace(parts[n]))
		if levels[n] == "" {
			continue // made together with the next
		}

		var err error
		if id, err = tx.SaveGoodsGroup(ctx, names); err != nil {
			return 0, nil, err
		}

		if one, free := p.placedAt(levels[n], id, names); free {
			made = append(made, one)
		}
	}

	for _, one := range made {
		if err := tx.SaveLinks(ctx, one.link); err != nil {
			return 0, nil, err
		}
	}

	return id, made, nil
}

// above is the deepest of the levels that is a goods group already: the names
// that lead to it here, and the level behind it.
func (s *places) above(levels []string) ([]string, int) {
	for n, level := range slices.Backward(levels) {
		if id := s.group[level]; id != 0 {
			return slices.Clone(s.names[id]), n + 1
		}
	}

	return nil, 0
}

// placedAt is the link of a group with its category, unless one of them is linked
// with another.
func (p *importPlan) placedAt(category string, id sklad.GroupID, names []string) (placed, bool) {
	if p.places.taken[category] || p.places.takenHere[id] || ledger.CheckID(linkCategory, p.cfg.ShopID, category) != nil {
		return placed{}, false
	}

	names = slices.Clone(names)
	if known, exists := p.places.names[p.places.byPath[foldedPath(names)]]; exists {
		names = known // as it is spelled here
	}

	return placed{names: names, link: ledger.Link{
		Shop: p.cfg.ShopID, Kind: linkCategory, LocalID: int64(id), ShopID: category,
		ExternalID: p.places.categories[category].ExternalID,
		Hashes:     map[string]string{hashPath: shortHash(strings.Join(names, gombashop.PathSeparator))},
		State:      ledger.LinkActive, Origin: ledger.OriginImport, SyncedAt: p.cfg.Now().UTC(),
	}}, true
}
