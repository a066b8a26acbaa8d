package page

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// orderView is one order with all that happened to it.
type orderView struct {
	Row orderRow
	// Found tells that it was ever seen, and that the ledger could be read.
	Found bool
	// Order is the order as the shop showed it last, when Shown.
	Order gombashop.Order
	Shown bool
	// Document is nil while there is none.
	Document *documentView
	Receipts []receiptRow
	History  []historyLine
	// FirstSeen and LastSeen are in the warehouse's zone, as all times here.
	FirstSeen, LastSeen, Acked, USNSent, ReceiptsSent time.Time
	// Why is what was typed for a skip that was refused.
	Token, Why string
}

func (p *Pages) order(w http.ResponseWriter, r *http.Request) { p.drawOrder(w, r, http.StatusOK) }

// orderForceAsk tells what it means to import an order whatever the rules say.
func (p *Pages) orderForceAsk(w http.ResponseWriter, r *http.Request) {
	v, err := p.orderView(r)
	if err != nil {
		p.drawStatus(w, r, missing(err), "order", &v, p.notices(r, err)...)

		return
	}

	p.draw(w, r, "order_force", &v)
}

// drawOrder shows an order with what there is to say of it.
func (p *Pages) drawOrder(w http.ResponseWriter, r *http.Request, status int, said ...notice) {
	v, err := p.orderView(r)
	if err != nil && len(said) == 0 {
		status, said = missing(err), p.notices(r, err)
	}

	p.drawStatus(w, r, status, "order", &v, said...)
}

// missing is the status of a page whose record cannot be shown.
func missing(err error) int {
	if p, ok := errors.AsType[*syncer.Problem](err); ok && p.Code == text.OrderUnseen {
		return http.StatusNotFound
	}

	return http.StatusOK
}

func (p *Pages) orderView(r *http.Request) (orderView, error) {
	v := orderView{Token: p.opts.Token(r), Why: r.PostFormValue("why")}

	ctx, words := r.Context(), p.words(r)
	err := p.opts.Control.With(ctx, func(s *assembly.Session) error {
		o, err := seenOrder(ctx, s, r.PathValue("id"))
		if err != nil {
			return err
		}

		if v.Row, err = newOrderRow(ctx, s, words, o); err != nil {
			return err
		}

		v.facts(o, s.Config.Warehouse.Timezone)

		if v.Document, err = documentOf(ctx, s, o); err != nil {
			return err
		}

		if v.Receipts, err = receiptsOf(ctx, s, o); err != nil {
			return err
		}

		v.History, err = historyOf(ctx, s, o, words)
		v.Found = err == nil

		return err
	})

	return v, err
}

func (v *orderView) facts(o ledger.Order, zone *time.Location) {
	v.Order, v.Shown = shownOrder(o)
	v.FirstSeen, v.LastSeen = in(zone, o.FirstSeen), in(zone, o.LastSeen)
	v.Acked, v.USNSent, v.ReceiptsSent = in(zone, o.AckedAt), in(zone, o.USNSentAt), in(zone, o.ReceiptsSentAt)
	v.Order.Payment.PaidAt = in(zone, v.Order.Payment.PaidAt)
}

// in puts a moment into a zone; the zero moment stays one.
func in(zone *time.Location, at time.Time) time.Time {
	if at.IsZero() {
		return at
	}

	return at.In(zone)
}

// Forcible tells that the rules can be set aside for it.
func (v *orderView) Forcible() bool { return v.Row.State != ledger.OrderImported }

// receiptsOf are the receipts of an order, oldest first.
func receiptsOf(ctx context.Context, s *assembly.Session, o ledger.Order) ([]receiptRow, error) {
	var rows []receiptRow

	for receipt, err := range s.Ledger.Receipts(ctx, ledger.ReceiptFilter{Shop: o.Shop, OrderID: o.OrderID}) {
		if err != nil {
			return nil, err
		}

		row, err := newReceiptRow(ctx, s, receipt)
		if err != nil {
			return nil, err
		}

		rows = append(rows, row)
	}

	return rows, nil
}
