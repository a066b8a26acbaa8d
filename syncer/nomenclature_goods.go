package syncer

import (
	"context"
	"fmt"
	"strings"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/catalog"
	"github.com/skladmost/skladmost/syncer/text"
)

// product puts every variant of a product into a bucket. The first that is kept
// aside keeps the product due.
func (p *importPlan) product(ctx context.Context, product gombashop.Product, paths map[string]string) (*Problem, error) {
	var aside *Problem

	edits, err := p.edits(ctx, product, paths)
	if err != nil {
		return nil, err
	}

	for _, v := range product.Variants {
		record := fmt.Sprintf("product %s %q, variant %s", product.ID, product.Name, v.ID)

		var err error
		if e, ok := edits[v.ID]; ok {
			err = p.saveEdit(ctx, e, product)
		} else {
			err = p.variant(ctx, record, product, v, paths)
		}

		if err == nil {
			continue
		}

		problem := p.ownFault(ctx, record, err)
		if problem == nil {
			return nil, err
		}

		if problem.Record == "" {
			problem.Record = record
		}

		if aside == nil {
			aside = problem
		}

		if err := p.parkRecord(ctx, KindGood, problem); err != nil {
			return nil, err
		}
	}

	return aside, nil
}

func (p *importPlan) variant(ctx context.Context, record string, product gombashop.Product, v gombashop.Variant,
	paths map[string]string,
) error {
	_, linked, err := p.cfg.Warehouse.LinkByShopID(ctx, p.cfg.ShopID, linkVariant, v.ID)
	if err != nil {
		return err
	}

	switch {
	case linked:
		p.report.count(KindGood, unchanged)

		return nil
	case product.IsService || product.Deleted:
		p.report.filter(KindGood, "service_or_deleted")

		return nil
	}

	save, err := p.newGood(ctx, record, product, v, paths)
	if err != nil {
		return err
	}

	if p.dry {
		p.overlay.addGood(save)
	} else if err := p.saveNewGood(ctx, save, product, v); err != nil {
		return err
	}

	p.report.count(KindGood, written)

	return p.tell(ctx, save)
}

// newGood is a variant as a good. One that equals a good by barcode or code is
// a question for a person: making it anew would double it.
func (p *importPlan) newGood(ctx context.Context, record string, product gombashop.Product, v gombashop.Variant,
	paths map[string]string,
) (SaveGood, error) {
	answer, err := p.cfg.GoodMatcher.MatchGood(ctx, GoodMatchQuery{
		VariantID: v.ID, SKU: v.SKU, Barcode: v.Barcode, Name: product.Name, Find: p.findGoods,
	})
	if err = decided(ctx, "GoodMatcher", record, err); err != nil {
		return SaveGood{}, err
	}

	if hits := answer.Candidates; len(hits) > 0 || answer.Good.ID != 0 {
		if answer.Good.ID != 0 {
			hits = append(hits, answer.Good)
		}

		return SaveGood{}, &Problem{Code: text.PossibleDuplicate, Record: record, Args: map[string]string{"candidates": goodNames(hits)}}
	}

	if !v.Price.Valid || !v.Price.Decimal.IsPositive() {
		return SaveGood{}, &Problem{Code: text.NoShopPrice, Record: record}
	}

	group, err := p.vatGroup(ctx, record, product.VATRate)
	if err != nil {
		return SaveGood{}, err
	}

	save := SaveGood{ProductID: product.ID, VariantID: v.ID, New: true, Fields: sklad.GoodAll}
	if len(product.CategoryIDs) > 0 {
		save.category, save.CategoryPath = product.CategoryIDs[0], paths[product.CategoryIDs[0]]
	}

	save.Good = newGood(variantName(product, v), group)
	save.Good.Code, save.Good.BarCode1 = strings.TrimSpace(v.SKU), strings.TrimSpace(v.Barcode)
	save.Good.Prices = sklad.Prices{}.With(p.facts.price, p.facts.net(catalog.RegularPrice(v).Decimal, group))

	return save, p.goodFits(save, product.ExternalID, v.ExternalID)
}

// path are the names of the good's group from the root on; nil for none.
func (a SaveGood) path() []string {
	if a.CategoryPath == "" {
		return nil
	}

	return strings.Split(a.CategoryPath, gombashop.PathSeparator)
}

// saveNewGood writes good, group and link in one transaction. The link keeps
// the hashes of what the shop shows, so that the next export sends none of it
// back.
func (p *importPlan) saveNewGood(ctx context.Context, s SaveGood, product gombashop.Product, v gombashop.Variant) error {
	var made []placed

	err := p.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		good := s.Good

		if s.CategoryPath != "" {
			var err error
			if good.GroupID, made, err = p.groupFor(ctx, tx, s.category, s.CategoryPath); err != nil {
				return err
			}
		}

		id, err := tx.SaveGood(ctx, good, s.Fields)
		if err != nil {
			return err
		}

		link := p.goodLink(s, id)
		link.ParentExternalID, link.ExternalID = product.ExternalID, v.ExternalID
		good.ID = id
		link.Hashes = withHashes(catalog.Shown(product, v), bothNames(good, variantName(product, v), firstCategory(product)))

		if err := tx.SaveLinks(ctx, link); err != nil {
			return err
		}

		return tx.Append(ctx, p.event("good", v.ID, "", s.Record()))
	})
	if err == nil {
		p.places.keep(made)
	}

	return err
}
