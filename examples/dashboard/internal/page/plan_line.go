package page

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/skladmost/skladmost/examples/internal/planview"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// planLine is an action in the words of a person.
type planLine struct {
	Action string // its type
	Name   string
	Kind   syncer.Kind
	Record string
	New    bool
	Parts  []planview.Part
	// Why tells of a record that is kept aside; nil for every other.
	Why *notice
}

func (w *words) planLine(row planRow, zone *time.Location) planLine {
	l := planLine{
		Action: row.Action, Name: planview.Name(row.Action).In(w.lang), Kind: row.Kind, New: row.New,
		Record: text.Language(w.lang).Record(row.Record), Parts: row.Parts(w.lang),
	}

	for i := range l.Parts {
		l.Parts[i] = w.planPart(l.Parts[i])
	}

	if row.Problem != nil {
		why := row.Why(w.reader(zone))
		l.Why = &notice{Tone: "warn", Message: why.Message, Remedy: w.onPages(why.Remedy)}
	}

	return l
}

// planPart writes numbers as the language does.
func (w *words) planPart(p planview.Part) planview.Part {
	for _, value := range []*string{&p.Before, &p.After} {
		number, ok := asDecimal(*value)

		switch {
		case !ok || !p.Number:
		case p.Sum:
			*value = w.grouped(number.StringFixed(2))
		default:
			*value = w.grouped(number.String())
		}
	}

	return p
}

// values is the line's changes, or why it is kept aside, as one text.
func (l planLine) values() string {
	if l.Why != nil {
		return l.Why.Message
	}

	all := make([]string, 0, len(l.Parts))

	for _, p := range l.Parts {
		if p.Before != "" {
			p.After = p.Before + " → " + p.After
		}

		all = append(all, p.Field+": "+p.After)
	}

	return strings.Join(all, ", ")
}

func (l planLine) todo() string {
	if l.Why == nil {
		return ""
	}

	return l.Why.Remedy
}

// said is all of the line that a person can look for.
func (l planLine) said() string {
	return strings.Join([]string{l.Name, l.Record, l.values(), l.todo()}, "\n")
}

// planKinds is the order in which both sides are worked on.
func planKinds() []syncer.Kind {
	return []syncer.Kind{
		syncer.KindCategory, syncer.KindGood, syncer.KindQuantity, syncer.KindPartner, syncer.KindOrder, syncer.KindReceipt,
	}
}

// countLine is a bucket of a report with its kind.
type countLine struct {
	syncer.Bucket

	Kind syncer.Kind
	Left []ruleLine
}

// ruleLine is how many records a rule left out.
type ruleLine struct {
	Rule string
	N    int
}

// countLines are the kinds that were looked at, the rule that left out most first.
func countLines(counts syncer.Counts) []countLine {
	var all []countLine

	for _, kind := range planKinds() {
		b, ok := counts[kind]
		if !ok {
			continue
		}

		line := countLine{Bucket: b, Kind: kind}
		for rule, n := range b.Rules {
			line.Left = append(line.Left, ruleLine{Rule: rule, N: n})
		}

		slices.SortFunc(line.Left, func(a, b ruleLine) int { return cmp.Or(b.N-a.N, strings.Compare(a.Rule, b.Rule)) })

		all = append(all, line)
	}

	return all
}

// planAction is what a person calls a type of action.
func (w *words) planAction(action string) string { return planview.Name(action).In(w.lang) }
