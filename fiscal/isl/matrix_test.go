package isl

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/fiscal/fiscaltest"
	"github.com/skladmost/skladmost/usn"
)

// bench is a device with its clock, and a Spooler on it.
type bench struct {
	device  *fiscaltest.ISL
	printer *Printer
	journal *fiscaltest.Journal
	spooler *fiscal.Spooler
	now     atomic.Int64
}

func (b *bench) clock() time.Time { return time.Unix(b.now.Load(), 0).In(b.printer.opts.Location) }

func newBench(t *testing.T, m Maker) *bench {
	t.Helper()
	b, err := startBench(m)
	require.NoError(t, err)
	t.Cleanup(b.device.Close)
	return b
}

func startBench(m Maker) (*bench, error) {
	b := &bench{journal: &fiscaltest.Journal{}}
	sofia, err := time.LoadLocation("Europe/Sofia")
	if err != nil {
		return nil, err
	}
	b.now.Store(time.Date(2026, 11, 28, 10, 0, 0, 0, sofia).Unix())
	clock := func() time.Time { return time.Unix(b.now.Load(), 0).In(sofia) }
	b.device, err = fiscaltest.StartISL(fiscaltest.Group(m), fiscaltest.WithClock(clock),
		fiscaltest.WithDevice(fiscaltest.Device{FirstNumber: 85}))
	if err != nil {
		return nil, err
	}
	if b.printer, err = openFast(b.device.Addr(), m); err != nil {
		b.device.Close()
		return nil, err
	}
	b.spooler = fiscal.NewSpooler(b.printer, b.journal, fiscal.WithClock(clock))
	return b, nil
}

// openFast has less patience than the protocol asks for; no test has 500 ms to lose.
func openFast(addr string, m Maker) (*Printer, error) {
	p, err := Open(context.Background(), Options{Addr: addr, Maker: m, AbortPause: time.Millisecond})
	if err != nil {
		return nil, err
	}
	p.opts.ReplyTimeout = 120 * time.Millisecond
	return p, nil
}

// later is past the time in which the journal leaves a job to its program.
func (b *bench) later() { b.now.Add(200) }

func shortSale(b *bench) fiscal.Receipt {
	return fiscal.Receipt{
		USN:      usn.Number{Device: b.printer.info.serial, Operator: "0001", Seq: 1},
		Operator: map[bool]string{true: "Иван", false: "1"}[b.printer.profile.maker == Eltrade],
		Items: []fiscal.Item{
			{Text: "Сирене", Quantity: decimal.New(1500, -3), UnitPrice: decimal.New(1533, -2), TaxGroup: fiscal.GroupB},
			{Kind: fiscal.ItemDiscount, Amount: decimal.New(100, -2)},
			{Kind: fiscal.ItemFooter, Text: "Благодарим"},
		},
		Payments: []fiscal.Payment{
			{Kind: fiscal.PayCard, Amount: decimal.New(1000, -2)}, {Kind: fiscal.PayCash, Amount: decimal.New(2000, -2)},
			{Kind: fiscal.PayChange, Amount: decimal.New(-800, -2)},
		},
	}
}

// do prints the sale or the storno as job "j"; both have the sum 22.00.
func (b *bench) do(ctx context.Context, storno bool) (fiscal.Result, error) {
	sale := shortSale(b)
	if !storno {
		return b.spooler.Print(ctx, "j", sale)
	}
	sale.Payments = nil
	return b.spooler.Reverse(ctx, "j", fiscal.Reversal{
		Receipt: sale, Reason: fiscal.ReasonRefund,
		Original: fiscal.Result{
			Number: "0000042", FiscalMemory: b.printer.info.memory, Time: time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC),
		},
	})
}

// faults are what goes wrong with one command. NAK(6) is as often as a frame is sent.
func faults() map[string]fiscaltest.Fault {
	return map[string]fiscaltest.Fault{
		"reply lost": fiscaltest.LoseReply(), "cut before": fiscaltest.CutBefore(), "cut after": fiscaltest.CutAfter(),
		"reset": fiscaltest.Reset(), "garbage": fiscaltest.GarbageInstead(0x02, 0x7F, 0x03), "wrong check sum": fiscaltest.BadChecksum(),
		"NAK storm": fiscaltest.NAK(6), "paper out": fiscaltest.PaperOut(), "power cut": fiscaltest.PowerCutAfter(),
		"refused": fiscaltest.Refuse(0x11),
	}
}

// TestMatrix breaks every command of a sale and of a storno in every way, for every
// maker. Whatever happens, in the end the roll holds the receipt once and the journal
// knows it, and where only a person could tell, the state was unknown until then.
func TestMatrix(t *testing.T) {
	for _, m := range []Maker{DatecsA, DatecsB, DatecsX, Daisy, Eltrade, Incotex} {
		t.Run(string(m), func(t *testing.T) {
			t.Parallel()
			var mu sync.Mutex
			counts := map[string]int{}
			for _, storno := range []bool{false, true} {
				inParallel(places(t, m, storno), func(at place) {
					for _, name := range slices.Sorted(maps.Keys(faults())) {
						how, err := broken(m, storno, at, name)
						if err != nil {
							t.Errorf("storno=%t, command %02X no. %d, %s: %v", storno, at.code, at.nth, name, err)
						}
						mu.Lock()
						counts[how]++
						counts["all"]++
						mu.Unlock()
					}
				})
			}
			t.Log(m, summary(counts))
		})
	}
}

// inParallel waits little for itself: the tests mostly wait for a device that is silent.
func inParallel(all []place, do func(place)) {
	var work sync.WaitGroup
	for _, at := range all {
		work.Go(func() { do(at) })
	}
	work.Wait()
}

func summary(counts map[string]int) string {
	var out []string
	for _, k := range slices.Sorted(maps.Keys(counts)) {
		out = append(out, fmt.Sprintf("%s %d", k, counts[k]))
	}
	return strings.Join(out, ", ")
}

// place is the nth command of its kind since the device was switched on.
type place struct {
	code byte
	nth  int
}

// places are the commands of a print that goes well, Spooler and all; the questions
// before it only once each, and only for the sale.
func places(t *testing.T, m Maker, storno bool) []place {
	t.Helper()
	b := newBench(t, m)
	before := len(b.device.Commands())
	_, err := b.do(t.Context(), storno)
	require.NoError(t, err)
	seen, opened := map[byte]int{}, false
	var all []place
	for _, c := range b.device.Commands()[before:] {
		seen[c.Code]++
		opened = opened || c.Code == cmdOpen || c.Code == cmdOpenStorno || c.Code == cmdOpenStornoX || c.Code == cmdOpenEltrade
		if opened || !storno && seen[c.Code] == 1 {
			all = append(all, place{c.Code, seen[c.Code]})
		}
	}
	return all
}

// broken runs one print with one fault to its end and says how it got there.
func broken(m Maker, storno bool, at place, fault string) (string, error) {
	b, err := startBench(m)
	if err != nil {
		return "", err
	}
	defer b.device.Close()
	ctx := context.Background()
	b.device.On(at.code, at.nth, faults()[fault])
	r, err := b.do(ctx, storno)
	how := "printed at once"
	for n := 0; err != nil; n++ {
		b.device.LoadPaper()
		switch {
		case n == 4:
			return "", fmt.Errorf("it does not settle: %w", err)
		case errors.Is(err, fiscal.ErrPrinted):
			return how, b.onceOnly(r, storno)
		case errors.Is(err, fiscal.ErrOutcomeUnknown):
			if how, err = b.settle(ctx); err != nil {
				return "", err
			}
		case len(b.device.Receipts()) > 0:
			return "", fmt.Errorf("it is on the roll: %w", err)
		default:
			how = "printed again"
		}
		r, err = b.do(ctx, storno)
	}
	return how, b.onceOnly(r, storno)
}

// onceOnly: the roll holds the receipt once, and the journal knows it.
func (b *bench) onceOnly(r fiscal.Result, storno bool) error {
	roll, known := b.device.Receipts(), b.journal.Entry("j")
	switch {
	case len(roll) != 1:
		return fmt.Errorf("%d receipts on the roll", len(roll))
	case roll[0].Total != "22.00" || roll[0].Reversal != storno:
		return fmt.Errorf("on the roll: %+v", roll[0])
	case known.State != fiscal.StatePrinted || known.Result.Number != roll[0].Number || r.Number != roll[0].Number:
		return fmt.Errorf("the journal has %s %q, the result %q, the roll %q", known.State, known.Result.Number, r.Number, roll[0].Number)
	case r.Amount.String() != "22":
		return fmt.Errorf("the result is over %s", r.Amount)
	case b.device.ReceiptOpen():
		return errors.New("a receipt is open")
	}
	return nil
}

// settle restarts the program and asks the device, and where that decides nothing a person
// looks at the roll. Only the program that began a receipt can end one that is paid in
// part.
func (b *bench) settle(ctx context.Context) (string, error) {
	b.later()
	fresh, err := b.restarted()
	if err != nil {
		return "", err
	}
	if _, err := fresh.Reconcile(ctx); err != nil {
		return "", err
	}
	if b.device.ReceiptOpen() {
		_, err = b.spooler.Reconcile(ctx)
		return "the program that began it ended it", err
	}
	return b.settled(ctx)
}

// restarted is what a new program sees: the same journal and device, nothing remembered.
func (b *bench) restarted() (*fiscal.Spooler, error) {
	p, err := openFast(b.device.Addr(), b.printer.profile.maker)
	if err != nil {
		return nil, err
	}
	return fiscal.NewSpooler(p, b.journal, fiscal.WithClock(b.clock)), nil
}

func (b *bench) settled(ctx context.Context) (string, error) {
	roll := b.device.Receipts()
	switch state := b.journal.Entry("j").State; {
	case state == fiscal.StatePrinted && len(roll) == 1:
		return "reconciled as printed", nil
	case state == fiscal.StateFailed && len(roll) == 0:
		return "reconciled as not printed", nil
	case state != fiscal.StateUnknown:
		return "", fmt.Errorf("reconciled as %s with %d receipts on the roll", state, len(roll))
	case len(roll) == 1:
		return "a person found it", b.spooler.Resolve(ctx, "j", fiscal.StatePrinted, fiscal.Result{
			Number: roll[0].Number, Time: roll[0].Time, Amount: decimal.RequireFromString(roll[0].Total),
		})
	}
	return "a person found nothing", b.spooler.Resolve(ctx, "j", fiscal.StateFailed, fiscal.Result{})
}
