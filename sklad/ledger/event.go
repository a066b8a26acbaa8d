package ledger

import (
	"context"
	"encoding/json"
	"iter"
	"strings"
	"time"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// Event is one line of the journal. The journal only grows: nothing in this
// package changes or deletes a line (Наредба Н-18, Annex 29 items 13 and 15).
type Event struct {
	// ID ascends in the order of writing; Append ignores it.
	ID int64
	// At is when it happened; Append puts the present for the zero time.
	At time.Time
	// Shop, Run and Record say where; Kind and Code what. Texts longer than
	// their column (60 characters, Record 190) are cut off.
	Shop, Run, Kind, Record, Code string
	// Data is for a person or a program, as Kind has it: words or JSON.
	Data string
}

// Change is the data of an event that tells what a value was before and after it
// (Наредба Н-18, Annex 42 item 5).
type Change struct {
	Before string `json:"before"`
	After  string `json:"after"`
}

// Data is the change as [Event.Data] holds it.
func (c Change) Data() string {
	data, err := json.Marshal(c)
	if err != nil {
		return err.Error() // two texts always encode
	}
	return string(data)
}

// Change is what Data tells, if the event is of a change.
func (e Event) Change() (Change, bool) {
	var c *Change
	if !strings.HasPrefix(e.Data, `{"before":`) || json.Unmarshal([]byte(e.Data), &c) != nil || c == nil {
		return Change{}, false
	}
	return *c, true
}

// Append adds events inside the transaction that they tell of.
func (l *Ledger) Append(ctx context.Context, tx *sklad.Tx, events ...Event) error {
	for _, e := range events {
		at := e.At
		if at.IsZero() {
			at = tx.Now()
		}
		err := tx.SQL().Insert(ctx, "gomba_events", engine.Row{
			"At": stamp(at), "Shop": cut(e.Shop, shopLength), "Run": cut(e.Run, wordLength), "Kind": cut(e.Kind, wordLength),
			"Record": cut(e.Record, idLength), "RecordHash": eventHash(e.Shop, e.Record), "Code": cut(e.Code, wordLength),
			"Data": cut(e.Data, memoLength),
		})
		if err != nil {
			return describe(ctx, err, "journal %s of %q", e.Kind, e.Record)
		}
	}
	return nil
}

// memoLength is where even a text without a limit ends.
const memoLength = 1 << 24

func eventHash(shop, record string) string { return KeyHash("event", shop, record) }

// EventFilter chooses events; the zero value means all.
type EventFilter struct {
	Shop, Run, Kind, Record, Code string
	// Since leaves out what happened before; After what has that ID or a lower
	// one, to go on reading where one stopped.
	Since time.Time
	After int64
}

type eventRow struct {
	ID     engine.Int  `db:"ID"`
	At     engine.Time `db:"At"`
	Shop   text        `db:"Shop"`
	Run    text        `db:"Run"`
	Kind   text        `db:"Kind"`
	Record text        `db:"Record"`
	Code   text        `db:"Code"`
	Data   text        `db:"Data"`
}

func eventTable() table[eventRow, Event] {
	return table[eventRow, Event]{
		name: "gomba_events", key: "ID", id: func(r eventRow) int64 { return int64(r.ID) }, turn: eventRow.event,
	}
}

func (r eventRow) event() (Event, error) {
	return Event{
		ID: int64(r.ID), At: r.At.Time, Shop: string(r.Shop), Run: string(r.Run), Kind: string(r.Kind),
		Record: string(r.Record), Code: string(r.Code), Data: string(r.Data),
	}, nil
}

// Events yields events in the order of writing. Shop and Record together find
// one record's story by an index; other choices read the whole journal.
func (l *Ledger) Events(ctx context.Context, f EventFilter) iter.Seq2[Event, error] {
	rows := filter[eventRow]{after: f.After, keep: f.keeps}
	if f.Shop != "" && f.Record != "" {
		rows.equal("RecordHash", eventHash(f.Shop, f.Record))
	}
	rows.equal("Kind", f.Kind)
	rows.equal("Run", f.Run)
	return eventTable().list(ctx, l, rows)
}

func (f EventFilter) keeps(r eventRow) bool {
	return same(f.Shop, r.Shop) && same(f.Run, r.Run) && same(f.Kind, r.Kind) && same(f.Code, r.Code) &&
		same(cut(f.Record, idLength), r.Record) && !r.At.Before(f.Since)
}
