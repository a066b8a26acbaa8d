package main

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/output"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
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

	if a.out.IsJSON() {
		return // the report has them all
	}

	a.warn(a.quiet(r.Warnings))
	a.warn(r.Parked)

	if lost := countCode(r.Parked, text.NotInShop); lost > 0 {
		a.out.WarnText("shop_lost_products", lang.Of(
			fmt.Sprintf("the shop does not have %d records that were sent before; if it was emptied or restored, "+
				"gombasync export --full sends everything again", lost),
			fmt.Sprintf("магазинът вече няма %d от изпратените записи; ако е изпразван или върнат от архив, "+
				"gombasync export --full изпраща всичко отново", lost)))
	}
}

// quiet says that a run has seen nothing, which nobody need mend, and gives the
// other warnings.
func (a *app) quiet(warnings []*syncer.Problem) []*syncer.Problem {
	return slices.DeleteFunc(slices.Clone(warnings), func(p *syncer.Problem) bool {
		if p.Code != text.NothingNew {
			return false
		}

		a.out.Say(lang.Of("%s", "%s"), text.Language(a.out.Lang()).Problem(*p))

		return true
	})
}

// warnAtMost is how many problems of one code are printed.
const warnAtMost = 10

// warn prints the first problems of each code, and how many there are more.
func (a *app) warn(problems []*syncer.Problem) {
	told := map[text.Code]int{}

	var order []text.Code

	for _, p := range problems {
		if told[p.Code]++; told[p.Code] == 1 {
			order = append(order, p.Code)
		}

		if told[p.Code] <= warnAtMost {
			a.out.Warn(p)
		}
	}

	for _, code := range order {
		if more := told[code] - warnAtMost; more > 0 {
			a.out.WarnText(string(code), lang.Of(fmt.Sprintf("… and %d more like it; --json lists all", more),
				fmt.Sprintf("… и още %d такива; --json ги изброява всички", more)))
		}
	}
}

func countCode(problems []*syncer.Problem, code text.Code) int {
	n := 0

	for _, p := range problems {
		if p.Code == code {
			n++
		}
	}

	return n
}

// distinct drops what is said twice: a run may try the same thing at its
// beginning and at its end.
func distinct(problems []*syncer.Problem) []*syncer.Problem {
	seen := map[string]bool{}

	return slices.DeleteFunc(problems, func(p *syncer.Problem) bool {
		same := fmt.Sprint(p.Code, p.Record, p.Args)
		again := seen[same]
		seen[same] = true

		return again
	})
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
		number("filtered", "извън правилата"), number("waiting", "чакат"), number("parked", "заделени"),
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
