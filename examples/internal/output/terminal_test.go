package output

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

func TestColourOnATerminalOnly(t *testing.T) {
	t.Parallel()

	for _, c := range []struct {
		name   string
		env    map[string]string
		term   bool
		colour bool
	}{
		{"pipe", nil, false, false},
		{"terminal", nil, true, true},
		{"NO_COLOR", map[string]string{"NO_COLOR": "1"}, true, false},
		{"any NO_COLOR", map[string]string{"NO_COLOR": "no"}, true, false},
		{"empty NO_COLOR", map[string]string{"NO_COLOR": ""}, true, true},
		{"dumb", map[string]string{"TERM": "dumb"}, true, false},
		{"other terminal", map[string]string{"TERM": "xterm-256color"}, true, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()

			out, w := open(Options{Terminal: c.term, Env: func(n string) (string, bool) { v, ok := c.env[n]; return v, ok }})
			out.Fail(errPlain)
			out.Warn(errPlain)
			out.Table([]Column{{Head: lang.Of("state", ""), Tones: map[string]Tone{"parked": Caution}}}, [][]string{{"parked"}, {"other"}})

			if !c.colour {
				require.Equal(t, "error: plain\nwarning: plain\n", w.err.String())
				require.Equal(t, "state\n------\nparked\nother\n", w.out.String())
				require.Equal(t, "x", out.Heading("x"))

				return
			}

			require.Equal(t, "\x1b[31merror:\x1b[0m plain\n\x1b[33mwarning:\x1b[0m plain\n", w.err.String())
			require.Equal(t, "\x1b[1mstate\x1b[0m\n------\n\x1b[33mparked\x1b[0m\nother\n", w.out.String())
			require.Equal(t, "\x1b[1mx\x1b[0m", out.Heading("x"))
		})
	}
}

func TestAFileIsNoTerminal(t *testing.T) {
	t.Parallel()

	file, err := os.Create(filepath.Join(t.TempDir(), "out"))
	require.NoError(t, err)

	defer func() { require.NoError(t, file.Close()) }()

	out := New(file, file, Options{})
	out.Fail(errPlain)
	out.Table([]Column{{Long: true}}, [][]string{{strings.Repeat("щ", 500)}})

	text, err := os.ReadFile(file.Name())
	require.NoError(t, err)
	require.NotContains(t, string(text), "\x1b")
	require.Contains(t, string(text), strings.Repeat("щ", 500), "nothing is cut")
}

func TestAJSONProgramHasNoColour(t *testing.T) {
	t.Parallel()

	out, w := open(Options{JSON: true, Terminal: true})
	out.Fail(errPlain)
	require.NotContains(t, w.err.String(), "\x1b")
}

// at is a progress on a terminal whose clock a test turns.
func at(l lang.Lang) (*Progress, *writers, *time.Time) {
	clock := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	out, w := open(Options{Lang: l, Terminal: true})
	p := out.Progress()
	p.now = func() time.Time { return clock }

	return p, w, &clock
}

func TestTheBarHasRowsRateAndRemainingTime(t *testing.T) {
	t.Parallel()

	for l, want := range map[lang.Lang][]string{
		lang.EN: {"goods 1 of 1000 ", "goods 250 of 1000, 25 rows/s, 30 s left ", "25% |"},
		lang.BG: {"goods 1 от 1000 ", "goods 250 от 1000, 25 реда/сек, остават 30 сек ", "25% |"},
	} {
		p, w, clock := at(l)
		p.Step("goods", 1, 1000)

		*clock = clock.Add(10 * time.Second)

		p.Step("goods", 250, 1000)
		p.Note("a note")
		p.Step("orders", 1, 0)
		p.Close()

		for _, text := range append(want, "a note\n", "orders 1") {
			require.Contains(t, w.err.String(), text)
		}

		for _, english := range []string{" it/", "(0/", "[0s"} {
			require.NotContains(t, w.err.String(), english, "the numbers of the bar's own")
		}

		require.Empty(t, w.out.String())
	}
}

func TestSlowAndLongProgress(t *testing.T) {
	t.Parallel()

	for _, c := range []struct {
		took        time.Duration
		done, total int
		en, bg      string
	}{
		{time.Minute, 12, 24, "x 12 of 24, 12 rows/min, 1 min left", "x 12 от 24, 12 реда/мин, остават 1 мин"},
		{time.Hour, 3600, 3600 * 3, "x 3600 of 10800, 1 rows/s, 2 h 0 min left", "x 3600 от 10800, 1 реда/сек, остават 2 ч 0 мин"},
		{time.Minute, 120, 120 * 11, "x 120 of 1320, 2 rows/s, 10 min left", "x 120 от 1320, 2 реда/сек, остават 10 мин"},
		{2 * time.Second, 10, 10, "x 10 of 10, 5 rows/s", "x 10 от 10, 5 реда/сек"},
		{2 * time.Second, 10, 0, "x 10, 5 rows/s", "x 10, 5 реда/сек"},
		{time.Millisecond, 10, 20, "x 10 of 20", "x 10 от 20"},
	} {
		for l, want := range map[lang.Lang]string{lang.EN: c.en, lang.BG: c.bg} {
			p, _, clock := at(l)
			p.label, p.done, p.total, p.began = "x", c.done, c.total, clock.Add(-c.took)
			require.Equal(t, want, p.far())
		}
	}
}
