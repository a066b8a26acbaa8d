package main

import (
	"context"
	"strconv"
	"time"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/output"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// statusView is what status prints for a program.
type statusView struct {
	Orders map[ledger.OrderState]int `json:"orders"`
	// Owed are imported orders of which the shop or a printer is still to be
	// told.
	Owed     int       `json:"owed"`
	LastSeen time.Time `json:"last_seen,omitzero"`
}

type statusCmd struct{}

// Run tells how things stand, as the ledger knows them.
func (statusCmd) Run(ctx context.Context, a *app) error {
	return a.with(ctx, nil, func(s *session) error {
		states := map[ledger.OrderState]int{}
		owed := 0

		var last time.Time

		for o, err := range s.ledger.Orders(ctx, ledger.OrderFilter{Shop: s.cfg.Shop.ID}) {
			if err != nil {
				return err
			}

			states[o.State]++

			if o.AckOwed || o.ReceiptOwed || o.ReceiptUnknown {
				owed++
			}

			if o.LastSeen.After(last) {
				last = o.LastSeen
			}
		}

		return a.showStatus(states, owed, last)
	})
}

func (a *app) showStatus(states map[ledger.OrderState]int, owed int, last time.Time) error {
	l := a.out.Lang()

	var rows [][]string

	for _, one := range []struct {
		state ledger.OrderState
		name  lang.Text
	}{
		{ledger.OrderImported, lang.Of("imported", "прехвърлени")}, {ledger.OrderWaiting, lang.Of("waiting", "чакат")},
		{ledger.OrderParked, lang.Of("parked", "отложени")}, {ledger.OrderSkipped, lang.Of("skipped", "пропуснати")},
		{ledger.OrderBeforeStart, lang.Of("before the start", "отпреди началото")},
	} {
		rows = append(rows, []string{one.name.In(l), strconv.Itoa(states[one.state])})
	}

	rows = append(rows, []string{lang.Of("still to be told or printed", "за съобщаване или печат").In(l), strconv.Itoa(owed)})
	if !last.IsZero() {
		rows = append(rows, []string{lang.Of("last order seen", "последна видяна поръчка").In(l), last.Format(time.DateTime) + " UTC"})
	}

	a.out.Table([]output.Column{{Head: lang.Of("orders", "поръчки")}, {Head: lang.Of("count", "брой"), Right: true}}, rows)

	return a.out.JSON(statusView{Orders: states, Owed: owed, LastSeen: last})
}
