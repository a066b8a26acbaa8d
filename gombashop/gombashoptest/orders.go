package gombashoptest

import (
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// statuses are the contract's default ones.
func statuses() []wire.Status {
	return []wire.Status{
		{ID: "1", Code: "new", Name: "Нова"},
		{ID: "2", Code: "confirmed", Name: "Потвърдена"},
		{ID: "3", Code: "awaiting_payment", Name: "Очаква плащане"},
		{ID: "4", Code: "processing", Name: "Обработва се"},
		{ID: "5", Code: "shipped", Name: "Изпратена"},
		{ID: "6", Code: "delivered", Name: "Доставена"},
		{ID: "7", Code: "completed", Name: "Завършена", IsFinal: true},
		{ID: "8", Code: "cancelled", Name: "Отказана", IsFinal: true, IsCancelled: true},
		{ID: "9", Code: "refused", Name: "Неприета", IsFinal: true, IsCancelled: true},
		{ID: "10", Code: "returned", Name: "Върната", IsFinal: true, IsCancelled: true},
		{ID: "11", Code: "refunded", Name: "Възстановена", IsFinal: true, IsCancelled: true},
	}
}

func (s *Server) listStatuses(w http.ResponseWriter, r *http.Request) {
	listing[wire.Status]{
		rows: statuses(), id: func(x wire.Status) string { return x.ID }, at: func(wire.Status) time.Time { return time.Time{} },
	}.serve(w, r)
}

func (s *Server) listOrders(w http.ResponseWriter, r *http.Request) {
	listing[wire.Order]{
		rows: all(s.orders), id: func(o wire.Order) string { return o.ID },
		at:   func(o wire.Order) time.Time { return o.UpdatedAt },
		made: func(o wire.Order) time.Time { return o.CreatedAt }, keep: keepOrder,
	}.serve(w, r)
}

func keepOrder(o wire.Order, q url.Values) bool {
	wanted := q["status"]

	return len(wanted) == 0 || slices.Contains(wanted, o.Status.Code) || slices.Contains(wanted, o.Status.ID)
}

// order finds the order of the path; that there is none is written to w.
func (s *Server) order(w http.ResponseWriter, r *http.Request) *wire.Order {
	o := s.orders[r.PathValue("id")]
	if o == nil {
		fail(w, http.StatusNotFound, wire.CodeNotFound, "there is no order "+r.PathValue("id"))
	}

	return o
}

func (s *Server) getOrder(w http.ResponseWriter, r *http.Request) {
	if o := s.order(w, r); o != nil {
		reply(w, o)
	}
}

func (s *Server) listVouchers(w http.ResponseWriter, r *http.Request) {
	listing[wire.Voucher]{
		rows: s.vouchers, id: func(v wire.Voucher) string { return v.ID },
		at: func(v wire.Voucher) time.Time { return v.UpdatedAt },
	}.serve(w, r)
}

func (s *Server) listPromoCodes(w http.ResponseWriter, r *http.Request) {
	listing[wire.PromoCode]{
		rows: s.promos, id: func(p wire.PromoCode) string { return p.ID },
		at: func(p wire.PromoCode) time.Time { return p.UpdatedAt },
	}.serve(w, r)
}
