package page

import (
	"context"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer"
)

// today is what was done since midnight in the warehouse's time zone.
type today struct {
	// Orders became documents, of the amount Total in the base currency.
	Orders int
	Total  decimal.Decimal
	// Sent are the records that the shop was told of.
	Sent int
	// Hours are the 24 bars of the chart.
	Hours [24]hour
	// Most is the highest bar, at least 1.
	Most int
}

type hour struct {
	Of                 int
	Imported, Exported int
}

func (p *Pages) todayOf(ctx context.Context, s *assembly.Session) (today, error) {
	now := p.opts.Now().In(s.Config.Warehouse.Timezone)
	midnight := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())

	t := today{Most: 1}
	for i := range t.Hours {
		t.Hours[i].Of = i
	}

	for run, err := range s.Runs(ctx, syncer.RunFilter{}) { // the newest first
		if err != nil {
			return t, err
		}

		if run.Ended.Before(midnight) {
			break
		}

		t.count(run, now.Location())
	}

	return t, t.sum(ctx, s, midnight)
}

// count adds a run to the bar of its hour.
func (t *today) count(run syncer.PastRun, zone *time.Location) {
	h := &t.Hours[run.Ended.In(zone).Hour()]

	for kind, bucket := range run.Buckets {
		switch {
		case run.Task == syncer.TaskImport && kind == syncer.KindOrder:
			h.Imported += bucket.Written
		case run.Task != syncer.TaskImport && run.Task != syncer.TaskMatching:
			h.Exported += bucket.Written
			t.Sent += bucket.Written
		}
	}

	t.Most = max(t.Most, h.Imported, h.Exported)
}

// sum adds up the orders that became documents today, whenever they were seen.
func (t *today) sum(ctx context.Context, s *assembly.Session, midnight time.Time) error {
	const most = 50_000 // of events in a day

	events, err := newestEvents(ctx, s.Ledger, ledger.EventFilter{Shop: s.Config.Shop.ID, Since: midnight}, 0, most)
	if err != nil {
		return err
	}

	counted := map[string]bool{}

	for _, e := range events {
		if e.Kind != "imported" || counted[e.Record] {
			continue
		}

		counted[e.Record] = true

		o, _, err := s.Ledger.Order(ctx, e.Shop, e.Record)
		if err != nil {
			return err
		}

		if o.State == ledger.OrderImported && o.Acct != 0 { // else it was taken back since
			t.Orders++
			t.Total = t.Total.Add(o.DocumentTotal.Decimal)
		}
	}

	return nil
}

// attention counts what only a person can settle.
type attention struct {
	Parked, Unknown int
}

func attentionOf(ctx context.Context, s *assembly.Session) (attention, error) {
	var a attention

	for _, err := range s.Ledger.Orders(ctx, ledger.OrderFilter{Shop: s.Config.Shop.ID, States: []ledger.OrderState{ledger.OrderParked}}) {
		if err != nil {
			return a, err
		}

		a.Parked++
	}

	if s.Config.Fiscal.DeviceSerial == "" {
		return a, nil
	}

	for r, err := range s.Ledger.UnsettledReceipts(ctx, s.Config.Fiscal.DeviceSerial) {
		if err != nil {
			return a, err
		}

		if r.State == ledger.ReceiptUnknown {
			a.Unknown++
		}
	}

	return a, nil
}
