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

// ordersAPage is how many orders a page of the list has.
const ordersAPage = 50

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
	orders      []ledger.Order
	total, page int
}

func (f foundOrders) pages() int { return max(1, (f.total+ordersAPage-1)/ordersAPage) }

// findOrders reads the page of a filter, the last seen first. The ledger lists
// the other way round, so all that fit go by; only ids are kept, and never more
// than the pages up to this one have.
func findOrders(ctx context.Context, s *assembly.Session, f ordersFilter) (foundOrders, error) {
	var ids []string

	found := foundOrders{page: f.Page}
	most := min(f.Page, 1<<20) * ordersAPage
	query := newOrderQuery(f.Query)

	filter := ledger.OrderFilter{Shop: s.Config.Shop.ID}
	if f.State != "" {
		filter.States = []ledger.OrderState{f.State}
	}

	for o, err := range s.Ledger.Orders(ctx, filter) {
		if err != nil {
			return found, err
		}

		if !query.fits(o) {
			continue
		}

		found.total++

		if ids = append(ids, o.OrderID); len(ids) >= 2*most {
			ids = slices.Clone(ids[len(ids)-most:])
		}
	}

	found.page = min(found.page, found.pages())
	slices.Reverse(ids)

	from := (found.page - 1) * ordersAPage
	for _, id := range ids[from:min(from+ordersAPage, len(ids))] {
		o, _, err := s.Ledger.Order(ctx, s.Config.Shop.ID, id)
		if err != nil {
			return found, err
		}

		found.orders = append(found.orders, o)
	}

	return found, nil
}
