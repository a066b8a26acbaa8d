package syncer

import (
	"context"
	"fmt"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/catalog"
	"github.com/skladmost/skladmost/syncer/match"
	"github.com/skladmost/skladmost/syncer/text"
)

// matchable is one record that may be matched: a good, or a variant.
type matchable struct {
	MatchSide

	good             sklad.GoodID
	product, variant string
}

// linkedSides tell which records have a link: the other end by each end.
type linkedSides struct {
	variants map[sklad.GoodID]string
	goods    map[string]sklad.GoodID
}

func (l *linkedSides) add(good sklad.GoodID, variant string) {
	l.variants[good], l.goods[variant] = variant, good
}

// readLinked reads all links of variants in one pass; tombstones count too, for
// they keep a record from being made again.
func (r *run) readLinked(ctx context.Context) (*linkedSides, error) {
	all := &linkedSides{variants: map[sklad.GoodID]string{}, goods: map[string]sklad.GoodID{}}

	for link, err := range r.cfg.Warehouse.Links(ctx, r.cfg.ShopID, linkVariant) {
		if err != nil {
			return nil, err
		}

		all.add(sklad.GoodID(link.LocalID), link.ShopID)
	}

	return all, nil
}

func (r *run) unlinkedGoods(ctx context.Context, linked *linkedSides) ([]matchable, error) {
	var all []matchable

	for g, err := range r.cfg.Warehouse.Goods(ctx, sklad.GoodsFilter{}) {
		if err != nil {
			return nil, err
		}

		if _, has := linked.variants[g.ID]; has || r.leftOut(g) != "" {
			continue
		}

		one, err := r.matchableGood(ctx, g)
		if err != nil {
			return nil, err
		}

		all = append(all, one)
	}

	return all, nil
}

func (r *run) matchableGood(ctx context.Context, g sklad.Good) (matchable, error) {
	answer, err := r.cfg.PriceRule.Price(ctx, PriceQuery{Good: g})
	one := sideOf(g)
	one.Price = answer.Price

	return one, err
}

// sideOf is a good without its price.
func sideOf(g sklad.Good) matchable {
	return matchable{good: g.ID, MatchSide: MatchSide{Code: g.Code, Barcodes: g.BarCodes(), Name: g.Name}}
}

func (r *run) unlinkedVariants(ctx context.Context, linked *linkedSides) ([]matchable, error) {
	var all []matchable

	for page, err := range r.cfg.Shop.ProductPages(ctx, gombashop.ProductListOptions{Limit: 250}) {
		if err != nil {
			return nil, shopProblem(err)
		}

		for _, row := range page.Rejected {
			r.observe(ctx, ParkedRecord{Kind: KindGood, Problem: &Problem{
				Code: text.RecordUnreadable, Record: "product " + row.ID, Err: row.Err,
			}})
		}

		for _, p := range page.Data {
			for _, v := range p.Variants {
				if _, has := linked.goods[v.ID]; !has && sold(p) {
					all = append(all, matchableVariant(p, v))
				}
			}
		}
	}

	return all, nil
}

// sold leaves out what no good stands behind.
func sold(p gombashop.Product) bool { return !p.IsService && !p.Deleted }

func matchableVariant(p gombashop.Product, v gombashop.Variant) matchable {
	price := catalog.RegularPrice(v)
	price.Decimal = price.Decimal.Round(2)

	one := matchable{
		product: p.ID, variant: v.ID,
		MatchSide: MatchSide{Code: v.SKU, Name: variantName(p, v), Price: price},
	}
	if v.Barcode != "" {
		one.Barcodes = []string{v.Barcode}
	}

	return one
}

func records(sides []matchable) []match.Record {
	all := make([]match.Record, len(sides))
	for i, one := range sides {
		all[i] = match.Record{Code: one.Code, Barcodes: one.Barcodes, Name: one.Name, Price: one.Price}
	}

	return all
}

// fingerprintOf stands for what makes two records the ones that a person saw.
// Prices are not in it: they change without making another good. It begins with
// a letter, so that no spreadsheet takes it for a number.
func (r *run) fingerprintOf(good, variant matchable) string {
	const letters = 12

	return "m" + shortHash(fmt.Sprintf("%q %d %q %q %q %q %q %q %q", r.cfg.ShopID,
		good.good, good.Code, good.Barcodes, good.Name, variant.variant, variant.Code, variant.Barcodes, variant.Name))[:letters]
}
