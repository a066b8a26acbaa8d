package page

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// ordersFilter is what the list is asked for.
type ordersFilter struct {
	State ledger.OrderState // empty: all
	Query string            // of a number or a customer, see fits
	Page  int               // from 1, the newest orders
}

func readOrdersFilter(r *http.Request) ordersFilter {
	q := r.URL.Query()
	f := ordersFilter{Query: strings.TrimSpace(q.Get("q")), Page: 1}

	if state := ledger.OrderState(q.Get("state")); slices.Contains(orderStates(), state) {
		f.State = state
	}

	if n, err := strconv.Atoi(q.Get("page")); err == nil && n > 1 {
		f.Page = n
	}

	return f
}

// At is the address of another page of the same list.
func (f ordersFilter) At(page int) string {
	q := url.Values{}
	for name, value := range map[string]string{"state": string(f.State), "q": f.Query} {
		if value != "" {
			q.Set(name, value)
		}
	}

	if page > 1 {
		q.Set("page", strconv.Itoa(page))
	}

	return strings.TrimSuffix("/orders?"+q.Encode(), "?")
}

// Before and After are the pages beside this one.
func (f ordersFilter) Before() int { return f.Page - 1 }

// After is the next page, of older orders.
func (f ordersFilter) After() int { return f.Page + 1 }

// foundOrders is a page of a list with the size of the whole.
type foundOrders struct {
	orders             []ledger.Order
	total, page, pages int
}

// findOrders reads the page of a filter, the last seen first.
func findOrders(ctx context.Context, s *assembly.Session, f ordersFilter) (foundOrders, error) {
	query, last := newOrderQuery(f.Query), newNewest(f.Page)

	filter := ledger.OrderFilter{Shop: s.Config.Shop.ID}
	if f.State != "" {
		filter.States = []ledger.OrderState{f.State}
	}

	for o, err := range s.Ledger.Orders(ctx, filter) {
		if err != nil {
			return foundOrders{}, err
		}

		if query.fits(o) {
			last.add(o.OrderID)
		}
	}

	ids, number := last.page(f.Page)
	found := foundOrders{total: last.total, page: number, pages: last.pages()}

	for _, id := range ids {
		o, err := seenOrder(ctx, s, id)
		if err != nil {
			return found, err
		}

		found.orders = append(found.orders, o)
	}

	return found, nil
}
