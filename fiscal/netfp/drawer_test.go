package netfp_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/fiscal/fiscaltest"
	"github.com/skladmost/skladmost/fiscal/netfp"
)

func TestDrawer(t *testing.T) {
	t.Parallel()
	server, p := counted(t)
	cash := func() string {
		c, err := p.Cash(t.Context())
		require.NoError(t, err)
		return c.StringFixed(2)
	}
	require.Equal(t, "20.00", cash())
	server.SetStatus("W301")
	m, err := p.Deposit(t.Context(), "d/1", dec("12.3"))
	require.NoError(t, err)
	require.Contains(t, m, fiscal.Message{Kind: fiscal.Warning, Code: "W301", Text: "Low paper"})
	require.Equal(t, "32.30", cash())
	_, err = p.Withdraw(t.Context(), "w/1", dec("32.31"))
	require.ErrorIs(t, err, fiscal.ErrRejected, "there is less")
	_, err = p.Withdraw(t.Context(), "w/2", dec("32.3"))
	require.NoError(t, err)
	require.Equal(t, "0.00", cash())

	for _, bad := range []string{"0", "-1", "0.001", "1.005", "1000000"} {
		_, err = p.Deposit(t.Context(), "d/2", dec(bad))
		require.ErrorIs(t, err, fiscal.ErrInvalid, bad)
		_, err = p.Withdraw(t.Context(), "w/3", dec(bad))
		require.ErrorIs(t, err, fiscal.ErrInvalid, bad)
	}
	require.Equal(t, []string{"deposit 12.30", "withdraw 32.30"}, server.Service())
}

// A question has no outcome: it can be asked again whatever happened.
func TestCash(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		spoil func(*fiscaltest.Server)
		kind  error
	}{
		{"ok as text", func(s *fiscaltest.Server) { s.SpellOK(true) }, nil},
		{"a task id in place of a reply", func(s *fiscaltest.Server) { s.Async(1); s.Slow(10 * time.Millisecond) }, nil},
		{"reply lost", func(s *fiscaltest.Server) { s.LoseReply(1) }, fiscal.ErrOffline},
		{"request lost", func(s *fiscaltest.Server) { s.LoseRequest(1) }, fiscal.ErrOffline},
		{"no answer of the device", func(s *fiscaltest.Server) { s.Fail("E101") }, fiscal.ErrOffline},
		{"the same later", func(s *fiscaltest.Server) { s.Fail("E101"); s.Async(1) }, fiscal.ErrOffline},
		{"forgotten", func(s *fiscaltest.Server) { s.Fail(""); s.Async(1); s.Slow(time.Minute) }, fiscal.ErrOffline},
		{"refused", func(s *fiscaltest.Server) { s.Fail("E412") }, fiscal.ErrRejected},
		{"starting", func(s *fiscaltest.Server) { s.SetReady(false) }, fiscal.ErrOffline},
		{"gone", func(s *fiscaltest.Server) { s.Close() }, fiscal.ErrOffline},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			server, _ := counted(t)
			p, err := netfp.Open(t.Context(), netfp.Options{
				Addr: server.Addr(), PollEvery: time.Millisecond, Timeout: 300 * time.Millisecond,
			})
			require.NoError(t, err)
			tt.spoil(server)
			cash, err := p.Cash(t.Context())
			require.ErrorIs(t, err, tt.kind)
			require.NotErrorIs(t, err, fiscal.ErrOutcomeUnknown)
			if tt.kind == nil {
				require.Equal(t, "20.00", cash.StringFixed(2))
			}
		})
	}
}

func TestCashThatCannotBeRead(t *testing.T) {
	t.Parallel()
	for _, body := range []string{`{"ok":true}`, `{"ok":true,"amount":"much"}`, `{"ok":true,"amount":1e999999999}`, `{"ok":true,"amount":null}`} {
		url := canned(t, only("GET /printers/x/cash", text(200, body)))
		p, err := netfp.Open(t.Context(), netfp.Options{BaseURL: url, PollEvery: time.Millisecond})
		require.NoError(t, err)
		_, err = p.Cash(t.Context())
		require.ErrorIs(t, err, fiscal.ErrOffline, body)
	}
}

func TestReportsAndClock(t *testing.T) {
	t.Parallel()
	server, p := counted(t)
	for _, err := range []error{
		remarks(p.XReport(t.Context(), "x")), remarks(p.ZReport(t.Context(), "z/1")), remarks(p.ZReport(t.Context(), "z/2")),
		remarks(p.Duplicate(t.Context(), "copy")), remarks(p.Reset(t.Context(), "reset")),
		remarks(p.SetClock(t.Context(), "clock", time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC))),
	} {
		require.NoError(t, err)
	}
	require.Equal(t, []string{
		"x report", "z report 1", "z report 2", "duplicate 0000001", "reset", "clock 2026-11-23T14:00:00",
	}, server.Service())
	status, err := p.Status(t.Context())
	require.NoError(t, err)
	require.Equal(t, "2026-11-23T14:00:00+02:00", status.Time.Format(time.RFC3339))
	answer, err := p.RawRequest(t.Context(), "raw", "VT")
	require.NoError(t, err)
	require.Equal(t, "23-11-2026 14:00:00", answer.Data)
	require.NotEmpty(t, answer.Messages)

	require.ErrorIs(t, remarks(p.Duplicate(t.Context(), "copy/2")), fiscal.ErrRejected, "once for a receipt")
	require.ErrorIs(t, remarks(p.SetClock(t.Context(), "clock/2", time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))), fiscal.ErrRejected)
	require.ErrorIs(t, remarks(p.SetClock(t.Context(), "clock/3", time.Time{})), fiscal.ErrInvalid)
	_, err = p.RawRequest(t.Context(), "raw/2", "~")
	require.ErrorIs(t, err, fiscal.ErrRejected)
	_, err = p.RawRequest(t.Context(), "raw/3", "")
	require.ErrorIs(t, err, fiscal.ErrInvalid)
}
