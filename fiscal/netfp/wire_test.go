package netfp_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/fiscal/fiscaltest"
	"github.com/skladmost/skladmost/fiscal/netfp"
)

// deaf is a transport that reports nothing of what it sends, as a caller's own may be.
type deaf struct {
	inner http.RoundTripper
	// lose throws the answers to prints away.
	lose bool
}

func (d deaf) RoundTrip(r *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	fresh, err := http.NewRequest(r.Method, r.URL.String(), bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	resp, err := d.inner.RoundTrip(fresh)
	if err == nil && d.lose && r.Method == http.MethodPost {
		_ = resp.Body.Close()
		return nil, errors.New("the proxy lost the answer")
	}
	return resp, err
}

// What was not seen to stay here may have been sent.
func TestATransportThatReportsNothing(t *testing.T) {
	t.Parallel()
	server := fiscaltest.NewServer()
	t.Cleanup(server.Close)
	inner := &http.Transport{}
	t.Cleanup(inner.CloseIdleConnections)
	p, err := netfp.Open(t.Context(), netfp.Options{
		Addr: server.Addr(), HTTPClient: &http.Client{Transport: deaf{inner, true}}, PollEvery: time.Millisecond,
	})
	require.NoError(t, err)
	// The task still tells what became of it …
	r, err := p.Print(t.Context(), receipt("main/1"))
	require.NoError(t, err)
	require.Equal(t, "0000001", r.Number)

	// … and where nobody tells, nobody knows.
	broken, err := netfp.Open(t.Context(), netfp.Options{Addr: server.Addr(), PollEvery: time.Millisecond,
		HTTPClient: &http.Client{Transport: onlyGet{deaf{inner, false}}}})
	require.NoError(t, err)
	_, err = broken.Print(t.Context(), receipt("main/2"))
	require.ErrorIs(t, err, fiscal.ErrOutcomeUnknown)
	require.NotErrorIs(t, err, fiscal.ErrOffline)
}

// onlyGet fails on every print, and nobody sees where.
type onlyGet struct{ http.RoundTripper }

func (o onlyGet) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Method == http.MethodPost {
		return nil, errors.New("something broke somewhere")
	}
	return o.RoundTripper.RoundTrip(r)
}

// A server that is gone is known to have got nothing.
func TestAServerThatIsGoneGotNothing(t *testing.T) {
	t.Parallel()
	server := fiscaltest.NewServer()
	p, err := netfp.Open(t.Context(), netfp.Options{Addr: server.Addr()})
	require.NoError(t, err)
	server.Close()
	_, err = p.Print(t.Context(), receipt("main/1"))
	require.ErrorIs(t, err, fiscal.ErrOffline)
	require.NotErrorIs(t, err, fiscal.ErrOutcomeUnknown)
}

// A kept connection that the server closes at the wrong moment would make a lost
// receipt out of one that never left, so every request has its own.
func TestEveryRequestHasItsOwnConnection(t *testing.T) {
	t.Parallel()
	for name, given := range map[string]*http.Client{
		"our own client": nil,
		"a plain client": {},
		"a given one":    {Transport: &http.Transport{MaxIdleConnsPerHost: 4}},
	} {
		var opened, asked atomic.Int32
		backend := fiscaltest.NewServer()
		t.Cleanup(backend.Close)
		forward := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			asked.Add(1)
			target, err := http.NewRequestWithContext(r.Context(), r.Method, backend.URL()+r.URL.String(), r.Body)
			if err == nil {
				var resp *http.Response
				if resp, err = http.DefaultClient.Do(target); err == nil {
					defer resp.Body.Close()
					w.WriteHeader(resp.StatusCode)
					_, err = io.Copy(w, resp.Body)
				}
			}
			if err != nil {
				w.WriteHeader(http.StatusBadGateway)
			}
		}))
		forward.Config.ConnState = func(_ net.Conn, s http.ConnState) {
			if s == http.StateNew {
				opened.Add(1)
			}
		}
		forward.Start()
		p, err := netfp.Open(t.Context(), netfp.Options{BaseURL: forward.URL, HTTPClient: given})
		require.NoError(t, err)
		_, err = p.Status(t.Context())
		require.NoError(t, err)
		_, err = p.Print(t.Context(), receipt("main/1"))
		require.NoError(t, err, name)
		require.Equal(t, int32(4), asked.Load(), name)
		require.Equal(t, asked.Load(), opened.Load(), name)
		forward.Close()
		http.DefaultClient.CloseIdleConnections()
	}
}

// The server's name now leads to another till: nothing is printed on it.
func TestAnotherDeviceAnswers(t *testing.T) {
	t.Parallel()
	var serial atomic.Value
	serial.Store("DT279013")
	mux := http.NewServeMux()
	info := func() string {
		return fmt.Sprintf(`{"serialNumber":%q,"fiscalMemorySerialNumber":"02279013"}`, serial.Load())
	}
	mux.HandleFunc("GET /printers", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, `{"till":`+info()+`}`) })
	mux.HandleFunc("GET /printers/till", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, info()) })
	mux.HandleFunc("GET /printers/till/status", text(200, `{"ok":true,"deviceDateTime":"2026-11-23T13:55:18"}`))
	mux.HandleFunc("POST /", func(http.ResponseWriter, *http.Request) { t.Error("something was printed") })
	p, err := netfp.Open(t.Context(), netfp.Options{BaseURL: canned(t, mux.ServeHTTP)})
	require.NoError(t, err)
	_, err = p.Status(t.Context())
	require.NoError(t, err)

	serial.Store("DT000001")
	_, err = p.Status(t.Context())
	require.ErrorIs(t, err, fiscal.ErrOffline)
	require.ErrorContains(t, err, "DT000001 instead of DT279013")
	journal := &fiscaltest.Journal{}
	_, err = fiscal.NewSpooler(p, journal).Print(t.Context(), "main/1", receipt(""))
	require.ErrorIs(t, err, fiscal.ErrOffline)
	require.Zero(t, journal.Entry("main/1"))
}

const secret = "pa55word"

func TestThePasswordOfTheAddress(t *testing.T) {
	t.Parallel()
	var user, password string
	url := canned(t, func(w http.ResponseWriter, r *http.Request) {
		user, password, _ = r.BasicAuth()
		_, _ = io.WriteString(w, `{"x":{"serialNumber":"DT279013"}}`)
	})
	p, err := netfp.Open(t.Context(), netfp.Options{BaseURL: strings.Replace(url, "http://", "http://kasa:"+secret+"@", 1) + "?token=" + secret})
	require.NoError(t, err)
	require.Equal(t, "kasa", user)
	require.Equal(t, secret, password)
	for _, printed := range []string{fmt.Sprintf("%v", p), fmt.Sprintf("%+v", p), fmt.Sprintf("%#v", p), fmt.Sprintf("%+v", *p)} {
		require.NotContains(t, printed, secret)
	}
	for _, o := range []netfp.Options{
		{BaseURL: "htp://user:" + secret + "@host"},
		{BaseURL: "http://user:" + secret + "@127.0.0.1:1"},
		{BaseURL: "http://user:" + secret + "%zz@127.0.0.1:1"},
		{BaseURL: "http://user:" + secret + "@host:port"},
		{BaseURL: "http://127.0.0.1:1/?key=" + secret},
		{Addr: "user:" + secret + "@127.0.0.1:1"},
		{Addr: "user:" + secret + "@ 127.0.0.1:1"},
	} {
		_, err := netfp.Open(t.Context(), o)
		require.Error(t, err)
		require.NotContains(t, err.Error(), secret)
	}
}

// A reply that says little is printed all the same; what is missing stays empty.
func TestOnlyOK(t *testing.T) {
	t.Parallel()
	r, err := odd(t, text(200, `{"ok":true}`)).Print(t.Context(), receipt("main/1"))
	require.NoError(t, err)
	require.Empty(t, r.Number)
	require.True(t, r.Amount.IsZero())
	require.Equal(t, "DT279013", r.Device)
}

// The server is known to be still at it: the job is not lost, it is late.
func TestTooSlowButStillRunning(t *testing.T) {
	t.Parallel()
	server, p := open(t)
	server.Async(1)
	server.Slow(4 * time.Second)
	journal := &fiscaltest.Journal{}
	_, err := fiscal.NewSpooler(p, journal, fiscal.WithPrintTimeout(time.Second)).Print(t.Context(), "main/1", receipt(""))
	require.ErrorIs(t, err, fiscal.ErrOutcomeUnknown)
	require.ErrorIs(t, err, fiscal.ErrPrinting)
	require.NotErrorIs(t, err, fiscal.ErrOffline)
	require.Equal(t, fiscal.StatePrinting, journal.Entry("main/1").State)
}
