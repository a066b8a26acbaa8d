package fiscal_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/fiscal/fiscaltest"
	"github.com/skladmost/skladmost/fiscal/isl"
)

// byParent is a death from outside, at no moment of the program's own.
const byParent = "by its parent"

// TestKilledOnISL kills a real process when the device has done a command of its receipt
// and has not answered. The roll holds the receipt once in the end; what the device
// cannot prove is settled by a person who looks at it.
func TestKilledOnISL(t *testing.T) {
	t.Parallel()
	for _, maker := range []isl.Maker{isl.DatecsA, isl.DatecsX} {
		for name, code := range map[string]byte{"opened": 0x30, "sold": 0x31, "paid": 0x35, "closed": 0x38} {
			t.Run(fmt.Sprintf("%s, %s", maker, name), func(t *testing.T) {
				t.Parallel()
				killedOnISL(t, maker, code)
			})
		}
	}
}

func killedOnISL(t *testing.T, maker isl.Maker, code byte) {
	t.Helper()
	var now atomic.Int64
	now.Store(time.Date(2026, 11, 23, 14, 0, 0, 0, time.UTC).Unix())
	clock := func() time.Time { return time.Unix(now.Load(), 0) }
	dev := fiscaltest.NewISL(fiscaltest.Group(maker), fiscaltest.WithClock(clock),
		fiscaltest.WithDevice(fiscaltest.Device{FirstNumber: 85, Serial: shopSale.Device}))
	t.Cleanup(dev.Close)
	dev.On(code, 1, fiscaltest.SYN(1_000_000)) // it is at work until the program is gone
	path := filepath.Join(t.TempDir(), "shop.db")
	journal := createLedger(t, path)
	killAt(t, dev, code, "isl:"+string(maker)+":"+dev.Addr(), path)

	p, err := isl.Open(t.Context(), isl.Options{Addr: dev.Addr(), Maker: maker, AbortPause: time.Millisecond})
	require.NoError(t, err)
	s := fiscal.NewSpooler(p, journal, fiscal.WithQueueTime(0))
	restarted(t, s, journal, true)
	now.Add(180)
	_, err = s.Reconcile(t.Context())
	require.NoError(t, err)
	require.False(t, dev.ReceiptOpen(), "a receipt that nobody works on is ended")
	if journal.state(t, "main/1") == fiscal.StateUnknown {
		found, r := fiscal.StateFailed, fiscal.Result{}
		if roll := dev.Receipts(); len(roll) > 0 {
			found, r = fiscal.StatePrinted, fiscal.Result{Number: roll[0].Number}
		}
		require.NoError(t, s.Resolve(t.Context(), "main/1", found, r))
	}
	_, err = s.Print(t.Context(), "main/1", goodReceipt())
	require.True(t, err == nil || errors.Is(err, fiscal.ErrPrinted), "%v", err)
	require.Equal(t, fiscal.StatePrinted, journal.state(t, "main/1"))
	require.Len(t, dev.Receipts(), 1)
}

// killAt ends the child when the device has the command.
func killAt(t *testing.T, dev *fiscaltest.ISL, code byte, device, db string) {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestChildProgram$")
	child.Env = append(os.Environ(), "SKLADMOST_CHILD_DIES="+byParent, "SKLADMOST_CHILD_DEVICE="+device, "SKLADMOST_CHILD_DB="+db)
	require.NoError(t, child.Start())
	reached := func() bool {
		for _, c := range dev.Commands() {
			if c.Code == code {
				return true
			}
		}
		return false
	}
	require.Eventually(t, reached, time.Minute, 2*time.Millisecond)
	require.NoError(t, child.Process.Kill())
	require.Error(t, child.Wait())
}
