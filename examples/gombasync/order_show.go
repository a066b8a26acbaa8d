package main

import (
	"context"
	"encoding/json"
	"strconv"
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

		for e, err := range s.ledger.Events(ctx, ledger.EventFilter{Shop: o.Shop, Record: o.OrderID}) {
			if err != nil {
				return err
			}

			story.History = append(story.History, orderEvent{At: e.At, What: e.Kind, Text: sentenceOf(e.Data, a.out.Lang())})
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
	add(lang.Of("state", "състояние"), o.State)
	add(lang.Of("status", "статус"), o.Status)
	add(lang.Of("document", "документ"), strconv.FormatInt(o.Document, 10))
	add(lang.Of("УНП", "УНП"), o.USN)
	add(lang.Of("total", "сума"), o.Total+" "+o.Currency)
	add(lang.Of("reason", "причина"), o.Reason)
	add(lang.Of("what to do", "какво да се направи"), o.Problem)

	for _, e := range o.History {
		add(lang.Of(e.At.Format(time.DateTime)+" UTC", e.At.Format(time.DateTime)+" UTC"), e.What+" "+e.Text)
	}

	a.out.Table([]output.Column{{Head: lang.Of("what", "какво")}, {Head: lang.Of("value", "стойност")}}, rows)
}

// sentenceOf reads a problem that the ledger kept; what is none stays as it is.
func sentenceOf(kept string, l lang.Lang) string {
	var p text.Problem
	if err := json.Unmarshal([]byte(kept), &p); err != nil || p.Code == "" {
		return kept
	}

	return text.Language(l).Full(p)
}
