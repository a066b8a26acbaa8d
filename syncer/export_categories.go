package syncer

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
)

// categories plans the goods groups that the exported goods need, parents
// first. A group's code is its path: three letters a level.
func (p *exportPlan) categories(ctx context.Context) error {
	groups, err := collect(p.cfg.Warehouse.GoodsGroups(ctx))
	if err != nil {
		return err
	}

	slices.SortFunc(groups, func(a, b sklad.Group) int {
		return cmp.Or(cmp.Compare(len(a.Code), len(b.Code)), cmp.Compare(a.ID, b.ID))
	})

	for _, g := range groups {
		if !p.published(g) {
			p.report.filter(KindCategory, "goods_groups")

			continue
		}

		if err := p.category(ctx, g, groups); err != nil {
			return err
		}
	}

	return nil
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

// defaultGroup is the code of the undeletable group, which has no subgroups.
const defaultGroup = "-1"

func (p *exportPlan) category(ctx context.Context, g sklad.Group, all []sklad.Group) error {
	link, ok, err := p.cfg.Warehouse.LinkByLocal(ctx, p.cfg.ShopID, linkCategory, int64(g.ID))
	if err != nil {
		return err
	}

	path := categoryPath(g, all)
	hashes := map[string]string{"path": shortHash(path)}

	same := ok && link.Hashes["path"] == hashes["path"] && !p.opts.Full
	if same || ok && !p.cfg.EditNameAndGroup && !p.opts.Full {
		p.report.count(KindCategory, unchanged)

		return nil
	}

	p.report.count(KindCategory, written)

	visible := true

	return p.yield(UpsertCategory{
		GroupID: g.ID, Parent: parentGroup(g, all), Path: path, New: !ok, Hashes: hashes,
		Patch: gombashop.CategoryPatch{
			ID: link.ShopID, ExternalID: strconv.FormatInt(int64(g.ID), 10), Name: &g.Name, Visible: &visible,
		},
	})
}

// parentGroup is the group one level up, zero for a root.
func parentGroup(g sklad.Group, all []sklad.Group) sklad.GroupID {
	var parent sklad.Group

	for _, other := range all {
		if above(other, g) && len(other.Code) > len(parent.Code) {
			parent = other
		}
	}

	return parent.ID
}

func above(parent, g sklad.Group) bool {
	return parent.Code != "" && parent.Code != defaultGroup &&
		len(parent.Code) < len(g.Code) && strings.HasPrefix(g.Code, parent.Code)
}

// categoryPath joins the names of the groups whose codes lead to g.
func categoryPath(g sklad.Group, all []sklad.Group) string {
	names := []string{}

	for _, parent := range all {
		if above(parent, g) {
			names = append(names, parent.Name)
		}
	}

	return strings.Join(append(names, g.Name), gombashop.PathSeparator)
}

func shortHash(s string) string {
	sum := sha256.Sum256([]byte(s))

	return hex.EncodeToString(sum[:8])
}
