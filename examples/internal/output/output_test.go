package output

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

type writers struct{ out, err bytes.Buffer }

func open(o Options) (*Output, *writers) {
	w := &writers{}

	return New(&w.out, &w.err, o), w
}

func TestSayForAPersonAndJSONForAProgram(t *testing.T) {
	t.Parallel()

	line := lang.Text{EN: "%d goods", BG: "%d стоки"}

	for _, c := range []struct {
		name string
		opts Options
		want string
	}{
		{"English", Options{}, "3 goods\n"},
		{"Bulgarian", Options{Lang: lang.BG}, "3 стоки\n"},
		{"program", Options{JSON: true, Lang: lang.BG}, `{"goods":3}` + "\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()

			out, w := open(c.opts)
			out.Say(line, 3)
			require.NoError(t, out.JSON(map[string]int{"goods": 3}))
			require.Equal(t, c.want, w.out.String())
			require.Empty(t, w.err.String())
		})
	}

	out, _ := open(Options{JSON: true})
	require.ErrorContains(t, out.JSON(make(chan int)), "JSON")
}

type bilingual struct{ en, bg string }

func (b bilingual) Error() string { return b.en }

func (b bilingual) Notice(l lang.Lang) Notice {
	return Notice{Code: "own", Message: lang.Text{EN: b.en, BG: b.bg}.In(l), Remedy: "x"}
}

var errPlain = errors.New("plain")

func TestErrorsAreOneLineEach(t *testing.T) {
	t.Parallel()

	own := bilingual{"good 5", "стока 5"}
	for _, c := range []struct {
		name string
		err  error
		want []string
	}{
		{"none", nil, nil},
		{"one", errPlain, []string{"plain"}},
		{"translated", own, []string{"стока 5; x"}},
		{"wrapped", fmt.Errorf("run: %w", own), []string{"стока 5; x"}},
		{"joined", errors.Join(errPlain, errors.Join(own, errPlain)), []string{"plain", "стока 5; x", "plain"}},
		{"two causes, one sentence", fmt.Errorf("%w: %w", errPlain, os.ErrNotExist), []string{"plain: file does not exist"}},
		{"several lines", errors.New("a\n\n  b\n"), []string{"a; b"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()

			var lines []string
			for _, n := range Notices(c.err, lang.BG, nil) {
				lines = append(lines, n.line())
			}

			require.Equal(t, c.want, lines)
		})
	}
}

func TestFailTranslates(t *testing.T) {
	t.Parallel()

	translate := func(err error, l lang.Lang) Notice {
		if errors.Is(err, errPlain) {
			return Notice{Code: "plain", Message: "translated", Remedy: "to " + string(l), Line: "translated to " + string(l)}
		}

		return Notice{}
	}

	out, w := open(Options{Lang: lang.BG, Translate: translate})
	out.Fail(errors.Join(errPlain, os.ErrExist))
	out.Warn(errPlain)
	require.Equal(t, "грешка: translated to bg\nгрешка: file already exists\nвнимание: translated to bg\n", w.err.String())
	require.Empty(t, w.out.String())

	out, w = open(Options{JSON: true, Lang: lang.EN, Translate: translate})
	out.Fail(errPlain)
	out.Warn(os.ErrExist)

	lines := strings.Split(strings.TrimSpace(w.err.String()), "\n")
	require.Len(t, lines, 2)
	require.JSONEq(t, `{"error":{"code":"plain","message":"translated","remedy":"to en"}}`, lines[0])
	require.JSONEq(t, `{"warning":{"code":"failed","message":"file already exists"}}`, lines[1])
}

func TestTable(t *testing.T) {
	t.Parallel()

	columns := []Column{{Head: lang.Text{EN: "name", BG: "име"}}, {Head: lang.Text{EN: "price", BG: "цена"}, Right: true}}
	rows := [][]string{{"Тениска", "19.99"}, {"Чай", "3.5"}, {"само име"}}

	out, w := open(Options{Lang: lang.BG})
	out.Table(columns, rows)
	require.Equal(t, "име        цена\n--------  -----\nТениска   19.99\nЧай         3.5\nсамо име\n", w.out.String())

	for _, nothing := range []Options{{JSON: true}, {}} {
		out, w = open(nothing)
		out.Table(columns, rows[:0])
		require.Empty(t, w.out.String(), "a table without rows")
	}

	out, w = open(Options{JSON: true})
	out.Table(columns, rows)
	require.Empty(t, w.out.String())
}

func TestProgressIsPlainLinesOffATerminal(t *testing.T) {
	t.Parallel()

	out, w := open(Options{})
	p := out.Progress()

	for range 2 {
		for i := range 2500 {
			p.Step("goods", i+1, 2600)
		}
	}

	p.Note("good 7 was parked")
	p.Step("orders", 3, 0)
	p.Step("orders", 2, 0)
	p.Close()
	require.Equal(t, "goods 1000 of 2600\ngoods 2000 of 2600\ngoods 2500 of 2600\n"+
		"goods 1000 of 2600\ngoods 2000 of 2600\ngood 7 was parked\ngoods 2500 of 2600\norders 3\n", w.err.String())
	require.Empty(t, w.out.String())
}

func TestProgressSaysNothingToAProgram(t *testing.T) {
	t.Parallel()

	out, w := open(Options{JSON: true, Terminal: true})
	p := out.Progress()
	p.Step("goods", 1, 10)
	p.Note("a note")
	p.Close()
	require.Empty(t, w.err.String()+w.out.String())
}

func TestProgressFromSeveralGoroutines(t *testing.T) {
	t.Parallel()

	out, _ := open(Options{})
	p := out.Progress()

	var work sync.WaitGroup
	for i := range 8 {
		work.Go(func() {
			for n := range 50 {
				p.Step(fmt.Sprint(i%2), n, 50)
				p.Note("x")
			}
		})
	}

	work.Wait()
	p.Close()
}
