package page

import (
	"net/http"
	"net/url"
	"path"
	"strings"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/sklad/ledger"
)

func (p *Pages) ordersRoutes() {
	p.mux.HandleFunc("GET /orders", p.orders)
	p.mux.HandleFunc("GET /orders/{id}", p.order)
	p.mux.HandleFunc("GET /orders/{id}/force", p.orderForceAsk)
	p.mux.HandleFunc("POST /orders/{id}/force", p.orderForce)
	p.mux.HandleFunc("POST /orders/{id}/retry", p.orderRetry)
	p.mux.HandleFunc("POST /orders/{id}/skip", p.orderSkip)
}

// ordersView is a page of the list.
type ordersView struct {
	Filter ordersFilter
	States []ledger.OrderState
	Rows   []orderRow
	// Total fit the filter, on so many Pages.
	Total, Pages int
	// Known tells that the ledger could be read.
	Known bool
	// Here is where the forms come back to.
	Token, Here string
}

func (p *Pages) orders(w http.ResponseWriter, r *http.Request) {
	v := ordersView{Filter: readOrdersFilter(r), States: orderStates(), Token: p.opts.Token(r), Here: r.URL.RequestURI()}

	ctx, words := r.Context(), p.words(r)
	err := p.opts.Control.With(ctx, func(s *assembly.Session) error {
		found, err := findOrders(ctx, s, v.Filter)
		if err != nil {
			return err
		}

		v.Total, v.Pages, v.Filter.Page = found.total, found.pages, found.page

		for _, o := range found.orders {
			row, err := newOrderRow(ctx, s, words, o)
			if err != nil {
				return err
			}

			v.Rows = append(v.Rows, row)
		}

		v.Known = true

		return nil
	})

	p.draw(w, r, "orders", v, p.notices(r, err)...)
}

func orderStates() []ledger.OrderState {
	return []ledger.OrderState{
		ledger.OrderParked, ledger.OrderWaiting, ledger.OrderImported, ledger.OrderSkipped, ledger.OrderBeforeStart,
	}
}

// words are those of the visitor.
func (p *Pages) words(r *http.Request) *words { return p.drawers[p.lang(r)].words }

// orderPath is the address of an order's own page; ids of the shop are opaque.
func orderPath(id string) string { return "/orders/" + url.PathEscape(id) }

// comeBack is the address of what is shown: a form's own address is no page, and the
// one above it is.
func comeBack(r *http.Request) string {
	if r.Method == http.MethodPost {
		return path.Dir(r.URL.EscapedPath())
	}

	return r.URL.RequestURI()
}

// section is the page of the navigation that a page belongs to.
func section(page string) string {
	if one, _, _ := strings.Cut(page, "_"); one == "order" || one == "receipt" {
		return one + "s"
	}

	return page
}
