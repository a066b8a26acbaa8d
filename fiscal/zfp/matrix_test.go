package zfp

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/fiscal/fiscaltest"
)

// stage is a shop with one job to print.
type stage struct {
	t       testing.TB
	clock   *clock
	device  *fiscaltest.ZFP
	cable   *cable
	printer *Printer
	journal *fiscaltest.Journal
	spooler *fiscal.Spooler
	already int // receipts on the roll before the job
	print   func() (fiscal.Result, error)
	// mortal programs die with the cable: what they would have written down is lost.
	mortal bool
}

// mortal is the printer of a program that dies.
type mortal struct {
	*Printer

	stage *stage
}

func (m mortal) Print(ctx context.Context, r fiscal.Receipt) (fiscal.Result, error) {
	defer m.die()
	return m.Printer.Print(ctx, r)
}

func (m mortal) Reverse(ctx context.Context, r fiscal.Reversal) (fiscal.Result, error) {
	defer m.die()
	return m.Printer.Reverse(ctx, r)
}

func (m mortal) die() {
	m.stage.cable.mu.Lock()
	broken := m.stage.cable.broken
	m.stage.cable.mu.Unlock()
	if broken && m.stage.mortal {
		runtime.Goexit()
	}
}

func newStage(tb testing.TB, reverse bool) *stage {
	tb.Helper()
	s := &stage{t: tb, clock: new(clock), journal: new(fiscaltest.Journal)}
	s.device = fiscaltest.NewZFP(fiscaltest.WithClock(s.clock.now(sofia(tb))))
	s.cable = newCable(tb, s.device.Addr())
	o := quick(s.cable.listener.Addr().String())
	o.Retries, o.ReplyTimeout, o.DialTimeout, o.BusyTimeout, o.PrintTimeout = 1, 2*time.Second, 9*time.Second, 9*time.Second, time.Minute
	var err error
	s.printer, err = Open(context.Background(), o)
	require.NoError(tb, err)
	s.begin()
	s.print = func() (fiscal.Result, error) { return s.spooler.Print(context.Background(), "sale", shortSale()) }
	if reverse {
		original, err := s.print()
		require.NoError(tb, err)
		s.already = 1
		s.print = func() (fiscal.Result, error) {
			return s.spooler.Reverse(context.Background(), "storno", storno(original))
		}
	}
	return s
}

// begin makes a spooler that remembers nothing, like that of a program started anew.
func (s *stage) begin() {
	s.spooler = fiscal.NewSpooler(mortal{s.printer, s}, s.journal, fiscal.WithClock(s.clock.now(sofia(s.t))), fiscal.WithQueueTime(0),
		fiscal.WithPrintTimeout(time.Minute))
}

func (s *stage) close() {
	s.printer.Close()
	s.cable.close()
	s.device.Close()
}

func (s *stage) onPaper() int { return len(s.device.Receipts()) - s.already }

// outcome plays the rest: the trouble is over, the shop reconciles, a person looks at the
// paper where the device cannot tell, and what did not come out is printed again.
func (s *stage) outcome() (string, error) {
	said, err := s.said()
	if err != nil {
		return said, err
	}
	s.device.LoadPaper()
	s.cable.mend()
	s.clock.ahead.Add(int64(10 * time.Minute))
	s.begin()
	if _, err := s.spooler.Reconcile(context.Background()); err != nil {
		return said, fmt.Errorf("reconciling: %w", err)
	}
	open, err := s.journal.Unsettled(context.Background(), "")
	if err != nil {
		return said, err
	}
	if len(open) > 0 {
		said += ", settled by a person"
		if err := s.person(open[0].ID); err != nil {
			return said, err
		}
	} else if said == "unknown" || said == "killed" {
		said += ", settled by the device"
	}
	before := s.onPaper()
	_, err = s.print()
	if want := fiscal.ErrPrinted; before == 1 && !errors.Is(err, want) || before == 0 && err != nil {
		return said, fmt.Errorf("with %d on paper, printing again: %w", before, err)
	}
	if n := s.onPaper(); n != 1 {
		return said, fmt.Errorf("%d receipts on paper", n)
	}
	return said, nil
}

// said is what the caller was told, compared with the paper.
func (s *stage) said() (string, error) {
	var r fiscal.Result
	err := errKilled
	done := make(chan struct{})
	go func() {
		defer close(done)
		r, err = s.print()
	}()
	<-done
	paper := s.onPaper()
	switch {
	case errors.Is(err, errKilled):
		return "killed", nil
	case err == nil && (paper != 1 || r.Number != s.device.Receipts()[s.already].Number):
		return "printed", fmt.Errorf("said to be printed as %q, on paper: %d", r.Number, paper)
	case err == nil:
		return "printed", nil
	case errors.Is(err, fiscal.ErrOutcomeUnknown):
		return "unknown", nil
	case paper != 0:
		return "nothing printed", fmt.Errorf("%d on paper, in spite of: %w", paper, err)
	case errors.Is(err, fiscal.ErrOffline), errors.Is(err, fiscal.ErrRejected):
		return "nothing printed", nil
	}
	return "", err
}

var errKilled = errors.New("the program was killed")

func (s *stage) person(id string) error {
	if s.onPaper() == 0 {
		return s.spooler.Resolve(context.Background(), id, fiscal.StateFailed, fiscal.Result{})
	}
	last := s.device.Receipts()[s.already]
	return s.spooler.Resolve(context.Background(), id, fiscal.StatePrinted, fiscal.Result{Number: last.Number, Device: "ZK126720"})
}

// trouble happens at the nth command of a job.
type trouble struct {
	name   string
	strike func(s *stage, n int)
}

// troubles are the ways in which a command goes wrong. SKLADMOST_MATRIX=all adds those
// that are much like another one.
func troubles() []trouble {
	device := func(name string, f fiscaltest.Fault) trouble {
		return trouble{name, func(s *stage, n int) { s.device.On(fiscaltest.AnyCommand, n, f) }}
	}
	all := []trouble{
		device("reply lost", fiscaltest.LoseReply()),
		device("cut before", fiscaltest.CutBefore()),
		device("cut after", fiscaltest.CutAfter()),
		device("reset after", fiscaltest.Reset()),
		device("garbage", fiscaltest.GarbageInstead(0x13, 0x37, 0x0A)),
		device("paper out", fiscaltest.PaperOut()),
		{"cable broken before", func(s *stage, n int) { s.cable.breakAt(n, false) }},
		{"cable broken after", func(s *stage, n int) { s.cable.breakAt(n, true) }},
		{"killed before", func(s *stage, n int) { s.mortal = true; s.cable.breakAt(n, false) }},
		{"killed after", func(s *stage, n int) { s.mortal = true; s.cable.breakAt(n, true) }},
	}
	if os.Getenv("SKLADMOST_MATRIX") == "all" {
		all = append(all,
			device("reset before", fiscaltest.ResetBefore()),
			device("garbage before the reply", fiscaltest.Garbage(0x13, 0x37)),
			device("bad checksum", fiscaltest.BadChecksum()),
			device("power cut before", fiscaltest.PowerCut()),
			device("power cut after", fiscaltest.PowerCutAfter()),
			device("NACK storm", fiscaltest.NAK(2)),
			device("RETRY storm", fiscaltest.Retry(2)),
			device("refused", fiscaltest.Refuse(0x02)),
		)
	}
	return all
}

// shortSale has one of each command.
func shortSale() fiscal.Receipt {
	full := sale()
	full.Items = []fiscal.Item{full.Items[0], full.Items[1], full.Items[7], full.Items[9]}
	full.Payments = []fiscal.Payment{{Kind: fiscal.PayCard, Amount: dec("5")}, {Kind: fiscal.PayCash, Amount: dec("8.5")}}
	return full
}

// length is how many commands a job without trouble takes, questions included.
func length(t *testing.T, reverse bool) int {
	t.Helper()
	s := newStage(t, reverse)
	defer s.close()
	before := len(s.device.Commands())
	_, err := s.print()
	require.NoError(t, err)
	return len(s.device.Commands()) - before
}

// Every command of a sale and of a storno × everything that can go wrong with it: the
// roll holds the receipt exactly once in the end, and nobody was ever told otherwise.
func TestEveryCommandTimesEveryTrouble(t *testing.T) {
	t.Parallel()
	for name, reverse := range map[string]bool{"sale": false, "storno": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			commands := length(t, reverse)
			counts := map[string]map[string]int{}
			for _, bad := range troubles() {
				counts[bad.name] = map[string]int{}
			}
			var mu sync.Mutex
			var cases sync.WaitGroup
			room := make(chan struct{}, 64)
			for _, bad := range troubles() {
				for n := 1; n <= commands; n++ {
					room <- struct{}{}
					cases.Go(func() {
						defer func() { <-room }()
						s := newStage(t, reverse)
						defer s.close()
						bad.strike(s, n)
						said, err := s.outcome()
						mu.Lock()
						defer mu.Unlock()
						counts[bad.name][said]++
						if err != nil {
							t.Errorf("%s at command %d of %d: %v", bad.name, n, commands, err)
						}
					})
				}
			}
			cases.Wait()
			for _, bad := range slices.Sorted(maps.Keys(counts)) {
				t.Logf("%-26s %3d commands: %v", bad, commands, counts[bad])
			}
		})
	}
}
