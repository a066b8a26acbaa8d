package page

import (
	"context"
	"sync"
	"time"

	"github.com/skladmost/skladmost/examples/internal/config"
	"github.com/skladmost/skladmost/sklad"
)

// lists are what the two sides offer for choice, as far as they answer.
type lists struct {
	info              sklad.Info
	warehouse, shop   error // why a side offers nothing
	ledger            error // of opening it
	options, statuses map[config.Source][]option
}

// option is one value of a list.
type option struct {
	Value, Title string
	// Also are other texts that mean the same, such as the name beside a code.
	Also []string
	// Depth is that of a group in its tree.
	Depth int
	// Refused is no choice, such as the status of cancelled orders.
	Refused bool
}

// of is the list of a source, and why there is none.
func (l *lists) of(s config.Source) ([]option, error) {
	if s == config.Statuses {
		return l.statuses[s], l.shop
	}

	return l.options[s], l.warehouse
}

// supto is whether the database belongs to an edition for СУПТО: yes, no, or ""
// when it does not answer.
func (l *lists) supto() string {
	switch {
	case l.warehouse != nil:
		return ""
	case l.info.SUPTO:
		return "yes"
	default:
		return "no"
	}
}

// lists asks both sides at the same time, and neither for long: the page is
// usable without.
func (p *Pages) lists(ctx context.Context, f *form) *lists {
	const patience = 4 * time.Second

	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()

	l := &lists{options: map[config.Source][]option{}, statuses: map[config.Source][]option{}}

	data, err := config.Typed(f.path, "", edits(f.trial)...)
	if err != nil {
		l.warehouse, l.shop = err, err

		return l
	}

	var both sync.WaitGroup

	both.Go(func() { l.warehouse = l.askWarehouse(ctx, f, data) })
	both.Go(func() { l.shop = l.askShop(ctx, f, data) })
	both.Wait()

	return l
}
