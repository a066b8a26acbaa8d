package isl

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/fiscal/fiscaltest"
)

// dying is a Printer whose program ends in the middle of a receipt: it neither asks what
// came of it nor says anything to the journal. (That is what ErrPrinting makes of it.)
type dying struct{ *Printer }

var errKilled = errors.Join(fiscal.ErrOutcomeUnknown, fiscal.ErrPrinting)

func (d dying) Print(ctx context.Context, r fiscal.Receipt) (fiscal.Result, error) {
	steps, err := planSale(d.dialect, d.settings(d.info), r)
	return d.begun(ctx, &job{printer: d.Printer, op: "print", steps: steps, total: r.Total()}, err)
}

func (d dying) Reverse(ctx context.Context, r fiscal.Reversal) (fiscal.Result, error) {
	steps, err := planStorno(d.dialect, d.settings(d.info), r)
	return d.begun(ctx, &job{printer: d.Printer, op: "reverse", steps: steps, total: r.Total()}, err)
}

func (d dying) begun(ctx context.Context, j *job, err error) (fiscal.Result, error) {
	if err != nil {
		return fiscal.Result{}, err
	}
	if err := d.converse(ctx, j.print); err == nil {
		return fiscal.Result{}, errors.New("the program was not stopped")
	}
	return fiscal.Result{}, errKilled
}

// TestKilled stops the program before and after every command of a receipt, and starts
// another one when the journal lets it.
func TestKilled(t *testing.T) {
	for _, m := range []Maker{DatecsA, DatecsB, DatecsX, Daisy, Eltrade, Incotex} {
		t.Run(string(m), func(t *testing.T) {
			t.Parallel()
			var mu sync.Mutex
			counts := map[string]int{}
			for _, storno := range []bool{false, true} {
				inParallel(fromOpening(places(t, m, storno)), func(at place) {
					for name, f := range map[string]fiscaltest.Fault{"before": fiscaltest.CutBefore(), "after": fiscaltest.CutAfter()} {
						how, err := killed(m, storno, at, f)
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

func fromOpening(all []place) []place {
	for i, at := range all {
		switch at.code {
		case cmdOpen, cmdOpenStorno, cmdOpenStornoX, cmdOpenEltrade:
			return all[i:]
		}
	}
	return all
}

func killed(m Maker, storno bool, at place, f fiscaltest.Fault) (string, error) {
	b, err := startBench(m)
	if err != nil {
		return "", err
	}
	defer b.device.Close()
	ctx := context.Background()
	b.spooler = fiscal.NewSpooler(dying{b.printer}, b.journal, fiscal.WithClock(b.clock))
	b.device.On(at.code, at.nth, f)
	if _, err := b.do(ctx, storno); !errors.Is(err, fiscal.ErrPrinting) {
		return "", fmt.Errorf("not killed: %w", err)
	}
	if b.spooler, err = b.restarted(); err != nil {
		return "", err
	}
	if _, err := b.do(ctx, storno); !errors.Is(err, fiscal.ErrOutcomeUnknown) || len(b.device.Receipts()) > 1 {
		return "", fmt.Errorf("another program must leave it alone: %w", err)
	}
	b.later()
	r, err := b.do(ctx, storno)
	how := "printed again, or found"
	if b.device.ReceiptOpen() && errors.Is(err, fiscal.ErrOutcomeUnknown) {
		return "paid in part, left to a person at the device", nil
	}
	if errors.Is(err, fiscal.ErrOutcomeUnknown) {
		if how, err = b.settled(ctx); err != nil {
			return "", err
		}
		r, err = b.do(ctx, storno)
	}
	if err != nil && !errors.Is(err, fiscal.ErrPrinted) {
		return "", err
	}
	return how, b.onceOnly(r, storno)
}

func TestSumOfTheMatrix(t *testing.T) {
	b := newBench(t, DatecsA)
	require.Equal(t, "22", shortSale(b).Total().String())
}
