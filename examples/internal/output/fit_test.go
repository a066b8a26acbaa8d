package output

import (
	"regexp"
	"strings"
	"testing"

	"github.com/rivo/uniseg"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

func orders() ([]Column, [][]string) {
	return []Column{
			{Head: lang.Of("order", "поръчка")}, {Head: lang.Of("state", "състояние")}, {Head: lang.Of("total", "сума"), Right: true},
			{Head: lang.Of("reason", "причина"), Long: true},
		}, [][]string{
			{"10045", "прехвърлена", "1234.56", ""},
			{"10046", "заделена", "9.00", "стоката „Тениска Марица“ няма връзка, защото никой не я е изпращал"},
			{"10047", "заделена", "10.00", "ＡＢＣＤ が ありません 😀 と いわれました もう いちど おくって"},
		}
}

var sequence = regexp.MustCompile("\x1b\\[[0-9]*m")

// On a terminal of any width no line is wider, and the numbers stay whole as long
// as there is anything else to cut.
func TestATableIsNeverWiderThanTheTerminal(t *testing.T) {
	t.Parallel()

	for width := 1; width < 120; width++ {
		for _, wrap := range []bool{false, true} {
			columns, rows := orders()
			columns[3].Wrap = wrap

			out, w := open(Options{Lang: lang.BG, Terminal: true, Width: width})
			out.Table(columns, rows)

			text := sequence.ReplaceAllString(w.out.String(), "")
			for line := range strings.Lines(text) {
				line = strings.TrimSuffix(line, "\n")
				require.LessOrEqual(t, uniseg.StringWidth(line), width, "%d: %q", width, line)
			}

			if width >= 45 {
				require.Contains(t, text, "1234.56", width)
				require.Contains(t, text, "прехвърлена", width)
			}
		}
	}
}

func TestTheLongColumnIsCutByWhatIsSeen(t *testing.T) {
	t.Parallel()

	columns, rows := orders()
	out, w := open(Options{Lang: lang.BG, Terminal: true, Width: 50, Env: noColour})
	out.Table(columns, rows[:2])
	require.Equal(t, ""+
		"поръчка  състояние       сума  причина\n"+
		"-------  -----------  -------  -------------------\n"+
		"10045    прехвърлена  1234.56\n"+
		"10046    заделена        9.00  стоката „Тениска М…\n", w.out.String())

	out, w = open(Options{Lang: lang.BG})
	out.Table(columns, rows[:2])
	require.Contains(t, w.out.String(), "никой не я е изпращал\n", "a file keeps everything")
	require.NotContains(t, w.out.String(), "…")
}

func TestAWrappedCellKeepsEveryWord(t *testing.T) {
	t.Parallel()

	columns, rows := orders()
	columns[3].Wrap = true

	out, w := open(Options{Lang: lang.BG, Terminal: true, Width: 50, Env: noColour})
	out.Table(columns, rows[1:2])
	require.Equal(t, rows[1][3], strings.Join(strings.Fields(w.out.String())[11:], " "), w.out.String())
	require.NotContains(t, w.out.String(), "…")
}

func noColour(name string) (string, bool) { return "1", name == "NO_COLOR" }

func TestCutAndBroken(t *testing.T) {
	t.Parallel()

	for _, c := range []struct {
		text  string
		width int
		cut   string
		lines []string
	}{
		{"чай", 3, "чай", []string{"чай"}},
		{"чаша", 3, "ча…", []string{"чаш", "а"}},
		{"бял чай", 4, "бял…", []string{"бял", "чай"}},
		{"", 3, "", []string{""}},
		{"чаша", 0, "", []string{"чаша"}},
		{"чаша", 1, "…", []string{"ч", "а", "ш", "а"}},
		{"ＡＢ", 3, "Ａ…", []string{"Ａ", "Ｂ"}},
		{"e\u0301tui", 3, "e\u0301t…", []string{"e\u0301tu", "i"}},
	} {
		require.Equal(t, c.cut, cut(c.text, c.width))
		require.Equal(t, c.lines, broken(c.text, c.width))
	}
}
