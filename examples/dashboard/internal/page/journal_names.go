package page

import (
	"context"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// orderNames are the orders of lines, each asked for once.
type orderNames struct {
	session *assembly.Session
	known   map[string]ledger.Order
}

// of is the order of a line; the zero Order when it is of none.
func (n *orderNames) of(ctx context.Context, e ledger.Event) (ledger.Order, error) {
	const most = 1000 // a journal of years has more orders than memory need hold

	if e.Record == "" || noOrder(e.Kind) {
		return ledger.Order{}, nil
	}

	if o, known := n.known[e.Record]; known {
		return o, nil
	}

	o, _, err := n.session.Ledger.Order(ctx, e.Shop, e.Record)
	if len(n.known) >= most || n.known == nil {
		n.known = map[string]ledger.Order{}
	}

	n.known[e.Record] = o

	return o, err
}
