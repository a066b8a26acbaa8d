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
	// recorded is the refund that was written.
	recorded sklad.Recorded
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

	links, err := p.writeNumbers(ctx, tx, job)
	if err != nil {
		return now, err
	}

	goods, err := p.writeGoods(ctx, tx, job, &document)
	if err != nil {
		return now, err
	}

	links = append(links, goods...)

	recorded, err := tx.Record(ctx, document)
	if err != nil {
		return now, err
	}

	if err := job.proven(recorded); err != nil {
		return now, err
	}

	if job.partner.CustomerID != "" && !job.linked {
		links = append(links, p.customerLink(job.partner, partner))
	}

	if err := tx.SaveLinks(ctx, links...); err != nil {
		return now, err
	}

	return p.saveImported(ctx, tx, job, recorded, now)
}

// proven compares what was written with the draft: the amount due, and what the
// rows come to, which lots may have parted.
func (j *orderJob) proven(r sklad.Recorded) error {
	sums := []decimal.Decimal{r.Total, r.Reread}
	if r.Existing {
		sums = sums[:1] // its rows are not known any more
	}

	for _, sum := range sums {
		if !sum.Equal(j.draft.Total) {
			return &Problem{Code: text.OrderTotal, Record: orderRecord(j.order),
				Args: map[string]string{"document": sum.StringFixed(2), "shop": j.draft.Total.StringFixed(2)}}
		}
	}

	return nil
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

	if err := unproven(&row, recorded); err != nil {
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
