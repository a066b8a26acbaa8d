package syncer

import (
	"context"
	"fmt"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/text"
)

// markMatched says that a person has brought the two sides together.
func (s *Syncer) markMatched() string { return "matched:" + s.cfg.ShopID }

// markStarted says that runs of one direction began when nothing could be
// doubled, so that all unlinked records since then are new ones.
func (s *Syncer) markStarted(d Direction) string { return s.markMatched() + ":" + string(d) }

// side is what one side holds: any record at all, and one that is not linked.
type side struct {
	any      bool
	unlinked string
}

// matched refuses to bring goods in either direction while both sides hold
// goods of their own that nobody has matched: every one of them would be
// doubled. The first run of a direction that finds one side without any such
// record settles the question for that direction. A side that is empty
// altogether settles nothing: its records are still to come.
func (r *run) matched(ctx context.Context) error {
	for _, mark := range []string{r.markMatched(), r.markStarted(r.direction)} {
		if _, done, err := r.cfg.Warehouse.Mark(ctx, mark); err != nil || done {
			return err
		}
	}

	here, err := r.ownGoods(ctx)
	if err != nil {
		return err
	}

	there, err := r.ownProducts(ctx)
	if err != nil {
		return err
	}

	from, to := here, there
	if r.direction == Import {
		from, to = there, here
	}

	switch {
	case here.unlinked != "" && there.unlinked != "":
		return &Problem{Code: text.UnlinkedSides, Record: "shop " + r.cfg.ShopID,
			Args: map[string]string{"good": here.unlinked, "product": there.unlinked}}
	case r.dry || !from.any || from.unlinked != "" && to.unlinked != "":
		return nil
	}

	return r.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		return tx.SetMark(ctx, r.markStarted(r.direction), "nothing to match")
	})
}

// ownGoods looks at every good, whatever groups are chosen: the choice may
// change, and the shop's products may equal any of them.
func (r *run) ownGoods(ctx context.Context) (side, error) {
	var found side

	for g, err := range r.cfg.Warehouse.Goods(ctx, sklad.GoodsFilter{}) {
		if err != nil {
			return found, err
		}

		if r.leftOut(g) != "" {
			continue
		}

		found.any = true

		_, linked, err := r.cfg.Warehouse.LinkByLocal(ctx, r.cfg.ShopID, linkVariant, int64(g.ID))
		if err != nil {
			return found, err
		}

		if !linked {
			found.unlinked = goodRecord(g)

			return found, nil
		}
	}

	return found, nil
}

// ownProducts looks at every product of the shop. One that cannot be read is
// not linked, for its variants are not known.
func (r *run) ownProducts(ctx context.Context) (side, error) {
	var found side

	for page, err := range r.cfg.Shop.ProductPages(ctx, gombashop.ProductListOptions{}) {
		if err != nil {
			return found, shopProblem(err)
		}

		if len(page.Rejected) > 0 {
			return side{any: true, unlinked: "product " + page.Rejected[0].ID}, nil
		}

		for _, p := range page.Data {
			found.any = true

			for _, v := range p.Variants {
				_, linked, err := r.cfg.Warehouse.LinkByShopID(ctx, r.cfg.ShopID, linkVariant, v.ID)
				if err != nil {
					return found, err
				}

				if !linked {
					found.unlinked = fmt.Sprintf("product %s %q", p.ID, p.Name)

					return found, nil
				}
			}
		}
	}

	return found, nil
}
