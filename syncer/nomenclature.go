package syncer

import (
	"context"
	"time"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/syncer/text"
)

// nomenclature brings in the shop's products and customers that Склад Pro does
// not have (setting n). A known good is never written: Склад Pro owns code,
// barcodes, VAT group, price and quantity.
func (p *importPlan) nomenclature(ctx context.Context) error {
	paths, err := p.categoryPaths(ctx)
	if err != nil {
		return err
	}

	products := newListing(p, "product", KindGood,
		func(x gombashop.Product) (string, time.Time) { return x.ID, x.UpdatedAt },
		func(ctx context.Context, x gombashop.Product) (*Problem, error) { return p.product(ctx, x, paths) })

	err = products.read(ctx, func(since time.Time, ids []string) pages[gombashop.Product] {
		return p.cfg.Shop.ProductPages(ctx, gombashop.ProductListOptions{UpdatedSince: since, IDs: ids})
	})
	if err != nil {
		return err
	}

	customers := newListing(p, "customer", KindPartner,
		func(x gombashop.Customer) (string, time.Time) { return x.ID, x.UpdatedAt }, p.customer)

	return customers.read(ctx, func(since time.Time, ids []string) pages[gombashop.Customer] {
		return p.cfg.Shop.CustomerPages(ctx, gombashop.CustomerListOptions{UpdatedSince: since, IDs: ids})
	})
}

// categoryPaths are the names from the root on, by category id. A category that
// cannot be read leaves its goods, and those of the categories behind it,
// without a group; that is reported and holds nothing up.
func (p *importPlan) categoryPaths(ctx context.Context) (map[string]string, error) {
	paths := map[string]string{}

	if err := p.readPlaces(ctx); err != nil {
		return nil, err
	}

	for c, err := range p.cfg.Shop.Categories(ctx) {
		if err != nil {
			problem := p.ownFault(ctx, "category", err)
			if problem == nil {
				return nil, shopProblem(err)
			}

			problem.Code = text.RecordUnreadable
			p.report.warn(problem)

			break
		}

		paths[c.ID], p.places.categories[c.ID] = first(c.Path, c.Name), c
	}

	return paths, nil
}
