package main

import (
	"fmt"
	"strconv"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/output"
	"github.com/skladmost/skladmost/syncer"
)

// kindName is what a person calls a kind of record.
func kindName(k syncer.Kind) lang.Text {
	switch k {
	case syncer.KindCategory:
		return lang.Of("groups", "групи")
	case syncer.KindGood:
		return lang.Of("goods", "стоки")
	case syncer.KindQuantity:
		return lang.Of("quantities", "количества")
	case syncer.KindPartner:
		return lang.Of("partners", "партньори")
	case syncer.KindOrder:
		return lang.Of("orders", "поръчки")
	case syncer.KindReceipt:
		return lang.Of("receipts", "бонове")
	}

	return lang.Of(string(k), string(k))
}

// showReport prints what a run did: the buckets, which add up, the documents,
// and everything that a person should know.
func (a *app) showReport(r syncer.Report) {
	a.showCounts(r.Buckets)
	a.showDocuments(r.Documents)

	for _, w := range r.Warnings {
		a.out.Warn(w)
	}

	for _, p := range r.Parked {
		a.out.Warn(p)
	}
}

func (a *app) showCounts(counts syncer.Counts) {
	var rows [][]string

	for _, kind := range []syncer.Kind{
		syncer.KindCategory, syncer.KindGood, syncer.KindQuantity, syncer.KindPartner, syncer.KindOrder, syncer.KindReceipt,
	} {
		b, ok := counts[kind]
		if !ok {
			continue
		}

		row := []string{kindName(kind).In(a.out.Lang())}
		for _, n := range []int{b.Seen, b.Written, b.Unchanged, b.Filtered, b.Waiting, b.Parked} {
			row = append(row, strconv.Itoa(n))
		}

		rows = append(rows, row)
	}

	number := func(en, bg string) output.Column { return output.Column{Head: lang.Of(en, bg), Right: true} }
	a.out.Table([]output.Column{
		{Head: lang.Of("what", "какво")}, number("seen", "видени"), number("written", "записани"), number("unchanged", "без промяна"),
		number("filtered", "извън правилата"), number("waiting", "чакат"), number("parked", "отложени"),
	}, rows)
}

func (a *app) showDocuments(documents []syncer.ImportedDocument) {
	if len(documents) == 0 {
		return
	}

	rows := make([][]string, 0, len(documents))
	for _, d := range documents {
		rows = append(rows, []string{d.Number, fmt.Sprintf("%010d", d.Acct), d.USN, d.Total.StringFixed(2)})
	}

	a.out.Table([]output.Column{
		{Head: lang.Of("order", "поръчка")}, {Head: lang.Of("document", "документ")}, {Head: lang.Of("УНП", "УНП")},
		{Head: lang.Of("total", "сума"), Right: true},
	}, rows)
}

// planned is an action as a person or a program reads it.
type planned struct {
	Kind   syncer.Kind `json:"kind"`
	Record string      `json:"record"`
	Action string      `json:"action"`
}

// showPlan prints every action, and what the buckets would be.
func (a *app) showPlan(p *syncer.Plan) error {
	var rows [][]string

	for action, err := range p.Actions() {
		if err != nil {
			return err
		}

		one := describeAction(action)
		rows = append(rows, []string{one.Action, one.Record})

		if err := a.out.JSON(one); err != nil {
			return err
		}
	}

	a.out.Table([]output.Column{{Head: lang.Of("action", "действие")}, {Head: lang.Of("record", "запис")}}, rows)

	report := p.Report()
	a.showReport(report)

	if len(report.Parked) > 0 {
		return errParked
	}

	return nil
}

// describeAction names an action by its type: "UpsertProduct".
func describeAction(action syncer.Action) planned {
	name := fmt.Sprintf("%T", action)

	return planned{Kind: action.Kind(), Record: action.Record(), Action: name[len("syncer."):]}
}
