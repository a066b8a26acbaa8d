package syncer

import (
	"context"
	"fmt"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/orderdoc"
	"github.com/skladmost/skladmost/syncer/text"
	"github.com/skladmost/skladmost/usn"
)

// alreadyImported is an order that has its document. A change that the shop
// made since is journalled and reported; the document is not touched.
func (p *importPlan) alreadyImported(ctx context.Context, row ledger.Order, order gombashop.Order) error {
	p.report.count(KindOrder, unchanged)

	if row.ShopUpdatedAt.Equal(order.UpdatedAt) {
		return nil
	}

	before, err := snapshot(row)
	if err != nil {
		return err
	}

	changed := orderdoc.ContentHash(before) != orderdoc.ContentHash(order) || before.Status.ID != order.Status.ID

	if row, err = p.fill(row, order); err != nil {
		return err
	}

	return p.do(ctx, unit{apply: func(ctx context.Context) error {
		return p.keepChange(ctx, row, before, order, changed)
	}})
}

func (p *importPlan) keepChange(ctx context.Context, row ledger.Order, before, after gombashop.Order, changed bool) error {
	if changed {
		if _, err := p.cfg.ChangePolicy.Changed(ctx, ChangeQuery{Before: before, After: after}); err != nil {
			return err
		}

		p.report.Warnings = append(p.report.Warnings, &Problem{Code: text.OrderChanged, Record: orderRecord(after),
			Args: map[string]string{"before": before.Status.Code, "after": after.Status.Code, "number": acct(row.Acct)}})
	}

	return p.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		if err := tx.SaveOrder(ctx, row); err != nil || !changed {
			return err
		}

		return tx.Append(ctx, p.event("changed", row.OrderID, text.OrderChanged,
			fmt.Sprintf("%s %s -> %s %s", before.Status.Code, before.Totals.Payable, after.Status.Code, after.Totals.Payable)))
	})
}

// foreign is an order that the shop knows as imported and the ledger does not:
// the database is an older copy, or another program imports too. Going on
// would write the sale twice.
func (p *importPlan) foreign(ctx context.Context, row ledger.Order, order gombashop.Order) error {
	if !p.opts.Adopt {
		return &Problem{Code: text.ForeignAcknowledged, Record: orderRecord(order), Args: map[string]string{
			"usn": order.USN, "number": documentNumber(order),
		}}
	}

	p.report.count(KindOrder, written)

	row, err := p.fill(row, order)
	if err != nil {
		return err
	}

	row.State, row.USN, row.Reason = ledger.OrderImported, order.USN, "adopted"
	row.ReceiptUnknown = len(order.Receipts) == 0 && order.USN != ""

	return p.do(ctx, unit{
		actions: []Action{Acknowledge{OrderID: row.OrderID, Number: order.Number, Adopted: true}},
		apply:   func(ctx context.Context) error { return p.adopt(ctx, row, order) },
	})
}

func documentNumber(o gombashop.Order) string {
	if o.ExternalDoc == nil {
		return ""
	}

	return o.ExternalDoc.DocumentNumber
}

// adopt takes the shop's word for the order and lifts the counter of its device
// above the УНП, so that no number is given twice.
func (p *importPlan) adopt(ctx context.Context, row ledger.Order, order gombashop.Order) error {
	return p.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		if _, err := tx.ClaimOrder(ctx, row.Shop, row.OrderID); err != nil {
			return err
		}

		if order.USN != "" {
			number, err := usn.Parse(order.USN)
			if err != nil {
				return fmt.Errorf("syncer: %s: the shop's УНП is not valid: %w", orderRecord(order), err)
			}

			if err := tx.RaiseUSNFloor(ctx, number.Device, number.Seq); err != nil {
				return err
			}
		}

		if err := tx.SaveOrder(ctx, row); err != nil {
			return err
		}

		return tx.Append(ctx, p.event("adopted", row.OrderID, "", order.USN))
	})
}

// build turns the order into a document with the total proven to the cent.
func (p *importPlan) build(ctx context.Context, job *orderJob) (orderdoc.Draft, error) {
	resolved := orderdoc.Resolved{PartnerID: job.partner.Partner.ID, Goods: map[string]orderdoc.Good{}}

	for i, g := range job.goods {
		good := orderdoc.Good{ID: tempGood(i, g), Rate: p.facts.rates[g.save.Good.TaxGroup]}

		switch {
		case len(g.items) > 0:
			for _, item := range g.items {
				resolved.Goods[item] = good
			}
		case g.save.Good.Name == feeName:
			resolved.Fee = good
		default:
			resolved.Delivery = good
		}
	}

	return p.cfg.DocumentBuilder.BuildDocument(ctx, DocumentQuery{Order: job.order, Terms: p.terms(), Resolved: resolved})
}

// terms are the same for every order of the run.
func (p *importPlan) terms() orderdoc.Terms {
	t := orderdoc.Terms{
		OperType: sklad.OperSale, PricesIncludeVAT: p.facts.info.PricesIncludeVAT,
		DeliveryItem: p.cfg.Import.DeliveryItem, Voucher: orderdoc.VoucherMode(p.cfg.Import.Voucher),
		PaymentMap: p.cfg.Import.PaymentMap, ObjectID: p.facts.object.ID,
		OperatorID: p.facts.user.ID, UserID: p.facts.user.ID, Key: "order:" + p.cfg.ShopID + ":",
		Currency: p.facts.info.BaseCurrency, Date: p.cfg.Now().In(p.cfg.Import.Timezone),
	}

	if p.cfg.Import.Document == DocumentOrder {
		t.OperType = sklad.OperOrder

		return t
	}

	if p.cfg.Fiscal.DeviceSerial != "" {
		t.USN = &sklad.USNRequest{Device: p.cfg.Fiscal.DeviceSerial, Operator: p.facts.operator}
	}

	return t
}
