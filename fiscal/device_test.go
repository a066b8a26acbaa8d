package fiscal_test

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"time"

	"github.com/skladmost/skladmost/fiscal"
)

// device is a printer that numbers its receipts and can tell the last one, like one
// on a cable. It has no task ids.
type device struct {
	mu        sync.Mutex
	serial    string
	clock     time.Time
	last      fiscal.Result
	printed   []fiscal.Receipt
	inside    int // prints that run at this moment
	notReady  []fiscal.Message
	open      bool
	statusErr error
	lastErr   error
	before    error  // returned without printing
	after     error  // returned although it was printed
	during    func() // runs in the middle of a print
	payments  []fiscal.PaymentKind
}

var _ fiscal.Printer = (*device)(nil)

func newDevice() *device {
	at := time.Date(2026, 11, 23, 14, 0, 0, 0, time.UTC)
	return &device{
		serial: "DT279013", clock: at,
		last: fiscal.Result{Number: "0000084", Amount: dec("7"), Time: at.Add(-time.Hour)},
	}
}

func (d *device) Status(ctx context.Context) (fiscal.Status, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.statusErr != nil {
		return fiscal.Status{}, d.statusErr
	}
	return fiscal.Status{
		Ready: d.notReady == nil, ReceiptOpen: d.open, Messages: d.notReady, Device: d.serial,
		FiscalMemory: "02279013", Time: d.clock, Payments: d.payments,
	}, ctx.Err()
}

func (d *device) LastReceipt(context.Context) (fiscal.Result, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.last, d.lastErr
}

func (d *device) Print(_ context.Context, r fiscal.Receipt) (fiscal.Result, error) {
	d.mu.Lock()
	d.inside++
	if d.inside > 1 {
		d.mu.Unlock()
		return fiscal.Result{}, errors.New("two prints at once")
	}
	during := d.during
	d.mu.Unlock()
	if during != nil {
		during()
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.inside--
	if d.before != nil {
		return fiscal.Result{}, d.before
	}
	d.put(r)
	if d.after != nil {
		return fiscal.Result{}, d.after
	}
	return d.last, nil
}

// put lets a receipt come out.
func (d *device) put(r fiscal.Receipt) {
	n, err := strconv.Atoi(d.last.Number)
	if err != nil {
		panic(err)
	}
	d.clock = d.clock.Add(time.Second)
	d.last = fiscal.Result{Number: fmt.Sprintf("%07d", n+1), Amount: r.Total(), Time: d.clock}
	d.printed = append(d.printed, r)
}

func (d *device) Reverse(ctx context.Context, r fiscal.Reversal) (fiscal.Result, error) {
	return d.Print(ctx, r.Receipt)
}

func (d *device) Close() error { return nil }

func (d *device) set(change func(*device)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	change(d)
}

// server is a device behind a server that knows tasks.
type server struct {
	*device

	task func(id string) (fiscal.Result, fiscal.State, error)
	seen []string
}

func (s *server) Task(_ context.Context, id string) (fiscal.Result, fiscal.State, error) {
	s.seen = append(s.seen, id)
	return s.task(id)
}
