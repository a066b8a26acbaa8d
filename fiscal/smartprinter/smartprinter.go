package smartprinter

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/skladmost/skladmost/fiscal"
)

// ErrConfig is wrapped by every error of [New].
var ErrConfig = errors.New("smartprinter: unusable setting")

// Printer dials its device when it is first needed, and again after the device was
// gone. It is safe for concurrent use.
type Printer struct {
	addr string
	dial fiscal.Dialer
	// slot holds the open device, or nil; taking it out is the lock.
	slot chan fiscal.Printer
	// closing asks whoever uses the device to close it afterwards.
	closing atomic.Bool
}

var (
	_ fiscal.Printer    = (*Printer)(nil)
	_ fiscal.TaskReader = (*Printer)(nil)
	_ fiscal.Aborter    = (*Printer)(nil)
)

// New checks the settings and opens nothing yet, so that a shop can start while its
// device is off. host is a name or an IP address without port; port is 1…65535; dial
// speaks the dialect, for instance netfp.Dial. Errors wrap [ErrConfig].
func New(host string, port int, dial fiscal.Dialer) (*Printer, error) {
	var errs []error
	if why := badHost(host); why != "" {
		errs = append(errs, fmt.Errorf("%w: host %q: %s; write a name or an IP address", ErrConfig, host, why))
	}
	if port < 1 || port > 65535 {
		errs = append(errs, fmt.Errorf("%w: port %d: it must be 1 to 65535", ErrConfig, port))
	}
	if dial == nil {
		errs = append(errs, fmt.Errorf("%w: no dialect; give a Dialer such as netfp.Dial", ErrConfig))
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	p := &Printer{
		addr: net.JoinHostPort(strings.Trim(host, "[]"), strconv.Itoa(port)),
		dial: dial, slot: make(chan fiscal.Printer, 1),
	}
	p.slot <- nil
	return p, nil
}

func badHost(host string) string {
	bare := strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	switch {
	case host == "":
		return "it is empty"
	case net.ParseIP(bare) != nil:
		return ""
	case strings.ContainsAny(host, " \t\r\n/\\?#@%[]"):
		return "it contains characters that no host name has"
	case strings.Contains(host, ":"):
		return "it contains a port or a scheme"
	}
	return ""
}

// open takes the device out of the slot, dialling it if need be. The caller puts
// something back with p.put.
func (p *Printer) open(ctx context.Context, op string) (fiscal.Printer, error) {
	select {
	case dev := <-p.slot:
		if dev != nil {
			return dev, nil
		}
	case <-ctx.Done():
		return nil, fmt.Errorf("smartprinter: waiting for %s: %w", p.addr, ctx.Err())
	}
	dev, err := p.dial(ctx, p.addr)
	if err == nil && dev != nil {
		return dev, nil
	}
	p.put(nil)
	if errors.Is(err, fiscal.ErrOffline) {
		return nil, fmt.Errorf("smartprinter: %w", err)
	}
	return nil, &fiscal.Error{
		Op: op, Device: p.addr, Text: fmt.Sprintf("opening: %v", err), Kind: fiscal.ErrOffline,
		Remedy: "check host, port and dialect of the Smart Printer setting",
	}
}

// put gives the device back, closed if somebody called Close meanwhile.
func (p *Printer) put(dev fiscal.Printer) {
	if dev != nil && p.closing.Swap(false) {
		_ = dev.Close() // its user has the result, and Close has returned
		dev = nil
	}
	p.slot <- dev
}

// Status asks the device; when it fails, the next call dials anew.
func (p *Printer) Status(ctx context.Context) (fiscal.Status, error) {
	dev, err := p.open(ctx, "status")
	if err != nil {
		return fiscal.Status{}, err
	}
	status, err := dev.Status(ctx)
	if err != nil {
		err = errors.Join(wrap(err), dev.Close())
		dev = nil
	}
	p.put(dev)
	return status, err
}

// Print prints a sale; errors are those of the dialect, or [fiscal.ErrOffline] when
// the device cannot be opened.
func (p *Printer) Print(ctx context.Context, r fiscal.Receipt) (fiscal.Result, error) {
	return p.with(ctx, "print", func(dev fiscal.Printer) (fiscal.Result, error) { return dev.Print(ctx, r) })
}

// Reverse prints a storno; errors as for [Printer.Print].
func (p *Printer) Reverse(ctx context.Context, r fiscal.Reversal) (fiscal.Result, error) {
	return p.with(ctx, "reverse", func(dev fiscal.Printer) (fiscal.Result, error) { return dev.Reverse(ctx, r) })
}

// LastReceipt is [fiscal.ErrUnsupported] where the dialect's is.
func (p *Printer) LastReceipt(ctx context.Context) (fiscal.Result, error) {
	return p.with(ctx, "last receipt", func(dev fiscal.Printer) (fiscal.Result, error) { return dev.LastReceipt(ctx) })
}

// Task asks the dialect what became of a print; [fiscal.ErrUnsupported] when the
// dialect cannot tell.
func (p *Printer) Task(ctx context.Context, taskID string) (fiscal.Result, fiscal.State, error) {
	var state fiscal.State
	r, err := p.with(ctx, "task", func(dev fiscal.Printer) (r fiscal.Result, err error) {
		tasks, ok := dev.(fiscal.TaskReader)
		if !ok {
			return fiscal.Result{}, fmt.Errorf("asking for a task: %w", fiscal.ErrUnsupported)
		}
		r, state, err = tasks.Task(ctx, taskID)
		return r, err //nolint:wrapcheck // with wraps it
	})
	return r, state, err
}

// Abort ends a receipt that was left open on the device; [fiscal.ErrUnsupported] when
// the dialect cannot.
func (p *Printer) Abort(ctx context.Context) error {
	_, err := p.with(ctx, "abort", func(dev fiscal.Printer) (fiscal.Result, error) {
		aborter, ok := dev.(fiscal.Aborter)
		if !ok {
			return fiscal.Result{}, fmt.Errorf("ending an open receipt: %w", fiscal.ErrUnsupported)
		}
		return fiscal.Result{}, aborter.Abort(ctx) //nolint:wrapcheck // with wraps it
	})
	return err
}

func (p *Printer) with(ctx context.Context, op string, use func(fiscal.Printer) (fiscal.Result, error)) (fiscal.Result, error) {
	dev, err := p.open(ctx, op)
	if err != nil {
		return fiscal.Result{}, err
	}
	defer p.put(dev)
	r, err := use(dev)
	return r, wrap(err)
}

func wrap(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("smartprinter: %w", err)
}

// Close closes the device, if it was opened. It does not wait: a device that is printing
// is closed when its print has ended. The next call would dial again.
func (p *Printer) Close() error {
	p.closing.Store(true)
	select {
	case dev := <-p.slot:
		p.closing.Store(false)
		defer p.put(nil)
		if dev == nil {
			return nil
		}
		return wrap(dev.Close())
	default:
		return nil
	}
}
