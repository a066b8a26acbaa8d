package main

import (
	"context"
	"strings"
	"time"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/output"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer"
)

// ordersCmd looks at the orders that were ever seen.
type ordersCmd struct {
	List  ordersListCmd  `cmd:"" help:"${orders_list}"`
	Show  ordersShowCmd  `cmd:"" help:"${orders_show}"`
	Retry ordersRetryCmd `cmd:"" help:"${orders_retry}"`
	Skip  ordersSkipCmd  `cmd:"" help:"${orders_skip}"`
}

type ordersListCmd struct {
	State string `default:"" enum:",waiting,parked,imported,skipped,before_start" help:"${orders_state}" placeholder:"STATE"`
}

// Run lists them.
func (c ordersListCmd) Run(ctx context.Context, a *app) error {
	return a.with(ctx, nil, func(s *session) error {
		filter := ledger.OrderFilter{Shop: s.Config.Shop.ID}
		if c.State != "" {
			filter.States = []ledger.OrderState{ledger.OrderState(c.State)}
		}

		var rows [][]string

		for o, err := range s.Ledger.Orders(ctx, filter) {
			if err != nil {
				return err
			}

			one := orderLine(o)
			rows = append(rows, []string{
				one.Number, stateName(o.State).In(a.out.Lang()), one.Status, one.USN, one.Total, reasonOf(o, a.out.Lang()),
			})

			if err := a.out.JSON(one); err != nil {
				return err
			}
		}

		if len(rows) == 0 {
			a.out.Say(lang.Of("No such order was ever seen; gombasync import reads new ones.",
				"Няма видени такива поръчки; gombasync import чете нови."))
		}

		a.out.Table([]output.Column{
			{Head: lang.Of("order", "поръчка")}, {Head: lang.Of("state", "състояние"), Tones: orderTones(a.out.Lang())},
			{Head: lang.Of("status", "статус")},
			{Head: lang.Of("УНП", "УНП")}, {Head: lang.Of("total", "сума"), Right: true}, {Head: lang.Of("reason", "причина"), Long: true},
		}, rows)

		return nil
	})
}

// orderView is an order as this program prints it.
type orderView struct {
	ID       string    `json:"id"`
	Number   string    `json:"number"`
	State    string    `json:"state"`
	Status   string    `json:"status"`
	Document int64     `json:"document,omitempty"`
	USN      string    `json:"usn,omitempty"`
	Total    string    `json:"total"`
	Currency string    `json:"currency"`
	Reason   string    `json:"reason,omitempty"`
	Attempts int       `json:"attempts"`
	NextTry  time.Time `json:"next_try,omitzero"`
	// GivenUp is an order that only a person tries again.
	GivenUp bool `json:"given_up,omitempty"`
}

func orderLine(o ledger.Order) orderView {
	up := syncer.GivenUp(o)
	if up {
		o.NextTry = time.Time{}
	}

	return orderView{
		ID: o.OrderID, Number: o.Number, State: string(o.State), Status: o.Status, Document: int64(o.Acct), USN: o.USN,
		Total: o.Total.Decimal.StringFixed(2), Currency: o.Currency, Reason: o.Reason, Attempts: o.Attempts, NextTry: o.NextTry,
		GivenUp: up,
	}
}

// find goes by id, then by the number that the customer knows.
func (s *session) find(ctx context.Context, id string) (ledger.Order, error) {
	o, ok, err := s.Ledger.Order(ctx, s.Config.Shop.ID, id)
	if err != nil || ok {
		return o, err
	}

	for o, err := range s.Ledger.Orders(ctx, ledger.OrderFilter{Shop: s.Config.Shop.ID, Number: id}) {
		return o, err
	}

	return o, wrong("order_unseen", lang.Of("no order "+id+" was ever seen", "поръчка "+id+" никога не е виждана"),
		lang.Of("gombasync orders list shows them, gombasync import reads new ones",
			"gombasync orders list ги показва, gombasync import чете нови"))
}

type ordersRetryCmd struct {
	ID    string `arg:""          help:"${order_id}" name:"id"`
	Force bool   `help:"${force}"`
}

// Run imports one order now.
func (c ordersRetryCmd) Run(ctx context.Context, a *app) error {
	return a.runs(ctx, func(s *session) (syncer.Report, error) {
		o, err := s.find(ctx, c.ID)
		if err != nil {
			return syncer.Report{}, err
		}

		if o.State == ledger.OrderSkipped && !c.Force {
			if err := s.Unskip(ctx, o.OrderID); err != nil {
				return syncer.Report{}, err
			}
		}

		return s.Import(ctx, syncer.ImportOptions{Orders: []string{o.OrderID}, Force: c.Force})
	})
}

type ordersSkipCmd struct {
	ID  string `arg:""        help:"${order_id}" name:"id"`
	Why string `help:"${why}" placeholder:"TEXT" required:""`
}

// Run decides that an order stays out.
func (c ordersSkipCmd) Run(ctx context.Context, a *app) error {
	if strings.TrimSpace(c.Why) == "" {
		return wrong("skip_without_reason",
			lang.Of("an order stays out only with a reason, which the journal keeps",
				"поръчка се пропуска само с причина, която журналът пази"),
			lang.Of(`say it: --why "the customer has changed his mind"`, `посочете я: --why "клиентът се отказа"`))
	}

	return a.with(ctx, nil, func(s *session) error {
		o, err := s.find(ctx, c.ID)
		if err == nil {
			err = s.Skip(ctx, o.OrderID, c.Why)
		}

		if err != nil {
			return err
		}

		a.out.Say(lang.Of("Order %s stays out of Склад Pro; orders retry takes the decision back.",
			"Поръчка %s остава извън Склад Pro; orders retry връща решението."), o.Number)

		return a.out.JSON(map[string]string{"id": o.OrderID, "state": string(ledger.OrderSkipped)})
	})
}
