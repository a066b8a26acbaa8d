package syncer

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/catalog"
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

	err = p.changed(ctx, "products", func(since time.Time) (time.Time, error) {
		return p.products(ctx, since, paths)
	})
	if err != nil {
		return err
	}

	return p.changed(ctx, "customers", func(since time.Time) (time.Time, error) { return p.customers(ctx, since) })
}

// changed reads what changed since the last time and moves the watermark when
// all of it is through.
func (p *importPlan) changed(ctx context.Context, what string, read func(since time.Time) (time.Time, error)) error {
	name := "watermark:" + what + ":" + p.cfg.ShopID

	mark, _, err := p.cfg.Warehouse.Mark(ctx, name)
	if err != nil {
		return err
	}

	since, err := watermark(name, mark)
	if err != nil {
		return err
	}

	last, err := read(since)
	if err != nil || p.dry || last.IsZero() {
		return err
	}

	return p.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		return tx.SetMark(ctx, name, last.UTC().Format(time.RFC3339Nano))
	})
}

// categoryPaths are the names from the root on, by category id.
func (p *importPlan) categoryPaths(ctx context.Context) (map[string]string, error) {
	paths := map[string]string{}

	for c, err := range p.cfg.Shop.Categories(ctx) {
		if err != nil {
			return nil, shopProblem(err)
		}

		paths[c.ID] = first(c.Path, c.Name)
	}

	return paths, nil
}

func (p *importPlan) products(ctx context.Context, since time.Time, paths map[string]string) (time.Time, error) {
	var last, held time.Time

	for product, err := range p.cfg.Shop.Products(ctx, gombashop.ProductListOptions{UpdatedSince: since}) {
		if err != nil {
			return last, err
		}

		last = latest(last, product.UpdatedAt)
		parkedBefore := len(p.report.Parked)

		for _, v := range product.Variants {
			if err := p.variant(ctx, product, v, paths); err != nil {
				return last, err
			}
		}

		if len(p.report.Parked) > parkedBefore && held.IsZero() {
			held = product.UpdatedAt
		}
	}

	return earliest(last, held), nil
}

func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}

	return a
}

// earliest keeps a watermark at the first parked record, so that the next run
// looks at it again.
func earliest(last, held time.Time) time.Time {
	if held.IsZero() || last.Before(held) {
		return last
	}

	return held
}

// variant puts one variant of the shop into a bucket.
func (p *importPlan) variant(ctx context.Context, product gombashop.Product, v gombashop.Variant, paths map[string]string) error {
	linked, err := p.linkedGood(ctx, v.ID)
	if err != nil {
		return err
	}

	switch {
	case linked != nil:
		p.report.count(KindGood, unchanged)

		return nil
	case product.IsService || product.Deleted:
		p.report.filter(KindGood, "service_or_deleted")

		return nil
	}

	save, problem, err := p.newGood(ctx, product, v, paths)
	if err != nil {
		return err
	}

	if problem != nil {
		return p.parkRecord(ctx, KindGood, problem)
	}

	p.report.count(KindGood, written)

	if p.dry {
		p.overlay.addGood(save)
	}

	return p.do(ctx, unit{actions: []Action{save}, apply: func(ctx context.Context) error {
		return p.saveNewGood(ctx, save, product, v)
	}})
}

// newGood is a variant as a good. One that equals a good by barcode or code is
// a question for a person: making it anew would double it.
func (p *importPlan) newGood(ctx context.Context, product gombashop.Product, v gombashop.Variant, paths map[string]string,
) (SaveGood, *Problem, error) {
	record := fmt.Sprintf("product %s %q, variant %s", product.ID, product.Name, v.ID)

	answer, err := p.cfg.GoodMatcher.MatchGood(ctx, GoodMatchQuery{
		VariantID: v.ID, SKU: v.SKU, Barcode: v.Barcode, Name: product.Name, Find: p.findGoods,
	})
	if err != nil {
		return SaveGood{}, nil, err
	}

	if hits := answer.Candidates; len(hits) > 0 || answer.Good.ID != 0 {
		if answer.Good.ID != 0 {
			hits = append(hits, answer.Good)
		}

		return SaveGood{}, &Problem{Code: text.PossibleDuplicate, Record: record,
			Args: map[string]string{"candidates": goodNames(hits)}}, nil
	}

	group, err := p.vatGroup(ctx, record, product.VATRate)
	if problem := asProblem(err); problem != nil || err != nil {
		return SaveGood{}, problem, notProblem(err)
	}

	save := SaveGood{ProductID: product.ID, VariantID: v.ID, New: true, Fields: sklad.GoodAll}
	if len(product.CategoryIDs) > 0 {
		save.CategoryPath = paths[product.CategoryIDs[0]]
	}

	name := strings.TrimSpace(product.Name + " " + strings.Join(v.Options, " "))
	save.Good = sklad.Good{
		Code: v.SKU, BarCode1: v.Barcode, Name: name, Name2: name, TaxGroup: group, Measure1: "бр.", Measure2: "бр.",
		Ratio: decimal.NewFromInt(1), Prices: sklad.Prices{}.With(p.facts.price, p.facts.net(catalog.RegularPrice(v).Decimal, group)),
	}

	return save, nil, nil
}

// saveNewGood writes good, group and link in one transaction. The link keeps
// the hashes of what the shop shows, so that the next export sends none of it
// back.
func (p *importPlan) saveNewGood(ctx context.Context, s SaveGood, product gombashop.Product, v gombashop.Variant) error {
	return p.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		if s.CategoryPath != "" {
			group, err := tx.SaveGoodsGroup(ctx, strings.Split(s.CategoryPath, gombashop.PathSeparator))
			if err != nil {
				return err
			}

			s.Good.GroupID = group
		}

		id, err := tx.SaveGood(ctx, s.Good, s.Fields)
		if err != nil {
			return err
		}

		link := p.goodLink(s, id)
		link.ParentExternalID, link.ExternalID = product.ExternalID, v.ExternalID
		link.Hashes = catalog.Shown(product, v)

		if err := tx.SaveLinks(ctx, link); err != nil {
			return err
		}

		return tx.Append(ctx, p.event("good", v.ID, "", s.Record()))
	})
}

func (p *importPlan) customers(ctx context.Context, since time.Time) (time.Time, error) {
	var last, held time.Time

	for c, err := range p.cfg.Shop.Customers(ctx, gombashop.CustomerListOptions{UpdatedSince: since}) {
		if err != nil {
			return last, err
		}

		last = latest(last, c.UpdatedAt)
		parkedBefore := len(p.report.Parked)

		if err := p.customer(ctx, c); err != nil {
			return last, err
		}

		if len(p.report.Parked) > parkedBefore && held.IsZero() {
			held = c.UpdatedAt
		}
	}

	return earliest(last, held), nil
}

// customer adds an unknown customer as a partner; in the mode add_and_update it
// refreshes the contacts of a known one, which the shop owns.
func (p *importPlan) customer(ctx context.Context, c gombashop.Customer) error {
	job := &orderJob{order: gombashop.Order{Customer: c}}

	err := p.partner(ctx, job)
	if problem := asProblem(err); problem != nil {
		problem.Record = fmt.Sprintf("customer %s %q", c.ID, first(c.Company, c.Name, c.Email))

		return p.parkRecord(ctx, KindPartner, problem)
	}

	if err != nil {
		return err
	}

	link, known, err := p.cfg.Warehouse.LinkByShopID(ctx, p.cfg.ShopID, linkCustomer, c.ID)
	if err != nil {
		return err
	}

	hash := shortHash(fmt.Sprintf("%+v", newPartner(c, gombashop.Address{})))
	if !job.partner.New && known && (link.Hashes[hashContacts] == hash || p.cfg.Import.Mode == AddOnly) {
		p.report.count(KindPartner, unchanged)

		return nil
	}

	return p.saveCustomer(ctx, job, hash)
}

// hashContacts is what the shop showed of a customer when it was last taken.
const hashContacts = "contacts"

func (p *importPlan) saveCustomer(ctx context.Context, job *orderJob, hash string) error {
	p.report.count(KindPartner, written)

	if !job.partner.New {
		p.refresh(job)
	}

	if p.dry {
		p.overlay.addPartner(job.partner)
	}

	return p.do(ctx, unit{actions: []Action{job.partner}, apply: func(ctx context.Context) error {
		return p.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
			links, err := p.writePartner(ctx, tx, job, &sklad.Document{})
			if err != nil {
				return err
			}

			if job.partner.Fields != 0 && !job.partner.New {
				if _, err := tx.SavePartner(ctx, job.partner.Partner, job.partner.Fields); err != nil {
					return err
				}
			}

			for i := range links {
				links[i].Hashes = map[string]string{hashContacts: hash}
			}

			return tx.SaveLinks(ctx, links...)
		})
	}})
}

// refresh puts the shop's contacts over the partner's. Price group, discount
// and payment days are Склад Pro's own.
func (p *importPlan) refresh(job *orderJob) {
	if p.cfg.Import.Mode == AddOnly {
		return
	}

	fresh := newPartner(job.order.Customer, gombashop.Address{})
	partner := &job.partner.Partner
	partner.Phone, partner.Email = first(fresh.Phone, partner.Phone), first(fresh.Email, partner.Email)
	partner.City, partner.Address = first(fresh.City, partner.City), first(fresh.Address, partner.Address)
	job.partner.Fields = sklad.PartnerContacts
}

// parkRecord keeps a product or customer aside for this run; it is looked at
// again when it changes or the settings do.
func (p *importPlan) parkRecord(ctx context.Context, k Kind, problem *Problem) error {
	p.report.count(k, parked)
	p.report.Parked = append(p.report.Parked, problem)

	return p.do(ctx, unit{actions: []Action{Park{What: k, Of: problem.Record, Problem: problem, direction: Import}}})
}
