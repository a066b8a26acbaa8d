package gombashop

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// Webhook receives the events of the shop (order.created, order.updated,
// order.cancelled) as an [http.Handler]. It checks the signature and the time
// stamp, drops what it has handled before, reads the order anew, for the event
// itself says nothing that could be believed, and hands it on.
//
// The shop is answered within 5 s: with 204 once the order was handled, else
// with a status after which it sends the event again. What takes longer goes on
// meanwhile, and the repetition finds it done.
//
// Events are a hint and get lost. Keep listing orders by UpdatedSince too.
type Webhook struct {
	verify func(stamp, signature string, body []byte) error // holds the key
	orders OrderReader
	handle WebhookFunc
	opts   WebhookOptions
	events *events
}

// WebhookFunc handles an order as it is now. It is called by several goroutines
// at a time, and again for the same event after an error. ctx ends with Close.
type WebhookFunc func(ctx context.Context, e WebhookEvent, o Order) error

// OrderReader reads one order; Client.Orders is one.
type OrderReader interface {
	Get(ctx context.Context, id OrderID) (Order, error)
}

// WebhookEvent is what the shop says has happened.
type WebhookEvent struct {
	ID      string
	Type    string // "order.created", "order.updated", "order.cancelled"
	OrderID OrderID
}

// WebhookOptions change how a Webhook works. Zero fields mean the default.
type WebhookOptions struct {
	// Within is how long an answer may take; defaults to 4 s, at most 5 s.
	Within time.Duration
	// Remember is how many handled events are known again; defaults to 10,000.
	Remember int
	Logger   *slog.Logger     // of what failed; defaults to none
	Now      func() time.Time // defaults to time.Now
}

// maxEvent is what the body of an event may measure; it names an order, no more.
const maxEvent = 64 << 10

// NewWebhook makes a receiver of events that are signed with key, the shop's
// "Ключ". Close it after the server that it belongs to was shut down.
func NewWebhook(key string, orders OrderReader, handle WebhookFunc, o WebhookOptions) (*Webhook, error) {
	switch err := checkCredential("Ключ", key); {
	case err != nil:
		return nil, err
	case orders == nil || handle == nil:
		return nil, invalid("webhook", "a reader of orders and a function that handles them are needed")
	case o.Within < 0 || o.Within > 5*time.Second || o.Remember < 0:
		return nil, invalid("WebhookOptions", "Within is at most 5 s, and no field is negative")
	}
	if o.Within == 0 {
		o.Within = 4 * time.Second
	}
	if o.Remember == 0 {
		o.Remember = 10_000
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = systemClock()
	}
	return &Webhook{verifier(key, o.Now), orders, handle, o, newEvents(o.Remember)}, nil
}

// Close ends the contexts of the orders in hand and waits for them. Events that
// come later are refused, so that the shop sends them again.
func (w *Webhook) Close() { w.events.close() }

// ServeHTTP implements http.Handler.
func (w *Webhook) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		rw.Header().Set("Allow", http.MethodPost)
		refuseEvent(rw, http.StatusMethodNotAllowed, "an event is sent with POST")
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(rw, r.Body, maxEvent))
	if err != nil {
		refuseEvent(rw, http.StatusRequestEntityTooLarge, "the event is larger than 64 KiB, or broke off")
		return
	}
	if err := w.verify(r.Header.Get(wire.HeaderTimestamp), r.Header.Get(wire.HeaderSignature), body); err != nil {
		w.opts.Logger.WarnContext(r.Context(), "gombashop webhook refused", slog.Any("err", err))
		refuseEvent(rw, http.StatusUnauthorized, err.Error())
		return
	}
	e, err := readEvent(body)
	if err != nil {
		refuseEvent(rw, http.StatusBadRequest, err.Error())
		return
	}
	w.answer(rw, r, e)
}

// answer waits for the order to be handled, as long as the shop does.
func (w *Webhook) answer(rw http.ResponseWriter, r *http.Request, e WebhookEvent) {
	if !ofOrder(e.Type) {
		rw.WriteHeader(http.StatusNoContent) // a newer shop has more events
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), w.opts.Within)
	defer cancel()
	err := w.events.once(ctx, e.ID, func(ctx context.Context) error { return w.logged(ctx, e) })
	if err == nil {
		rw.WriteHeader(http.StatusNoContent)
		return
	}
	rw.Header().Set("Retry-After", strconv.Itoa(int(5*time.Second/time.Second)))
	refuseEvent(rw, http.StatusServiceUnavailable, "the order is not handled yet; send the event again")
}

func (w *Webhook) logged(ctx context.Context, e WebhookEvent) error {
	err := w.reread(ctx, e)
	if err != nil {
		w.opts.Logger.WarnContext(ctx, "gombashop webhook failed",
			slog.String("event", clean(e.ID)), slog.String("order", clean(string(e.OrderID))), slog.Any("err", err))
	}
	return err
}

// reread hands the order on as it is now. One that is gone has no handler. It
// runs outside of the server's own guard against panics.
func (w *Webhook) reread(ctx context.Context, e WebhookEvent) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the handler panicked: %v", p)
		}
	}()
	o, err := w.orders.Get(ctx, e.OrderID)
	if IsCode(err, CodeNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return w.handle(ctx, e, o)
}

func readEvent(body []byte) (WebhookEvent, error) {
	var in wire.Event
	if err := json.Unmarshal(body, &in); err != nil {
		return WebhookEvent{}, fmt.Errorf("the event is not the JSON that was expected: %s", clean(err.Error()))
	}
	if in.EventID == "" || in.Type == "" || (ofOrder(in.Type) && in.OrderID == "") {
		return WebhookEvent{}, errors.New("the event lacks event_id, type or order_id")
	}
	return WebhookEvent{ID: in.EventID, Type: in.Type, OrderID: OrderID(in.OrderID)}, nil
}

func refuseEvent(rw http.ResponseWriter, status int, why string) { http.Error(rw, why, status) }
