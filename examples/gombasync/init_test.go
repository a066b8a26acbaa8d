package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/internal/config"
	"github.com/skladmost/skladmost/fiscal/fiscaltest"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
)

// typist answers from a list: each answer stands behind a piece of its question.
// Behind a "*" it is typed unseen.
type typist struct {
	t       *testing.T
	screen  *bytes.Buffer
	answers [][2]string
	shown   int
	stop    context.CancelFunc // called at the answer "^C"
}

// Line implements interview.Keyboard.
func (k *typist) Line(ctx context.Context) (string, error) { return k.answer(ctx, "") }

// Secret implements interview.Keyboard.
func (k *typist) Secret(ctx context.Context) (string, error) { return k.answer(ctx, "*") }

func (k *typist) answer(ctx context.Context, mark string) (string, error) {
	k.t.Helper()

	asked := k.screen.String()[k.shown:]
	k.shown = k.screen.Len()

	if len(k.answers) == 0 {
		return "", io.EOF
	}

	next := k.answers[0]
	k.answers = k.answers[1:]

	require.Contains(k.t, asked, strings.TrimPrefix(next[0], "*"))
	require.Equal(k.t, mark == "*", strings.HasPrefix(next[0], "*"), "unseen: %q", next[0])

	if next[1] == "^C" {
		k.stop()

		return "", ctx.Err()
	}

	return next[1], nil
}

// interviewed is init with answers.
func interviewed(t *testing.T, env map[string]string, answers [][2]string, args ...string) result {
	t.Helper()

	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()

	var out, errs bytes.Buffer

	k := &typist{t: t, screen: &out, answers: answers, stop: cancel}
	code := run(ctx, process{
		Args: args, Stdin: strings.NewReader(""), Stdout: &out, Stderr: io.MultiWriter(&errs, &out), Keys: k,
		Env: func(name string) (string, bool) { v, ok := env[name]; return v, ok },
	})
	require.Empty(t, k.answers, "answers nobody asked for: %s", out.String())

	return result{code, out.String(), errs.String()}
}

// fresh is a database without a ledger, and a shop.
func fresh(t *testing.T, opts ...gombashoptest.Option) (*place, string) {
	t.Helper()

	p := newPlace(t, opts...)
	p.execute(`DROP TABLE gomba_marks; DROP TABLE gomba_links; DROP TABLE gomba_orders; DROP TABLE gomba_usn;
		DROP TABLE gomba_events; DROP TABLE gomba_receipts`)

	return p, filepath.Join(t.TempDir(), "g.yaml")
}

// The whole way, Enter wherever there is a default, and what comes out works.
func TestInitAsksAndTheFileWorks(t *testing.T) {
	t.Parallel()

	p, path := fresh(t)
	r := interviewed(t, nil, [][2]string{
		{"Which kind [sqlite]", ""},
		{"The file [shop.db]", p.db},
		{"Address of its API", p.shop.URL},
		{"API Идентификатор", "test"},
		{"*Ключ (it is not shown)", "secret"},
		{"Keep it in [file]", ""},
		{"statuses", ""},
		{"Object of the documents [Служебен обект]", ""},
		{"User who signs", ""},
		{"Smart Printer [no]", ""},
		{"Serial number", "DT279013"},
		{"Operator code", ""},
		{"Read orders every [5m]", "2m"},
		{"quantities every [15m]", ""},
		{"Make the ledger's tables", ""},
	}, "--config", path, "init")
	require.Equal(t, exitDone, r.code, r.out)
	require.NotContains(t, r.out, "secret", "the key is never shown")
	require.Contains(t, r.out, "Found: sqlite 3.")
	require.Contains(t, r.out, "version 3.07.100, currency EUR, СУПТО: yes, goods: 1, ledger of this program: no.")
	require.Contains(t, r.out, "Found: ")
	require.NotContains(t, r.out, "gombasync db install", "it is done already")
	require.Contains(t, r.out, "gombasync check")

	text := contentOf(t, filepath.Dir(path), "g.yaml")
	for _, line := range []string{
		"key_file: \"key.txt\"", "# key_env:", "statuses: [\"confirmed\"]", "every: 2m", "every: 15m", "# Settings of gombasync",
		"device_serial: \"DT279013\"",
	} {
		require.Contains(t, text, line)
	}

	require.NotContains(t, text, "secret")
	require.Equal(t, "secret\n", contentOf(t, filepath.Dir(path), "key.txt"))

	for _, name := range []string{path, filepath.Join(filepath.Dir(path), "key.txt")} {
		info, err := os.Stat(name)
		require.NoError(t, err)
		require.Equal(t, os.FileMode(0o600), info.Mode().Perm(), name)
	}

	r = gombasync(t, nil, "--config", path, "check")
	require.Equal(t, exitDone, r.code, r.err)
	require.Contains(t, r.out, "Ready.")
}

// Everything wrong once: each is told with what to do, and asked again.
func TestInitAsksAgainAfterEveryWrongAnswer(t *testing.T) {
	t.Parallel()

	p, path := fresh(t)
	d := fiscaltest.NewISL(fiscaltest.DatecsA)
	t.Cleanup(d.Close)

	host, port, _ := strings.Cut(d.Addr(), ":")
	text := filepath.Join(t.TempDir(), "text.db")
	require.NoError(t, os.WriteFile(text, []byte("no database"), 0o600))

	r := interviewed(t, nil, [][2]string{
		{"Какъв вид [sqlite]", "oracle"},
		{"„oracle“ не е сред тях", "sqli"},
		{"Файлът", "/no/such/shop.db"},
		{"няма такъв файл", ""},
		{"Файлът [/no/such/shop.db]", text},
		{"файлът не е база данни", ""},
		{"Файлът", p.db},
		{"Адрес на неговия API", ""},
		{"Това е нужно.", "http://shop.example"},
		{"адрес с https", p.shop.URL + "/other"},
		{"API Идентификатор", "test"},
		{"*Ключ", ""},
		{"*Това е нужно.", "secret"},
		{"на този адрес няма магазин", p.shop.URL},
		{"API Идентификатор [test]", "other"},
		{"*Ключ (не се показва) [както досега]", ""},
		{"Адрес на неговия API", ""},
		{"API Идентификатор [other]", "test"},
		{"*Ключ (не се показва) [както досега]", "wrong"},
		{"Ключа", ""},
		{"API Идентификатор [test]", ""},
		{"*Ключ", "secret"},
		{"Къде да се пази [file]", "env"},
		{"статуси", "confirmed, lost"},
		{"„lost“ не е сред тях", "confirmed,new"},
		{"Обект", "77"},
		{"„77“ не е сред тях", ""},
		{"Потребител", ""},
		{"Smart Printer [не]", "може би"},
		{"нито „да“, нито „не“", "да"},
		{"Адресът му [127.0.0.1]", host},
		{"Портът му", "касата"},
		{"не е порт", "1"},
		{"Какво отговаря там [netfp]", ""},
		{"не отговаря касов апарат", ""},
		{"Адресът му", ""},
		{"Портът му [1]", port},
		{"Какво отговаря там", "isl-datecs-a"},
		{"Сериен номер", "ДТ1"},
		{"две латински главни букви", "DT279013"},
		{"Код на оператора", "аб"},
		{"четири знака", "0007"},
		{"на всеки [5m]", "често"},
		{"това не може да се ползва", "10m"},
		{"на всеки [15m]", "1h"},
		{"Да се направят ли сега таблиците", "не"},
	}, "--lang", "bg", "--config", path, "init")
	require.Equal(t, exitDone, r.code, r.out)
	require.Contains(t, r.out, "gombasync db install")
	require.Contains(t, r.out, "задавайте променливата GOMBASHOP_KEY")
	require.NoFileExists(t, filepath.Join(filepath.Dir(path), "key.txt"))

	for line := range strings.Lines(r.err) {
		require.Regexp(t, `^грешка: [^\n]*[а-я]{4}[^\n]*\n$`, line)
	}

	cfg, err := config.Load(path, func(string) (string, bool) { return "secret", true })
	require.NoError(t, err)
	require.Equal(t, []string{"confirmed", "new"}, cfg.Import.Statuses)
	require.Equal(t, "0007", cfg.Fiscal.OperatorCode)
	require.Equal(t, "isl-datecs-a", cfg.Fiscal.SmartPrinter.Dialect)
	require.True(t, cfg.Fiscal.SmartPrinter.Enabled)
}

// Ctrl+C and the end of the input leave nothing behind, wherever they come.
func TestInitLeavesNothingBehind(t *testing.T) {
	t.Parallel()

	p, _ := fresh(t)
	all := [][2]string{
		{"Which kind", ""}, {"The file", p.db}, {"Address", p.shop.URL}, {"API", "test"}, {"*Ключ", "secret"}, {"Keep", ""},
		{"statuses", ""}, {"Object", ""}, {"User", ""}, {"Smart Printer", ""}, {"Serial", ""}, {"Read orders", ""}, {"quantities", ""},
	}

	for n := range all {
		for _, end := range []string{"^C", ""} {
			path := filepath.Join(t.TempDir(), "g.yaml")
			answers := append([][2]string{}, all[:n]...)

			if end != "" {
				answers = append(answers, [2]string{all[n][0], end})
			}

			r := interviewed(t, nil, answers, "--config", path, "init")
			require.Equal(t, exitFailed, r.code)
			require.Contains(t, r.err, "stopped before the last answer", "%d", n)

			files, err := os.ReadDir(filepath.Dir(path))
			require.NoError(t, err)
			require.Empty(t, files)
		}
	}
}

// A secret that the environment has is neither typed nor written.
func TestInitTakesTheKeyOfTheEnvironment(t *testing.T) {
	t.Parallel()

	p, path := fresh(t)
	r := interviewed(t, map[string]string{"GOMBASHOP_KEY": "secret"}, [][2]string{
		{"Which kind", ""}, {"The file", p.db}, {"Address", p.shop.URL}, {"API", "test"}, {"*[that of GOMBASHOP_KEY]", ""},
		{"statuses", ""}, {"Object", ""}, {"User", ""}, {"Smart Printer", ""}, {"Serial number of the fiscal device", ""},
		{"Read orders", ""}, {"quantities", ""}, {"Make the ledger's", "no"},
	}, "--config", path, "init")
	require.Equal(t, exitDone, r.code, r.out)
	require.Contains(t, contentOf(t, filepath.Dir(path), "g.yaml"), `key_env: "GOMBASHOP_KEY"`)
	require.Contains(t, contentOf(t, filepath.Dir(path), "g.yaml"), "# device_serial: DT279013")
}

// A module that is off, and another currency.
func TestInitLooksAtTheShop(t *testing.T) {
	t.Parallel()

	p, path := fresh(t, gombashoptest.WithModuleOff())
	r := interviewed(t, nil, [][2]string{
		{"Which kind", ""}, {"The file", p.db}, {"Address", p.shop.URL}, {"API", "test"}, {"*Ключ", "secret"},
		{"module", "^C"},
	}, "--config", path, "init")
	require.Equal(t, exitFailed, r.code)

	p, path = fresh(t, gombashoptest.WithCurrency("BGN"))
	r = interviewed(t, nil, [][2]string{
		{"Which kind", ""}, {"The file", p.db}, {"Address", p.shop.URL}, {"API", "test"}, {"*Ключ", "secret"},
		{"the shop sells in BGN and Склад Pro counts in EUR", "^C"},
	}, "--config", path, "init")
	require.Equal(t, exitFailed, r.code)
}

// With a flag, for a program and where a file is already, nothing is asked.
func TestInitAsksNothingWhereNobodyWantsIt(t *testing.T) {
	t.Parallel()

	for _, args := range [][]string{
		{"init", "--yes"}, {"init", "-y"}, {"init", "--shop", "https://shop.example/api"}, {"init", "--device", "DT279013"}, {"--json", "init"},
	} {
		path := filepath.Join(t.TempDir(), "g.yaml")
		r := interviewed(t, nil, nil, append([]string{"--config", path}, args...)...)
		require.Equal(t, exitDone, r.code, r.out)
		require.FileExists(t, path)

		r = interviewed(t, nil, nil, "--config", path, "init")
		require.Equal(t, exitUsage, r.code)
		require.Contains(t, r.err, "exists already")
	}
}

// A key that stands beside another configuration is not overwritten.
func TestInitKeepsOtherKeys(t *testing.T) {
	t.Parallel()

	p, path := fresh(t)
	other := filepath.Join(filepath.Dir(path), "key.txt")
	require.NoError(t, os.WriteFile(other, []byte("other"), 0o600))

	r := interviewed(t, nil, [][2]string{
		{"Which kind", ""}, {"The file", p.db}, {"Address", p.shop.URL}, {"API", "test"}, {"*Ключ", "secret"}, {"key-2.txt", ""},
		{"statuses", ""}, {"Object", ""}, {"User", ""}, {"Smart Printer", ""}, {"Serial", ""}, {"Read orders", ""}, {"quantities", ""},
		{"Make the ledger's", "^C"},
	}, "--config", path, "init")
	require.Equal(t, exitDone, r.code, r.out)
	require.Contains(t, r.out, "gombasync db install")
	require.Equal(t, "other", contentOf(t, filepath.Dir(path), "key.txt"))
	require.Equal(t, "secret\n", contentOf(t, filepath.Dir(path), "key-2.txt"))
}

// A folder that cannot be written is found before the first question.
func TestInitAsksNothingThatCannotBeWritten(t *testing.T) {
	t.Parallel()

	path := filepath.Join(t.TempDir(), "none", "g.yaml")
	r := interviewed(t, nil, nil, "--config", path, "init")
	require.Equal(t, exitFailed, r.code)
	require.Contains(t, r.err, "cannot be written")
	require.NotContains(t, r.out, "Which kind")
}
