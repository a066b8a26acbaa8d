package gombashoptest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// ErrState is wrapped when what Save wrote cannot be read.
var ErrState = errors.New("gombashoptest: not the state of a shop")

// stateVersion grows when an older program could not read what is written.
const stateVersion = 1

// state is all that a shop must not forget: what it holds, which ids it has given
// out, and what it has answered to which idempotency key. The key, the record of
// requests and the script of faults are no part of it.
type state struct {
	Version    int                  `json:"version"`
	Serial     int                  `json:"serial"`
	Last       time.Time            `json:"last"`
	Products   []wire.Product       `json:"products"`
	Categories []wire.Category      `json:"categories"`
	Customers  []wire.Customer      `json:"customers"`
	Orders     []wire.Order         `json:"orders"`
	Vouchers   []wire.Voucher       `json:"vouchers"`
	PromoCodes []wire.PromoCode     `json:"promo_codes"`
	StockAt    map[string]time.Time `json:"stock_at"`
	Answers    map[string]answer    `json:"answers"`
}

// Save writes down what the shop holds, for Load: JSON, in a form that only this
// package reads. It holds what customers told of themselves.
func (s *Server) Save(w io.Writer) error {
	s.mu.Lock()
	data, err := json.Marshal(state{
		Version: stateVersion, Serial: s.serial, Last: s.last,
		Products: all(s.products), Categories: all(s.tree), Customers: all(s.people), Orders: all(s.orders),
		Vouchers: s.vouchers, PromoCodes: s.promos, StockAt: s.stockAt, Answers: s.answers,
	})
	s.mu.Unlock()

	if err == nil {
		_, err = w.Write(data)
	}

	if err != nil {
		return fmt.Errorf("gombashoptest: the state cannot be written: %w", err)
	}

	return nil
}

// Load puts what Save wrote in place of all that the shop holds. Errors wrap
// ErrState and change nothing.
func (s *Server) Load(r io.Reader) error {
	data, err := io.ReadAll(r)
	if err != nil {
		return fmt.Errorf("gombashoptest: the state cannot be read: %w", err)
	}

	var saved state
	if err := json.Unmarshal(data, &saved); err != nil {
		return fmt.Errorf("%w: %w", ErrState, err)
	}

	if saved.Version != stateVersion {
		return fmt.Errorf("%w that this program knows: version %d, and not %d", ErrState, saved.Version, stateVersion)
	}

	if err := saved.check(); err != nil {
		return err
	}

	s.mu.Lock()
	defer s.mu.Unlock()

	s.restore(saved)

	return nil
}

// check finds what no shop has written and what would lead it astray.
func (saved state) check() error {
	parents := map[string]*string{}
	for _, c := range saved.Categories {
		parents[c.ID] = c.ParentID
	}

	for _, c := range saved.Categories {
		parent, known := c.ParentID, true

		for steps := 0; parent != nil && known; steps++ {
			if steps > len(parents) {
				return fmt.Errorf("%w: category %s is below itself", ErrState, c.ID)
			}

			parent, known = parents[*parent], hasKey(parents, *parent)
		}

		if !known {
			return fmt.Errorf("%w: category %s is below one that is missing", ErrState, c.ID)
		}
	}

	return nil
}

func hasKey[V any](m map[string]V, key string) bool {
	_, known := m[key]

	return known
}

func (s *Server) restore(saved state) {
	s.serial, s.last, s.catalogue = saved.Serial, saved.Last, newCatalogue()
	for _, p := range saved.Products {
		s.put(p)
	}

	s.tree = byKey(saved.Categories, func(c wire.Category) string { return c.ID })
	s.people = byKey(saved.Customers, func(c wire.Customer) string { return c.ID })
	s.orders = byKey(saved.Orders, func(o wire.Order) string { return o.ID })

	for _, o := range s.orders {
		fillLists(o)
	}

	s.vouchers, s.promos = slices.Clone(saved.Vouchers), slices.Clone(saved.PromoCodes)
	s.stockAt, s.answers = map[string]time.Time{}, map[string]answer{}
	maps.Copy(s.stockAt, saved.StockAt)
	maps.Copy(s.answers, saved.Answers)
}

func byKey[T any](rows []T, key func(T) string) map[string]*T {
	m := make(map[string]*T, len(rows))
	for _, row := range rows {
		m[key(row)] = &row
	}

	return m
}

// answer is what a request with an idempotency key was answered.
type answer struct {
	Content string    `json:"content"` // SHA-256 of the request, in hex
	Status  int       `json:"status"`
	Body    []byte    `json:"body"`
	At      time.Time `json:"at"`
}
