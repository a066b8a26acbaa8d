package syncer

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// Skip decides for a person that an order never becomes a document by itself;
// why goes to the journal. A run that has the order in hand at that moment
// leaves it alone. Unskip takes the decision back. An order
// that was never seen, or has its document already, or a why that says nothing,
// is a *Problem (text.OrderUnseen, text.OrderHasDocument,
// text.SkipWithoutReason).
func (s *Syncer) Skip(ctx context.Context, id, why string) error {
	if strings.TrimSpace(why) == "" {
		return &Problem{Code: text.SkipWithoutReason, Record: "order " + id}
	}

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

// Unskip takes the decision back, also one that the engine made because an order
// waited for too long: the next import judges the order by the rules again.
// An order that is not skipped is left as it is.
func (s *Syncer) Unskip(ctx context.Context, id string) error {
	seen, known, err := s.cfg.Warehouse.Order(ctx, s.cfg.ShopID, id)
	if err != nil {
		return err
	}

	if !known {
		return &Problem{Code: text.OrderUnseen, Record: "order " + id}
	}

	return s.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		row, err := tx.ClaimOrder(ctx, seen.Shop, seen.OrderID)
		if err != nil || row.State != ledger.OrderSkipped {
			return err
		}

		why := row.Reason
		row.State, row.Reason, row.Problem, row.NextTry = ledger.OrderWaiting, "", "", time.Time{}

		if err := tx.SaveOrder(ctx, row); err != nil {
			return err
		}

		return tx.Append(ctx, ledger.Event{
			At: s.cfg.Now().UTC(), Shop: row.Shop, Kind: "taken_back", Record: row.OrderID, Data: why,
		})
	})
}
