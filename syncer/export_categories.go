package syncer

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// defaultGroup is the code of the undeletable group, which has no subgroups.
const defaultGroup = "-1"

// hashPath is the hash of a category's path as it was sent last.
const hashPath = "path"

// categories plans the goods groups that the exported goods need, parents
// first. A group that Склад Pro no longer has keeps its category: goods of the
// shop may be in it.
func (p *exportPlan) categories(ctx context.Context) error {
	groups, err := collect(p.cfg.Warehouse.GoodsGroups(ctx))
	if err != nil {
		return err
	}

	links, err := p.categoryLinks(ctx)
	if err != nil {
		return err
	}

	slices.SortFunc(groups, func(a, b sklad.Group) int {
		return cmp.Or(cmp.Compare(len(a.Code), len(b.Code)), cmp.Compare(a.ID, b.ID))
	})

	tree := newGroupTree(groups)

	for _, g := range groups {
		if !p.published(g) {
			p.report.filter(KindCategory, "goods_groups")

			continue
		}

		if err := p.category(ctx, g, tree, links[int64(g.ID)]); err != nil {
			return err
		}
	}

	return nil
}

func (r *run) categoryLinks(ctx context.Context) (map[int64]ledger.Link, error) {
	links := map[int64]ledger.Link{}

	for l, err := range r.cfg.Warehouse.Links(ctx, r.cfg.ShopID, linkCategory) {
		if err != nil {
			return nil, err
		}

		links[l.LocalID] = l
	}

	return links, nil
}

// published tells whether setting f lets the group, a group above or a group
// below it through.
func (p *exportPlan) published(g sklad.Group) bool {
	if len(p.cfg.Export.GoodsGroups) == 0 {
		return true
	}

	return slices.ContainsFunc(p.cfg.Export.GoodsGroups, func(code string) bool {
		return code == g.Code || g.Code != "" && code != defaultGroup && g.Code != defaultGroup &&
			(strings.HasPrefix(g.Code, code) || strings.HasPrefix(code, g.Code))
	})
}

func (p *exportPlan) category(ctx context.Context, g sklad.Group, tree groupTree, link ledger.Link) error {
	path := tree.path(g)
	hashes := map[string]string{hashPath: shortHash(path)}

	link, sends, err := p.comparedCategory(ctx, g, path, link)
	if err != nil {
		return err
	}

	if !sends {
		p.report.count(KindCategory, unchanged)

		return nil
	}

	p.report.count(KindCategory, written)

	visible := true
	patch := gombashop.CategoryPatch{ID: link.ShopID, ExternalID: idText(g.ID), Visible: &visible}

	if p.cfg.EditNameAndGroup || !own(link) { // the shop's own category keeps its spelling
		name := first(strings.TrimSpace(g.Name), g.Code)
		patch.Name = &name
	}

	return p.yield(UpsertCategory{
		GroupID: g.ID, Parent: tree.parent(g).ID, Path: path, New: link.ShopID == "", Hashes: hashes, link: link, Patch: patch,
	})
}

// groupTree finds the groups above a group. A group's code is its path, three
// letters a level; where a level is missing the next one above it counts.
type groupTree map[string]sklad.Group

func newGroupTree(groups []sklad.Group) groupTree {
	t := groupTree{}

	for _, g := range groups {
		if _, twice := t[g.Code]; !twice && g.Code != "" && g.Code != defaultGroup {
			t[g.Code] = g
		}
	}

	return t
}

// parent is the group one level up, the zero Group for a root.
func (t groupTree) parent(g sklad.Group) sklad.Group {
	if g.Code == defaultGroup {
		return sklad.Group{}
	}

	for n := len(g.Code) - 1; n > 0; n-- {
		if parent, ok := t[g.Code[:n]]; ok {
			return parent
		}
	}

	return sklad.Group{}
}

// path joins the names of the groups that lead to g.
func (t groupTree) path(g sklad.Group) string {
	return strings.Join(t.names(g), gombashop.PathSeparator)
}

func (t groupTree) names(g sklad.Group) []string {
	names := []string{g.Name}
	for parent := t.parent(g); parent.Code != ""; parent = t.parent(parent) {
		names = append(names, parent.Name)
	}

	slices.Reverse(names)

	return names
}

func shortHash(s string) string {
	sum := sha256.Sum256([]byte(s))

	return hex.EncodeToString(sum[:8])
}
