// Package planview says what the actions of a plan are in a person's language:
//
//	for action, err := range s.PlanExport(ctx, o).Actions() {
//		row := planview.Of(action)
//		fmt.Println(planview.Name(row.Action).In(l), text.Language(l).Record(row.Record), row.Values(reader))
//	}
//
// The command line and the dashboard show plans in these words.
package planview

import (
	"fmt"
	"strings"

	"github.com/skladmost/skladmost/examples/internal/explain"
	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/output"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// Row is an action without what only the engine needs of it.
type Row struct {
	Kind   syncer.Kind `json:"kind"`
	Record string      `json:"record"`
	// Action is its type, as in "UpsertProduct"; Name has a person's word for it.
	Action string `json:"action"`
	// New tells that the record is made and not changed.
	New bool `json:"new,omitempty"`
	// Changes are the values, as far as the plan has them: before is empty
	// where only its hash is kept.
	Changes []syncer.Change `json:"changes,omitempty"`
	// Code is that of Problem, and Reason says it in the language of Told.
	Code   text.Code `json:"code,omitempty"`
	Reason string    `json:"reason,omitempty"`
	// Problem is why the record is kept aside; nil for every other action. It
	// names no record: that stands beside.
	Problem *syncer.Problem `json:"-"`
}

// Of describes an action.
func Of(action syncer.Action) Row {
	name := fmt.Sprintf("%T", action)
	one := Row{Kind: action.Kind(), Record: action.Record(), Action: name[len("syncer."):]}

	v := values{}
	v.of(action)
	one.New, one.Changes = v.made, v.all

	if park, ok := action.(syncer.Park); ok {
		bare := *park.Problem
		bare.Record = ""
		one.Code, one.Problem = bare.Code, &bare
	}

	return one
}

// Told is the row for a program whose person reads a language: Reason is filled.
func (row Row) Told(r explain.Reader) Row {
	if row.Problem != nil {
		row.Reason = r.Line(row.Problem)
	}

	return row
}

// Why is the reason for which the record is kept aside, and what to do.
func (row Row) Why(r explain.Reader) output.Notice {
	if row.Problem == nil {
		return output.Notice{}
	}

	return r.Notice(row.Problem)
}

// Part is one value of a row in a person's words.
type Part struct {
	Field string
	// Before is "…" where the ledger knows it as a hash alone; empty for what is
	// new.
	Before, After string
	// Number tells that both are numbers with a point, Sum that they are of money.
	Number, Sum bool
}

// Parts are the values in a language.
func (row Row) Parts(l lang.Lang) []Part {
	parts := make([]Part, 0, len(row.Changes))

	for _, c := range row.Changes {
		kind, _, _ := strings.Cut(c.Field, " ")
		sum := kind == "price" || kind == "total"
		part := Part{
			Field: fieldName(c.Field, l), After: valueName(c.Field, c.After, l),
			Sum: sum, Number: sum || kind == "quantity" || kind == "lines",
		}

		if !row.New {
			part.Before = valueName(c.Field, c.Before, l)
			if part.Before == "" {
				part.Before = "…"
			}
		}

		parts = append(parts, part)
	}

	return parts
}

// Values is "price 10.00 → 12.00, …", or why the record is kept aside.
func (row Row) Values(r explain.Reader) string {
	if row.Problem != nil {
		return r.Line(row.Problem)
	}

	var all []string

	for _, p := range row.Parts(r.Lang) {
		if p.Before != "" {
			p.After = p.Before + " → " + p.After
		}

		all = append(all, p.Field+" "+p.After)
	}

	return strings.Join(all, ", ")
}
