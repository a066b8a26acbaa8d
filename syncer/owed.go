package syncer

import (
	"context"
	"slices"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// owed does what is still to be done for orders of earlier runs: read the
// document back, tell the shop, print, send the receipt's facts. A run that was
// cut off between the commit and the telling is made whole here.
func (p *importPlan) owed(ctx context.Context) error {
	rows, err := collect(p.cfg.Warehouse.Orders(ctx, ledger.OrderFilter{
		Shop: p.cfg.ShopID, States: []ledger.OrderState{ledger.OrderImported}, Owed: true,
	}))
	if err != nil {
		return err
	}

	for _, row := range rows {
		if len(p.opts.Orders) > 0 && !slices.Contains(p.opts.Orders, row.OrderID) || p.keepsOut(row) {
			continue
		}

		if err := p.owedRow(ctx, row); err != nil {
			return err
		}
	}

	return nil
}

func (p *importPlan) owedRow(ctx context.Context, row ledger.Order) error {
	if p.dry {
		return p.planOwed(ctx, row)
	}

	ctx, done, err := p.inHand(ctx)
	if err != nil {
		return err
	}

	defer done()

	return p.noted(ctx, row.OrderID, func() error { return p.owes(ctx, row) })
}

func (p *importPlan) owes(ctx context.Context, row ledger.Order) error {
	row, proven, err := p.readBack(ctx, row)
	if err != nil {
		return err
	}

	if row.Reason == string(text.Collision) && !p.opts.Force {
		return p.owedCollision(ctx, row)
	}

	if !proven {
		return nil
	}

	if err := p.acknowledge(ctx, row); err != nil {
		return err
	}

	return p.receipt(ctx, row, nil)
}

// owedCollision reports a document that is held back. It is in no bucket: the
// run may meet its order again.
func (p *importPlan) owedCollision(ctx context.Context, row ledger.Order) error {
	p.report.Parked = append(p.report.Parked, collision(row))

	return p.tell(ctx, Park{What: KindOrder, Of: rowRecord(row), Problem: collision(row), direction: Import})
}

func (p *importPlan) planOwed(ctx context.Context, row ledger.Order) error {
	row, proven, err := p.readBack(ctx, row) // it writes through inTx alone
	if err != nil {
		return err
	}

	if row.Reason == string(text.Collision) && !p.opts.Force {
		return p.owedCollision(ctx, row)
	}

	if !proven {
		return nil
	}

	if row.AckOwed {
		if err := p.tell(ctx, Acknowledge{OrderID: row.OrderID, Number: row.Number}); err != nil {
			return err
		}
	}

	return p.receipt(ctx, row, nil)
}

// acknowledge tells the shop the УНП and the document's number, in this order:
// an order that the shop knows as imported then has its number too. A shop that
// does not take it is told by the next run; the document stands.
func (p *importPlan) acknowledge(ctx context.Context, row ledger.Order) error {
	if !row.AckOwed {
		return nil
	}

	id := gombashop.OrderID(row.OrderID)

	kind := gombashop.SaleDocument
	if row.OperType == sklad.OperOrder {
		kind = gombashop.OrderDocument
	}

	var refused error
	if row.USN != "" {
		refused = p.cfg.Shop.SetUSN(ctx, id, row.USN)
	}

	if refused == nil {
		refused = p.cfg.Shop.Acknowledge(ctx, id, gombashop.Ack{
			DocumentType: kind, DocumentNumber: acct(row.Acct), ImportedAt: row.LastSeen,
		})
	}

	if ctx.Err() != nil {
		return context.Cause(ctx)
	}

	now := p.cfg.Now().UTC()

	err := p.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		err := changeOrder(ctx, tx, row, func(o *ledger.Order) {
			release(o)

			if o.AckOwed = refused != nil; !o.AckOwed {
				o.AckedAt = now
			}

			if row.USN != "" && refused == nil {
				o.USNSentAt = now
			}
		})
		if err != nil || refused != nil {
			return err
		}

		return tx.Append(ctx, p.event("acknowledged", row.OrderID, "", row.USN))
	})
	if err != nil {
		return err
	}

	if refused != nil {
		p.toldLater(row, text.AckLater, refused)

		return nil //nolint:nilerr // it is reported, and owed to the next run
	}

	return p.tell(ctx, Acknowledge{OrderID: row.OrderID, Number: row.Number})
}

// toldLater reports what the shop did not take.
func (p *importPlan) toldLater(row ledger.Order, code text.Code, err error) {
	if gombashop.IsCode(err, gombashop.CodeUSNAlreadySet, gombashop.CodeIdempotencyConflict) {
		code = text.USNRefused
	}

	p.report.warn(&Problem{Code: code, Record: rowRecord(row), Err: err,
		Args: map[string]string{"usn": row.USN, "number": acct(row.Acct)}})
}
