package compliance

import (
	"context"
	"fmt"
	"iter"
	"time"

	"github.com/skladmost/skladmost/sklad/ledger"
)

// Note is a line of the journal: what happened to a record, when, and what it was
// before and after (Annex 29 item 15, Annex 42 item 5). The journal only grows.
type Note struct {
	At time.Time
	// Run is the run that did it, Action what it did: imported, changed, edited, paid,
	// refunded, voided, parked, adopted, receipt, …
	Run, Action string
	// Record is the shop's id of the order, Code the reason where there is one.
	Record, Code string
	// Before and After are set where a value changed; Data is everything else that the
	// line tells.
	Before, After, Data string
}

// Journal yields the lines of the period, oldest first. Only Filter.Period counts.
func (b *Books) Journal(ctx context.Context, f Filter) iter.Seq2[Note, error] {
	return func(yield func(Note, error) bool) {
		for e, err := range b.ledger.Events(ctx, ledger.EventFilter{Shop: b.opts.Shop, Since: f.Period.first}) {
			if err != nil {
				yield(Note{}, fmt.Errorf("compliance: the journal: %w", err))
				return
			}
			if f.Period.Contains(e.At.In(f.Period.first.Location())) && !yield(b.note(e), nil) {
				return
			}
		}
	}
}

func (b *Books) note(e ledger.Event) Note {
	n := Note{At: b.local(e.At), Run: e.Run, Action: e.Kind, Record: e.Record, Code: e.Code, Data: e.Data}
	if c, ok := e.Change(); ok {
		n.Before, n.After, n.Data = c.Before, c.After, ""
	}
	return n
}

// JournalTable is the journal as a table.
func (b *Books) JournalTable(ctx context.Context, f Filter) Table {
	return Table{
		Number: "15", Name: "journal", Title: "Журнал на действията", Period: f.Period,
		Columns: columns(column(Moment, "Време"), column(Text, "Изпълнение", "Действие", "Поръчка", "Код", "Преди", "След", "Данни")),
		Rows: rows(b.Journal(ctx, f), func(n Note) []any {
			return []any{n.At, n.Run, n.Action, n.Record, n.Code, n.Before, n.After, n.Data}
		}),
	}
}
