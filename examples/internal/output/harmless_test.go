package output

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

func TestATextOfSomebodyElseCommandsNoTerminal(t *testing.T) {
	t.Parallel()

	const evil = "Ива\x1b[2J\x07н\u202eгроб\u009b31m"

	out, w := open(Options{Lang: lang.BG, Terminal: true})
	out.Say(lang.Of("order of %s\nsecond line", "order of %s\nsecond line"), evil)
	out.Table([]Column{{Head: lang.Of("name", "name")}, {Head: lang.Of("state", "state")}}, [][]string{{evil + "\r\nforged", "parked"}})
	out.Fail(errors.New(evil))

	for _, text := range []string{sequence.ReplaceAllString(w.out.String(), ""), sequence.ReplaceAllString(w.err.String(), "")} {
		require.NotContains(t, text, "\x1b")
		require.NotContains(t, text, "\x07")
		require.NotContains(t, text, "\u009b")
		require.NotContains(t, text, "\u202e")
		require.Contains(t, text, "Ива�[2J�н�гроб")
	}

	require.Contains(t, w.out.String(), "\nsecond line\n")
	require.NotContains(t, w.out.String(), "\nforged")
}
