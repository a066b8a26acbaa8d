package page

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// historyLine is something that happened to an order.
type historyLine struct {
	At time.Time
	// What is the key of the kind of line, Tone its colour.
	What, Tone string
	// Text is what there is to know, Remedy what was to be done.
	Text, Remedy string
	// Before and After are of a change.
	Before, After string
}

// historyOf is the journal of an order, in the order of time.
func historyOf(ctx context.Context, s *assembly.Session, o ledger.Order, w *words) ([]historyLine, error) {
	var lines []historyLine

	for e, err := range s.Ledger.Events(ctx, ledger.EventFilter{Shop: o.Shop, Record: o.OrderID}) {
		if err != nil {
			return nil, err
		}

		line := w.historyLine(e, o)
		line.At = e.At.In(s.Config.Warehouse.Timezone)
		lines = append(lines, line)
	}

	return lines, nil
}

func (w *words) historyLine(e ledger.Event, o ledger.Order) historyLine {
	line := historyLine{What: "orders.event." + e.Kind, Tone: eventTone(e.Kind), Text: e.Data}
	if !w.has(line.What) {
		line.What = "orders.event.other"
		line.Text = strings.TrimSpace(e.Kind + " " + e.Data)
	}

	if c, ok := e.Change(); ok {
		line.Before, line.After, line.Text = w.word(c.Before), w.word(c.After), ""

		return line
	}

	n := w.kept(e.Data)
	if e.Kind == "receipt" { // its data is a sentence of the engine, in English
		n = w.receiptEvent(e, o)
	}

	switch {
	case n != nil:
		line.Text, line.Remedy = n.Message, n.Remedy
	case e.Kind == "storno_asked" && w.has("receipts.reason."+e.Data):
		line.Text = w.t("receipts.reason." + e.Data)
	case e.Kind == "skipped":
		line.Text = w.reason(e.Data)
	default:
		line.Text = numberText(line.Text)
	}

	return line
}

// receiptEvent tells by the code what became of a receipt.
func (w *words) receiptEvent(e ledger.Event, o ledger.Order) *notice {
	if e.Code == "" {
		return nil
	}

	n := w.problem(&syncer.Problem{Code: text.Code(e.Code), Args: map[string]string{
		"usn": o.USN, "number": strconv.FormatInt(int64(o.Acct), 10), "status": o.Status, "order": o.Number,
	}})

	return &n
}

func eventTone(kind string) string {
	switch kind {
	case "imported", "acknowledged", "adopted", "accepted", "paid", "receipt_settled":
		return "good"
	case "parked", "collision", "receipt", "voided", "refunded", "storno_asked":
		return "warn"
	}

	return "muted"
}

// numberText gives a document's number its zeros, as Склад Pro prints it.
func numberText(data string) string {
	if n, err := strconv.ParseInt(data, 10, 64); err == nil && n > 0 {
		return acctText(ledger.Order{Acct: sklad.Acct(n)})
	}

	return data
}
