package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/skladmost/skladmost/examples/internal/explain"
	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/output"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// planned is an action as a program reads it.
type planned struct {
	Kind   syncer.Kind `json:"kind"`
	Record string      `json:"record"`
	Action string      `json:"action"`
	// New tells that the record is made and not changed.
	New bool `json:"new,omitempty"`
	// Changes are the values, as far as the plan has them: before is empty
	// where only its hash is kept.
	Changes []syncer.Change `json:"changes,omitempty"`
	// Code and Reason say why a record is kept aside.
	Code   text.Code `json:"code,omitempty"`
	Reason string    `json:"reason,omitempty"`
}

// showPlan prints every action, and what the buckets would be. A plan may end
// with the error that the run would end with.
func (a *app) showPlan(p *syncer.Plan) error {
	var (
		rows    [][]string
		refused error
	)

	for action, err := range p.Actions() {
		if refused = err; err != nil {
			break
		}

		one := describeAction(action, explain.Reader{Lang: a.out.Lang(), Zone: a.zone})
		rows = append(rows, []string{
			actionName(one.Action).In(a.out.Lang()), text.Language(a.out.Lang()).Record(one.Record), one.values(a.out.Lang()),
		})

		if err := a.out.JSON(one); err != nil {
			return err
		}
	}

	if refused != nil && len(rows) == 0 {
		return refused
	}

	a.out.Table([]output.Column{
		{Head: lang.Of("action", "действие"), Tones: map[string]output.Tone{actionName("Park").In(a.out.Lang()): output.Caution}},
		{Head: lang.Of("record", "запис")}, {Head: lang.Of("before → after", "преди → след"), Long: true},
	}, rows)

	report := p.Report()
	a.showReport(report)

	if refused == nil && len(report.Parked) > 0 {
		return errParked
	}

	return refused
}

// values is "price 10.00 → 12.00, …", or why the record is kept aside.
func (p planned) values(l lang.Lang) string {
	if p.Reason != "" {
		return p.Reason
	}

	parts := make([]string, 0, len(p.Changes))

	for _, c := range p.Changes {
		part := fieldName(c.Field, l) + " " + valueName(c.Field, c.After, l)
		if !p.New {
			before := valueName(c.Field, c.Before, l)
			if before == "" {
				before = "…" // known to the ledger as a hash alone
			}

			part = fieldName(c.Field, l) + " " + before + " → " + valueName(c.Field, c.After, l)
		}

		parts = append(parts, part)
	}

	return strings.Join(parts, ", ")
}

// describeAction names an action by its type, "UpsertProduct", with its values.
func describeAction(action syncer.Action, r explain.Reader) planned {
	name := fmt.Sprintf("%T", action)
	one := planned{Kind: action.Kind(), Record: action.Record(), Action: name[len("syncer."):]}

	change := func(field, before, after string) {
		one.Changes = append(one.Changes, syncer.Change{Field: field, Before: before, After: after})
	}

	switch a := action.(type) {
	case syncer.UpsertCategory:
		one.New = a.New
		change("name", "", a.Path)
	case syncer.UpsertProduct:
		one.New = a.New
		productChanges(a, change)
	case syncer.MoveVariant:
		change("product", a.From, a.To)
	case syncer.HideProduct:
		change("visible", "true", "false")
	case syncer.SetStock:
		before := ""
		if one.New = !a.Before.Valid; !one.New {
			before = a.Before.Decimal.String()
		}

		change("quantity", before, a.Quantity.String())
	case syncer.UpsertCustomer:
		one.New = a.New
		change("fields", "", strings.Join(a.Groups, "+"))
	case syncer.SaveGood:
		one.New = a.New
		goodChanges(a, change)
	case syncer.SavePartner:
		one.New = a.New
		one.Changes = partnerChanges(a)
	case syncer.VoidOrder:
		change("document", a.Document, "")
	case syncer.RefundSale:
		change("document", "", a.Document)
		change("total", "", a.Total.StringFixed(2))
	case syncer.ImportOrder:
		one.New = true
		change("document", "", string(a.Document))
		change("partner", "", a.Partner)
		change("lines", "", strconv.Itoa(a.Lines))
		change("total", "", a.Total.StringFixed(2))
	case syncer.Park:
		one.Code, one.Reason = a.Problem.Code, reasonBeside(a.Problem, r)
	}

	return one
}

// reasonBeside is why a record is kept aside, without the record, which stands
// beside.
func reasonBeside(p *syncer.Problem, r explain.Reader) string {
	bare := *p
	bare.Record = ""

	return r.Line(&bare)
}

// partnerChanges are the contacts of a new partner, or what is written of a known
// one.
func partnerChanges(a syncer.SavePartner) []syncer.Change {
	if !a.New {
		return a.Changes
	}

	return []syncer.Change{{Field: "e-mail", After: a.Partner.Email}, {Field: "phone", After: a.Partner.Phone}}
}

// goodChanges are the values of a good that are written.
func goodChanges(a syncer.SaveGood, change func(field, before, after string)) {
	change("name", "", a.Good.Name)

	if a.New || a.Fields&sklad.GoodCode != 0 {
		change("code", "", a.Good.Code)
	}
}

// productChanges are the values of a product that the request holds.
func productChanges(a syncer.UpsertProduct, change func(field, before, after string)) {
	if a.Patch.Name != nil {
		change("name", "", *a.Patch.Name)
	}

	if a.Reveals {
		change("visible", "false", "true")
	}

	for _, v := range a.Patch.Variants {
		which := ""
		if len(a.Patch.Variants) > 1 {
			which = " (" + v.ExternalID + ")"
		}

		if v.Price != nil {
			change("price"+which, "", v.Price.StringFixed(2))
		}
	}

	change("fields", "", strings.Join(a.Groups, "+"))
}

// actionName is what a person calls a type of action.
func actionName(action string) lang.Text {
	names := map[string]lang.Text{
		"UpsertCategory": lang.Of("send group", "изпраща група"), "UpsertProduct": lang.Of("send product", "изпраща продукт"),
		"MoveVariant": lang.Of("move variant", "мести разновидност"), "HideProduct": lang.Of("hide", "скрива"),
		"SetStock": lang.Of("set quantity", "задава количество"), "UpsertCustomer": lang.Of("send partner", "изпраща партньор"),
		"SaveGood": lang.Of("save good", "записва стока"), "SavePartner": lang.Of("save partner", "записва партньор"),
		"ImportOrder": lang.Of("import order", "внася поръчка"), "Acknowledge": lang.Of("tell the shop", "съобщава на магазина"),
		"RecordPayment": lang.Of("record payment", "записва плащане"), "PrintReceipt": lang.Of("print receipt", "печата бон"),
		"VoidOrder": lang.Of("void order", "анулира поръчка"), "RefundSale": lang.Of("refund sale", "прави рекламация"),
		"Park": lang.Of("keep aside", "заделя"),
	}
	if name, ok := names[action]; ok {
		return name
	}

	return lang.Of(action, action)
}
