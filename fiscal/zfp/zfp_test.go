package zfp

import (
	"context"
	"net"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/fiscal/fiscaltest"
	"github.com/skladmost/skladmost/usn"
)

// clock is the device's and the spooler's.
type clock struct{ ahead atomic.Int64 }

func (c *clock) now(l *time.Location) func() time.Time {
	return func() time.Time {
		return time.Date(2026, 11, 23, 13, 55, 18, 0, l).Add(time.Duration(c.ahead.Load()))
	}
}

// quick are options for a device that answers at once.
func quick(addr string) Options {
	return Options{
		Addr: addr, DialTimeout: time.Second, ReplyTimeout: 40 * time.Millisecond, BusyTimeout: time.Second,
		PrintTimeout: 5 * time.Second, Retries: 2, AbortPause: time.Millisecond,
	}
}

func start(tb testing.TB, opts ...fiscaltest.Option) (*fiscaltest.ZFP, *Printer) {
	tb.Helper()
	device := fiscaltest.NewZFP(append([]fiscaltest.Option{fiscaltest.WithClock(new(clock).now(sofia(tb)))}, opts...)...)
	tb.Cleanup(device.Close)
	p, err := Open(context.Background(), quick(device.Addr()))
	require.NoError(tb, err)
	tb.Cleanup(func() { require.NoError(tb, p.Close()) })
	return device, p
}

func sale() fiscal.Receipt { return fullSale() }

func storno(original fiscal.Result) fiscal.Reversal {
	return fiscal.Reversal{
		Receipt: fiscal.Receipt{
			USN: usn.Number{Device: "ZK126720", Operator: "0001", Seq: 7},
			Items: []fiscal.Item{
				{Text: "Сирене", Quantity: dec("1"), UnitPrice: dec("12"), TaxGroup: fiscal.GroupB},
				{Kind: fiscal.ItemComment, Text: "сгрешена цена"},
				{Kind: fiscal.ItemFooter, Text: "върната стока"},
			},
		},
		Original: original, Reason: fiscal.ReasonRefund,
	}
}

func TestStatus(t *testing.T) {
	t.Parallel()
	device, p := start(t)
	s, err := p.Status(t.Context())
	require.NoError(t, err)
	require.True(t, s.Ready)
	require.False(t, s.ReceiptOpen)
	require.Empty(t, s.Messages)
	require.Equal(t, "ZK126720", s.Device)
	require.Equal(t, "50126720", s.FiscalMemory)
	require.Equal(t, "TREMOL M20", s.Model)
	require.Equal(t, "Ver. 1.01 TRA20 C.S. 4B7A", s.Firmware)
	require.Equal(t, "2026-11-23 13:55:00 +0200", s.Time.Format("2006-01-02 15:04:05 -0700"), "the clock has no seconds")
	require.True(t, s.Takes(fiscal.PayBank))
	device.TakePaper()
	s, err = p.Status(t.Context())
	require.NoError(t, err)
	require.False(t, s.Ready)
	require.Equal(t, []fiscal.Message{{Kind: fiscal.Failure, Code: "E301", Text: "no paper"}}, s.Messages)
	_, err = p.Print(t.Context(), sale())
	require.ErrorIs(t, err, fiscal.ErrOffline)
	require.ErrorContains(t, err, "E301")
	require.False(t, device.ReceiptOpen(), "nothing was begun")
}

func TestSaleAndStorno(t *testing.T) {
	t.Parallel()
	device, p := start(t)
	last, err := p.LastReceipt(t.Context())
	require.NoError(t, err)
	require.Equal(t, int64(0), number(last.Number), "the counter of a device that has printed nothing")
	r, err := p.Print(t.Context(), sale())
	require.NoError(t, err)
	require.Equal(t, "000001", r.Number)
	require.Equal(t, "101.93", r.Amount.StringFixed(2))
	require.Equal(t, "50126720", r.FiscalMemory)
	require.Equal(t, "ZK126720", r.Device)
	require.Equal(t, "2026-11-23 13:55:18", r.Time.Format(time.DateTime))
	require.Empty(t, r.Warnings)
	back, err := p.Reverse(t.Context(), storno(r))
	require.NoError(t, err)
	require.Equal(t, "000002", back.Number)
	last, err = p.LastReceipt(t.Context())
	require.NoError(t, err)
	require.Equal(t, back, last)

	roll := device.Receipts()
	require.Len(t, roll, 2)
	require.Equal(t, "ZK126720-0001-0000007", roll[0].USN)
	require.Equal(t, "101.93", roll[0].Total)
	require.Equal(t, []string{"card 50.00", "cash 51.43", "coupons 0.50"}, roll[0].Payments)
	require.Equal(t, "Поръчка 100234", roll[0].Lines[len(roll[0].Lines)-1])
	require.True(t, roll[1].Reversal)
	require.Equal(t, "12.00", roll[1].Total)
	require.Equal(t, "50126720", roll[1].OriginalMemory)
}

// Documents that are no receipts count, too; the next receipt is known all the same.
func TestTheNumberAfterAReport(t *testing.T) {
	t.Parallel()
	device, p := start(t)
	_, err := p.Print(t.Context(), sale())
	require.NoError(t, err)
	l, err := connect(t.Context(), p.opts)
	require.NoError(t, err)
	require.NoError(t, l.tell(t.Context(), 0x7C, []byte("Z")))
	l.close()
	last, err := p.LastReceipt(t.Context())
	require.NoError(t, err)
	require.Equal(t, "000002", last.Number)
	require.True(t, last.Amount.IsZero())
	device.On(cmdClose, 1, fiscaltest.LoseReply())
	r, err := p.Print(t.Context(), sale())
	require.NoError(t, err, "the reconnect proves it")
	require.Equal(t, "000003", r.Number)
	require.Len(t, device.Receipts(), 2)
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		cmd  byte
		nth  int
		code int
		says string
	}{
		"open":           {cmdOpen, 1, 0x90, "E408"},
		"Z report":       {cmdOpen, 1, 0xB2, "E502"},
		"a sale":         {cmdSell, 2, 0x04, "E401"},
		"a comment":      {cmdText, 1, 0x01, "E402"},
		"a discount":     {cmdSubtotal, 1, 0x02, "E404"},
		"the check":      {cmdSubtotal, 3, 0x02, "E404"},
		"a payment":      {cmdPay, 1, 0x52, "E406"},
		"fiscal memory":  {cmdSell, 1, 0x82, "E299"},
		"unheard-of one": {cmdSell, 1, 0x09, "E999"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			device, p := start(t)
			device.On(tt.cmd, tt.nth, fiscaltest.Refuse(tt.code))
			_, err := p.Print(t.Context(), sale())
			require.ErrorIs(t, err, fiscal.ErrRejected)
			require.NotErrorIs(t, err, fiscal.ErrOutcomeUnknown)
			require.ErrorContains(t, err, tt.says)
			require.NotContains(t, err.Error(), "reconcile")
			require.False(t, device.ReceiptOpen(), "what was begun is cancelled")
			require.Empty(t, device.Receipts())
			r, err := p.Print(t.Context(), sale())
			require.NoError(t, err)
			require.Equal(t, "101.93", r.Amount.StringFixed(2))
		})
	}
}

// A later payment that is refused leaves only what the device does by itself; a footer
// is not worth a receipt, and a refused close is tried once more.
func TestRefusalsAfterTheFirstPayment(t *testing.T) {
	t.Parallel()
	device, p := start(t)
	device.On(cmdPay, 2, fiscaltest.Refuse(0x52))
	r, err := p.Print(t.Context(), sale())
	require.NoError(t, err, "the payment is sent again when the device shows that it has the first one only")
	require.Len(t, r.Warnings, 1)
	require.Equal(t, []string{"card 50.00", "cash 51.43", "coupons 0.50"}, device.Receipts()[0].Payments)

	device.On(cmdPay, 2, fiscaltest.Refuse(0x52))
	device.On(cmdPay, 3, fiscaltest.Refuse(0x52))
	r, err = p.Print(t.Context(), sale())
	require.NoError(t, err)
	require.Contains(t, r.Warnings[len(r.Warnings)-1].Text, "compare the payments")
	require.Equal(t, []string{"card 50.00", "cash 51.93"}, device.Receipts()[1].Payments)

	device.On(cmdText, 2, fiscaltest.Refuse(0x01))
	r, err = p.Print(t.Context(), sale())
	require.NoError(t, err)
	require.Equal(t, "the device refused the text below the payments", r.Warnings[0].Text)

	device.On(cmdClose, 1, fiscaltest.Refuse(0x12))
	_, err = p.Print(t.Context(), sale())
	require.NoError(t, err)
	require.Len(t, device.Receipts(), 4)
}

// The paper ends after the payment: the receipt stays open and paid until somebody puts
// paper in, so nobody may say that it was not printed.
func TestPaperOutAfterThePayment(t *testing.T) {
	t.Parallel()
	device, p := start(t)
	device.On(cmdClose, 1, fiscaltest.PaperOut())
	_, err := p.Print(t.Context(), sale())
	require.ErrorIs(t, err, fiscal.ErrOutcomeUnknown)
	require.NotErrorIs(t, err, fiscal.ErrRejected)
	require.True(t, device.ReceiptOpen())
	require.ErrorIs(t, p.Abort(t.Context()), fiscal.ErrOffline)
	device.LoadPaper()
	s, err := p.Status(t.Context())
	require.NoError(t, err)
	require.True(t, s.Ready)
	require.True(t, s.ReceiptOpen)
	require.NoError(t, p.Abort(t.Context()))
	require.Len(t, device.Receipts(), 1)
	last, err := p.LastReceipt(t.Context())
	require.NoError(t, err)
	require.Equal(t, "101.93", last.Amount.StringFixed(2))
}

func TestTheDeviceCountsOtherwise(t *testing.T) {
	t.Parallel()
	device, p := start(t)
	todo, err := p.terms().sale(sale())
	require.NoError(t, err)
	todo.total = todo.total.Add(dec("0.01"))
	_, err = p.print(t.Context(), "print", todo)
	require.ErrorIs(t, err, fiscal.ErrRejected)
	require.ErrorContains(t, err, "the device comes to 101.93 and the receipt to 101.94")
	require.Empty(t, device.Receipts())
	require.Equal(t, 1, device.Cancelled())
}

func TestAnotherConnectionAndPasswords(t *testing.T) {
	t.Parallel()
	device, p := start(t)
	for pong, says := range map[byte]string{pongOccupied: "E108", pongRefused: "E408", pongPassword: "E408"} {
		device.SetPing(pong)
		_, err := p.Print(t.Context(), sale())
		require.ErrorIs(t, err, fiscal.ErrOffline)
		require.ErrorContains(t, err, says)
		_, err = p.Status(t.Context())
		require.ErrorContains(t, err, says)
		require.ErrorIs(t, p.Abort(t.Context()), fiscal.ErrOffline)
	}
	device.SetPing(0)
	_, err := p.Print(t.Context(), sale())
	require.NoError(t, err)
}

func TestAnotherDeviceAtTheAddress(t *testing.T) {
	t.Parallel()
	_, p := start(t)
	other := fiscaltest.NewZFP(fiscaltest.WithDevice(fiscaltest.Device{Serial: "ZK999999"}))
	t.Cleanup(other.Close)
	p.opts.Addr = other.Addr()
	for _, err := range []error{
		func() error { _, err := p.Status(t.Context()); return err }(),
		func() error { _, err := p.Print(t.Context(), sale()); return err }(),
		func() error { _, err := p.LastReceipt(t.Context()); return err }(),
		p.Abort(t.Context()),
	} {
		require.ErrorIs(t, err, fiscal.ErrOffline)
		require.ErrorContains(t, err, "ZK999999")
	}
	require.Empty(t, other.Receipts())
}

func TestOpenErrors(t *testing.T) {
	t.Parallel()
	for says, o := range map[string]Options{
		"not host:port":   {Addr: "kasa"},
		"does not exist":  {Addr: "kasa:8000", Version: 3},
		`has number "12"`: {Addr: "kasa:8000", PaymentCodes: map[fiscal.PaymentKind]string{fiscal.PayCard: "12"}},
	} {
		_, err := Open(t.Context(), o)
		require.ErrorContains(t, err, says)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	require.NoError(t, listener.Close())
	_, err = Dial(t.Context(), listener.Addr().String())
	require.ErrorIs(t, err, fiscal.ErrOffline)
	require.ErrorContains(t, err, listener.Addr().String())
}

func TestCallsThatAreOver(t *testing.T) {
	t.Parallel()
	device, p := start(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := p.Print(ctx, sale())
	require.ErrorIs(t, err, fiscal.ErrOffline)
	require.ErrorIs(t, err, context.Canceled)
	_, err = p.Status(ctx)
	require.ErrorIs(t, err, context.Canceled)
	_, err = p.Print(t.Context(), fiscal.Receipt{})
	require.ErrorIs(t, err, fiscal.ErrInvalid)
	_, err = p.Reverse(t.Context(), fiscal.Reversal{})
	require.ErrorIs(t, err, fiscal.ErrInvalid)
	require.Empty(t, device.Receipts())
}
