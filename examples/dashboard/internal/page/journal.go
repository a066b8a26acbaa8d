package page

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/syncer"
)

func (p *Pages) journalRoutes() {
	p.mux.HandleFunc("GET /journal", p.journal)
	p.mux.HandleFunc("GET /journal.csv", p.journalSheet)
}

// journalPage is how many lines a page shows.
const journalPage = 100

// journalView is a page of the journal: of runs, or of events.
type journalView struct {
	Filter journalFilter
	Runs   []runLine
	Events []eventLine
	// Older leads to the next page; empty: this is the last. Sheet is the whole
	// choice as a file.
	Older, Sheet string
	// Tasks and Kinds are what can be chosen.
	Tasks []syncer.Task
	Kinds []string
	// Known tells that the journal could be read.
	Known bool
}

func (p *Pages) journal(w http.ResponseWriter, r *http.Request) {
	f, words := journalFilterOf(r), p.drawers[p.lang(r)].words
	v := journalView{Filter: f, Tasks: journalTasks(), Kinds: journalKinds(), Sheet: "/journal.csv?" + f.query().Encode()}

	err := p.opts.Control.With(r.Context(), func(s *assembly.Session) error {
		f = f.in(s.Config.Warehouse.Timezone)

		var err error
		if f.View == viewEvents {
			err = v.events(r.Context(), s, f, words)
		} else {
			err = v.runs(r.Context(), s, f, words)
		}

		v.Known = err == nil

		return err
	})

	p.draw(w, r, "journal", &v, p.notices(r, err)...)
}

// The two halves of the journal.
const (
	viewRuns   = "runs"
	viewEvents = "events"
)

// journalFilter chooses lines of the journal; the zero value is the newest runs.
type journalFilter struct {
	View string
	// Task and Failed choose runs.
	Task   syncer.Task
	Failed bool
	// Kind, Record and Run choose events. Record is what the ledger calls it, or
	// the number of an order.
	Kind, Record, Run string
	// Day is the first one, as in "2026-11-23"; empty: as the journal has it.
	Day string
	// Before is where the page before ended: the number of its last event, or how
	// many runs came before.
	Before int64

	since time.Time
}

func journalFilterOf(r *http.Request) journalFilter {
	q := r.URL.Query()
	word := func(name string) string { return strings.TrimSpace(q.Get(name)) }
	f := journalFilter{
		View: viewRuns, Task: syncer.Task(word("task")), Failed: q.Get("failed") != "", Kind: word("kind"), Record: word("record"),
		Run: word("run"), Day: word("since"), Before: wholeNumber(q.Get("before")),
	}

	if word("view") == viewEvents {
		f.View = viewEvents
	}

	if _, err := time.Parse(time.DateOnly, f.Day); err != nil {
		f.Day = ""
	}

	return f
}

// in reads the day as one of the warehouse's own.
func (f journalFilter) in(zone *time.Location) journalFilter {
	f.since, _ = time.ParseInLocation(time.DateOnly, f.Day, zone) // the zero time when none is chosen

	return f
}

// query is the filter as an address has it, from its newest line on.
func (f journalFilter) query() url.Values {
	q := url.Values{"view": {f.View}}
	failed := ""

	if f.Failed {
		failed = "yes"
	}

	all := map[string]string{"task": string(f.Task), "failed": failed, "since": f.Day}
	if f.View == viewEvents {
		all = map[string]string{"kind": f.Kind, "record": f.Record, "run": f.Run, "since": f.Day}
	}

	for name, value := range all {
		if value != "" {
			q.Set(name, value)
		}
	}

	return q
}

// Chosen tells that a part of the journal is left out.
func (f journalFilter) Chosen() bool { return len(f.query()) > 1 }

// Newest is the address of the first page of the same choice.
func (v *journalView) Newest() string { return "/journal?" + v.Filter.query().Encode() }
