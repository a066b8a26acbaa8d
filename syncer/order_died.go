package syncer

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"time"

	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// deathsAtMost is how often in succession a run may die with one order in hand
// before only a person tries it again.
const deathsAtMost = 8

// markInHand names the order that a careful run has in hand.
func (s *Syncer) markInHand() string { return "in_hand:" + s.cfg.ShopID }

// noted names the order in the ledger while do works on it; a panic leaves the
// name there, as the end of the process does. Only a run that follows one whose
// process died takes this care, and one that has a suspect in hand: a record
// that ends the process comes again and is named the second time, and ordinary
// runs write nothing more than they need.
func (p *importPlan) noted(ctx context.Context, id string, do func() error) error {
	if !p.careful && !p.suspects[id] || p.dry {
		return do()
	}

	note := func(value string) error {
		err := p.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error { return tx.SetMark(ctx, p.markInHand(), value) })
		if errors.Is(err, ledger.ErrInvalid) {
			return nil // no mark can hold the id
		}

		return err
	}

	if err := note(id); err != nil {
		return err
	}

	return errors.Join(do(), note(""))
}

// died counts an attempt of the order that the last run had in hand when its
// process ended, so that a record that ends the process cannot do so for ever.
func (p *importPlan) died(ctx context.Context) error {
	id, _, err := p.cfg.Warehouse.Mark(ctx, p.markInHand())
	if err != nil || id == "" {
		return err
	}

	return p.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		row, err := tx.ClaimOrder(ctx, p.cfg.ShopID, id)
		if err != nil {
			return err
		}

		if err := p.blame(ctx, tx, row); err != nil {
			return err
		}

		return tx.SetMark(ctx, p.markInHand(), "")
	})
}

// blame leaves an order alone of which nothing was left to do.
func (p *importPlan) blame(ctx context.Context, tx WarehouseTx, row ledger.Order) error {
	switch {
	case row.State == ledger.OrderSkipped, row.State == ledger.OrderImported && !row.AckOwed && !row.ReceiptOwed:
		return nil
	case row.State != ledger.OrderImported:
		row.State = ledger.OrderParked
	}

	deaths := deathsOf(row) + 1
	problem := &Problem{Code: text.RunDied, Record: rowRecord(row), Args: map[string]string{"attempts": strconv.Itoa(deaths)}}

	kept, err := json.Marshal(problem)
	if err != nil {
		return err
	}

	now := p.cfg.Now().UTC()
	row.Attempts++
	row.Fingerprint = p.rulesSum

	if row.NextTry = now.Add(pause(deaths)); deaths >= deathsAtMost {
		row.NextTry = never()
	}

	if !isHeld(row) { // what holds a document back stands above it
		row.Reason, row.Problem = string(problem.Code), string(kept)
	}

	if err := tx.SaveOrder(ctx, row); err != nil {
		return err
	}

	return tx.Append(ctx, p.event("parked", row.OrderID, problem.Code, string(kept)))
}

// deathsOf is how often in succession a run died with the order in hand.
func deathsOf(row ledger.Order) int {
	if !suspect(row) {
		return 0
	}

	var problem Problem

	_ = json.Unmarshal([]byte(row.Problem), &problem) // a row changed by hand begins anew
	deaths, _ := strconv.Atoi(problem.Args["attempts"])

	return deaths
}

// suspect is an order with which a run died. It comes last in a run, so that the
// others are done before it can end the process again.
func suspect(row ledger.Order) bool { return row.Reason == string(text.RunDied) }

// keepsOut tells that a suspect rests; nothing but a person or other rules bring
// it back before its time.
func (p *importPlan) keepsOut(row ledger.Order) bool {
	return suspect(row) && row.NextTry.After(p.cfg.Now()) && row.Fingerprint == p.rulesSum && len(p.opts.Orders) == 0
}

// never is the next try of an order that only a person tries again.
func never() time.Time { return time.Date(9999, time.December, 31, 0, 0, 0, 0, time.UTC) }

// GivenUp tells that an order is not tried again by itself: it was kept aside
// for 90 days, or it ended the program again and again. Import with its id
// tries it.
func GivenUp(o ledger.Order) bool { return o.State == ledger.OrderParked && !o.NextTry.Before(never()) }

// nextTry is when a parked order is due again. A shortage that another object
// could cover is looked at by every run: a transfer in Склад Pro ends it. After
// 90 days only a person tries the order again.
func (p *importPlan) nextTry(row ledger.Order, code text.Code) time.Time {
	now := p.cfg.Now().UTC()

	switch {
	case !row.FirstSeen.IsZero() && now.Sub(row.FirstSeen) > waitingLimit:
		return never()
	case code == text.TransferNeeded:
		return now
	}

	return now.Add(pause(row.Attempts))
}
