package syncer

import (
	"context"
	"strconv"
	"strings"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/catalog"
)

// markUnsure says that a run began to make products, or to move variants, and
// has not ended well: the shop may have some that no link tells of. It is empty
// otherwise.
func (s *Syncer) markUnsure() string { return "export_unsure:" + s.cfg.ShopID }

// beUnsure is written before the first new product or moved variant goes out.
func (a *exportApply) beUnsure(ctx context.Context, batch []UpsertProduct) error {
	if a.unsure {
		return nil
	}

	for _, p := range batch {
		for _, m := range p.Members {
			if m.link.ShopID == "" || !own(m.link) && m.link.ParentExternalID != p.ExternalID {
				a.unsure = true
			}
		}
	}

	if !a.unsure {
		return nil
	}

	return a.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		return tx.SetMark(ctx, a.markUnsure(), a.id)
	})
}

// adopt links what an earlier run made or moved and could not link before it was
// cut off.
// Sending the goods again would find the same products by their external ids;
// but a good that was deleted or regrouped meanwhile is not sent, and its
// product would stay on sale without anyone knowing of it. A plan, which writes
// nothing, goes on without.
func (p *exportPlan) adopt(ctx context.Context) error {
	value, _, err := p.cfg.Warehouse.Mark(ctx, p.markUnsure())
	if err != nil || value == "" || p.dry {
		return err
	}

	p.wasUnsure = true

	var links []ledger.Link

	for product, err := range p.cfg.Shop.Products(ctx, gombashop.ProductListOptions{Limit: 250}) {
		if err != nil {
			return shopProblem(err)
		}

		for _, v := range product.Variants {
			link, ours, err := p.adoptable(ctx, product, v)
			if err != nil {
				return err
			}

			if ours {
				links = append(links, link)
			}
		}
	}

	return p.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		return tx.SaveLinks(ctx, links...)
	})
}

// adoptable is the link of a variant with external ids as only export gives
// them, when neither side of it is linked, or when it is in another product
// than its link says. It has no hashes: everything is sent again.
func (p *exportPlan) adoptable(ctx context.Context, product gombashop.Product, v gombashop.Variant) (ledger.Link, bool, error) {
	id, err := strconv.ParseInt(v.ExternalID, 10, 32)
	if err != nil || sklad.GoodID(id) <= defaultGood || !ourProduct(product, v) {
		return ledger.Link{}, false, nil //nolint:nilerr // an id of the shop's own
	}

	link, known, err := p.cfg.Warehouse.LinkByShopID(ctx, p.cfg.ShopID, linkVariant, v.ID)
	if err != nil {
		return link, false, err
	}

	if known {
		strayed := link.Origin == ledger.OriginExport && link.ParentShopID != product.ID

		return moved(link, product), strayed, nil
	}

	_, known, err = p.cfg.Warehouse.LinkByLocal(ctx, p.cfg.ShopID, linkVariant, id)

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
// remembers to have left.
func moved(l ledger.Link, to gombashop.Product) ledger.Link {
	hashes := map[string]string{leftPrefix + l.ParentShopID: l.ParentExternalID}

	for key, value := range l.Hashes {
		if key == hashQuantity || key == hashOrders || strings.HasPrefix(key, leftPrefix) {
			hashes[key] = value
		}
	}

	delete(hashes, leftPrefix+to.ID)
	l.ParentShopID, l.ParentExternalID, l.Hashes = to.ID, to.ExternalID, hashes

	return l
}

// sure takes the mark back when every product that was made has its link.
func (a *exportApply) sure(ctx context.Context) error {
	if !a.unsure && !a.wasUnsure || a.unlinked {
		return nil
	}

	return a.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		return tx.SetMark(ctx, a.markUnsure(), "")
	})
}
