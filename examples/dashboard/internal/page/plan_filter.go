package page

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/skladmost/skladmost/syncer"
)

// planFilter chooses lines of a plan.
type planFilter struct {
	Direction syncer.Direction
	// Action and Kind are exact, Text is a part of what the line says; empty: all.
	Action, Kind, Text string
}

func planFilterOf(r *http.Request) planFilter {
	q := r.URL.Query()
	f := planFilter{
		Direction: syncer.Direction(q.Get("direction")), Action: q.Get("action"), Kind: q.Get("kind"),
		Text: strings.TrimSpace(q.Get("text")),
	}

	if f.Direction != syncer.Import {
		f.Direction = syncer.Export
	}

	return f
}

// query is the filter as an address has it.
func (f planFilter) query() url.Values {
	q := url.Values{"direction": {string(f.Direction)}}

	for name, value := range map[string]string{"action": f.Action, "kind": f.Kind, "text": f.Text} {
		if value != "" {
			q.Set(name, value)
		}
	}

	return q
}

// Chosen tells that a part of the plan is left out.
func (f planFilter) Chosen() bool { return f.Action != "" || f.Kind != "" || f.Text != "" }

// fits goes by what needs no words.
func (f planFilter) fits(action string, kind syncer.Kind) bool {
	return (f.Action == "" || f.Action == action) && (f.Kind == "" || f.Kind == string(kind))
}

func (f planFilter) keeps(l planLine) bool {
	return f.fits(l.Action, l.Kind) &&
		(f.Text == "" || strings.Contains(strings.ToLower(l.said()), strings.ToLower(f.Text)))
}

// Actions are the types of action of the plan, in the order of work.
func (v planView) Actions() []string {
	return distinct(v.Plan, func(i int) string { return v.Plan.Rows[i].Action })
}

// Kinds are the kinds of record of the plan.
func (v planView) Kinds() []string {
	return distinct(v.Plan, func(i int) string { return string(v.Plan.Rows[i].Kind) })
}

func distinct(p plan, of func(int) string) []string {
	var all []string

	seen := map[string]bool{}

	for i := range p.Rows {
		if one := of(i); !seen[one] {
			seen[one] = true
			all = append(all, one)
		}
	}

	return all
}

// Changes counts all actions of the plan, also those that are not kept.
func (v planView) Changes() int { return len(v.Plan.Rows) + v.Plan.Over }
