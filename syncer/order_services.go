package syncer

import (
	"context"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/text"
)

// The names of the service goods that import makes when they are missing.
const (
	deliveryName = "Доставка"
	feeName      = "Такса"
)

// serviceGoods adds delivery and fees as far as the order has them.
func (p *importPlan) serviceGoods(ctx context.Context, job *orderJob) error {
	delivery := job.order.Delivery
	if p.cfg.Import.DeliveryItem && delivery.Price.GreaterThan(delivery.DiscountAmount) {
		if err := p.service(ctx, job, deliveryGood, delivery.VATRate); err != nil {
			return err
		}
	}

	for _, fee := range job.order.Fees {
		if fee.Amount.IsPositive() {
			return p.service(ctx, job, feeGood, fee.VATRate)
		}
	}

	return nil
}

// service finds the service good of a role, or plans it under its usual name. A
// good with stock that bears that name is another good.
func (p *importPlan) service(ctx context.Context, job *orderJob, role goodRole, rate decimal.NullDecimal) error {
	name, query := feeName, sklad.GoodQuery{Name: feeName}
	if role == deliveryGood {
		name, query = deliveryName, sklad.GoodQuery{Name: deliveryName}
	}

	byCode := role == deliveryGood && p.cfg.Import.DeliveryGood != ""
	if byCode {
		query = sklad.GoodQuery{Code: p.cfg.Import.DeliveryGood}
	}

	found, err := p.findGoods(ctx, query)
	if err != nil {
		return err
	}

	service, err := oneService(found, orderRecord(job.order), first(query.Code, name))
	if err == nil {
		job.goods = append(job.goods, &wantedGood{role: role, save: SaveGood{Good: service}, planned: service.ID < 0})

		return nil
	}

	if byCode || asProblem(err).Code == text.SeveralServices {
		return err
	}

	good, err := p.newService(ctx, job, role, name, rate)
	job.goods = append(job.goods, good)

	return err
}

// newService has the VAT group of what the shop charged; 20 % where the shop
// names none.
func (p *importPlan) newService(ctx context.Context, job *orderJob, role goodRole, name string, rate decimal.NullDecimal,
) (*wantedGood, error) {
	if !rate.Valid {
		rate = decimal.NullDecimal{Decimal: decimal.NewFromInt(20), Valid: true}
	}

	group, err := p.vatGroup(ctx, orderRecord(job.order), rate)
	good := &wantedGood{role: role, save: SaveGood{New: true, Fields: sklad.GoodAll, Good: newGood(name, group)}}
	good.save.Good.Type = sklad.GoodService

	return good, err
}
