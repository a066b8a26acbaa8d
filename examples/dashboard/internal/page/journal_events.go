package page

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// eventLine is something that happened.
type eventLine struct {
	historyLine

	// Record is what it happened to, Link its page; empty: it has none.
	Record, Link string
	Run          string
}

// The kinds of line that are of no order.
const (
	kindRun       = "run"
	kindMatched   = "matched"
	kindUnmatched = "unmatched"
	kindFinished  = "match_finished"
	kindGood      = "good"
)

// journalKinds are the kinds of line, as a person looks for them.
func journalKinds() []string {
	return []string{
		"imported", "acknowledged", "parked", "changed", "edited", "paid", "receipt", "receipt_settled", "storno_asked", "skipped",
		"taken_back", "voided", "refunded", "adopted", "collision", "accepted", kindGood, kindMatched, kindUnmatched, kindFinished, kindRun,
	}
}

// events fills a page.
func (v *journalView) events(ctx context.Context, s *assembly.Session, f journalFilter, w *words) error {
	orders := &orderNames{session: s}

	choice, err := eventChoice(ctx, s, f)
	if err != nil {
		return err
	}

	found, err := newestEvents(ctx, s.Ledger, choice, f.Before, journalPage+1)
	if err != nil {
		return err
	}

	if len(found) > journalPage {
		found = found[:journalPage]
		v.older(f, found[journalPage-1].ID)
	}

	for _, e := range found {
		order, err := orders.of(ctx, e)
		if err != nil {
			return err
		}

		v.Events = append(v.Events, w.eventLine(e, order, s.Config.Warehouse.Timezone))
	}

	return nil
}

// eventChoice is the filter as the ledger has it. An order may be called by its
// number, which is what people know.
func eventChoice(ctx context.Context, s *assembly.Session, f journalFilter) (ledger.EventFilter, error) {
	choice := ledger.EventFilter{Shop: s.Config.Shop.ID, Run: f.Run, Kind: f.Kind, Record: f.Record, Since: f.since}
	if f.Record == "" {
		return choice, nil
	}

	if _, known, err := s.Ledger.Order(ctx, choice.Shop, f.Record); err != nil || known {
		return choice, err
	}

	for o, err := range s.Ledger.Orders(ctx, ledger.OrderFilter{Shop: choice.Shop, Number: f.Record}) {
		choice.Record = o.OrderID

		return choice, err
	}

	return choice, nil
}

// eventLine says what happened, and to what.
func (w *words) eventLine(e ledger.Event, o ledger.Order, zone *time.Location) eventLine {
	l := eventLine{Run: e.Run, Record: e.Record}

	switch e.Kind {
	case kindRun:
		l.historyLine, l.Record = w.runEvent(e), ""
	case kindMatched, kindUnmatched, kindFinished:
		l.historyLine, l.Record = w.matchEvent(e), ""
	case kindGood:
		l.historyLine = historyLine{What: eventKey(kindGood), Tone: "muted", Text: text.Language(w.lang).Record(e.Data)}
		l.Record = ""
	default:
		l.historyLine = w.historyLine(e, o)
	}

	if o.OrderID != "" {
		l.Record, l.Link = w.t("journal.order", orderRow{Order: o}.Name()), orderPath(o.OrderID)
	}

	l.At = e.At.In(zone)

	return l
}

func (w *words) runEvent(e ledger.Event) historyLine {
	l := historyLine{What: "journal.kind.run", Tone: "muted", Text: e.Data}

	var run syncer.PastRun
	if json.Unmarshal([]byte(e.Data), &run) != nil {
		return l
	}

	l.Text = w.runSummary(run)
	if fault := w.runLine(run, time.UTC).Fault; fault != nil {
		l.Tone, l.Text, l.Remedy = "bad", l.Text+". "+fault.Message, fault.Remedy
	}

	return l
}

// matchEvent is a line about the page Съпоставяне.
func (w *words) matchEvent(e ledger.Event) historyLine {
	l := historyLine{What: "journal.kind." + e.Kind, Tone: "muted"}

	var pair struct {
		Kind    string `json:"kind"`
		LocalID int64  `json:"local_id"`
		ShopID  string `json:"shop_id"`
	}
	if e.Kind != kindFinished && json.Unmarshal([]byte(e.Data), &pair) == nil {
		l.Text = w.t("journal.pair", w.word(pair.Kind), pair.LocalID, pair.ShopID)
	}

	return l
}

// eventKey is the key of the words for a kind of line.
func eventKey(kind string) string {
	if noOrder(kind) && kind != kindGood {
		return "journal.kind." + kind
	}

	return "orders.event." + kind
}

// noOrder tells that a kind of line is of no order.
func noOrder(kind string) bool {
	return slices.Contains([]string{kindRun, kindMatched, kindUnmatched, kindFinished, kindGood}, kind)
}

// eventKind is what a person calls a kind of line.
func (w *words) eventKind(kind string) string { return w.t(eventKey(kind)) }
