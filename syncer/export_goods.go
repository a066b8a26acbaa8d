package syncer

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/catalog"
	"github.com/skladmost/skladmost/syncer/march"
	"github.com/skladmost/skladmost/syncer/text"
)

// The kinds of links in the ledger. A variant is linked with its good, a
// category with its group, a customer with its partner.
const (
	linkCategory = "category"
	linkVariant  = "variant"
	linkCustomer = "customer"
)

// defaultGood is the undeletable row of Goods that stands for "no good".
const defaultGood = sklad.GoodID(1)

// exportPlan is the planner of one export.
type exportPlan struct {
	*run

	opts  ExportOptions
	terms catalog.Terms
	index catalog.Index
	yield func(Action) error

	// planned are goods whose variant this plan creates: the quantities that
	// follow treat them as linked.
	planned map[sklad.GoodID]bool
	done    int
}

func newExportPlan(ctx context.Context, r *run, o ExportOptions, yield func(Action) error) (*exportPlan, error) {
	p := &exportPlan{run: r, opts: o, yield: yield, planned: map[sklad.GoodID]bool{}}
	p.terms = catalog.Terms{
		Currency: r.facts.info.BaseCurrency, Rate: r.facts.rate,
		EditNameAndGroup: r.cfg.EditNameAndGroup, Full: o.Full,
		Category: func(id sklad.GroupID) (string, bool) { return strconv.FormatInt(int64(id), 10), true },
	}

	return p, p.buildIndex(ctx)
}

// buildIndex reads the grouping value of every good, one small entry each, so
// that a product is whole at its lowest member.
func (p *exportPlan) buildIndex(ctx context.Context) error {
	if p.cfg.Grouper == nil {
		return nil
	}

	for g, err := range p.cfg.Warehouse.Goods(ctx, p.filter()) {
		if err != nil {
			return err
		}

		if leftOut(g) != "" {
			continue
		}

		answer, err := p.cfg.Grouper.Group(ctx, GroupQuery{Good: g})
		if err != nil {
			return err
		}

		if answer.Value != "" {
			p.index.Add(g.ID, answer.Value)
		}
	}

	return nil
}

func (p *exportPlan) filter() sklad.GoodsFilter {
	return sklad.GoodsFilter{Groups: p.cfg.Export.GoodsGroups, IDs: p.opts.Goods}
}

// goods walks goods and links in step: only here is new, only in the ledger is
// gone, on both sides is compared.
func (p *exportPlan) goods(ctx context.Context) error {
	links := p.cfg.Warehouse.Links(ctx, p.cfg.ShopID, linkVariant)
	pairs := march.Merge(p.cfg.Warehouse.Goods(ctx, p.filter()), goodKey, links, linkKey)
	gone := map[string][]ledger.Link{}

	for pair, err := range pairs {
		if err != nil {
			return err
		}

		switch {
		case pair.HasLeft:
			err = p.good(ctx, pair.Left, pair.Right)
		case p.opts.Goods == nil:
			gone[pair.Right.ParentExternalID] = append(gone[pair.Right.ParentExternalID], pair.Right)
		}

		if err != nil {
			return err
		}
	}

	if p.done == 0 && p.opts.Goods == nil {
		return &Problem{Code: text.EmptySource, Record: "Goods"}
	}

	return p.hide(gone)
}

func goodKey(g sklad.Good) int64  { return int64(g.ID) }
func linkKey(l ledger.Link) int64 { return l.LocalID }

// leftOut names the rule that keeps a good at home.
func leftOut(g sklad.Good) string {
	switch {
	case g.ID == defaultGood:
		return "default_good"
	case g.Type.IsService():
		return "service"
	case g.Deleted:
		return "deleted"
	}

	return ""
}

// good plans the product that the good leads; other members came with it.
func (p *exportPlan) good(ctx context.Context, g sklad.Good, link ledger.Link) error {
	if rule := leftOut(g); rule != "" {
		p.report.filter(KindGood, rule)

		return nil
	}

	p.done++
	p.observe(ctx, Progress{Kind: KindGood, Done: p.done})

	externalID, members := p.index.Of(g.ID)
	if members[0] != g.ID {
		return nil // planned and counted with the first member
	}

	items, problem, err := p.items(ctx, g, link, members)
	if err != nil {
		return err
	}

	var product catalog.Product
	if problem == nil {
		product, problem = catalog.Build(p.terms, externalID, items)
	}

	if problem != nil {
		return p.parkGoods(len(members), problem)
	}

	return p.product(product)
}

// items joins goods with prices and with what the ledger knows of them.
func (p *exportPlan) items(ctx context.Context, first sklad.Good, link ledger.Link, ids []sklad.GoodID,
) ([]catalog.Item, *Problem, error) {
	var items []catalog.Item

	for g, err := range p.members(ctx, first, ids) {
		if err != nil {
			return nil, nil, err
		}

		answer, err := p.cfg.PriceRule.Price(ctx, PriceQuery{Good: g})
		if err != nil {
			return nil, nil, err
		}

		if !answer.Price.Valid || !answer.Price.Decimal.IsPositive() {
			return nil, missingPrice(g, p.cfg.Export.Price), nil
		}

		if g.ID != first.ID {
			if link, _, err = p.cfg.Warehouse.LinkByLocal(ctx, p.cfg.ShopID, linkVariant, int64(g.ID)); err != nil {
				return nil, nil, err
			}
		}

		items = append(items, catalog.Item{Good: g, Price: answer.Price.Decimal, Known: known(link)})
	}

	return items, nil, nil
}

func (p *exportPlan) members(ctx context.Context, first sklad.Good, ids []sklad.GoodID) iter.Seq2[sklad.Good, error] {
	if len(ids) == 1 {
		return func(yield func(sklad.Good, error) bool) { yield(first, nil) }
	}

	return p.cfg.Warehouse.Goods(ctx, sklad.GoodsFilter{IDs: ids})
}

func known(l ledger.Link) catalog.Known {
	return catalog.Known{
		ProductID: l.ParentShopID, VariantID: l.ShopID, ParentID: l.ParentExternalID,
		Hidden: l.State == ledger.LinkHidden, Hashes: l.Hashes,
	}
}

func (p *exportPlan) parkGoods(members int, problem *Problem) error {
	for range members {
		p.report.count(KindGood, parked)
	}

	p.report.Parked = append(p.report.Parked, problem)

	return p.yield(Park{What: KindGood, Of: problem.Record, Problem: problem, direction: Export})
}

// product yields the moves and the change of one product.
func (p *exportPlan) product(product catalog.Product) error {
	change := product.Patch(p.terms)
	sent := map[sklad.GoodID]bool{}

	for _, good := range sortedGoods(change.Moves) {
		if err := p.yield(MoveVariant{GoodID: good, From: change.Moves[good], To: product.ExternalID}); err != nil {
			return err
		}
	}

	if !change.Empty() {
		for id := range change.Members {
			sent[id] = true
		}
	}

	for _, v := range product.Variants {
		bucket := unchanged
		if sent[v.GoodID] {
			bucket = written
		}

		p.report.count(KindGood, bucket)

		if v.Known.VariantID == "" {
			p.planned[v.GoodID] = true
		}
	}

	if change.Empty() {
		return nil
	}

	return p.yield(upsert(product, change))
}

func upsert(product catalog.Product, change catalog.Change) UpsertProduct {
	a := UpsertProduct{
		ExternalID: product.ExternalID, Name: product.Name, New: change.New,
		Groups: change.Groups, Patch: change.Patch,
	}
	for _, id := range sortedGoods(change.Members) {
		a.Members = append(a.Members, Member{GoodID: id, Hashes: change.Members[id]})
	}

	return a
}

func sortedGoods[V any](m map[sklad.GoodID]V) []sklad.GoodID {
	ids := make([]sklad.GoodID, 0, len(m))
	for id := range m {
		ids = append(ids, id)
	}

	slices.Sort(ids)

	return ids
}

// hide makes products invisible whose goods are all gone, and single variants
// whose product goes on. Only what export itself published is hidden, and
// nothing is deleted.
func (p *exportPlan) hide(gone map[string][]ledger.Link) error {
	parents := make([]string, 0, len(gone))
	for parent := range gone {
		parents = append(parents, parent)
	}

	slices.Sort(parents)

	for _, parent := range parents {
		links := slices.DeleteFunc(gone[parent], func(l ledger.Link) bool {
			return l.State == ledger.LinkHidden || l.Origin != ledger.OriginExport
		})
		if err := p.hideLinks(parent, links); err != nil {
			return err
		}
	}

	return nil
}

func (p *exportPlan) hideLinks(parent string, links []ledger.Link) error {
	for _, l := range links {
		p.report.count(KindGood, written)

		a := HideProduct{
			ExternalID: parent, ProductID: l.ParentShopID, GoodID: sklad.GoodID(l.LocalID),
			VariantID: l.ShopID, Reason: "not_published",
		}
		a.Whole = !strings.HasPrefix(parent, "G:") || !p.index.Has(parent)

		if err := p.yield(a); err != nil {
			return err
		}
	}

	return nil
}

// goodRecord names a good for a person.
func goodRecord(g sklad.Good) string {
	return fmt.Sprintf("good %d %q (code %s)", g.ID, g.Name, g.Code)
}
