package main

import (
	"github.com/skladmost/skladmost/examples/internal/explain"
	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/output"
	"github.com/skladmost/skladmost/examples/internal/planview"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// showPlan prints every action, and what the buckets would be. A plan may end
// with the error that the run would end with.
func (a *app) showPlan(p *syncer.Plan) error {
	var (
		rows    [][]string
		refused error
		reader  = explain.Reader{Lang: a.out.Lang(), Zone: a.zone}
	)

	for action, err := range p.Actions() {
		if refused = err; err != nil {
			break
		}

		one := planview.Of(action).Told(reader)
		rows = append(rows, []string{
			planview.Name(one.Action).In(a.out.Lang()), text.Language(a.out.Lang()).Record(one.Record), one.Values(reader),
		})

		if err := a.out.JSON(one); err != nil {
			return err
		}
	}

	if refused != nil && len(rows) == 0 {
		return refused
	}

	a.out.Table([]output.Column{
		{Head: lang.Of("action", "действие"), Tones: map[string]output.Tone{planview.Name("Park").In(a.out.Lang()): output.Caution}},
		{Head: lang.Of("record", "запис")}, {Head: lang.Of("before → after", "преди → след"), Long: true},
	}, rows)

	report := p.Report()
	a.showReport(report)

	if refused == nil && len(report.Parked) > 0 {
		return errParked
	}

	return refused
}
