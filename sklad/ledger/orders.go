package ledger

import (
	"context"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// ClaimOrder takes the order's row as the first step of the transaction that
// imports it, and makes a waiting one when it is new. Nobody else gets the row
// before the transaction ends: of two transactions the second waits or runs
// again, and then sees what the first has written. So look at State first; an
// imported order belongs to the winner.
func (l *Ledger) ClaimOrder(ctx context.Context, tx *sklad.Tx, shop, id string) (Order, error) {
	if err := CheckID("order", shop, id); err != nil {
		return Order{}, err
	}
	hash, now := orderHash(shop, id), stamp(tx.Now())
	err := save(ctx, tx.SQL(), tableOrders, hash, engine.Row{"ClaimedAt": now}, engine.Row{
		"Shop": shop, "OrderID": id, "State": string(OrderWaiting), "FirstSeen": now, "LastSeen": now,
	})
	if err != nil {
		return Order{}, describe(ctx, err, "claim order %s of shop %s", id, shop)
	}
	order, _, err := orderTable().one(ctx, tx.SQL(), "KeyHash", hash)
	return order, err
}

// SaveOrder writes the whole row inside a transaction. An id that cannot be
// kept is [ErrInvalid].
func (l *Ledger) SaveOrder(ctx context.Context, tx *sklad.Tx, o Order) error {
	if err := CheckID("order", o.Shop, o.OrderID); err != nil {
		return err
	}
	now := stamp(tx.Now())
	err := save(ctx, tx.SQL(), tableOrders, orderHash(o.Shop, o.OrderID), o.row(), engine.Row{"FirstSeen": now, "LastSeen": now})
	return describe(ctx, err, "save order %s of shop %s", o.OrderID, o.Shop)
}

// Order finds an order; false when it was never seen.
func (l *Ledger) Order(ctx context.Context, shop, id string) (Order, bool, error) {
	return orderTable().find(ctx, l, "KeyHash", orderHash(shop, id))
}

// OrderFilter chooses orders; the zero value means all.
type OrderFilter struct {
	Shop   string
	States []OrderState
	// Number and USN find an order by what people call it, and back (Наредба
	// Н-18, Annex 42 item 4).
	Number, USN string
	// Owed keeps orders for which the shop or a printer is still to be told.
	Owed bool
	// Again keeps orders that have a NextTry at all, such as an imported one
	// whose payment could not be written yet.
	Again bool
	// DueBefore keeps orders whose NextTry is not after that moment.
	DueBefore time.Time
	// Rules, beside DueBefore, also keeps orders that were judged by other
	// rules than those with this fingerprint.
	Rules string
	// SeenSince keeps orders that were last seen at that moment or later.
	SeenSince time.Time
	// OperType keeps orders with a document of that kind.
	OperType sklad.OperType
}

// Orders yields orders in the order in which they were first seen.
func (l *Ledger) Orders(ctx context.Context, f OrderFilter) iter.Seq2[Order, error] {
	rows := filter[orderRow]{keep: f.keeps}
	rows.equal("Shop", f.Shop)
	rows.equal("Number", f.Number)
	rows.equal("USN", f.USN)
	if f.Owed {
		rows.where("d.[AckOwed] <> 0 OR d.[ReceiptOwed] <> 0")
	}
	if !f.SeenSince.IsZero() {
		rows.where("d.[LastSeen] >= ?", stamp(f.SeenSince))
	}
	if f.OperType != 0 {
		rows.where("d.[OperType] = ?", int(f.OperType))
	}
	if f.Again {
		rows.where("d.[NextTry] <> ?", "")
	}
	if n := len(f.States); n > 0 {
		rows.where("d.[State] IN ("+strings.TrimSuffix(strings.Repeat("?, ", n), ", ")+")", anys(f.States)...)
	}
	return orderTable().list(ctx, l, rows)
}

func anys(states []OrderState) []any {
	args := make([]any, len(states))
	for i, state := range states {
		args[i] = string(state)
	}
	return args
}

func (f OrderFilter) keeps(r orderRow) bool {
	return same(f.Shop, r.Shop) && same(f.Number, r.Number) && same(f.USN, r.USN) &&
		(len(f.States) == 0 || slices.Contains(f.States, OrderState(r.State))) && (!f.Again || !r.NextTry.IsZero()) && f.due(r) &&
		!r.LastSeen.Before(f.SeenSince)
}

func (f OrderFilter) due(r orderRow) bool {
	return f.DueBefore.IsZero() || !r.NextTry.After(f.DueBefore) || f.Rules != "" && f.Rules != string(r.Fingerprint)
}
