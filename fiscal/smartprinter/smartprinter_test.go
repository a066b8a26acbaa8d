package smartprinter_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"sync/atomic"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/fiscal/fiscaltest"
	"github.com/skladmost/skladmost/fiscal/netfp"
	"github.com/skladmost/skladmost/fiscal/smartprinter"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestNewChecksTheSettings(t *testing.T) {
	t.Parallel()
	for _, host := range []string{"127.0.0.1", "kasa-1.local", "::1", "[::1]", "PRINTER"} {
		p, err := smartprinter.New(host, 8001, netfp.Dial)
		require.NoError(t, err, host)
		require.NoError(t, p.Close())
	}
	tests := []struct {
		host string
		port int
		dial fiscal.Dialer
		says string
	}{
		{"", 8001, netfp.Dial, "it is empty"},
		{"127.0.0.1:8001", 8001, netfp.Dial, "a port or a scheme"},
		{"http://kasa", 8001, netfp.Dial, "characters that no host name has"},
		{"kasa 1", 8001, netfp.Dial, "characters that no host name has"},
		{"kasa", 0, netfp.Dial, "port 0"},
		{"kasa", -1, netfp.Dial, "port -1"},
		{"kasa", 65536, netfp.Dial, "port 65536"},
		{"kasa", 8001, nil, "no dialect"},
	}
	for _, tt := range tests {
		p, err := smartprinter.New(tt.host, tt.port, tt.dial)
		require.ErrorIs(t, err, smartprinter.ErrConfig)
		require.ErrorContains(t, err, tt.says)
		require.Nil(t, p)
	}
	_, err := smartprinter.New("", 0, nil)
	for _, says := range []string{"host", "port", "dialect"} {
		require.ErrorContains(t, err, says)
	}
}

func receipt(id string) fiscal.Receipt {
	return fiscal.Receipt{TaskID: id, Items: []fiscal.Item{{
		Text: "Сирене", Quantity: decimal.NewFromInt(1), UnitPrice: decimal.NewFromInt(12), TaxGroup: fiscal.GroupB,
	}}}
}

func at(t *testing.T, server *fiscaltest.Server, dial fiscal.Dialer) *smartprinter.Printer {
	t.Helper()
	host, port, err := net.SplitHostPort(server.Addr())
	require.NoError(t, err)
	number, err := strconv.Atoi(port)
	require.NoError(t, err)
	p, err := smartprinter.New(host, number, dial)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, p.Close()) })
	return p
}

func TestDialsWhenNeeded(t *testing.T) {
	t.Parallel()
	server := fiscaltest.NewServer()
	t.Cleanup(server.Close)
	dials := 0
	p := at(t, server, func(ctx context.Context, addr string) (fiscal.Printer, error) {
		dials++
		return netfp.Dial(ctx, addr)
	})
	require.Zero(t, dials)
	s, err := p.Status(t.Context())
	require.NoError(t, err)
	require.Equal(t, "DT279013", s.Device)
	r, err := p.Print(t.Context(), receipt("a"))
	require.NoError(t, err)
	require.Equal(t, "0000001", r.Number)
	_, err = p.Reverse(t.Context(), fiscal.Reversal{Receipt: receipt("b"), Original: r, Reason: fiscal.ReasonOperatorError})
	require.NoError(t, err)
	_, state, err := p.Task(t.Context(), "a")
	require.NoError(t, err)
	require.Equal(t, fiscal.StatePrinted, state)
	_, err = p.LastReceipt(t.Context())
	require.ErrorIs(t, err, fiscal.ErrUnsupported)
	require.Equal(t, 1, dials)

	server.SetReady(false)
	_, err = p.Status(t.Context())
	require.ErrorIs(t, err, fiscal.ErrOffline)
	server.SetReady(true)
	_, err = p.Status(t.Context())
	require.NoError(t, err)
	require.Equal(t, 2, dials, "after a failed status it dials anew")
}

func TestOffline(t *testing.T) {
	t.Parallel()
	server := fiscaltest.NewServer()
	server.Close()
	for name, dial := range map[string]fiscal.Dialer{
		"refused":     netfp.Dial,
		"odd error":   func(context.Context, string) (fiscal.Printer, error) { return nil, errors.New("odd") },
		"lying error": func(context.Context, string) (fiscal.Printer, error) { return nil, fiscal.ErrOutcomeUnknown },
		"nothing":     func(context.Context, string) (fiscal.Printer, error) { return nil, nil }, //nolint:nilnil // a bad dialer
	} {
		p := at(t, server, dial)
		_, err := p.Status(t.Context())
		require.ErrorIs(t, err, fiscal.ErrOffline, name)
		_, err = p.Print(t.Context(), receipt("a"))
		require.ErrorIs(t, err, fiscal.ErrOffline, name)
		require.NotErrorIs(t, err, fiscal.ErrOutcomeUnknown, name)
	}
}

// plain hides the task reader of a printer.
type plain struct{ fiscal.Printer }

func TestDialectWithoutTasks(t *testing.T) {
	t.Parallel()
	server := fiscaltest.NewServer()
	t.Cleanup(server.Close)
	p := at(t, server, func(ctx context.Context, addr string) (fiscal.Printer, error) {
		inner, err := netfp.Dial(ctx, addr)
		return plain{inner}, err
	})
	_, state, err := p.Task(t.Context(), "a")
	require.ErrorIs(t, err, fiscal.ErrUnsupported)
	require.Empty(t, state)
}

func TestWaitsNoLongerThanTheContext(t *testing.T) {
	t.Parallel()
	inside, leave := make(chan struct{}), make(chan struct{})
	p, err := smartprinter.New("kasa", 1, func(context.Context, string) (fiscal.Printer, error) {
		close(inside)
		<-leave
		return nil, errors.New("done")
	})
	require.NoError(t, err)
	finished := make(chan struct{})
	go func() {
		defer close(finished)
		_, _ = p.Status(context.Background())
	}()
	<-inside
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = p.Status(ctx)
	require.ErrorIs(t, err, context.Canceled)
	close(leave)
	<-finished
}

// slow is a device whose print lasts until it is let go.
type slow struct {
	fiscal.Printer

	inside, leave chan struct{}
	closed        atomic.Int32
}

func (s *slow) Print(context.Context, fiscal.Receipt) (fiscal.Result, error) {
	close(s.inside)
	<-s.leave
	if s.closed.Load() > 0 {
		return fiscal.Result{}, errors.New("closed in the middle")
	}
	return fiscal.Result{Number: "0000085"}, nil
}

func (s *slow) Close() error {
	s.closed.Add(1)
	return nil
}

// Close neither waits for a print nor stops it; the device is closed afterwards, once.
func TestCloseDuringAPrint(t *testing.T) {
	t.Parallel()
	dev := &slow{inside: make(chan struct{}), leave: make(chan struct{})}
	p, err := smartprinter.New("kasa", 1, func(context.Context, string) (fiscal.Printer, error) { return dev, nil })
	require.NoError(t, err)
	finished := make(chan error)
	go func() {
		_, err := p.Print(context.Background(), receipt("a"))
		finished <- err
	}()
	<-dev.inside
	require.NoError(t, p.Close())
	require.NoError(t, p.Close())
	require.Zero(t, dev.closed.Load())
	close(dev.leave)
	require.NoError(t, <-finished)
	require.NoError(t, p.Close())
	require.Equal(t, int32(1), dev.closed.Load())
}

func ExampleNew() {
	printer, err := smartprinter.New("192.168.1.77", 8001, netfp.Dial)
	fmt.Println(printer != nil, err)
	_, err = smartprinter.New("192.168.1.77", 0, netfp.Dial)
	fmt.Println(err)
	// Output:
	// true <nil>
	// smartprinter: unusable setting: port 0: it must be 1 to 65535
}
