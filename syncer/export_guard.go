package syncer

import (
	"context"
	"strconv"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// guard stops the run when it would take too much of what the shop sells off
// sale: goods that are hidden and goods that fall to zero, each counted once.
// It plans with the same planner, without a write and without a word.
func (p *exportPlan) guard(ctx context.Context) error {
	if p.opts.AllowMassChange {
		return nil
	}

	lost := map[sklad.GoodID]bool{}

	if p.opts.Goods == nil {
		for _, l := range p.survey.gone {
			lost[sklad.GoodID(l.LocalID)] = true
		}
	}

	silent := *p.run
	own := *p.Syncer
	own.cfg.Observer = nil
	silent.Syncer, silent.report, silent.dry = &own, &Report{Buckets: Counts{}}, true

	dry := *p
	dry.run = &silent
	dry.yield = func(a Action) error {
		if s, ok := a.(SetStock); ok && s.Quantity.IsZero() && s.Before.Valid && s.Before.Decimal.IsPositive() {
			lost[s.GoodID] = true
		}

		return nil
	}

	if err := dry.quantities(ctx); err != nil {
		return err
	}

	p.orders = dry.orders

	return p.withinLimits(ctx, len(lost))
}

// withinLimits holds the number of lost goods against the goods that the shop
// shows now. What was hidden before does not count.
func (p *exportPlan) withinLimits(ctx context.Context, lost int) error {
	if lost < p.cfg.Limits.Min {
		return nil
	}

	active := 0

	for l, err := range p.cfg.Warehouse.Links(ctx, p.cfg.ShopID, linkVariant) {
		if err != nil {
			return err
		}

		if l.State == ledger.LinkActive {
			active++
		}
	}

	share := p.cfg.Limits.Share.InexactFloat64() / 100
	if float64(lost) <= share*float64(active) {
		return nil
	}

	return &Problem{Code: text.MassChange, Record: "export", Args: map[string]string{
		"count": strconv.Itoa(lost), "of": strconv.Itoa(active),
		"share": p.cfg.Limits.Share.String(), "min": strconv.Itoa(p.cfg.Limits.Min),
	}}
}
