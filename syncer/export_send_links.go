package syncer

import (
	"context"
	"fmt"
	"maps"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/catalog"
	"github.com/skladmost/skladmost/syncer/text"
)

// tookProduct turns the shop's answer for a product into links, one for each
// member. A member that the shop refused, or does not show, is parked alone.
func (a *exportApply) tookProduct(ctx context.Context, p UpsertProduct, res gombashop.Result, shown gombashop.Product) took {
	moves := a.moves[p.ExternalID]
	delete(a.moves, p.ExternalID)

	if res.Err != nil {
		for _, m := range p.Members {
			a.hold(m.GoodID)
		}

		a.park(ctx, KindGood, len(p.Members), refusal(p.Record(), res.Err))

		return took{}
	}

	var t took

	answers := p.answers(res, shown)

	for _, m := range p.Members {
		answer, named := answers[m.GoodID]
		id := first(answer.ID, m.link.ShopID)

		switch {
		case named && answer.Err != nil:
			a.hold(m.GoodID)
			a.park(ctx, KindGood, 1, refusal(p.member(m), answer.Err))
		case id == "" || res.ID == "":
			a.hold(m.GoodID)
			a.unlinked = true
			a.park(ctx, KindGood, 1, &Problem{Code: text.VariantMissing, Record: p.member(m),
				Args: map[string]string{"good": idText(m.GoodID)}})
		default:
			t.links = append(t.links, a.link(p, m, res.ID, id))
		}
	}

	for _, move := range moves {
		if !a.held[move.GoodID] {
			t.actions = append(t.actions, move)
		}
	}

	if len(t.links) > 0 {
		t.actions = append(t.actions, p)
	}

	return t
}

// answers are the shop's answers by good: those of the bulk write where it has
// them, else what the product was seen to have.
func (p UpsertProduct) answers(res gombashop.Result, shown gombashop.Product) map[sklad.GoodID]gombashop.Result {
	byExternal := map[string]string{}
	for _, v := range shown.Variants {
		byExternal[v.ExternalID] = v.ID
	}

	out := map[sklad.GoodID]gombashop.Result{}

	for i, good := range p.sent {
		if i < len(res.Variants) {
			out[good] = res.Variants[i]
		} else {
			out[good] = gombashop.Result{ID: byExternal[catalog.SingleID(good)]}
		}
	}

	return out
}

// member names one good of a product for a person.
func (p UpsertProduct) member(m Member) string {
	return fmt.Sprintf("good %d of %s", m.GoodID, p.Record())
}

// link is the link of a variant that the shop has taken. The external ids of a
// product of the shop's own stay as they were found.
func (a *exportApply) link(p UpsertProduct, m Member, product, variant string) ledger.Link {
	l := m.link
	from, fromExternal := l.ParentShopID, l.ParentExternalID

	l.Hashes = map[string]string{}
	maps.Copy(l.Hashes, m.Hashes)

	l.Shop, l.Kind, l.LocalID = a.cfg.ShopID, linkVariant, int64(m.GoodID)
	l.ShopID, l.ParentShopID, l.State, l.SyncedAt = variant, product, ledger.LinkActive, a.cfg.Now().UTC()

	if own(m.link) {
		return l
	}

	l.ExternalID, l.ParentExternalID, l.Origin = catalog.SingleID(m.GoodID), p.ExternalID, ledger.OriginExport
	if from != "" && from != product {
		l.Hashes[leftPrefix+from] = fromExternal
	}

	delete(l.Hashes, leftPrefix+product)

	return l
}
