package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer"
)

// statusView is what status prints for a program.
type statusView struct {
	// Runs are the last of each task, from whichever process.
	Runs map[syncer.Task]taskView `json:"runs"`
	// History are the last runs that did something or failed, newest first.
	History []syncer.PastRun          `json:"history,omitempty"`
	Orders  map[ledger.OrderState]int `json:"orders"`
	// Reasons count the parked orders by why they are.
	Reasons map[string]int `json:"reasons,omitempty"`
	// Owed are imported orders of which the shop or a printer is still to be
	// told.
	Owed int `json:"owed"`
	// LastSeen is when an order was read last.
	LastSeen time.Time `json:"last_seen,omitzero"`
	// ReadUpTo is up to which change of an order the shop was read.
	ReadUpTo time.Time `json:"read_up_to,omitzero"`
	// Links count the linked records by kind.
	Links  map[string]int `json:"links"`
	Device *deviceView    `json:"device,omitempty"`
}

// taskView is the last run of a task.
type taskView struct {
	syncer.LastRun

	// LagSeconds is for how long changes may be waiting: the time since the last
	// good run began. -1: there was none.
	LagSeconds int64 `json:"lag_seconds"`
}

// deviceView is the fiscal device of the configuration.
type deviceView struct {
	Serial string `json:"serial"`
	// LastNumber is the highest УНП that was given; 0: none.
	LastNumber uint32 `json:"last_number"`
	// Receipts count by state; Unsettled are those whose outcome nobody knows.
	Receipts  map[string]int `json:"receipts,omitempty"`
	Unsettled int            `json:"unsettled"`
}

// historyAtMost is how many runs are shown.
const historyAtMost = 10

type statusCmd struct{}

// Run tells how things stand, as the ledger knows them: it asks neither shop
// nor printer.
func (statusCmd) Run(ctx context.Context, a *app) error {
	return a.with(ctx, nil, func(s *session) error {
		v := statusView{
			Runs: map[syncer.Task]taskView{}, Orders: map[ledger.OrderState]int{},
			Reasons: map[string]int{}, Links: map[string]int{},
		}

		err := errors.Join(s.lastRuns(ctx, &v), s.orderStates(ctx, &v), s.links(ctx, &v), s.device(ctx, &v))
		if err != nil {
			return err
		}

		a.showStatus(v)

		return a.out.JSON(v)
	})
}

func (s *session) lastRuns(ctx context.Context, v *statusView) error {
	runs, err := s.LastRuns(ctx)
	if err != nil {
		return err
	}

	for task, last := range runs {
		one := taskView{LastRun: last, LagSeconds: -1}
		if !last.Succeeded.IsZero() {
			one.LagSeconds = int64(time.Since(last.Succeeded).Seconds())
		}

		v.Runs[task] = one
	}

	for r, err := range s.Runs(ctx, syncer.RunFilter{}) {
		if err != nil {
			return err
		}

		if v.History = append(v.History, r); len(v.History) == historyAtMost {
			break
		}
	}

	value, _, err := s.Ledger.Mark(ctx, "watermark:orders:"+s.Config.Shop.ID)
	if at, fault := time.Parse(time.RFC3339Nano, value); fault == nil {
		v.ReadUpTo = at
	}

	return err
}

func (s *session) orderStates(ctx context.Context, v *statusView) error {
	for o, err := range s.Ledger.Orders(ctx, ledger.OrderFilter{Shop: s.Config.Shop.ID}) {
		if err != nil {
			return err
		}

		v.Orders[o.State]++

		if o.State == ledger.OrderParked {
			v.Reasons[o.Reason]++
		}

		if o.AckOwed || o.ReceiptOwed || o.ReceiptUnknown {
			v.Owed++
		}

		if o.LastSeen.After(v.LastSeen) {
			v.LastSeen = o.LastSeen
		}
	}

	return nil
}

// linkKinds are the kinds of links that the engine keeps.
func linkKinds() []string { return []string{"category", "variant", "customer"} }

func (s *session) links(ctx context.Context, v *statusView) error {
	for _, kind := range linkKinds() {
		n := 0

		for _, err := range s.Ledger.Links(ctx, s.Config.Shop.ID, kind) {
			if err != nil {
				return err
			}

			n++
		}

		v.Links[kind] = n
	}

	return nil
}

func (s *session) device(ctx context.Context, v *statusView) error {
	serial := s.Config.Fiscal.DeviceSerial
	if serial == "" {
		return nil
	}

	d := &deviceView{Serial: serial, Receipts: map[string]int{}}
	v.Device = d

	last, err := s.Ledger.MaxUSN(ctx, serial)
	if err != nil {
		return fmt.Errorf("gombasync: %w", err)
	}

	d.LastNumber = last

	for r, err := range s.Ledger.Receipts(ctx, ledger.ReceiptFilter{Device: serial}) {
		if err != nil {
			return err
		}

		d.Receipts[r.State]++
	}

	for _, err := range s.Ledger.UnsettledReceipts(ctx, serial) {
		if err != nil {
			return err
		}

		d.Unsettled++
	}

	return nil
}
