package syncer

import (
	"context"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
)

func (a *exportApply) flushHidden(ctx context.Context) error {
	batch := a.hidden
	a.hidden = nil

	rows := make([]HideProduct, 0, len(batch))
	patches := make([]gombashop.ProductPatch, 0, len(batch))
	links := map[sklad.GoodID]ledger.Link{}

	for _, h := range batch {
		due, err := a.stillDue(ctx, &h, links)
		if err != nil {
			unsent(a, batch)

			return err
		}

		if due {
			rows, patches = append(rows, h), append(patches, h.patch())
		}
	}

	if len(rows) == 0 {
		return nil
	}

	if err := a.beUnsure(ctx); err != nil {
		unsent(a, rows)

		return err
	}

	return sendRows(ctx, a, rows,
		func() ([]gombashop.Result, error) { return a.cfg.Shop.UpsertProducts(ctx, patches) },
		func(h HideProduct, res gombashop.Result) took { return a.tookHidden(ctx, h, res) })
}

// stillDue looks once more at a product that was to be empty: a good whose move
// the shop refused a moment ago is still in it, and must stay on sale. The links
// of a batch are kept, because one good may have left several products.
func (a *exportApply) stillDue(ctx context.Context, h *HideProduct, links map[sklad.GoodID]ledger.Link) (bool, error) {
	if h.Reason != reasonMoved {
		return true, nil
	}

	for _, good := range a.survey.fates[h.ExternalID].moved {
		link, read := links[good]
		if !read {
			var err error
			if link, _, err = a.cfg.Warehouse.LinkByLocal(ctx, a.cfg.ShopID, linkVariant, int64(good)); err != nil {
				return false, err
			}

			links[good] = link
		}

		if link.ParentShopID == h.ProductID {
			return false, nil
		}
	}

	h.link = links[h.GoodID]

	return true, nil
}

func (h HideProduct) patch() gombashop.ProductPatch {
	no := false
	p := gombashop.ProductPatch{ID: h.ProductID}

	if h.Whole {
		p.Visible = &no
	}

	if h.VariantID != "" {
		p.Variants = []gombashop.VariantPatch{{ID: h.VariantID, Active: &no}}
	}

	return p
}

// tookHidden records what is out of sight. What the shop does not have any more
// is.
func (a *exportApply) tookHidden(ctx context.Context, h HideProduct, res gombashop.Result) took {
	cause := res.Err
	if cause == nil && len(res.Variants) > 0 {
		cause = res.Variants[0].Err
	}

	if cause != nil && !lost(res) {
		_, n := counted(h)
		a.park(ctx, KindGood, n, refusal(h.Record(), cause))

		return took{}
	}

	link := h.link

	if h.Reason == reasonMoved {
		delete(link.Hashes, leftPrefix+h.ProductID)
	} else {
		link.State, link.Hashes = ledger.LinkHidden, withoutVisible(link.Hashes)
	}

	link.SyncedAt = a.cfg.Now().UTC()

	return took{links: []ledger.Link{link}, actions: []Action{h}}
}
