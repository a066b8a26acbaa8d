package netfp_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/fiscal/fiscaltest"
	"github.com/skladmost/skladmost/fiscal/netfp"
	"github.com/skladmost/skladmost/usn"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// open starts a server and a printer that asks it often.
func open(t *testing.T, opts ...fiscaltest.Option) (*fiscaltest.Server, *netfp.Printer) {
	t.Helper()
	clock := func() time.Time { return time.Date(2026, 11, 23, 13, 55, 18, 0, time.UTC) }
	server := fiscaltest.NewServer(append([]fiscaltest.Option{fiscaltest.WithClock(clock)}, opts...)...)
	t.Cleanup(server.Close)
	p, err := netfp.Open(t.Context(), netfp.Options{
		Addr: server.Addr(), PollEvery: time.Millisecond, Timeout: 5 * time.Second, PrintTimeout: 5 * time.Second,
	})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, p.Close()) })
	return server, p
}

func receipt(taskID string) fiscal.Receipt {
	return fiscal.Receipt{
		TaskID: taskID, USN: usn.Number{Device: "DT279013", Operator: "0001", Seq: 1}, Operator: "1",
		OperatorPassword: func() string { return "0000" },
		Items: []fiscal.Item{
			{Text: "Сирене", Quantity: dec("1"), UnitPrice: dec("12"), TaxGroup: fiscal.GroupB},
			{Kind: fiscal.ItemComment, Text: "бележка"},
			{
				Text: "Мляко", Quantity: dec("2"), UnitPrice: dec("10"), TaxGroup: fiscal.GroupG,
				Modifier: fiscal.Modifier{Kind: fiscal.DiscountPercent, Value: dec("10")},
			},
			{Kind: fiscal.ItemDiscount, Amount: dec("10")},
			{Kind: fiscal.ItemFooter, Text: "Поръчка 100234"},
		},
		Payments: []fiscal.Payment{
			{Kind: fiscal.PayCard, Amount: dec("5")},
			{Kind: fiscal.PayCash, Amount: dec("50")}, {Kind: fiscal.PayChange, Amount: dec("-35")},
		},
	}
}

func TestPrint(t *testing.T) {
	t.Parallel()
	server, p := open(t)
	server.SetStatus("W301")
	r, err := p.Print(t.Context(), receipt("main/1"))
	require.NoError(t, err)
	require.Equal(t, "0000001", r.Number)
	require.Equal(t, "20.00", r.Amount.StringFixed(2))
	require.Equal(t, "2026-11-23T13:55:18", r.Time.Format("2006-01-02T15:04:05"))
	require.Equal(t, "Europe/Sofia", r.Time.Location().String())
	require.Equal(t, "02279013", r.FiscalMemory)
	require.Equal(t, "DT279013", r.Device)
	require.Equal(t, "main/1", r.TaskID)
	require.Equal(t, []fiscal.Message{{Kind: fiscal.Warning, Code: "W301", Text: "Low paper"}}, r.Warnings)

	paper := server.Receipts()[0]
	require.Equal(t, "DT279013-0001-0000001", paper.USN)
	require.Equal(t, []string{"Сирене", "бележка", "Мляко", "", "Поръчка 100234"}, paper.Lines)
	require.Equal(t, []string{"12.00", "0.00", "18.00", "-10.00", "0.00"}, paper.Totals)
	require.Equal(t, []string{"card 5.00", "cash 50.00", "change -35.00"}, paper.Payments)
	require.Equal(t, "main/1", paper.TaskID)
}

func TestReverse(t *testing.T) {
	t.Parallel()
	server, p := open(t)
	sold, err := p.Print(t.Context(), receipt("main/1"))
	require.NoError(t, err)
	back := receipt("main/1/storno")
	back.Payments = nil
	sold.Time = sold.Time.UTC() // as it comes back from a store
	r, err := p.Reverse(t.Context(), fiscal.Reversal{Receipt: back, Original: sold, Reason: fiscal.ReasonRefund})
	require.NoError(t, err)
	require.Equal(t, "0000002", r.Number)
	paper := server.Receipts()[1]
	require.True(t, paper.Reversal)
	require.Equal(t, "0000001", paper.OriginalNumber)
	require.Equal(t, "2026-11-23T13:55:18", paper.OriginalTime)
	require.Equal(t, "02279013", paper.OriginalMemory)
	require.Equal(t, "refund", paper.Reason)
	require.Equal(t, "DT279013-0001-0000001", paper.USN)
}

func TestStatus(t *testing.T) {
	t.Parallel()
	server, p := open(t)
	s, err := p.Status(t.Context())
	require.NoError(t, err)
	require.True(t, s.Ready)
	require.Equal(t, "DT279013", s.Device)
	require.Equal(t, "02279013", s.FiscalMemory)
	require.Equal(t, "13:55", s.Time.Format("15:04"))
	require.Equal(t, 36, s.TextMax)
	require.True(t, s.Takes(fiscal.PayCard))
	require.False(t, s.Takes(fiscal.PayDamage))

	server.SetStatus("E301")
	s, err = p.Status(t.Context())
	require.NoError(t, err)
	require.False(t, s.Ready)
	require.Equal(t, "E301", s.Messages[0].Code)

	server.SetReady(false)
	_, err = p.Status(t.Context())
	require.ErrorIs(t, err, fiscal.ErrOffline)
	require.ErrorContains(t, err, "still looking for its printers")
	_, err = p.LastReceipt(t.Context())
	require.ErrorIs(t, err, fiscal.ErrUnsupported)
}

func TestNothingIsPrintedWhenRefused(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		spoil func(*fiscaltest.Server, *fiscal.Receipt)
		kind  error
	}{
		{"starting", func(s *fiscaltest.Server, _ *fiscal.Receipt) { s.SetReady(false) }, fiscal.ErrOffline},
		{"busy", func(s *fiscaltest.Server, _ *fiscal.Receipt) { s.Fail("E108") }, fiscal.ErrOffline},
		{"no paper", func(s *fiscaltest.Server, _ *fiscal.Receipt) { s.Fail("E301") }, fiscal.ErrRejected},
		{"Z report", func(s *fiscaltest.Server, _ *fiscal.Receipt) { s.Fail("E502") }, fiscal.ErrRejected},
		{"closed", func(s *fiscaltest.Server, _ *fiscal.Receipt) { s.Close() }, fiscal.ErrOffline},
		{"invalid", func(_ *fiscaltest.Server, r *fiscal.Receipt) { r.Items = nil }, fiscal.ErrInvalid},
		{"no task id", func(_ *fiscaltest.Server, r *fiscal.Receipt) { r.TaskID = "" }, fiscal.ErrInvalid},
		{"a payment the device lacks", func(_ *fiscaltest.Server, r *fiscal.Receipt) {
			r.Payments = []fiscal.Payment{{Kind: fiscal.PayDamage, Amount: dec("20")}}
		}, fiscal.ErrRejected},
		{"too long for the server", func(_ *fiscaltest.Server, r *fiscal.Receipt) {
			for range 400 {
				r.Items = append(r.Items, fiscal.Item{Kind: fiscal.ItemComment, Text: strings.Repeat("дълга бележка ", 3)})
			}
		}, fiscal.ErrRejected},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			server, p := open(t)
			r := receipt("main/1")
			tt.spoil(server, &r)
			_, err := p.Print(t.Context(), r)
			require.ErrorIs(t, err, tt.kind)
			require.NotErrorIs(t, err, fiscal.ErrOutcomeUnknown)
			require.Empty(t, server.Receipts())
		})
	}
}

func TestCodesThatLeaveItOpen(t *testing.T) {
	t.Parallel()
	for _, code := range []string{"E101", "E107", "E409", "E999"} {
		server, p := open(t)
		server.FailAfterPrint(code)
		_, err := p.Print(t.Context(), receipt("main/1"))
		require.ErrorIs(t, err, fiscal.ErrOutcomeUnknown, code)
		require.Len(t, server.Receipts(), 1)
	}
}

func TestTaskIDInsteadOfAResult(t *testing.T) {
	t.Parallel()
	server, p := open(t)
	server.Async(1)
	server.Slow(30 * time.Millisecond)
	r, err := p.Print(t.Context(), receipt("main/1"))
	require.NoError(t, err)
	require.Equal(t, "0000001", r.Number)

	server.Async(1)
	server.Fail("E302")
	_, err = p.Print(t.Context(), receipt("main/2"))
	require.ErrorIs(t, err, fiscal.ErrRejected)
}

func TestLostReplyIsFoundAgain(t *testing.T) {
	t.Parallel()
	server, p := open(t)
	server.LoseReply(1)
	r, err := p.Print(t.Context(), receipt("main/1"))
	require.NoError(t, err)
	require.Equal(t, "0000001", r.Number)
	require.Len(t, server.Receipts(), 1)
}

func TestLostRequestIsUnknown(t *testing.T) {
	t.Parallel()
	server, p := open(t)
	server.LoseRequest(1)
	_, err := p.Print(t.Context(), receipt("main/1"))
	require.ErrorIs(t, err, fiscal.ErrOutcomeUnknown)
	require.Empty(t, server.Receipts())
}

func TestTooSlowIsUnknownUntilAsked(t *testing.T) {
	t.Parallel()
	server, p := open(t)
	server.Slow(300 * time.Millisecond)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err := p.Print(ctx, receipt("main/1"))
	require.ErrorIs(t, err, fiscal.ErrOutcomeUnknown)

	_, state, err := p.Task(t.Context(), "main/1")
	require.NoError(t, err)
	require.Equal(t, fiscal.StatePrinting, state)
	require.Eventually(t, func() bool {
		r, state, err := p.Task(context.WithoutCancel(t.Context()), "main/1")
		return err == nil && state == fiscal.StatePrinted && r.Number == "0000001"
	}, 3*time.Second, 20*time.Millisecond)
}

// The same task id never prints twice while the server remembers it.
func TestSameTaskTwice(t *testing.T) {
	t.Parallel()
	server, p := open(t)
	first, err := p.Print(t.Context(), receipt("main/1"))
	require.NoError(t, err)
	second, err := p.Print(t.Context(), receipt("main/1"))
	require.NoError(t, err)
	require.Equal(t, first.Number, second.Number)
	require.Len(t, server.Receipts(), 1)

	// Its result was read, so the server cannot tell any more.
	_, err = p.Print(t.Context(), receipt("main/1"))
	require.ErrorIs(t, err, fiscal.ErrOutcomeUnknown)
	require.Len(t, server.Receipts(), 1)
}

func TestSameTaskForAnotherReceipt(t *testing.T) {
	t.Parallel()
	server, p := open(t)
	_, err := p.Print(t.Context(), receipt("main/1"))
	require.NoError(t, err)
	other := receipt("main/1")
	other.Items[0].UnitPrice, other.Payments = dec("13"), nil
	_, err = p.Print(t.Context(), other)
	require.ErrorIs(t, err, fiscal.ErrOutcomeUnknown)
	require.Len(t, server.Receipts(), 1)
}

func TestTaskOfAFailedTry(t *testing.T) {
	t.Parallel()
	server, p := open(t)
	server.Fail("E301")
	_, err := p.Print(t.Context(), receipt("main/1"))
	require.ErrorIs(t, err, fiscal.ErrRejected)
	_, err = p.Print(t.Context(), receipt("main/1"))
	require.ErrorIs(t, err, fiscal.ErrTaskUsed)
	require.ErrorIs(t, err, fiscal.ErrRejected)
	require.NotErrorIs(t, err, fiscal.ErrOutcomeUnknown)

	_, state, err := p.Task(t.Context(), "never seen")
	require.Equal(t, fiscal.StateUnknown, state)
	require.ErrorIs(t, err, fiscal.ErrOutcomeUnknown)
	server.Close()
	_, state, err = p.Task(t.Context(), "main/1")
	require.Empty(t, state)
	require.ErrorIs(t, err, fiscal.ErrOffline)
}

// Ids that the server would refuse are replaced by their hash, always the same.
func TestAnyTaskID(t *testing.T) {
	t.Parallel()
	server, p := open(t)
	for i, id := range []string{"магазин/1", strings.Repeat("x", 61), "a b\x01"} {
		r, err := p.Print(t.Context(), receipt(id))
		require.NoError(t, err)
		require.Equal(t, id, r.TaskID)
		require.Equal(t, fmt.Sprintf("%07d", i+1), r.Number)
		found, state, err := p.Task(t.Context(), id)
		require.NoError(t, err)
		require.Equal(t, fiscal.StatePrinted, state)
		require.Equal(t, r.Number, found.Number)
	}
	require.Len(t, server.Receipts(), 3)
}

// Total of this module and the fake's own arithmetic agree on awkward receipts; the
// fake refuses payments that do not fit.
func TestTotalsAgreeWithTheServer(t *testing.T) {
	t.Parallel()
	server, p := open(t)
	for i, it := range []fiscal.Item{
		{Quantity: dec("0.5"), UnitPrice: dec("0.05")},
		{Quantity: dec("1.2345"), UnitPrice: dec("10")},
		{Quantity: dec("3"), UnitPrice: dec("0.335")},
		{Quantity: dec("1"), UnitPrice: dec("0.33"), Modifier: fiscal.Modifier{Kind: fiscal.DiscountPercent, Value: dec("50")}},
		{Quantity: dec("7.333"), UnitPrice: dec("1.99"), Modifier: fiscal.Modifier{Kind: fiscal.SurchargePercent, Value: dec("12.5")}},
		{Quantity: dec("2.675"), UnitPrice: dec("1"), Modifier: fiscal.Modifier{Kind: fiscal.DiscountAmount, Value: dec("0.31")}},
	} {
		it.Text, it.TaxGroup = "Стока", fiscal.GroupB
		r := fiscal.Receipt{TaskID: fmt.Sprint("t", i), Items: []fiscal.Item{it}}
		r.Payments = []fiscal.Payment{{Kind: fiscal.PayCash, Amount: r.Total()}}
		got, err := p.Print(t.Context(), r)
		require.NoError(t, err)
		require.Equal(t, r.Total().StringFixed(2), got.Amount.StringFixed(2))
		require.Equal(t, r.Total().StringFixed(2), server.Receipts()[i].Total)
	}
}
