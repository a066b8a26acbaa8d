package syncer

import (
	"context"
	"slices"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/syncer/catalog"
)

func (a *exportApply) flushProducts(ctx context.Context) error {
	batch := a.batch
	a.batch = nil

	again, err := a.sendProducts(ctx, batch)
	if err != nil || len(again) == 0 {
		return err
	}

	_, err = a.sendProducts(ctx, again)

	return err
}

// sendProducts sends a batch and returns what the shop has lost and is to be
// made again.
func (a *exportApply) sendProducts(ctx context.Context, batch []UpsertProduct) ([]UpsertProduct, error) {
	batch, err := a.due(ctx, batch)
	if err != nil || len(batch) == 0 {
		return nil, err
	}

	patches, err := a.patches(ctx, batch)
	if err == nil {
		err = a.beUnsure(ctx)
	}

	if err == nil {
		err = a.announceNames(ctx, batch)
	}

	if err != nil {
		unsent(a, batch)

		return nil, err
	}

	var (
		again []UpsertProduct
		shown map[string]gombashop.Product
	)

	err = sendRows(ctx, a, batch,
		func() ([]gombashop.Result, error) {
			results, err := a.cfg.Shop.UpsertProducts(ctx, patches)
			if err == nil {
				shown, err = a.unanswered(ctx, batch, results)
			}

			return results, err
		},
		func(p UpsertProduct, res gombashop.Result) took {
			if p.settles {
				return a.tookSettled(ctx, p, res)
			}

			if p.again != nil && lost(res) {
				again = append(again, *p.again)

				return took{}
			}

			return a.tookProduct(ctx, p, res, shown[res.ID])
		})

	return again, err
}

// due leaves out what the run has made pointless since it was planned.
func (a *exportApply) due(ctx context.Context, batch []UpsertProduct) ([]UpsertProduct, error) {
	rows := make([]UpsertProduct, 0, len(batch))

	for _, p := range batch {
		due := !p.settles
		if p.settles {
			var err error
			if due, err = a.settling(ctx, &p); err != nil {
				unsent(a, batch)

				return nil, err
			}
		}

		if due {
			rows = append(rows, p)
		}
	}

	return rows, nil
}

// lost tells that the shop does not have the product, or one of its variants,
// any more.
func lost(res gombashop.Result) bool {
	gone := func(r gombashop.Result) bool { return r.Err != nil && gombashop.IsCode(r.Err, gombashop.CodeNotFound) }

	return gone(res) || slices.ContainsFunc(res.Variants, gone)
}

// patches are the rows as the shop needs them: its own category ids in place of
// ours, and regular prices where a promotion keeps them.
func (a *exportApply) patches(ctx context.Context, batch []UpsertProduct) ([]gombashop.ProductPatch, error) {
	if err := a.readCategoryIDs(ctx); err != nil {
		return nil, err
	}

	patches := make([]gombashop.ProductPatch, len(batch))
	for i := range batch {
		a.placeInCategory(&batch[i])
		patches[i] = batch[i].Patch
	}

	return patches, a.keepPromotions(ctx, patches)
}

// placeInCategory puts the shop's category id where the plan named our group.
// Where the shop refused the category, the product goes without one and its
// link does not say that it was placed: it is as soon as the category is there.
func (a *exportApply) placeInCategory(p *UpsertProduct) {
	if p.Patch.CategoryIDs == nil {
		return
	}

	ids := make([]string, 0, len(*p.Patch.CategoryIDs))

	for _, external := range *p.Patch.CategoryIDs {
		if id := a.categoryID[external]; id != "" {
			ids = append(ids, id)
		}
	}

	if len(ids) > 0 {
		p.Patch.CategoryIDs = &ids

		return
	}

	p.Patch.CategoryIDs = nil
	for _, m := range p.Members {
		delete(m.Hashes, catalog.GroupCategory)
	}
}

// readAtOnce is how many products are read by id with one request, the
// contract's limit.
const readAtOnce = 100

// unanswered reads the products for which the shop's answer names no variants:
// the links are with variants.
func (a *exportApply) unanswered(ctx context.Context, batch []UpsertProduct, results []gombashop.Result,
) (map[string]gombashop.Product, error) {
	var ids []string

	for _, res := range results {
		if res.Err == nil && res.ID != "" && len(res.Variants) < len(batch[res.Index].sent) {
			ids = append(ids, res.ID)
		}
	}

	return a.readProducts(ctx, ids)
}

func (p *exportPlan) readProducts(ctx context.Context, ids []string) (map[string]gombashop.Product, error) {
	found := map[string]gombashop.Product{}

	for part := range slices.Chunk(ids, readAtOnce) {
		for product, err := range p.cfg.Shop.Products(ctx, gombashop.ProductListOptions{IDs: part, IncludeDeleted: true}) {
			if err != nil {
				return found, err
			}

			found[product.ID] = product
		}
	}

	return found, nil
}
