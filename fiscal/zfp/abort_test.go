package zfp

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/fiscal/fiscaltest"
)

// leave sends the first n commands of a sale and goes away.
func leave(t *testing.T, p *Printer, n int) {
	t.Helper()
	todo, err := p.terms().sale(sale())
	require.NoError(t, err)
	l, err := connect(t.Context(), p.opts)
	require.NoError(t, err)
	defer l.close()
	for _, c := range todo.commands[:n] {
		_, err := l.do(t.Context(), c.cmd, c.data)
		require.NoError(t, err)
	}
}

// The commands of sale(): 10 to the last item, the check, three payments, a footer, the
// close.
const (
	afterOpen  = 1
	afterItems = 10
	afterPart  = 12
	afterPaid  = 14
)

func TestAbort(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		commands, printed, cancelled int
	}{
		"nothing open":   {0, 0, 0},
		"opened":         {afterOpen, 0, 1},
		"unpaid":         {afterItems, 0, 1},
		"paid in part":   {afterPart, 1, 0},
		"paid":           {afterPaid, 1, 0},
		"with its foot":  {afterPaid + 1, 1, 0},
		"closed already": {afterPaid + 2, 1, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			device, p := start(t)
			leave(t, p, tt.commands)
			before, err := p.LastReceipt(t.Context())
			require.NoError(t, err)
			require.NoError(t, p.Abort(t.Context()))
			require.False(t, device.ReceiptOpen())
			require.Len(t, device.Receipts(), tt.printed)
			require.Equal(t, tt.cancelled, device.Cancelled())
			last, err := p.LastReceipt(t.Context())
			require.NoError(t, err)
			if tt.printed == 0 {
				require.Equal(t, before, last, "a cancelled receipt is none, though the device counts it")
			} else {
				require.Equal(t, "101.93", last.Amount.StringFixed(2))
			}
		})
	}
}

func TestAbortAfterAPowerCut(t *testing.T) {
	t.Parallel()
	device, p := start(t)
	leave(t, p, afterItems)
	device.PowerCut()
	require.NoError(t, p.Abort(t.Context()))
	require.Equal(t, 1, device.Cancelled())
	r, err := p.Print(t.Context(), sale())
	require.NoError(t, err)
	require.Equal(t, "000002", r.Number)
	last, err := p.LastReceipt(t.Context())
	require.NoError(t, err)
	require.Equal(t, "000002", last.Number)
}

func TestAbortLeavesAReceiptThatSomebodyWorksOn(t *testing.T) {
	t.Parallel()
	device, p := start(t)
	leave(t, p, 4)
	p.opts.AbortPause = 500 * time.Millisecond
	done := make(chan error)
	go func() { done <- p.Abort(t.Context()) }()
	for len(device.Commands()) == 0 || device.Commands()[len(device.Commands())-1].Code != cmdReceipt {
		time.Sleep(time.Millisecond)
	}
	l, err := connect(t.Context(), p.opts)
	require.NoError(t, err)
	data, err := EncodeText(name("Хляб") + ";Б;1.00")
	require.NoError(t, err)
	require.NoError(t, l.tell(t.Context(), cmdSell, data))
	l.close()
	err = <-done
	require.ErrorIs(t, err, fiscal.ErrOffline)
	require.ErrorIs(t, err, errAtWork)
	require.True(t, device.ReceiptOpen())
	require.Zero(t, device.Cancelled())
}

func TestAbortThatFails(t *testing.T) {
	t.Parallel()
	device, p := start(t)
	leave(t, p, afterItems)
	device.On(cmdCancel, 1, fiscaltest.Refuse(0x12))
	err := p.Abort(t.Context())
	require.ErrorIs(t, err, fiscal.ErrOffline)
	require.ErrorContains(t, err, "E301")
	device.On(cmdCancel, 1, fiscaltest.CutBefore())
	require.ErrorIs(t, p.Abort(t.Context()), fiscal.ErrOffline)
	require.True(t, device.ReceiptOpen())
	device.On(cmdCancel, 1, fiscaltest.LoseReply())
	require.ErrorIs(t, p.Abort(t.Context()), fiscal.ErrOffline)
	require.False(t, device.ReceiptOpen())
	require.NoError(t, p.Abort(t.Context()))
}

// While a receipt is open nothing new is begun on top of it.
func TestPrintDoesNotTouchAnOpenReceipt(t *testing.T) {
	t.Parallel()
	device, p := start(t)
	leave(t, p, afterItems)
	_, err := p.Print(t.Context(), sale())
	require.ErrorIs(t, err, fiscal.ErrOffline)
	require.ErrorContains(t, err, "a receipt is open")
	require.True(t, device.ReceiptOpen())
	require.Zero(t, device.Cancelled())
}
