package main

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/output"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

type ordersShowCmd struct {
	ID string `arg:"" help:"${order_id}" name:"id"`
}

// orderStory is an order with all that happened to it.
type orderStory struct {
	orderView

	Problem string       `json:"problem,omitempty"`
	History []orderEvent `json:"history"`

	why, todo string
}

type orderEvent struct {
	At   time.Time `json:"at"`
	What string    `json:"what"`
	Text string    `json:"text,omitempty"`
}

// Run shows one order with its history.
func (c ordersShowCmd) Run(ctx context.Context, a *app) error {
	return a.with(ctx, nil, func(s *session) error {
		o, err := s.find(ctx, c.ID)
		if err != nil {
			return err
		}

		story := orderStory{orderView: orderLine(o), Problem: sentenceOf(o.Problem, a.out.Lang()), History: []orderEvent{}}
		story.why, story.todo = reasonOf(o, a.out.Lang()), remedyOf(o.Problem, a.out.Lang())

		for e, err := range s.Ledger.Events(ctx, ledger.EventFilter{Shop: o.Shop, Record: o.OrderID}) {
			if err != nil {
				return err
			}

			story.History = append(story.History, orderEvent{At: e.At, What: e.Kind, Text: eventText(e, a.out.Lang())})
		}

		a.showOrder(story)

		return a.out.JSON(story)
	})
}

func (a *app) showOrder(o orderStory) {
	l := a.out.Lang()

	var rows [][]string

	add := func(head lang.Text, value string) {
		if value != "" && value != "0" {
			rows = append(rows, []string{head.In(l), value})
		}
	}

	add(lang.Of("id", "id"), o.ID)
	add(lang.Of("number", "номер"), o.Number)
	add(lang.Of("state", "състояние"), stateName(ledger.OrderState(o.State)).In(l))
	add(lang.Of("status", "статус"), o.Status)
	add(lang.Of("document", "документ"), strconv.FormatInt(o.Document, 10))
	add(lang.Of("УНП", "УНП"), o.USN)
	add(lang.Of("total", "сума"), o.Total+" "+o.Currency)
	add(lang.Of("reason", "причина"), o.why)
	add(lang.Of("what to do", "какво да се направи"), o.todo)

	add(lang.Of("attempts", "опити"), strconv.Itoa(o.Attempts))

	if o.State == string(ledger.OrderParked) {
		add(lang.Of("next attempt", "следващ опит"), a.nextTry(o))
	}

	for _, e := range o.History {
		at := a.local(e.At)
		add(lang.Of(at, at), strings.TrimSpace(eventName(e.What).In(l)+" "+e.Text))
	}

	a.out.Table([]output.Column{
		{Head: lang.Of("what", "какво")}, {Head: lang.Of("value", "стойност"), Wrap: true, Tones: orderTones(l)},
	}, rows)
}

func (a *app) nextTry(o orderStory) string {
	if o.GivenUp {
		return lang.Of("only by orders retry", "само с orders retry").In(a.out.Lang())
	}

	return a.local(o.NextTry)
}

// stateName is what a person calls the state of an order.
func stateName(s ledger.OrderState) lang.Text {
	switch s {
	case ledger.OrderImported:
		return lang.Of("imported", "прехвърлена")
	case ledger.OrderWaiting:
		return lang.Of("waiting", "чака")
	case ledger.OrderParked:
		return lang.Of("parked", "заделена")
	case ledger.OrderSkipped:
		return lang.Of("skipped", "пропусната")
	case ledger.OrderBeforeStart:
		return lang.Of("before the start", "отпреди началото")
	}

	return lang.Of(string(s), string(s))
}

// eventText is what a line of the journal tells: what changed, or a sentence.
func eventText(e ledger.Event, l lang.Lang) string {
	if c, ok := e.Change(); ok {
		return c.Before + " → " + c.After
	}

	return sentenceOf(e.Data, l)
}

// eventName is what a person calls a kind of line of the journal.
func eventName(kind string) lang.Text {
	bulgarian := map[string]string{
		"parked": "заделена:", "imported": "прехвърлена като документ", "acknowledged": "съобщена на магазина", "adopted": "поета с УНП",
		"changed": "променена в магазина:", "collision": "сблъсък на номера:", "receipt": "касов бон:", "skipped": "пропусната",
		"taken_back": "върната за внасяне", "voided": "документът ѝ е анулиран", "refunded": "документът ѝ е върнат с рекламация",
		"edited": "променена след внасянето", "accepted": "документът ѝ е приет от човек",
		"good": "стока", "paid": "платена", "receipt_settled": "бонът е изяснен:", "storno_asked": "поискано е сторно:",
	}[kind]
	if bulgarian == "" {
		bulgarian = kind
	}

	return lang.Of(kind, bulgarian)
}

// reasonOf is why an order has no document: the problem of a parked one, the
// rule that makes another wait.
func reasonOf(o ledger.Order, l lang.Lang) string {
	if p, ok := keptProblem(o.Problem); ok {
		return text.Language(l).Problem(p)
	}

	if l != lang.BG {
		return o.Reason
	}

	for english, bulgarian := range map[string]string{
		"status ": "статус ", "settles for another ": "изчаква още ", "waited for 90 days: ": "чакала е 90 дни: ",
		"adopted": "поета", "order_gone": "изчезнала от магазина",
	} {
		if rest, ok := strings.CutPrefix(o.Reason, english); ok {
			return bulgarian + rest
		}
	}

	return o.Reason
}

func remedyOf(kept string, l lang.Lang) string {
	if p, ok := keptProblem(kept); ok {
		return text.Language(l).Remedy(p)
	}

	return ""
}

func keptProblem(kept string) (text.Problem, bool) {
	var p text.Problem
	err := json.Unmarshal([]byte(kept), &p)

	return p, err == nil && p.Code != ""
}

// sentenceOf reads a problem that the ledger kept; what is none stays as it is.
func sentenceOf(kept string, l lang.Lang) string {
	p, ok := keptProblem(kept)
	if !ok {
		return kept
	}

	return text.Language(l).Full(p)
}
