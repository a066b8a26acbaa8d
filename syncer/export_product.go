package syncer

import (
	"context"
	"maps"
	"slices"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/catalog"
)

// draft is a product before it is compared with what the shop has of it.
type draft struct {
	product catalog.Product
	members []sight
	// shown are the names of a product of the shop's own that is renamed, by good.
	shown map[sklad.GoodID]string
	// category is the shop's id of the category that such a product gets.
	category string
}

// product builds one product; false when there is none to plan. A member
// without a price, or one that the shop may have already, is kept back alone and
// the others go on.
func (p *exportPlan) product(ctx context.Context, id string, members []sight) (draft, bool, error) {
	items := make([]catalog.Item, 0, len(members))
	going := make([]sight, 0, len(members))

	for _, m := range members {
		item, problem, err := p.item(ctx, m)
		if err != nil {
			return draft{}, false, err
		}

		items = append(items, item)

		if problem == nil {
			going = append(going, m)
		} else if err := p.keepBack(problem, m); err != nil {
			return draft{}, false, err
		}
	}

	if len(going) == 0 {
		return draft{}, false, nil
	}

	product, problem := catalog.Build(p.terms, id, items)
	if problem != nil {
		return draft{}, false, p.keepBack(problem, going...)
	}

	return draft{product: product, members: going}, true, nil
}

// item joins a good with its price and with what the ledger knows of it.
func (p *exportPlan) item(ctx context.Context, m sight) (catalog.Item, *Problem, error) {
	item := catalog.Item{Good: m.good, Known: known(m.link)}

	answer, err := p.cfg.PriceRule.Price(ctx, PriceQuery{Good: m.good})
	if err != nil {
		return item, nil, err
	}

	item.Price, item.Held = answer.Price.Decimal, true

	if !answer.Price.Valid || !answer.Price.Decimal.IsPositive() {
		return item, missingPrice(m.good, p.cfg.Export.Price), nil
	}

	if of, ok := p.twins[m.good.ID]; ok {
		return item, possibleTwin(m.good, of), nil
	}

	item.Held = false

	return item, nil, nil
}

func known(l ledger.Link) catalog.Known {
	k := catalog.Known{ProductID: l.ParentShopID, VariantID: l.ShopID, ParentID: l.ParentExternalID, Hashes: l.Hashes}
	if l.State == ledger.LinkHidden {
		k.Hashes = withoutVisible(l.Hashes)
	}

	return k
}

// withoutVisible are the hashes of a variant that the shop does not show.
func withoutVisible(hashes map[string]string) map[string]string {
	out := maps.Clone(hashes)
	delete(out, catalog.GroupVisible)
	delete(out, catalog.HashProductVisible)

	return out
}

// change yields the moves and the change of one product.
func (p *exportPlan) change(d draft) error {
	product, members := p.distinct(d.product), d.members
	change := product.Patch(p.terms)
	d.keepNames(change)

	if f := p.survey.fates[product.ExternalID]; f != nil && !product.Own {
		f.stays = true
	}

	for _, m := range members {
		p.report.count(KindGood, fateOf(change, m.good.ID))

		if _, moves := change.Moves[m.good.ID]; !moves {
			p.stays(m.link)
		} else if f := p.survey.fates[m.link.ParentExternalID]; f != nil {
			f.moved = append(f.moved, m.good.ID)
		}

		if m.link.State != ledger.LinkActive {
			p.shown[m.good.ID] = m.link.ShopID == ""
		}
	}

	for _, good := range sortedGoods(change.Moves) {
		if err := p.yield(MoveVariant{GoodID: good, From: change.Moves[good], To: product.ExternalID}); err != nil {
			return err
		}
	}

	if change.Empty() {
		return nil
	}

	a := upsert(product, change, members)
	hidden := product.Hidden()
	a.Reveals = len(hidden) > 0
	p.reveals(hidden, members)

	if p.opts.Full && !product.Own && product.ID != "" {
		lost := product.Forgotten()
		again := upsert(lost, lost.Patch(p.terms), members)
		a.again = &again
	}

	return p.yield(a)
}

func fateOf(change catalog.Change, good sklad.GoodID) bucketName {
	if _, sent := change.Members[good]; sent {
		return written
	}

	return unchanged
}

func upsert(product catalog.Product, change catalog.Change, members []sight) UpsertProduct {
	a := UpsertProduct{
		ExternalID: product.ExternalID, Name: product.Name, New: change.New,
		Groups: change.Groups, Patch: change.Patch, sent: change.Sent,
	}

	for _, m := range members {
		if hashes, ok := change.Members[m.good.ID]; ok {
			a.Members = append(a.Members, Member{GoodID: m.good.ID, Hashes: hashes, link: m.link})
		}
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
