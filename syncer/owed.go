package syncer

import (
	"context"
	"errors"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// settleOwed does what is still owed for imported orders: tell the shop, print,
// send the receipt's facts. A run that was cut off between the commit and the
// telling is made whole here by the next one.
func (r *run) settleOwed(ctx context.Context) error {
	owed, err := collect(r.cfg.Warehouse.Orders(ctx, ledger.OrderFilter{
		Shop: r.cfg.ShopID, States: []ledger.OrderState{ledger.OrderImported}, Owed: true,
	}))
	if err != nil {
		return err
	}

	for _, row := range owed {
		if row.AckOwed {
			if err := r.acknowledge(ctx, row); err != nil {
				return err
			}
		}

		if err := r.receipt(ctx, row); err != nil {
			return err
		}
	}

	return nil
}

// acknowledge tells the shop the document's number and the УНП. A shop that
// cannot be reached is told by the next run; the document stands.
func (r *run) acknowledge(ctx context.Context, row ledger.Order) error {
	id := gombashop.OrderID(row.OrderID)

	kind := gombashop.SaleDocument
	if row.OperType == sklad.OperOrder {
		kind = gombashop.OrderDocument
	}

	err := r.cfg.Shop.Acknowledge(ctx, id, gombashop.Ack{
		DocumentType: kind, DocumentNumber: acct(row.Acct), ImportedAt: row.LastSeen,
	})
	if err == nil && row.USN != "" {
		err = r.cfg.Shop.SetUSN(ctx, id, row.USN)
	}

	if err != nil {
		return r.ackLater(ctx, row, err)
	}

	row.AckOwed = false

	return r.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		if err := tx.SaveOrder(ctx, row); err != nil {
			return err
		}

		return tx.Append(ctx, r.event("acknowledged", row.OrderID, "", row.USN))
	})
}

// ackLater reports what the shop did not take. Only the end of the run itself
// is an error: the order is imported whatever the shop says.
func (r *run) ackLater(ctx context.Context, row ledger.Order, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}

	code := text.AckLater
	if gombashop.IsCode(err, gombashop.CodeUSNAlreadySet, gombashop.CodeIdempotencyConflict) {
		code = text.USNRefused
	}

	r.report.Warnings = append(r.report.Warnings, &Problem{Code: code, Record: "order " + row.OrderID, Err: err,
		Args: map[string]string{"usn": row.USN, "number": acct(row.Acct)}})

	var refused *gombashop.Error
	if errors.As(err, &refused) || code == text.AckLater {
		return nil
	}

	return err
}
