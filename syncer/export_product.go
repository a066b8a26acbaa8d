package syncer

import (
	"context"
	"maps"
	"slices"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/catalog"
)

// product plans one product. A member without a price, or one that the shop may
// have already, is kept back alone and the others go on.
func (p *exportPlan) product(ctx context.Context, id string, members []sight) error {
	items := make([]catalog.Item, 0, len(members))
	going := make([]sight, 0, len(members))

	for _, m := range members {
		item, problem, err := p.item(ctx, m)
		if err != nil {
			return err
		}

		items = append(items, item)

		if problem == nil {
			going = append(going, m)
		} else if err := p.keepBack(problem, m); err != nil {
			return err
		}
	}

	if len(going) == 0 {
		return nil
	}

	product, problem := catalog.Build(p.terms, id, items)
	if problem != nil {
		return p.keepBack(problem, going...)
	}

	return p.change(product, going)
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
func (p *exportPlan) change(product catalog.Product, members []sight) error {
	product = p.distinct(product)
	change := product.Patch(p.terms)

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
