package syncer

import (
	"context"
	"strconv"
	"time"

	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// Skip decides for a person that an order never becomes a document by itself;
// why goes to the journal. A run that has the order in hand at that moment
// leaves it alone. Import with the order's id and Force takes it back. An order
// that was never seen, or has its document already, is a *Problem
// (text.OrderUnseen, text.OrderHasDocument).
func (s *Syncer) Skip(ctx context.Context, id, why string) error {
	seen, known, err := s.cfg.Warehouse.Order(ctx, s.cfg.ShopID, id)
	if err != nil {
		return err
	}

	if !known {
		return &Problem{Code: text.OrderUnseen, Record: "order " + id}
	}

	return s.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		row, err := tx.ClaimOrder(ctx, seen.Shop, seen.OrderID)
		if err != nil {
			return err
		}

		if row.State == ledger.OrderImported {
			number := strconv.FormatInt(int64(row.Acct), 10)

			return &Problem{Code: text.OrderHasDocument, Record: "order " + id, Args: map[string]string{"number": number}}
		}

		row.State, row.Reason, row.Problem, row.NextTry = ledger.OrderSkipped, why, "", time.Time{}
		if err := tx.SaveOrder(ctx, row); err != nil {
			return err
		}

		return tx.Append(ctx, ledger.Event{
			At: s.cfg.Now().UTC(), Shop: row.Shop, Kind: "skipped", Record: row.OrderID, Data: why,
		})
	})
}
