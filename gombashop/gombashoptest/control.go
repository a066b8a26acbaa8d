package gombashoptest

import (
	"encoding/json"
	"net"
	"net/http"
	"net/http/httptest"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// serveSide serves the control side, to this computer alone.
func (s *Server) serveSide(w http.ResponseWriter, r *http.Request) {
	host, _, _ := net.SplitHostPort(r.RemoteAddr)
	if ip := net.ParseIP(host); ip == nil || !ip.IsLoopback() {
		fail(w, http.StatusForbidden, wire.CodeForbidden, "the control side answers loopback addresses only")

		return
	}

	if _, ok := s.body(w, r); ok {
		send(w, s.saved(r, s.control(r)))
	}
}

// control changes the shop under its lock. The request has been read before and
// the answer is sent after: a slow visitor must not stop the shop.
func (s *Server) control(r *http.Request) *httptest.ResponseRecorder {
	recorder := httptest.NewRecorder()

	s.mu.Lock()
	defer s.mu.Unlock()

	s.side.ServeHTTP(recorder, r)

	return recorder
}

func (s *Server) sideRoutes() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /_shop/orders", func(w http.ResponseWriter, r *http.Request) {
		var order json.RawMessage
		if decode(w, r, anything(), &order) {
			o, err := s.place(order)
			told(w, http.StatusCreated, o, err)
		}
	})
	mux.HandleFunc("PATCH /_shop/orders/{id}", func(w http.ResponseWriter, r *http.Request) {
		var change json.RawMessage
		if s.order(w, r) != nil && decode(w, r, anything(), &change) {
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

	in := json.NewDecoder(r.Body)
	in.DisallowUnknownFields() // a misspelt field would be a fault that never comes

	if err := in.Decode(&faults); err != nil {
		invalid(w, wrong("", "type", "a list of faults is needed: %s", err))

		return
	}

	fresh, err := script(faults)
	if err != nil {
		told(w, 0, nil, err)

		return
	}

	s.faults = fresh
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
