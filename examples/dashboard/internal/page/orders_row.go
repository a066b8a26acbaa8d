package page

import (
	"cmp"
	"context"
	"encoding/json"
	"strings"
	"time"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer"
)

// orderRow is an order as a line of the list, and the head of its own page.
type orderRow struct {
	ledger.Order

	Path string
	// At is when the customer bought, else when it was first seen; Next is when
	// it is tried again. Both are in the warehouse's zone.
	At, Next time.Time
	// Shop is the shop's word for the status.
	Shop string
	// Kind is the key of the document's kind, Document its number; empty: none.
	Kind, Document string
	// Receipt is the newest one; its State is empty when there is none.
	Receipt ledger.Receipt
	// Problem is why it is kept aside, with the remedy; Why is the rule that
	// makes another one wait.
	Problem *notice
	Why     string
	// GivenUp is an order that only a person tries again.
	GivenUp bool
}

func newOrderRow(ctx context.Context, s *assembly.Session, w *words, o ledger.Order) (orderRow, error) {
	zone := s.Config.Warehouse.Timezone

	row := orderRow{
		Order: o, Path: orderPath(o.OrderID), At: o.ShopCreatedAt.In(zone), Shop: o.Status, GivenUp: syncer.GivenUp(o),
		Problem: w.kept(o.Problem),
	}
	if o.ShopCreatedAt.IsZero() {
		row.At = o.FirstSeen.In(zone)
	}

	if !o.NextTry.IsZero() {
		row.Next = o.NextTry.In(zone)
	}

	if row.Problem == nil {
		row.Why = w.reason(o.Reason)
	}

	if order, ok := shownOrder(o); ok && order.Status.Code == o.Status && order.Status.Name != "" {
		row.Shop = order.Status.Name
	}

	if o.Acct != 0 {
		row.Kind, row.Document = documentKind(o.OperType), acctText(o)
	}

	for receipt, err := range s.Ledger.Receipts(ctx, ledger.ReceiptFilter{Shop: o.Shop, OrderID: o.OrderID}) {
		if err != nil {
			return row, err
		}

		row.Receipt = receipt
	}

	return row, nil
}

// Name is what people call it.
func (row orderRow) Name() string { return cmp.Or(row.Number, row.OrderID) }

// ReceiptTone is the colour of the receipt's state.
func (row orderRow) ReceiptTone() string { return receiptTone(row.Receipt.State) }

// Tone is the colour of the state.
func (row orderRow) Tone() string { return orderTone(row.State) }

func orderTone(s ledger.OrderState) string {
	switch s {
	case ledger.OrderImported:
		return "good"
	case ledger.OrderParked:
		return "warn"
	case ledger.OrderWaiting:
		return "info"
	default:
		return "muted"
	}
}

// Differ tells that the document has not the shop's total, or is in another
// currency.
func (row orderRow) Differ() bool {
	return row.DocumentTotal.Valid && row.Total.Valid &&
		(!row.DocumentTotal.Decimal.Equal(row.Total.Decimal) || row.Currency != "" && row.Currency != "EUR")
}

// Retry tells that trying again now may do something.
func (row orderRow) Retry() bool {
	return row.State != ledger.OrderImported && row.State != ledger.OrderBeforeStart || row.AckOwed || row.ReceiptOwed
}

// Skippable tells that it may still be decided that the order stays out.
func (row orderRow) Skippable() bool {
	return row.State != ledger.OrderImported && row.State != ledger.OrderSkipped
}

func documentKind(t sklad.OperType) string {
	switch t {
	case sklad.OperSale:
		return "orders.kind.sale"
	case sklad.OperOrder:
		return "orders.kind.order"
	case sklad.OperRefund:
		return "orders.kind.refund"
	default:
		return "orders.kind.other"
	}
}

// kept is a problem that the ledger keeps as JSON, nil when it is none. Who reads
// it sees the record beside.
func (w *words) kept(text string) *notice {
	problem, ok := keptProblem(text)
	if !ok {
		return nil
	}

	problem.Record = ""
	n := w.problem(&problem)

	return &n
}

func keptProblem(text string) (syncer.Problem, bool) {
	var problem syncer.Problem
	err := json.Unmarshal([]byte(text), &problem)

	return problem, err == nil && problem.Code != ""
}

// reason is why an order has no document yet, as a rule of the engine has it or a
// person wrote it.
func (w *words) reason(kept string) string {
	if w.lang != lang.BG {
		return kept
	}

	for english, bulgarian := range map[string]string{
		"status ": "статус ", "settles for another ": "изчаква още ", "waited for 90 days: ": "чакала е 90 дни: ",
		"adopted": "поета", "order_gone": "изчезнала от магазина", "order_voided": "документът ѝ е анулиран",
	} {
		if rest, ok := strings.CutPrefix(kept, english); ok {
			return bulgarian + w.reason(rest)
		}
	}

	return kept
}
