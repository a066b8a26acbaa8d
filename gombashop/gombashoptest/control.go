package gombashoptest

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// serveSide serves the control side, to this computer alone.
func (s *Server) serveSide(w http.ResponseWriter, r *http.Request) {
	host, _, _ := net.SplitHostPort(r.RemoteAddr)
	if ip := net.ParseIP(host); ip == nil || !ip.IsLoopback() {
		fail(w, http.StatusForbidden, wire.CodeForbidden, "the control side answers loopback addresses only")

		return
	}

	s.mu.Lock()
	defer s.mu.Unlock()

	s.side.ServeHTTP(w, r)
}

func (s *Server) sideRoutes() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /_shop/orders", func(w http.ResponseWriter, r *http.Request) {
		var order json.RawMessage
		if decode(w, r, &order) {
			o, err := s.place(order)
			told(w, http.StatusCreated, o, err)
		}
	})
	mux.HandleFunc("PATCH /_shop/orders/{id}", func(w http.ResponseWriter, r *http.Request) {
		var change json.RawMessage
		if s.order(w, r) != nil && decode(w, r, &change) {
			o, err := s.change(r.PathValue("id"), change)
			told(w, http.StatusOK, o, err)
		}
	})
	mux.HandleFunc("GET /_shop/products", func(w http.ResponseWriter, _ *http.Request) { show(w, all(s.products)) })
	mux.HandleFunc("GET /_shop/categories", func(w http.ResponseWriter, _ *http.Request) { show(w, all(s.tree)) })
	mux.HandleFunc("GET /_shop/customers", func(w http.ResponseWriter, _ *http.Request) { show(w, all(s.people)) })
	mux.HandleFunc("GET /_shop/orders", func(w http.ResponseWriter, _ *http.Request) { show(w, all(s.orders)) })
	mux.HandleFunc("GET /_shop/requests", func(w http.ResponseWriter, _ *http.Request) { show(w, s.requests) })
	mux.HandleFunc("DELETE /_shop/requests", func(w http.ResponseWriter, _ *http.Request) {
		s.requests = nil
		w.WriteHeader(http.StatusNoContent)
	})
	mux.HandleFunc("PUT /_shop/faults", s.putFaults)

	return mux
}

func (s *Server) putFaults(w http.ResponseWriter, r *http.Request) {
	var faults []Fault
	if !decode(w, r, &faults) {
		return
	}

	for _, f := range faults {
		if err := f.check(); err != nil {
			told(w, 0, nil, err)

			return
		}
	}

	s.faults = faults
	w.WriteHeader(http.StatusNoContent)
}

func told(w http.ResponseWriter, status int, o *wire.Order, err error) {
	if err != nil {
		fail(w, http.StatusUnprocessableEntity, wire.CodeValidationFailed, err.Error())

		return
	}

	write(w, status, o)
}

func show[T any](w http.ResponseWriter, rows []T) {
	reply(w, map[string]any{"data": append([]T{}, rows...)})
}

// ChangeOrder changes an order as the shop's own staff would: change is anything
// whose JSON names the fields that become different, such as
// {"status":{"code":"confirmed"}}. Errors wrap ErrOrder.
func (s *Server) ChangeOrder(id gombashop.OrderID, change any) error {
	s.mu.Lock()
	defer s.mu.Unlock()

	_, err := s.change(string(id), change)

	return err
}

func (s *Server) change(id string, change any) (*wire.Order, error) {
	data, err := json.Marshal(change)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrOrder, err)
	}

	old := s.orders[id]
	if old == nil {
		return nil, fmt.Errorf("%w: there is no order %s", ErrOrder, id)
	}

	var named struct {
		Status *wire.StatusRef `json:"status"`
	}

	o := *old
	o.Items = slices.Clone(old.Items)

	if err := errors.Join(json.Unmarshal(data, &o), json.Unmarshal(data, &named)); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrOrder, err)
	}

	if named.Status != nil {
		o.Status = *named.Status
		if err := fillStatus(&o.Status); err != nil {
			return nil, err
		}
	}

	o.ID, o.UpdatedAt = id, s.tick()
	*old = o

	return old, nil
}

// Requests are all that the API side received since the start, or since
// ClearRequests.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()

	return slices.Clone(s.requests)
}

// Writes are the requests that were not GET.
func (s *Server) Writes() []Request {
	return slices.DeleteFunc(s.Requests(), func(r Request) bool { return strings.EqualFold(r.Method, http.MethodGet) })
}

// ClearRequests forgets the requests.
func (s *Server) ClearRequests() {
	s.mu.Lock()
	defer s.mu.Unlock()

	s.requests = nil
}
