package syncer

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/catalog"
)

// markUnsure says that a run began to change products and has not ended well:
// the shop may show what no link tells of. It is empty otherwise.
func (s *Syncer) markUnsure() string { return "export_unsure:" + s.cfg.ShopID }

// beUnsure is written before the first change of a product goes out.
func (a *exportApply) beUnsure(ctx context.Context) error {
	if a.unsure {
		return nil
	}

	a.unsure = true

	return a.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		return tx.SetMark(ctx, a.markUnsure(), a.id)
	})
}

// sure takes the mark back when every change that was taken is in its link.
func (a *exportApply) sure(ctx context.Context) error {
	if !a.unsure && !a.wasUnsure || a.unlinked {
		return nil
	}

	return a.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		return tx.SetMark(ctx, a.markUnsure(), "")
	})
}

// adopt looks at all that the shop shows, after a run that was cut off between
// the shop's answer and the links. A product may be there that no link knows; a
// variant may be in another product, or have another price, than its link says.
// Mostly the next run would send the same again and be right; but where a person
// has deleted, regrouped or priced back the good meanwhile, nothing would be
// sent, and the shop would keep the wrong thing for ever.
//
// A plan, which writes nothing, goes on without.
func (p *exportPlan) adopt(ctx context.Context) error {
	value, _, err := p.cfg.Warehouse.Mark(ctx, p.markUnsure())
	if err != nil || value == "" || p.dry {
		return err
	}

	p.wasUnsure = true

	var links []ledger.Link

	ids, err := p.groupsOfCategories(ctx)
	if err != nil {
		return err
	}

	for product, err := range p.cfg.Shop.Products(ctx, gombashop.ProductListOptions{Limit: 250}) {
		if err != nil {
			return shopProblem(err)
		}

		for _, v := range product.Variants {
			link, changed, err := p.truth(ctx, product, v, ids)
			if err != nil {
				return err
			}

			if changed {
				links = append(links, link)
			}
		}
	}

	for part := range slices.Chunk(links, batchRows) {
		err := p.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error { return tx.SaveLinks(ctx, part...) })
		if err != nil {
			return err
		}
	}

	return nil
}

// truth is the link of a variant as the shop shows it, and whether the ledger
// has it otherwise.
func (p *exportPlan) truth(ctx context.Context, product gombashop.Product, v gombashop.Variant, ids categoryIDs,
) (ledger.Link, bool, error) {
	link, known, err := p.cfg.Warehouse.LinkByShopID(ctx, p.cfg.ShopID, linkVariant, v.ID)

	switch {
	case err != nil:
		return link, false, err
	case !known:
		return p.unknown(ctx, product, v)
	case link.State == ledger.LinkTombstone:
		return link, false, nil
	case link.Origin == ledger.OriginExport && link.ParentShopID != product.ID && ourProduct(product, v):
		return moved(link, product), true, nil
	}

	now, changed := corrected(link, product, v)
	now, named := arrived(now, product, v, ids)

	return now, changed || named, nil
}

// unknown is a variant without a link. It is ours when its external ids are as
// only export gives them and its good has no other link.
func (p *exportPlan) unknown(ctx context.Context, product gombashop.Product, v gombashop.Variant) (ledger.Link, bool, error) {
	id, err := strconv.ParseInt(v.ExternalID, 10, 32)
	if err != nil || sklad.GoodID(id) <= defaultGood || !ourProduct(product, v) {
		return ledger.Link{}, false, nil //nolint:nilerr // an id of the shop's own
	}

	_, known, err := p.cfg.Warehouse.LinkByLocal(ctx, p.cfg.ShopID, linkVariant, id)

	return ledger.Link{
		Shop: p.cfg.ShopID, Kind: linkVariant, LocalID: id, ShopID: v.ID, ExternalID: v.ExternalID,
		ParentShopID: product.ID, ParentExternalID: product.ExternalID,
		State: ledger.LinkActive, Origin: ledger.OriginExport, SyncedAt: p.cfg.Now().UTC(),
	}, !known, err
}

func ourProduct(product gombashop.Product, v gombashop.Variant) bool {
	return product.ExternalID == v.ExternalID || strings.HasPrefix(product.ExternalID, catalog.GroupID(""))
}

// moved is a link after its variant has gone to another product, which it
// remembers to have left. The rest is sent again.
func moved(l ledger.Link, to gombashop.Product) ledger.Link {
	hashes := map[string]string{leftPrefix + l.ParentShopID: l.ParentExternalID}

	for key, value := range l.Hashes {
		if key == hashQuantity || key == hashOrders || strings.HasPrefix(key, leftPrefix) {
			hashes[key] = value
		}
	}

	delete(hashes, leftPrefix+to.ID)
	l.ParentShopID, l.ParentExternalID, l.State, l.Hashes = to.ID, to.ExternalID, ledger.LinkActive, hashes

	return l
}

// corrected is a link without the hashes that the shop shows to be wrong.
func corrected(l ledger.Link, product gombashop.Product, v gombashop.Variant) (ledger.Link, bool) {
	changed := l.State == ledger.LinkHidden && v.Active
	if changed {
		l.State = ledger.LinkActive
	}

	l.Hashes = maps.Clone(l.Hashes)

	for group, hash := range catalog.Seen(product, v) {
		if kept, ok := l.Hashes[group]; ok && kept != hash {
			changed = true

			delete(l.Hashes, group)
		}
	}

	return l, changed
}
