package syncer

import (
	"context"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/orderdoc"
)

// build turns the order into a document with the total proven to the cent.
func (p *importPlan) build(ctx context.Context, job *orderJob) error {
	resolved := orderdoc.Resolved{
		PartnerID: job.partner.Partner.ID, PaymentDays: job.partner.Partner.PaymentDays, Goods: map[string]orderdoc.Good{},
	}

	for i, g := range job.goods {
		good := orderdoc.Good{ID: g.id(i), Rate: p.facts.rates[g.save.Good.TaxGroup]}

		for _, item := range g.items {
			resolved.Goods[item] = good
		}

		switch g.role {
		case deliveryGood:
			resolved.Delivery = good
		case feeGood:
			resolved.Fee = good
		case itemGood:
		}
	}

	draft, err := p.cfg.DocumentBuilder.BuildDocument(ctx, DocumentQuery{Order: job.order, Terms: p.terms(job), Resolved: resolved})
	job.draft = draft

	return decided(ctx, "DocumentBuilder", orderRecord(job.order), err)
}

// terms are the same for every order of the run, but for an adopted one: that
// keeps the kind and the УНП that it had.
func (p *importPlan) terms(job *orderJob) orderdoc.Terms {
	t := orderdoc.Terms{
		OperType: sklad.OperSale, PricesIncludeVAT: p.facts.info.PricesIncludeVAT,
		DeliveryItem: p.cfg.Import.DeliveryItem, Voucher: orderdoc.VoucherMode(p.cfg.Import.Voucher),
		PaymentMap: p.cfg.Import.PaymentMap, ObjectID: p.facts.object.ID,
		OperatorID: p.facts.user.ID, UserID: p.facts.user.ID, Key: p.keyPrefix(),
		Currency: p.facts.info.BaseCurrency, Date: p.cfg.Now().In(p.cfg.Import.Timezone),
	}

	if job.document(p.cfg.Import.Document) == DocumentOrder {
		t.OperType = sklad.OperOrder

		return t
	}

	switch {
	case !job.number.IsZero():
		t.USN = &sklad.USNRequest{Device: job.number.Device, Operator: job.number.Operator, Number: job.number}
	case p.cfg.Fiscal.DeviceSerial != "":
		t.USN = &sklad.USNRequest{Device: p.cfg.Fiscal.DeviceSerial, Operator: p.facts.operator}
	}

	return t
}

// keyPrefix comes before the order's id in the document's key: the same order
// of the same shop is one document for ever.
func (s *Syncer) keyPrefix() string { return "order:" + s.cfg.ShopID + ":" }
