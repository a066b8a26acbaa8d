package syncer

import (
	"context"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// The names of the service goods that import makes when they are missing.
const (
	deliveryName = "Доставка"
	feeName      = "Такса"
)

// wantedGood is a good that a line of the order refers to.
type wantedGood struct {
	items []string // the order's line ids; delivery and fees have none
	save  SaveGood // New is false when the good exists
	// planned tells that an earlier unit of this dry run makes the good.
	planned bool
}

// orderGoods finds the good of every line, and the service goods.
func (p *importPlan) orderGoods(ctx context.Context, job *orderJob) error {
	byKey := map[string]*wantedGood{}

	for _, item := range job.order.Items {
		key := first(item.VariantID, item.SKU, item.Barcode, item.Name)
		if have, ok := byKey[key]; ok {
			have.items = append(have.items, item.ID)

			continue
		}

		good, err := p.itemGood(ctx, job.order, item)
		if err != nil {
			return err
		}

		good.items = []string{item.ID}
		byKey[key] = good
		job.goods = append(job.goods, good)
	}

	return p.serviceGoods(ctx, job)
}

// itemGood goes by link, barcode and code; a good that is not known is made or
// parks the order, as ImportConfig.MissingGood says.
func (p *importPlan) itemGood(ctx context.Context, order gombashop.Order, item gombashop.OrderItem) (*wantedGood, error) {
	linked, err := p.linkedGood(ctx, item.VariantID)
	if err != nil {
		return nil, err
	}

	answer, err := p.cfg.GoodMatcher.MatchGood(ctx, GoodMatchQuery{
		VariantID: item.VariantID, SKU: item.SKU, Barcode: item.Barcode, Name: item.Name,
		Linked: linked, Find: p.findGoods,
	})
	if err != nil {
		return nil, err
	}

	args := map[string]string{"item": item.Name, "sku": item.SKU, "barcode": item.Barcode}

	if len(answer.Candidates) > 1 {
		args["candidates"] = goodNames(answer.Candidates)

		return nil, &Problem{Code: text.AmbiguousGood, Record: orderRecord(order), Args: args}
	}

	good := &wantedGood{save: SaveGood{ProductID: item.ProductID, VariantID: item.VariantID, Good: answer.Good}}
	if answer.Good.ID != 0 {
		good.planned = answer.Good.ID < 0

		return good, nil
	}

	if p.cfg.Import.MissingGood != MissingCreate {
		return nil, &Problem{Code: text.UnknownGood, Record: orderRecord(order), Args: args}
	}

	return good, p.fromItem(ctx, order, item, good)
}

// fromItem plans the good that an order line describes.
func (p *importPlan) fromItem(ctx context.Context, order gombashop.Order, item gombashop.OrderItem, good *wantedGood) error {
	group, err := p.vatGroup(ctx, orderRecord(order), item.VATRate)
	if err != nil {
		return err
	}

	good.save.New, good.save.Fields = true, sklad.GoodAll
	good.save.Good = sklad.Good{
		Code: item.SKU, BarCode1: item.Barcode, Name: item.Name, Name2: item.Name, TaxGroup: group,
		Measure1: "бр.", Measure2: "бр.", Ratio: decimal.NewFromInt(1),
		Prices: sklad.Prices{}.With(p.facts.price, p.facts.net(item.UnitPrice, group)),
	}

	return nil
}

func (p *importPlan) vatGroup(ctx context.Context, record string, rate decimal.NullDecimal) (sklad.VATGroupID, error) {
	if !rate.Valid {
		return 0, &Problem{Code: text.NoVATRate, Record: record}
	}

	answer, err := p.cfg.VATMap.VATGroup(ctx, VATQuery{Rate: rate.Decimal})
	if err != nil {
		return 0, err
	}

	if answer.Group == 0 {
		return 0, &Problem{Code: text.NoVATGroup, Record: record, Args: map[string]string{"rate": rate.Decimal.String() + " %"}}
	}

	return answer.Group, nil
}

func (p *importPlan) linkedGood(ctx context.Context, variantID string) (*sklad.Good, error) {
	link, ok, err := p.cfg.Warehouse.LinkByShopID(ctx, p.cfg.ShopID, linkVariant, variantID)
	if err != nil || !ok || variantID == "" {
		return p.overlay.variant(variantID), err
	}

	found, err := p.cfg.Warehouse.FindGoods(ctx, sklad.GoodQuery{ID: sklad.GoodID(link.LocalID)})
	if err != nil || len(found) == 0 {
		return nil, err
	}

	return &found[0], nil
}

func (p *importPlan) findGoods(ctx context.Context, q sklad.GoodQuery) ([]sklad.Good, error) {
	found, err := p.cfg.Warehouse.FindGoods(ctx, q)
	if err != nil {
		return nil, err
	}

	return append(found, p.overlay.findGoods(q)...), nil
}

// serviceGoods adds delivery and fees as far as the order has them.
func (p *importPlan) serviceGoods(ctx context.Context, job *orderJob) error {
	delivery := job.order.Delivery
	if p.cfg.Import.DeliveryItem && delivery.Price.Sub(delivery.DiscountAmount).IsPositive() {
		query := sklad.GoodQuery{Name: deliveryName}
		if p.cfg.Import.DeliveryGood != "" {
			query = sklad.GoodQuery{Code: p.cfg.Import.DeliveryGood}
		}

		if err := p.service(ctx, job, query, deliveryName, delivery.VATRate); err != nil {
			return err
		}
	}

	for _, fee := range job.order.Fees {
		if fee.Amount.IsPositive() {
			return p.service(ctx, job, sklad.GoodQuery{Name: feeName}, feeName, fee.VATRate)
		}
	}

	return nil
}

func (p *importPlan) service(ctx context.Context, job *orderJob, q sklad.GoodQuery, name string, rate decimal.NullDecimal) error {
	found, err := p.findGoods(ctx, q)
	if err != nil {
		return err
	}

	good := &wantedGood{}
	job.goods = append(job.goods, good)

	if len(found) > 0 {
		good.save.Good, good.planned = found[0], found[0].ID < 0

		return nil
	}

	if q.Code != "" {
		return &Problem{Code: text.NoDeliveryGood, Record: orderRecord(job.order), Args: map[string]string{"code": q.Code}}
	}

	if !rate.Valid {
		rate = decimal.NullDecimal{Decimal: decimal.NewFromInt(20), Valid: true}
	}

	group, err := p.vatGroup(ctx, orderRecord(job.order), rate)
	good.save = SaveGood{New: true, Fields: sklad.GoodAll, Good: sklad.Good{
		Name: name, Name2: name, Measure1: "бр.", Measure2: "бр.", Ratio: decimal.NewFromInt(1),
		Type: sklad.GoodService, TaxGroup: group,
	}}

	return err
}

// writeGoods makes the goods inside the order's transaction and puts their ids
// into the document, in place of the plan's temporary ones.
func (p *importPlan) writeGoods(ctx context.Context, tx WarehouseTx, job *orderJob, d *sklad.Document) ([]ledger.Link, error) {
	var links []ledger.Link

	ids := map[sklad.GoodID]sklad.GoodID{}

	for i, g := range job.goods {
		id, err := p.writeGood(ctx, tx, g)
		if err != nil {
			return nil, err
		}

		ids[tempGood(i, g)] = id

		if g.save.VariantID != "" && g.save.New {
			links = append(links, p.goodLink(g.save, id))
		}
	}

	lines := make([]sklad.Line, len(d.Lines))
	copy(lines, d.Lines)

	for i := range lines {
		if id, ok := ids[lines[i].GoodID]; ok {
			lines[i].GoodID = id
		}
	}

	d.Lines = lines

	return links, nil
}

// writeGood looks for a service good once more: an earlier order may have made
// it since the plan.
func (p *importPlan) writeGood(ctx context.Context, tx WarehouseTx, g *wantedGood) (sklad.GoodID, error) {
	if !g.save.New {
		return g.save.Good.ID, nil
	}

	if g.save.Good.Type.IsService() {
		found, err := tx.FindGoods(ctx, sklad.GoodQuery{Name: g.save.Good.Name})
		if err != nil {
			return 0, err
		}

		if len(found) > 0 {
			return found[0].ID, nil
		}
	}

	return tx.SaveGood(ctx, g.save.Good, g.save.Fields)
}

func (p *importPlan) goodLink(s SaveGood, id sklad.GoodID) ledger.Link {
	return ledger.Link{
		Shop: p.cfg.ShopID, Kind: linkVariant, LocalID: int64(id), ShopID: s.VariantID,
		ParentShopID: s.ProductID, // the external ids are the shop's own, and stay
		State:        ledger.LinkActive, Origin: ledger.OriginImport, SyncedAt: p.cfg.Now().UTC(),
	}
}

// tempGood is the id that stands for a good until it has one of its own.
func tempGood(i int, g *wantedGood) sklad.GoodID {
	if g.save.Good.ID != 0 {
		return g.save.Good.ID
	}

	return sklad.GoodID(-1_000_000 - i)
}

func goodNames(goods []sklad.Good) string {
	names := make([]string, len(goods))
	for i, g := range goods {
		names[i] = fmt.Sprintf("%d %q", g.ID, g.Name)
	}

	return strings.Join(names, ", ")
}
