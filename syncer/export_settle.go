package syncer

import (
	"context"
	"maps"
	"slices"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/catalog"
	"github.com/skladmost/skladmost/syncer/text"
)

// A product whose goods come and go in one run may hold, for a while, a variant
// that leaves and one that takes its option. Shops refuse that. So the one that
// comes is sent under another option first, and renamed when the others have
// left.

// renamed is a product that waits for its final options.
type renamed struct {
	final, sent catalog.Product
	held        map[string]bool // options of goods that are kept back in it
}

// distinct is the product with options that are free now, and remembers to
// rename it at the end where that is not for ever.
func (p *exportPlan) distinct(product catalog.Product) catalog.Product {
	held := map[string]bool{}

	for _, v := range product.Variants {
		if v.Held && v.Known.VariantID != "" {
			held[v.Known.Hashes[catalog.GroupOptions]] = true
		}
	}

	taken := maps.Clone(held)
	for _, options := range p.leaving(product, func(sklad.GoodID) bool { return true }) {
		taken[options] = true
	}

	final, sent := product.Avoid(held), product.Avoid(taken)
	if _, goods := final.Rename(sent); len(goods) > 0 {
		p.renames = append(p.renames, renamed{final: product, sent: sent, held: held})
	}

	return sent
}

// leaving are the options of goods that are to leave a product, as far as
// choose says so.
func (p *exportPlan) leaving(product catalog.Product, choose func(sklad.GoodID) bool) []string {
	f := p.survey.fates[product.ExternalID]
	if f == nil || product.Own {
		return nil
	}

	var options []string

	for good, hash := range f.options {
		if choose(good) {
			options = append(options, hash)
		}
	}

	return options
}

// settle plans the final options, as far as the goods in the way have left: one
// that is kept back stays where it is. A run for some goods hides nothing, so
// the next whole run settles it.
func (p *exportPlan) settle() error {
	if p.opts.Goods != nil {
		return nil
	}

	for _, r := range p.renames {
		taken := r.held
		for _, options := range p.leaving(r.final, func(good sklad.GoodID) bool {
			f := p.survey.fates[r.final.ExternalID]

			return !f.gone[good] && !slices.Contains(f.moved, good)
		}) {
			taken[options] = true
		}

		final := r.final.Avoid(taken)

		patch, goods := final.Rename(r.sent)
		if len(goods) == 0 {
			continue
		}

		a := UpsertProduct{
			ExternalID: final.ExternalID, Name: final.Name, Groups: []string{catalog.GroupOptions},
			Patch: patch, sent: goods, settles: true,
		}

		for _, v := range final.Variants {
			if !v.Held {
				a.Members = append(a.Members, Member{GoodID: v.GoodID, Hashes: final.OptionHashes(v.GoodID)})
			}
		}

		if err := p.yield(a); err != nil {
			return err
		}
	}

	return nil
}

// settling reads the links as the run has left them, and tells whether the
// product is to be renamed: not when the shop did not take it before.
func (a *exportApply) settling(ctx context.Context, p *UpsertProduct) (bool, error) {
	for i := range p.Members {
		m := &p.Members[i]

		link, ok, err := a.cfg.Warehouse.LinkByLocal(ctx, a.cfg.ShopID, linkVariant, int64(m.GoodID))
		if err != nil || !ok || link.ParentExternalID != p.ExternalID {
			return false, err
		}

		m.link = link
	}

	return true, nil
}

// tookSettled records the final options. All or nothing: a product whose
// variants are half renamed is sent again.
func (a *exportApply) tookSettled(ctx context.Context, p UpsertProduct, res gombashop.Result) took {
	cause := res.Err
	for _, v := range res.Variants {
		if cause == nil {
			cause = v.Err
		}
	}

	if cause != nil {
		a.park(ctx, KindGood, 0, &Problem{Code: text.ShopRefused, Record: p.Record(), Err: cause})

		return took{}
	}

	t := took{actions: []Action{p}}

	for _, m := range p.Members {
		link := m.link
		link.Hashes = map[string]string{}
		maps.Copy(link.Hashes, m.link.Hashes)
		maps.Copy(link.Hashes, m.Hashes)

		link.State, link.SyncedAt = ledger.LinkActive, a.cfg.Now().UTC()
		t.links = append(t.links, link)
	}

	return t
}
