package syncer

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// journal keeps the order's row without a document. A row that says all of it
// already is not written again.
func (p *importPlan) journal(ctx context.Context, old ledger.Order, order gombashop.Order,
	state ledger.OrderState, reason string, next time.Time,
) error {
	row, err := p.fill(old, order)
	if err != nil {
		return err
	}

	row.State, row.Reason, row.Problem, row.NextTry = state, reason, "", next

	// An order that waits for an hour from each time it is seen would be written
	// each time; the first hour counts.
	if old.State == state && old.NextTry.After(p.cfg.Now()) && !next.IsZero() && old.NextTry.Before(next) {
		row.NextTry = old.NextTry
	}

	if row == old {
		return nil
	}

	return p.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		_, err := replaceOrder(ctx, tx, old, row)

		return err
	})
}

// replaceOrder writes a row over the one that it was made from, unless someone
// has decided about the order meanwhile: an imported order belongs to who
// imported it, and what a person skipped stays skipped.
func replaceOrder(ctx context.Context, tx WarehouseTx, old, row ledger.Order) (bool, error) {
	now, err := tx.ClaimOrder(ctx, row.Shop, row.OrderID)
	if err != nil {
		return false, err
	}

	if now.State == ledger.OrderImported || now.State == ledger.OrderSkipped && old.State != ledger.OrderSkipped {
		return false, nil
	}

	row.Note = now.Note

	return true, tx.SaveOrder(ctx, row)
}

// changeOrder changes single fields of a row as it stands now: two steps that
// know of different fields never undo one another.
func changeOrder(ctx context.Context, tx WarehouseTx, of ledger.Order, change func(*ledger.Order)) error {
	now, err := tx.ClaimOrder(ctx, of.Shop, of.OrderID)
	if err != nil {
		return err
	}

	before := now
	if change(&now); now == before {
		return nil
	}

	return tx.SaveOrder(ctx, now)
}

func (r *run) event(kind, record string, code text.Code, data string) ledger.Event {
	return ledger.Event{
		At: r.cfg.Now().UTC(), Shop: r.cfg.ShopID, Run: r.id, Kind: kind, Record: record, Code: string(code), Data: data,
	}
}

// fill copies what the shop shows of the order to its row. Where the shop shows
// nothing new the row stays as it is, LastSeen too: that is the last time that
// something of the order moved.
func (p *importPlan) fill(row ledger.Order, order gombashop.Order) (ledger.Order, error) {
	row.Fingerprint = p.rulesSum
	if sameOrder(row, order) {
		return row, nil
	}

	original, err := json.Marshal(order) //nolint:musttag // read back by this package alone
	if err != nil {
		return row, fmt.Errorf("syncer: order %s cannot be kept: %w", order.ID, err)
	}

	now := p.cfg.Now().UTC()
	if row.FirstSeen.IsZero() {
		row.FirstSeen = now
	}

	row.Number, row.LastSeen, row.Status = order.Number, now, order.Status.Code
	row.ShopCreatedAt, row.ShopUpdatedAt = order.CreatedAt.UTC(), order.UpdatedAt.UTC()
	row.Total = decimal.NullDecimal{Decimal: order.Totals.GrandTotal, Valid: true}
	row.Currency, row.Original = order.Currency, string(original)

	return row, nil
}

// sameOrder tells that the shop shows what the row remembers. What we ourselves
// told the shop (document, УНП, receipts) and the time stamp of it are no news.
func sameOrder(row ledger.Order, order gombashop.Order) bool {
	before, err := snapshot(row)

	return err == nil && row.Original != "" && news(before) == news(order)
}

// news is an order without what we told the shop.
func news(o gombashop.Order) string {
	o.UpdatedAt, o.USN, o.ExternalDoc, o.Receipts = time.Time{}, "", nil, nil
	o.CreatedAt = o.CreatedAt.UTC()
	o.Payment.PaidAt = o.Payment.PaidAt.UTC()

	data, err := json.Marshal(o) //nolint:musttag // compared by this package alone
	if err != nil {
		return err.Error()
	}

	return string(data)
}

// orderRecord names an order for a person.
func orderRecord(o gombashop.Order) string { return orderName(string(o.ID), o.Number) }

func rowRecord(row ledger.Order) string { return orderName(row.OrderID, row.Number) }

func orderName(id, number string) string {
	if number == "" || number == id {
		return "order " + id
	}

	return "order " + number + " (id " + id + ")"
}

// acct shows a document number as Склад Pro does: ten digits.
func acct(a sklad.Acct) string {
	s := strconv.FormatInt(int64(a), 10)
	for len(s) < 10 {
		s = "0" + s
	}

	return s
}
