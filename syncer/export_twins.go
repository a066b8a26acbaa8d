package syncer

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/match"
	"github.com/skladmost/skladmost/syncer/text"
)

// fewFresh is up to how many new goods the shop is asked for their codes one by
// one; above that, listing all of its products is less work.
const fewFresh = 200

// twinsPerRequest keeps the address of a request short.
const twinsPerRequest = 50

// findTwins looks for products of the shop that nobody has linked and that have
// the barcode or the code of a new good: making the good there again would
// double it. Codes are compared as matching compares them; of those that only
// look alike the shop can find the Latin ones, when it is asked one by one.
func (p *exportPlan) findTwins(ctx context.Context) error {
	if len(p.survey.fresh) == 0 {
		return nil
	}

	var byKey map[string][]sklad.GoodID // made when the shop shows a product at all

	for product, err := range p.candidates(ctx) {
		if err != nil {
			return shopProblem(err)
		}

		if byKey == nil {
			byKey = p.survey.byKey()
		}

		for _, v := range product.Variants {
			goods := slices.Concat(byKey[match.Code(v.SKU)], byKey[match.Barcode(v.Barcode)])
			if err := p.twin(ctx, product, v, goods); err != nil {
				return err
			}
		}
	}

	return nil
}

// byKey are the new goods by what matching compares of their codes and barcodes.
func (s *survey) byKey() map[string][]sklad.GoodID {
	all := map[string][]sklad.GoodID{}

	for id, g := range s.fresh {
		keys := map[string]bool{match.Code(g.code): true}
		for _, barcode := range g.barcodes {
			keys[match.Barcode(barcode)] = true
		}

		delete(keys, "")

		for key := range keys {
			all[key] = append(all[key], id)
		}
	}

	return all
}

// candidates are the products of the shop in question.
func (p *exportPlan) candidates(ctx context.Context) iter.Seq2[gombashop.Product, error] {
	if len(p.survey.fresh) > fewFresh {
		return p.cfg.Shop.Products(ctx, gombashop.ProductListOptions{Limit: 250})
	}

	skus, barcodes := map[string]bool{}, map[string]bool{}

	for _, g := range p.survey.fresh {
		skus[strings.TrimSpace(g.code)], skus[match.Code(g.code)] = true, true

		for _, barcode := range g.barcodes {
			barcodes[strings.TrimSpace(barcode)] = true
			ean := match.Barcode(barcode)
			barcodes[ean], barcodes[strings.TrimPrefix(ean, "0")] = true, true // a UPC is either
		}
	}

	return func(yield func(gombashop.Product, error) bool) {
		for _, o := range append(queries(skus, func(o *gombashop.ProductListOptions, part []string) { o.SKUs = part }),
			queries(barcodes, func(o *gombashop.ProductListOptions, part []string) { o.Barcodes = part })...) {
			for product, err := range p.cfg.Shop.Products(ctx, o) {
				if !yield(product, err) || err != nil {
					return
				}
			}
		}
	}
}

func queries(keys map[string]bool, set func(*gombashop.ProductListOptions, []string)) []gombashop.ProductListOptions {
	delete(keys, "")

	var all []gombashop.ProductListOptions

	for part := range slices.Chunk(slices.Sorted(maps.Keys(keys)), twinsPerRequest) {
		var o gombashop.ProductListOptions

		set(&o, part)
		all = append(all, o)
	}

	return all
}

// twin records that a variant equals goods. A linked one equals none, and
// neither does one with the id of a new good: that one we made ourselves, in a
// run that was cut off before it could write its links.
func (p *exportPlan) twin(ctx context.Context, product gombashop.Product, v gombashop.Variant, goods []sklad.GoodID) error {
	if len(goods) == 0 {
		return nil
	}

	if id, err := strconv.ParseInt(v.ExternalID, 10, 64); err == nil {
		if _, ours := p.survey.fresh[sklad.GoodID(id)]; ours {
			return nil
		}
	}

	_, linked, err := p.cfg.Warehouse.LinkByShopID(ctx, p.cfg.ShopID, linkVariant, v.ID)
	if err != nil || linked {
		return err
	}

	for _, id := range goods {
		p.twins[id] = fmt.Sprintf("product %s %q", product.ID, product.Name)
	}

	return nil
}

func possibleTwin(g sklad.Good, of string) *Problem {
	return &Problem{Code: text.PossibleDuplicate, Record: goodRecord(g), Args: map[string]string{"candidates": of}}
}
