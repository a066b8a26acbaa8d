package syncer

import (
	"context"
	"errors"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// void takes the order document of a cancelled order back. One that a person
// voided or made into a sale meanwhile is reported instead.
func (p *importPlan) void(ctx context.Context, row ledger.Order, order gombashop.Order, told []*Problem) (bool, error) {
	_, err := p.cfg.Warehouse.Document(ctx, row.OperType, row.Acct)
	if errors.Is(err, sklad.ErrNotFound) {
		return false, p.takeOver(ctx, row, order, told)
	}

	if err != nil {
		return false, err
	}

	done, err := p.cfg.Warehouse.Transformed(ctx, row.OperType, row.Acct)
	if err != nil {
		return false, err
	}

	if done {
		return false, p.takeOver(ctx, row, order, []*Problem{{
			Code: text.OrderTransformed, Record: orderRecord(order), Args: map[string]string{"number": acct(row.Acct)},
		}})
	}

	if err := p.writeVoid(ctx, row, order); err != nil {
		return false, err
	}

	p.report.warn(&Problem{Code: text.OrderVoided, Record: orderRecord(order), Args: map[string]string{
		"number": acct(row.Acct), "status": first(order.Status.Name, order.Status.Code),
	}})
	p.report.count(KindOrder, written)

	return true, p.tell(ctx, VoidOrder{OrderID: row.OrderID, Number: order.Number, Document: acct(row.Acct)})
}

// writeVoid voids document and row in one transaction. The order is skipped from
// then on, and a person may have it imported anew.
func (p *importPlan) writeVoid(ctx context.Context, row ledger.Order, order gombashop.Order) error {
	filled, err := p.fill(row, order)
	if err != nil {
		return err
	}

	return p.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		now, err := tx.ClaimOrder(ctx, row.Shop, row.OrderID)
		if err != nil || now.State != ledger.OrderImported || now.Acct != row.Acct {
			return err
		}

		if err := tx.VoidOrder(ctx, row.Acct, p.facts.user.ID); err != nil {
			return err
		}

		shows(&now, filled)
		now.State, now.Reason, now.Problem = ledger.OrderSkipped, string(text.OrderVoided), ""
		now.OperType, now.Acct, now.DocumentTotal, now.AckOwed = 0, 0, decimal.NullDecimal{}, false
		now.Attempts, now.NextTry = 0, time.Time{}

		if err := tx.SaveOrder(ctx, now); err != nil {
			return err
		}

		return tx.Append(ctx, p.event("voided", row.OrderID, text.OrderVoided, acct(row.Acct)))
	})
}
