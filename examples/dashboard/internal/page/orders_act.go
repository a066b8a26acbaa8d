package page

import (
	"context"
	"errors"
	"net/http"
	"slices"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// orderRetry imports one order now, as gombasync orders retry does.
func (p *Pages) orderRetry(w http.ResponseWriter, r *http.Request) {
	p.importOrder(w, r, syncer.ImportOptions{})
}

// orderForce imports it whatever the rules say.
func (p *Pages) orderForce(w http.ResponseWriter, r *http.Request) {
	p.importOrder(w, r, syncer.ImportOptions{Force: true})
}

// importOrder goes back to where the button was when the order has its document,
// and to the order with what there is to know otherwise.
func (p *Pages) importOrder(w http.ResponseWriter, r *http.Request, o syncer.ImportOptions) {
	var (
		report syncer.Report
		after  ledger.Order
	)

	err := p.opts.Control.Once(func(ctx context.Context, s *assembly.Session) error {
		order, err := seenOrder(ctx, s, r.PathValue("id"))
		if err == nil && order.State == ledger.OrderSkipped && !o.Force {
			err = s.Unskip(ctx, order.OrderID)
		}

		if err != nil {
			return err
		}

		o.Orders = []string{order.OrderID}
		if report, err = s.Import(ctx, o); err != nil {
			return err
		}

		after, err = seenOrder(ctx, s, order.OrderID)

		return err
	})
	if err != nil {
		p.drawOrder(w, r, http.StatusConflict, p.refused(r, err)...)

		return
	}

	told := p.told(r, report)
	if after.State == ledger.OrderImported && len(told) == 0 {
		back(w, r, r.PostFormValue("back"), "order_imported")

		return
	}

	p.drawOrder(w, r, http.StatusOK, append(p.outcome(r, after), told...)...)
}

// outcome is what became of an order that a person tried.
func (p *Pages) outcome(r *http.Request, o ledger.Order) []notice {
	switch o.State {
	case ledger.OrderImported:
		return []notice{{Tone: "good", Message: p.say(r, "said.order_imported")}}
	case ledger.OrderParked: // why is in the report
		return []notice{{Tone: "bad", Message: p.say(r, "orders.again")}}
	default:
		reason := p.words(r).reason(o.Reason)

		return []notice{{Tone: "warn", Message: p.say(r, "orders.waits", reason), Remedy: p.say(r, "orders.waits.todo")}}
	}
}

// told is what a run has kept aside or warns of, each once.
func (p *Pages) told(r *http.Request, report syncer.Report) []notice {
	var all []notice

	for _, problem := range slices.Concat(report.Parked, report.Warnings) {
		if slices.Contains([]text.Code{text.NothingNew, text.NothingSeen, text.NotEligible}, problem.Code) {
			continue
		}

		if n := p.words(r).problem(problem); !slices.Contains(all, n) {
			all = append(all, n)
		}
	}

	return all
}

// orderSkip decides that an order stays out of Склад Pro.
func (p *Pages) orderSkip(w http.ResponseWriter, r *http.Request) {
	err := p.opts.Control.Once(func(ctx context.Context, s *assembly.Session) error {
		return s.Skip(ctx, r.PathValue("id"), r.PostFormValue("why"))
	})
	if err != nil {
		p.drawOrder(w, r, http.StatusUnprocessableEntity, p.refused(r, err)...)

		return
	}

	back(w, r, r.PostFormValue("back"), "order_skipped")
}

// seenOrder is an order of the ledger.
func seenOrder(ctx context.Context, s *assembly.Session, id string) (ledger.Order, error) {
	o, known, err := s.Ledger.Order(ctx, s.Config.Shop.ID, id)
	if err == nil && !known {
		err = &syncer.Problem{Code: text.OrderUnseen, Record: "order " + id}
	}

	return o, err
}

// refused is why nothing was done; that an import is going on is said in the
// words of the button.
func (p *Pages) refused(r *http.Request, err error) []notice {
	if errors.Is(err, syncer.ErrBusy) {
		return []notice{{Tone: "warn", Message: p.say(r, "orders.busy"), Remedy: p.say(r, "orders.busy.todo")}}
	}

	return p.notices(r, err)
}
