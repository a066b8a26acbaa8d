package syncer

import (
	"context"
	"slices"

	"github.com/skladmost/skladmost/gombashop"
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

	if err := decided(ctx, "DocumentBuilder", orderRecord(job.order), err); err != nil {
		return err
	}

	return p.documentFits(job)
}

// documentFits refuses a document that could not be recorded, and a sale whose
// payments, those to come included, are of a type that Склад Pro does not have.
func (p *importPlan) documentFits(job *orderJob) error {
	payments := job.draft.Document.Payments
	if job.draft.Open.Amount.IsPositive() {
		payments = append(slices.Clone(payments), job.draft.Open)
	}

	for _, payment := range payments {
		if err := p.knownType(job.order, payment.Type); err != nil {
			return err
		}
	}

	return sklad.CheckDocument(job.draft.Document)
}

func (p *importPlan) knownType(order gombashop.Order, kind int64) error {
	if _, ok := p.facts.types[kind]; ok {
		return nil
	}

	payment := order.Payment
	if of, _ := orderdoc.PaymentType(payment, p.cfg.Import.PaymentMap); of != kind {
		payment = gombashop.Payment{Method: gombashop.VoucherPayment} // paid with the order
	}

	return orderdoc.Unmapped(order, payment, kind)
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
		t.USN = &sklad.USNRequest{Device: p.cfg.Fiscal.DeviceSerial, Operator: p.facts.operator, Range: p.cfg.Fiscal.Range}
	}

	return t
}

// keyPrefix comes before the order's id in the document's key: the same order
// of the same shop is one document for ever.
func (s *Syncer) keyPrefix() string { return "order:" + s.cfg.ShopID + ":" }
