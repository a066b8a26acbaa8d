package gombashoptest_test

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
)

// line is a bare connection to the shop: nothing repeats, hides or mends.
type line struct {
	t    *testing.T
	conn net.Conn
	in   *bufio.Reader
}

func callUp(t *testing.T, s *gombashoptest.Server) *line {
	t.Helper()

	conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", address(s))
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close() })

	return &line{t, conn, bufio.NewReader(conn)}
}

func address(s *gombashoptest.Server) string {
	return strings.TrimSuffix(strings.TrimPrefix(s.URL, "http://"), gombashoptest.BasePath)
}

// write sends a write of one product.
func (l *line) write() {
	l.t.Helper()

	const body = `{"data":[{"external_id":"1","name":"Чаша"}]}`

	req, err := http.NewRequestWithContext(l.t.Context(), http.MethodPost, "http://shop"+gombashoptest.BasePath+"/products/bulk", strings.NewReader(body))
	require.NoError(l.t, err)
	req.Header = http.Header{"X-Api-Id": {"test"}, "X-Api-Key": {"secret"}, "Idempotency-Key": {"k"}}
	require.NoError(l.t, req.Write(l.conn))
}

func (l *line) answer() (*http.Response, error) { return http.ReadResponse(l.in, nil) }

func failing(t *testing.T, f gombashoptest.Fault) (*gombashoptest.Server, *line, func() int) {
	t.Helper()

	s, c := shop(t)
	f.Path, f.Times = "/products/bulk", 1
	require.NoError(t, s.SetFaults(f))

	return s, callUp(t, s), func() int { return count(t, c) }
}

func TestBrokenConnectionsAreBrokenOnTheSocket(t *testing.T) {
	t.Parallel()

	for kind, want := range map[gombashoptest.FaultKind]struct {
		reset bool
		made  int
	}{
		gombashoptest.FaultDropBefore: {true, 0}, gombashoptest.FaultDropAfter: {true, 1},
		gombashoptest.FaultCloseBefore: {false, 0}, gombashoptest.FaultCloseAfter: {false, 1},
	} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()

			s, l, made := failing(t, gombashoptest.Fault{Kind: kind})
			l.write()

			_, err := l.in.ReadByte()

			switch {
			case !want.reset:
				require.ErrorIs(t, err, io.EOF, "an ordinary end, and not a byte before it")
			case runtime.GOOS == "windows":
				require.Error(t, err)
				require.NotErrorIs(t, err, io.EOF)
			default:
				require.ErrorIs(t, err, syscall.ECONNRESET)
			}

			require.Equal(t, want.made, made())
			require.Equal(t, 0, s.Requests()[0].Status)
			require.Equal(t, kind, s.Requests()[0].Fault)
		})
	}
}

func TestATruncatedAnswerPromisesMore(t *testing.T) {
	t.Parallel()

	_, l, made := failing(t, gombashoptest.Fault{Kind: gombashoptest.FaultTruncate})
	l.write()

	res, err := l.answer()
	require.NoError(t, err)

	half, err := io.ReadAll(res.Body)
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	require.Positive(t, res.ContentLength)
	require.Len(t, half, int(res.ContentLength/2))
	require.Equal(t, 1, made())
}

// TestASlowBodyBeginsAtOnce: the pieces would take hours. The head is there, and
// the effect too.
func TestASlowBodyBeginsAtOnce(t *testing.T) {
	t.Parallel()

	_, l, made := failing(t, gombashoptest.Fault{Kind: gombashoptest.FaultSlowBody, DelayMS: 36_000_000})
	l.write()

	res, err := l.answer()
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, res.StatusCode)
	require.Positive(t, res.ContentLength)
	require.Equal(t, 1, made())
	require.Zero(t, l.in.Buffered(), "nothing of the body yet")
	require.NoError(t, l.conn.Close())
}

func TestASlowBodyArrivesWhole(t *testing.T) {
	t.Parallel()

	_, l, _ := failing(t, gombashoptest.Fault{Kind: gombashoptest.FaultSlowBody, DelayMS: 10})
	l.write()

	res, err := l.answer()
	require.NoError(t, err)

	body, err := io.ReadAll(res.Body)
	require.NoError(t, err)
	require.Contains(t, string(body), `"status":"created"`)
}

// TestALateAnswer: the client leaves, and what it sent is done all the same.
func TestALateAnswer(t *testing.T) {
	t.Parallel()

	begun := make(chan struct{}, 100)
	s := gombashoptest.Start(t, gombashoptest.WithClock(func() time.Time {
		begun <- struct{}{} // the head of an answer has the time

		return time.Now()
	}))
	require.NoError(t, s.SetFaults(gombashoptest.Fault{Kind: gombashoptest.FaultDelay, DelayMS: 36_000_000, Times: 1}))

	l := callUp(t, s)
	l.write()
	<-begun
	require.NoError(t, l.conn.Close())
	s.Close() // waits for the request

	require.Equal(t, 0, s.Requests()[0].Status, "nobody was there to be answered")
	require.NoError(t, s.Resume())
	require.Equal(t, 1, count(t, client(t, s, gombashop.HMAC("test", "secret"))))
}

func TestAShopThatIsDownRefusesConnections(t *testing.T) {
	t.Parallel()

	s, c := shop(t)
	_, err := c.Ping(t.Context())
	require.NoError(t, err)
	require.NoError(t, s.Refuse())
	require.NoError(t, s.Refuse(), "it is down already")

	_, err = new(net.Dialer).DialContext(context.Background(), "tcp", address(s))
	require.Error(t, err)

	if runtime.GOOS != "windows" {
		require.ErrorIs(t, err, syscall.ECONNREFUSED)
	}

	require.NoError(t, s.Resume())
	require.NoError(t, s.Resume(), "it is up already")

	_, err = c.Ping(t.Context())
	require.NoError(t, err, "at the same address, with all that it holds")

	own := gombashoptest.NewHandler()
	require.ErrorContains(t, own.Refuse(), "no listener of its own")
	require.ErrorContains(t, own.Resume(), "no listener of its own")
	own.Close()
}
