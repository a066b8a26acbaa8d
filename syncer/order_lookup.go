package syncer

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/skladmost/skladmost/sklad"
)

// linkedGood is the good of a variant. One that was deleted since is not sold
// again: the line looks for a good as if there were no link.
func (p *importPlan) linkedGood(ctx context.Context, job *orderJob, variantID string) (*sklad.Good, error) {
	if variantID == "" {
		return nil, nil //nolint:nilnil // a line without a variant has no link, and that is no error
	}

	// What this order or an earlier unit of the plan makes is linked anew.
	if planned := job.variant(variantID); planned != nil {
		return planned, nil
	}

	if planned := p.overlay.variant(variantID); planned != nil {
		return planned, nil
	}

	link, ok, err := p.cfg.Warehouse.LinkByShopID(ctx, p.cfg.ShopID, linkVariant, variantID)
	if err != nil || !ok {
		return nil, err
	}

	found, err := p.cfg.Warehouse.FindGoods(ctx, sklad.GoodQuery{ID: sklad.GoodID(link.LocalID)})
	if err != nil || len(found) == 0 || found[0].Deleted {
		return nil, err
	}

	return &found[0], nil
}

func (p *importPlan) findGoods(ctx context.Context, q sklad.GoodQuery) ([]sklad.Good, error) {
	found, err := p.cfg.Warehouse.FindGoods(ctx, q)
	if err != nil {
		return nil, fromSide(err)
	}

	return append(found, p.overlay.findGoods(q)...), nil
}

func goodNames(goods []sklad.Good) string {
	names := make([]string, len(goods))
	for i, g := range goods {
		names[i] = fmt.Sprintf("%d %q", g.ID, g.Name)
		if g.ID < 0 { // only this plan knows that id
			names[i] = strconv.Quote(g.Name)
		}
	}

	return strings.Join(names, ", ")
}

// made are the goods that the order makes, with the ids that stand for their
// own.
func (j *orderJob) made() []sklad.Good {
	var goods []sklad.Good

	for i, g := range j.goods {
		if g.save.New {
			good := g.save.Good
			good.ID = g.id(i)
			goods = append(goods, good)
		}
	}

	return goods
}

// makes finds the goods that earlier lines of the order make.
func (j *orderJob) makes(q sklad.GoodQuery) []sklad.Good { return goodsLike(j.made(), q) }

// variant is the good that an earlier line of the order makes for a variant.
func (j *orderJob) variant(id string) *sklad.Good {
	for i, g := range j.goods {
		if g.save.New && g.save.VariantID == id {
			good := g.save.Good
			good.ID = g.id(i)

			return &good
		}
	}

	return nil
}
