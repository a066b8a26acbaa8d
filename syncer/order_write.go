package syncer

import (
	"context"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// outcome is what became of an order's transaction.
type outcome struct {
	row ledger.Order
	// instead is the state that someone else gave the order meanwhile; nothing
	// was written then.
	instead ledger.OrderState
}

// write does all of the order in one transaction: the row is claimed, then the
// series are locked, and only then anything is read.
func (p *importPlan) write(ctx context.Context, job *orderJob) (outcome, error) {
	var out outcome

	err := p.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		out = outcome{}

		now, err := tx.ClaimOrder(ctx, p.cfg.ShopID, string(job.order.ID))
		if err != nil {
			return err
		}

		if now.State == ledger.OrderImported || now.State == ledger.OrderSkipped && job.row.State != ledger.OrderSkipped {
			out.instead = now.State

			return nil
		}

		out.row, err = p.writeIn(ctx, tx, job, now)

		return err
	})

	return out, err
}

// writeIn is the transaction: partner, goods, document, links, ledger.
func (p *importPlan) writeIn(ctx context.Context, tx WarehouseTx, job *orderJob, now ledger.Order) (ledger.Order, error) {
	document := job.draft.Document

	device := ""
	if document.USN != nil {
		device = document.USN.Device
	}

	if err := tx.LockSeries(ctx, document.OperType, device); err != nil {
		return now, err
	}

	partner, err := p.writePartner(ctx, tx, job)
	if err != nil {
		return now, err
	}

	document.PartnerID = partner

	links, err := p.writeGoods(ctx, tx, job, &document)
	if err != nil {
		return now, err
	}

	recorded, err := tx.Record(ctx, document)
	if err != nil {
		return now, err
	}

	if !recorded.Total.Equal(job.draft.Total) {
		return now, &Problem{Code: text.OrderTotal, Record: orderRecord(job.order),
			Args: map[string]string{"document": recorded.Total.StringFixed(2), "shop": job.draft.Total.StringFixed(2)}}
	}

	if job.partner.CustomerID != "" && !job.linked {
		links = append(links, p.customerLink(job.partner.CustomerID, partner))
	}

	if err := tx.SaveLinks(ctx, links...); err != nil {
		return now, err
	}

	return p.saveImported(ctx, tx, job, recorded, now)
}

// saveImported writes the order's row, with everything that is still to be done.
func (p *importPlan) saveImported(ctx context.Context, tx WarehouseTx, job *orderJob, recorded sklad.Recorded, now ledger.Order,
) (ledger.Order, error) {
	row, err := p.fill(job.row, job.order)
	if err != nil {
		return row, err
	}

	row.State, row.Attempts, row.NextTry, row.Note = ledger.OrderImported, 0, time.Time{}, now.Note
	row.OperType, row.Acct, row.USN = recorded.OperType, recorded.Acct, recorded.USN.String()
	row.DocumentTotal = decimal.NullDecimal{Decimal: recorded.Total, Valid: true}
	row.Paid, row.AckOwed, row.ReceiptOwed = job.order.Payment.Paid, true, p.receiptOwed(job)

	if err := unproven(&row, recorded.Lines); err != nil {
		return row, err
	}

	if err := p.saveReceipts(ctx, tx, job, &row); err != nil {
		return row, err
	}

	if err := tx.SaveOrder(ctx, row); err != nil {
		return row, err
	}

	return row, tx.Append(ctx, p.event("imported", row.OrderID, "", acct(row.Acct)))
}

// writePartner makes the partner inside the order's transaction, after looking
// once more: another program may have made it meanwhile.
func (p *importPlan) writePartner(ctx context.Context, tx WarehouseTx, job *orderJob) (sklad.PartnerID, error) {
	if !job.partner.New {
		return job.partner.Partner.ID, nil
	}

	answer, err := p.cfg.PartnerMatcher.MatchPartner(ctx, PartnerMatchQuery{
		Customer: job.order.Customer, Billing: job.order.Billing,
		Find: func(ctx context.Context, q sklad.PartnerQuery) ([]sklad.Partner, error) {
			found, err := tx.FindPartners(ctx, q)

			return found, fromSide(err)
		},
	})
	if err = decided(ctx, "PartnerMatcher", orderRecord(job.order), err); err != nil {
		return 0, err
	}

	if answer.Partner.ID != 0 || len(answer.Candidates) > 0 {
		return 0, errChanged
	}

	return tx.SavePartner(ctx, job.partner.Partner, job.partner.Fields)
}

// writeGoods makes the goods inside the order's transaction and puts their ids
// into the document, in place of the plan's temporary ones.
func (p *importPlan) writeGoods(ctx context.Context, tx WarehouseTx, job *orderJob, d *sklad.Document) ([]ledger.Link, error) {
	var links []ledger.Link

	ids := map[sklad.GoodID]sklad.GoodID{}

	for i, g := range job.goods {
		id, err := writeGood(ctx, tx, g)
		if err != nil {
			return nil, err
		}

		ids[g.id(i)] = id

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

// writeGood looks for the good once more: it may have been entered since the
// plan.
func writeGood(ctx context.Context, tx WarehouseTx, g *wantedGood) (sklad.GoodID, error) {
	if !g.save.New {
		return g.save.Good.ID, nil
	}

	for _, q := range []sklad.GoodQuery{{BarCode: g.save.Good.BarCode1}, {Code: g.save.Good.Code}, serviceQuery(g.save.Good)} {
		found, err := tx.FindGoods(ctx, q)
		if err != nil {
			return 0, err
		}

		for _, other := range found {
			if other.Type.IsService() == g.save.Good.Type.IsService() {
				return 0, errChanged
			}
		}
	}

	return tx.SaveGood(ctx, g.save.Good, g.save.Fields)
}

// serviceQuery finds nothing for a good that is no service.
func serviceQuery(g sklad.Good) sklad.GoodQuery {
	if !g.Type.IsService() {
		return sklad.GoodQuery{}
	}

	return sklad.GoodQuery{Name: g.Name}
}

func (p *importPlan) customerLink(customer string, partner sklad.PartnerID) ledger.Link {
	return ledger.Link{
		Shop: p.cfg.ShopID, Kind: linkCustomer, LocalID: int64(partner), ShopID: customer,
		ExternalID: idText(partner), State: ledger.LinkActive, Origin: ledger.OriginImport, SyncedAt: p.cfg.Now().UTC(),
	}
}

func (p *importPlan) goodLink(s SaveGood, id sklad.GoodID) ledger.Link {
	return ledger.Link{
		Shop: p.cfg.ShopID, Kind: linkVariant, LocalID: int64(id), ShopID: s.VariantID,
		ParentShopID: s.ProductID, // the external ids are the shop's own, and stay
		State:        ledger.LinkActive, Origin: ledger.OriginImport, SyncedAt: p.cfg.Now().UTC(),
	}
}
