package syncer

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/catalog"
	"github.com/skladmost/skladmost/syncer/march"
)

// sight is a good with what the ledger knows of it.
type sight struct {
	good sklad.Good
	link ledger.Link
}

// goods walks goods and links in step and plans a product at its lowest member.
// The other members are fetched for many products at once.
func (p *exportPlan) goods(ctx context.Context) error {
	var leaders []sight

	for pair, err := range p.walk(ctx) {
		if err != nil {
			return err
		}

		if !pair.HasLeft || !p.leads(ctx, pair.Left, pair.Right) {
			continue
		}

		leaders = append(leaders, sight{pair.Left, pair.Right})
		if len(leaders) < batchRows {
			continue
		}

		if err := p.products(ctx, leaders); err != nil {
			return err
		}

		leaders = leaders[:0]
	}

	return p.products(ctx, leaders)
}

// walk pairs goods with links. A run for some goods reads these alone, with all
// that share a product with them.
func (p *exportPlan) walk(ctx context.Context) iter.Seq2[march.Pair[sklad.Good, ledger.Link], error] {
	filter, links := p.filter(), p.cfg.Warehouse.Links(ctx, p.cfg.ShopID, linkVariant)

	if p.opts.Goods != nil {
		wanted := map[sklad.GoodID]bool{}

		for _, id := range p.opts.Goods {
			_, members := p.survey.index.Of(id)
			for _, member := range members {
				wanted[member] = true
			}
		}

		filter.IDs = slices.Sorted(maps.Keys(wanted))
		links = p.cfg.Warehouse.LinksByLocal(ctx, p.cfg.ShopID, linkVariant, int64s(filter.IDs))
	}

	return march.Merge(p.cfg.Warehouse.Goods(ctx, filter), goodKey, links, linkKey)
}

func int64s(ids []sklad.GoodID) []int64 {
	all := make([]int64, len(ids))
	for i, id := range ids {
		all[i] = int64(id)
	}

	return all
}

// leads files a good that the walk comes to, and tells whether a product is
// planned with it: whether it is the lowest of its product.
func (p *exportPlan) leads(ctx context.Context, g sklad.Good, link ledger.Link) bool {
	rule := p.leftOut(g)
	if rule == "" && link.State == ledger.LinkTombstone {
		rule = "tombstone"
	}

	if p.facts.stands(g.ID) && published(link) {
		return false // it was exported before it was to stand for others, and is hidden; see survey.gone
	}

	if rule != "" {
		p.report.filter(KindGood, rule)
		p.stays(link)

		return false
	}

	product, members := p.survey.index.Of(g.ID)
	_, fresh := p.survey.fresh[g.ID]

	if link.ShopID == "" && !fresh || own(link) && product != catalog.OwnID(link.ParentShopID) {
		p.stays(link)

		return false // it came in between; see survey.fresh
	}

	p.done++
	p.observe(ctx, Progress{Kind: KindGood, Done: p.done, Total: p.total()})

	return members[0] == g.ID
}

// total is how many goods there are to go through, where that is known.
func (p *exportPlan) total() int {
	if p.opts.Goods != nil {
		return 0
	}

	return p.survey.goods
}

// products plans the products that some goods lead.
func (p *exportPlan) products(ctx context.Context, leaders []sight) error {
	others, err := p.others(ctx, leaders)
	if err != nil {
		return err
	}

	var drafts []draft

	for _, leader := range leaders {
		product, ids := p.survey.index.Of(leader.good.ID)
		members := []sight{leader}

		for _, id := range ids[1:] {
			if other, ok := others[id]; ok {
				members = append(members, other)
			}
		}

		d, ok, err := p.product(ctx, product, members)
		if err != nil {
			return err
		}

		if ok {
			drafts = append(drafts, d)
		}
	}

	if err := p.compareNames(ctx, drafts); err != nil {
		return err
	}

	for i := range drafts {
		if err := p.change(drafts[i]); err != nil {
			return err
		}
	}

	return nil
}

// others reads the goods that share a product with a leader, and their links.
func (p *exportPlan) others(ctx context.Context, leaders []sight) (map[sklad.GoodID]sight, error) {
	var ids []sklad.GoodID

	for _, leader := range leaders {
		_, members := p.survey.index.Of(leader.good.ID)
		ids = append(ids, members[1:]...)
	}

	found := map[sklad.GoodID]sight{}
	if len(ids) == 0 {
		return found, nil
	}

	slices.Sort(ids)

	goods := p.cfg.Warehouse.Goods(ctx, sklad.GoodsFilter{IDs: ids})
	links := p.cfg.Warehouse.LinksByLocal(ctx, p.cfg.ShopID, linkVariant, int64s(ids))

	for pair, err := range march.Merge(goods, goodKey, links, linkKey) {
		if err != nil {
			return nil, err
		}

		if pair.HasLeft && p.leftOut(pair.Left) == "" {
			found[pair.Left.ID] = sight{pair.Left, pair.Right}
		}
	}

	return found, nil
}

// goodRecord names a good for a person.
func goodRecord(g sklad.Good) string {
	return fmt.Sprintf("good %d %q", g.ID, g.Name) + withCode(g)
}

// withCode is the code behind a good's name, where it has one.
func withCode(g sklad.Good) string {
	if code := strings.TrimSpace(g.Code); code != "" {
		return " (code " + code + ")"
	}

	return ""
}
