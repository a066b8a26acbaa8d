package fiscal_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/fiscal/fiscaltest"
	"github.com/skladmost/skladmost/fiscal/isl"
	"github.com/skladmost/skladmost/fiscal/netfp"
)

// The moments at which the child program is killed.
const (
	beforeClaim = "before the claim"
	afterClaim  = "after the claim"
	firstByte   = "before the first byte"
	onItsWay    = "while the receipt comes out"
	afterReply  = "after the reply"
	afterSettle = "after the settling"
)

// TestChildProgram is the program that gets killed; it does nothing in a normal run.
func TestChildProgram(t *testing.T) {
	moment := os.Getenv("SKLADMOST_CHILD_DIES")
	if moment == "" {
		t.Skip("it is run by the kill tests")
	}
	var printer fiscal.Printer = plug(os.Getenv("SKLADMOST_CHILD_DEVICE"))
	if addr, tasks := strings.CutPrefix(os.Getenv("SKLADMOST_CHILD_DEVICE"), "netfp:"); tasks {
		var err error
		printer, err = netfp.Dial(t.Context(), addr)
		require.NoError(t, err)
	}
	if device, cable := strings.CutPrefix(os.Getenv("SKLADMOST_CHILD_DEVICE"), "isl:"); cable {
		maker, addr, _ := strings.Cut(device, ":")
		var err error
		printer, err = isl.Open(t.Context(), isl.Options{Addr: addr, Maker: isl.Maker(maker)})
		require.NoError(t, err)
	}
	journal := openLedger(t, os.Getenv("SKLADMOST_CHILD_DB"))
	spooler := fiscal.NewSpooler(mortalPrinter{printer, moment}, mortalJournal{journal, moment})
	_, err := spooler.Print(t.Context(), "main/1", goodReceipt())
	t.Fatal("it lives:", err)
}

// die is a power cut: nothing is closed, nothing deferred runs.
func die() {
	self, err := os.FindProcess(os.Getpid())
	if err == nil {
		_ = self.Kill()
	}
	time.Sleep(time.Minute)
}

type mortalJournal struct {
	onLedger

	moment string
}

func (m mortalJournal) Begin(ctx context.Context, id string, anchor fiscal.Result) error {
	if m.moment == beforeClaim {
		die()
	}
	err := m.onLedger.Begin(ctx, id, anchor)
	if m.moment == afterClaim {
		die()
	}
	return err
}

func (m mortalJournal) Settle(ctx context.Context, id string, s fiscal.State, r fiscal.Result, cause error) error {
	if m.moment == afterReply {
		die()
	}
	err := m.onLedger.Settle(ctx, id, s, r, cause)
	if m.moment == afterSettle {
		die()
	}
	return err
}

type mortalPrinter struct {
	fiscal.Printer

	moment string
}

func (m mortalPrinter) Print(ctx context.Context, r fiscal.Receipt) (fiscal.Result, error) {
	switch m.moment {
	case firstByte:
		die()
	case onItsWay:
		go func() {
			time.Sleep(300 * time.Millisecond)
			die()
		}()
	}
	return m.Printer.Print(ctx, r)
}

// kill runs the child until it dies.
func kill(t *testing.T, moment, device, db string) {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestChildProgram$")
	child.Env = append(os.Environ(), "SKLADMOST_CHILD_DIES="+moment, "SKLADMOST_CHILD_DEVICE="+device, "SKLADMOST_CHILD_DB="+db)
	out, err := child.CombinedOutput()
	exit, ok := errors.AsType[*exec.ExitError](err)
	require.True(t, ok, "%v: %s", err, out)
	require.NotContains(t, string(out), "it lives")
	require.False(t, exit.Success())
	require.NotContains(t, string(out), "FAIL")
}

// A device on a cable tells its last receipt: it decides every death.
func TestKilledOnACable(t *testing.T) {
	t.Parallel()
	for moment, want := range map[string]fiscal.State{
		beforeClaim: "", afterClaim: fiscal.StatePrinting, firstByte: fiscal.StatePrinting,
		onItsWay: fiscal.StatePrinting, afterReply: fiscal.StatePrinting, afterSettle: fiscal.StatePrinted,
	} {
		t.Run(moment, func(t *testing.T) {
			t.Parallel()
			dev := newDevice()
			delay := time.Duration(0)
			if moment == onItsWay {
				delay = time.Minute
			}
			path := filepath.Join(t.TempDir(), "shop.db")
			journal := createLedger(t, path)
			kill(t, moment, dev.serve(t, delay), path)
			require.Equal(t, want, journal.state(t, "main/1"))
			s := fiscal.NewSpooler(dev, journal, fiscal.WithQueueTime(0))
			restarted(t, s, journal, want == fiscal.StatePrinting)
			dev.set(func(d *device) { d.clock = d.clock.Add(3 * time.Minute) })
			_, err := s.Reconcile(t.Context())
			require.NoError(t, err)
			_, err = s.Print(t.Context(), "main/1", goodReceipt())
			require.True(t, err == nil || errors.Is(err, fiscal.ErrPrinted), "%v", err)
			require.Equal(t, fiscal.StatePrinted, journal.state(t, "main/1"))
			require.Len(t, dev.printed, 1)
			past, err := journal.Past(t.Context(), "main/1")
			require.NoError(t, err)
			require.Equal(t, "0000085", past.Result.Number)
		})
	}
}

// A server knows what it got; what it never got stays unknown until a person looks.
func TestKilledBesideAServer(t *testing.T) {
	t.Parallel()
	for moment, want := range map[string]fiscal.State{
		beforeClaim: fiscal.StatePrinted, afterClaim: fiscal.StateUnknown, firstByte: fiscal.StateUnknown,
		onItsWay: fiscal.StatePrinted, afterReply: fiscal.StatePrinted, afterSettle: fiscal.StatePrinted,
	} {
		t.Run(moment, func(t *testing.T) {
			t.Parallel()
			var mu sync.Mutex
			now := time.Date(2026, 11, 23, 14, 0, 0, 0, time.UTC)
			server := fiscaltest.NewServer(fiscaltest.WithClock(func() time.Time {
				mu.Lock()
				defer mu.Unlock()
				return now
			}))
			t.Cleanup(server.Close)
			if moment == onItsWay {
				server.Slow(600 * time.Millisecond)
			}
			path := filepath.Join(t.TempDir(), "shop.db")
			journal := createLedger(t, path)
			kill(t, moment, "netfp:"+server.Addr(), path)
			p, err := netfp.Dial(t.Context(), server.Addr())
			require.NoError(t, err)
			s := fiscal.NewSpooler(p, journal, fiscal.WithQueueTime(0))
			live := moment != beforeClaim && moment != afterSettle
			restarted(t, s, journal, live)

			mu.Lock()
			now = now.Add(3 * time.Minute)
			mu.Unlock()
			require.Eventually(t, func() bool {
				_, err := s.Reconcile(context.Background())
				return err == nil && (!live || journal.state(t, "main/1") == want)
			}, 10*time.Second, 20*time.Millisecond)
			_, err = s.Print(t.Context(), "main/1", goodReceipt())
			require.Equal(t, want, journal.state(t, "main/1"))
			if want == fiscal.StateUnknown {
				require.ErrorIs(t, err, fiscal.ErrOutcomeUnknown)
				require.Empty(t, server.Receipts())
				require.NoError(t, s.Resolve(t.Context(), "main/1", fiscal.StateFailed, fiscal.Result{}))
				_, err = s.Print(t.Context(), "main/1", goodReceipt())
				require.NoError(t, err)
			}
			require.Len(t, server.Receipts(), 1)
		})
	}
}

// restarted is the program that starts right after the death: what its predecessor had
// begun is neither printed again nor judged, and holds the device.
func restarted(t *testing.T, s *fiscal.Spooler, journal onLedger, live bool) {
	t.Helper()
	if !live {
		return
	}
	_, err := s.Print(t.Context(), "main/1", goodReceipt())
	require.ErrorIs(t, err, fiscal.ErrOutcomeUnknown)
	_, err = s.Print(t.Context(), "main/2", goodReceipt())
	require.ErrorIs(t, err, fiscal.ErrOffline)
	require.Equal(t, fiscal.StatePrinting, journal.state(t, "main/1"))
	require.Empty(t, journal.state(t, "main/2"))
}
