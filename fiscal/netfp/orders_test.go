package netfp_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/fiscal/fiscaltest"
	"github.com/skladmost/skladmost/fiscal/netfp"
)

// order is one endpoint that changes something.
type order struct {
	name string
	do   func(ctx context.Context, p *netfp.Printer, taskID string) error
	// done is what the device shows afterwards.
	done string
}

func remarks(_ []fiscal.Message, err error) error { return err }

func orders() []order {
	return []order{
		{"deposit", func(ctx context.Context, p *netfp.Printer, id string) error {
			return remarks(p.Deposit(ctx, id, dec("12.30")))
		}, "deposit 12.30"},
		{"withdraw", func(ctx context.Context, p *netfp.Printer, id string) error {
			return remarks(p.Withdraw(ctx, id, dec("2")))
		}, "withdraw 2.00"},
		{"x report", func(ctx context.Context, p *netfp.Printer, id string) error {
			return remarks(p.XReport(ctx, id))
		}, "x report"},
		{"z report", func(ctx context.Context, p *netfp.Printer, id string) error {
			return remarks(p.ZReport(ctx, id))
		}, "z report 1"},
		{"set clock", func(ctx context.Context, p *netfp.Printer, id string) error {
			return remarks(p.SetClock(ctx, id, time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC)))
		}, "clock 2026-11-24T08:00:00"},
		{"raw request", func(ctx context.Context, p *netfp.Printer, id string) error {
			_, err := p.RawRequest(ctx, id, "VT")
			return err
		}, "raw VT"},
		{"duplicate", func(ctx context.Context, p *netfp.Printer, id string) error {
			return remarks(p.Duplicate(ctx, id))
		}, "duplicate 0000001"},
		{"reset", func(ctx context.Context, p *netfp.Printer, id string) error {
			return remarks(p.Reset(ctx, id))
		}, "reset"},
		{"invoice", func(ctx context.Context, p *netfp.Printer, id string) error {
			_, err := p.Invoice(ctx, invoice(id))
			return err
		}, "invoice 0000000001"},
		{"credit note", func(ctx context.Context, p *netfp.Printer, id string) error {
			_, err := p.CreditNote(ctx, creditNote(id))
			return err
		}, "credit note 0000000001"},
	}
}

// counted starts a server whose drawer holds 20 euro from one receipt, and that prints
// invoices.
func counted(t *testing.T) (*fiscaltest.Server, *netfp.Printer) {
	t.Helper()
	server, p := open(t, fiscaltest.WithDevice(fiscaltest.Device{Invoices: true}))
	r := receipt("first")
	r.Payments = nil
	_, err := p.Print(t.Context(), r)
	require.NoError(t, err)
	return server, p
}

// seen is everything that the device did after [counted], in the words of order.done.
func seen(server *fiscaltest.Server) []string {
	out := server.Service()
	for _, r := range server.Receipts()[1:] {
		switch {
		case r.InvoiceNumber == "":
			out = append(out, "receipt "+r.Number)
		case r.Reversal:
			out = append(out, "credit note "+r.InvoiceNumber)
		default:
			out = append(out, "invoice "+r.InvoiceNumber)
		}
	}
	return out
}

// Whatever becomes of the reply, an order is done once or not at all, and its caller
// is told which, or that nobody knows.
func TestOrders(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		spoil func(*fiscaltest.Server)
		kind  error
		times int
	}{
		{"done", func(*fiscaltest.Server) {}, nil, 1},
		{"ok as text", func(s *fiscaltest.Server) { s.SpellOK(true) }, nil, 1},
		{"reply lost", func(s *fiscaltest.Server) { s.LoseReply(1) }, nil, 1},
		{"a task id in place of a reply", func(s *fiscaltest.Server) { s.Async(1); s.Slow(10 * time.Millisecond) }, nil, 1},
		{"a task id, ok as text", func(s *fiscaltest.Server) { s.Async(1); s.SpellOK(true) }, nil, 1},
		{"request lost", func(s *fiscaltest.Server) { s.LoseRequest(1) }, fiscal.ErrOutcomeUnknown, 0},
		{"done and reported as failed", func(s *fiscaltest.Server) { s.FailAfterPrint("E101") }, fiscal.ErrOutcomeUnknown, 1},
		{"refused", func(s *fiscaltest.Server) { s.Fail("E404") }, fiscal.ErrRejected, 0},
		{"refused as text", func(s *fiscaltest.Server) { s.Fail("E404"); s.SpellOK(true) }, fiscal.ErrRejected, 0},
		{"refused later", func(s *fiscaltest.Server) { s.Fail("E301"); s.Async(1) }, fiscal.ErrRejected, 0},
		{"refused, reply lost", func(s *fiscaltest.Server) { s.Fail("E301"); s.LoseReply(1) }, fiscal.ErrRejected, 0},
		{"busy", func(s *fiscaltest.Server) { s.Fail("E108") }, fiscal.ErrOffline, 0},
		{"starting", func(s *fiscaltest.Server) { s.SetReady(false) }, fiscal.ErrOffline, 0},
		{"gone", func(s *fiscaltest.Server) { s.Close() }, fiscal.ErrOffline, 0},
	}
	for _, o := range orders() {
		for _, tt := range tests {
			t.Run(o.name+"/"+tt.name, func(t *testing.T) {
				t.Parallel()
				server, p := counted(t)
				tt.spoil(server)
				err := o.do(t.Context(), p, "main/1")
				require.ErrorIs(t, err, tt.kind)
				for _, other := range []error{fiscal.ErrOffline, fiscal.ErrRejected, fiscal.ErrOutcomeUnknown} {
					if other != tt.kind { //nolint:errorlint // sentinels
						require.NotErrorIs(t, err, other)
					}
				}
				want := []string(nil)
				if tt.times == 1 {
					want = []string{o.done}
				}
				require.Equal(t, want, seen(server))
			})
		}
	}
}

func TestOrderTooSlow(t *testing.T) {
	t.Parallel()
	for _, o := range orders() {
		t.Run(o.name, func(t *testing.T) {
			t.Parallel()
			server, p := counted(t)
			server.Slow(200 * time.Millisecond)
			ctx, cancel := context.WithTimeout(t.Context(), 40*time.Millisecond)
			defer cancel()
			require.ErrorIs(t, o.do(ctx, p, "main/1"), fiscal.ErrOutcomeUnknown)
			require.Eventually(t, func() bool {
				_, state, err := p.Task(context.WithoutCancel(t.Context()), "main/1")
				return err == nil && state == fiscal.StatePrinted
			}, 3*time.Second, 10*time.Millisecond)
			require.Equal(t, []string{o.done}, seen(server))
		})
	}
}

// The id of an order is never carried out a second time, nor taken for the order's
// when it belongs to a receipt.
func TestSameOrderTwice(t *testing.T) {
	t.Parallel()
	for _, o := range orders() {
		t.Run(o.name, func(t *testing.T) {
			t.Parallel()
			server, p := counted(t)
			require.ErrorIs(t, o.do(t.Context(), p, ""), fiscal.ErrInvalid)
			err := o.do(t.Context(), p, "first")
			if o.name == "invoice" || o.name == "credit note" {
				require.NoError(t, err, "the total is the same: the server cannot tell them apart")
			} else {
				require.ErrorIs(t, err, fiscal.ErrOutcomeUnknown)
			}
			require.Empty(t, seen(server))
			require.NoError(t, o.do(t.Context(), p, "main/1"))
			require.NoError(t, o.do(t.Context(), p, "main/1"))
			require.ErrorIs(t, o.do(t.Context(), p, "main/1"), fiscal.ErrOutcomeUnknown, "its result was read")
			require.Equal(t, []string{o.done}, seen(server))
		})
	}
}
