package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/sklad/sqlite"
)

// watched is a writer that calls when all of some texts were written to it.
type watched struct {
	mu    sync.Mutex
	buf   bytes.Buffer
	wants []string
	then  func()
}

func (w *watched) Write(text []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()

	w.buf.Write(text)

	for _, want := range w.wants {
		if !strings.Contains(w.buf.String(), want) {
			return len(text), nil
		}
	}

	w.then()

	return len(text), nil
}

func (w *watched) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()

	return w.buf.String()
}

// runs starts the command and stops it when all of the texts stand on one of its writers.
func (p *place) runs(onErr bool, wants []string, args ...string) (int, string, string) {
	p.t.Helper()

	ctx, cancel := context.WithCancel(p.t.Context())
	defer cancel()

	out, errs := &watched{then: func() {}}, &watched{then: func() {}}
	if onErr {
		errs.wants, errs.then = wants, cancel
	} else {
		out.wants, out.then = wants, cancel
	}

	code := run(ctx, process{
		Args:  append([]string{"--config", p.config}, args...),
		Stdin: strings.NewReader(""), Stdout: out, Stderr: errs, Env: func(string) (string, bool) { return "", false },
	})

	return code, out.String(), errs.String()
}

func TestRunTellsEachRunInALine(t *testing.T) {
	t.Parallel()

	p := newPlace(t)
	p.goods("Чаша")
	require.Equal(t, exitDone, p.run("export").code)
	p.order(1, "C1")

	code, out, errs := p.runs(false, []string{"import,", "catalogue,", "quantities,"}, "run")
	require.Equal(t, exitDone, code, "%s%s", out, errs)
	require.Contains(t, out, "Running until stopped: import every 5m0s, catalogue every 15m0s, quantities every 15m0s.")
	require.Regexp(t, `import, \S+: .*orders 1 seen, 1 written\n`, out)
	require.Regexp(t, `quantities, \S+: quantities 2 seen, 1 written, 1 left out`, out)
	require.True(t, strings.HasSuffix(out, "Stopped; what was done is whole and recorded.\n"), out)
	require.Less(t, strings.Index(out, "import,"), strings.Index(out, "quantities,"), "always before")
	require.Empty(t, errs)

	r := p.run("status")
	require.Contains(t, r.out, "last quantities")
	require.Contains(t, r.out, "orders 1 seen, 1 written", "from the history")
}

func TestRunSpeaksBulgarianAndJSON(t *testing.T) {
	t.Parallel()

	p := newPlace(t)
	p.goods("Чаша")
	require.Equal(t, exitDone, p.run("export").code)

	_, out, _ := p.runs(false, []string{"количества,"}, "--lang", "bg", "run")
	require.Contains(t, out, "импорт на всеки 5m0s")
	require.Contains(t, out, "прегледани")

	_, out, errs := p.runs(false, []string{`"task":"quantities"`}, "--json", "run")
	require.Empty(t, errs)

	for line := range strings.Lines(out) {
		var one runLine
		require.NoError(t, json.Unmarshal([]byte(line), &one), line)
		require.NotEmpty(t, one.Report.Run)
		require.Nil(t, one.Error)
	}
}

// What fails is told each time, in a program's form too, and ends nothing.
func TestRunTellsAFailureAndGoesOn(t *testing.T) {
	t.Parallel()

	p := newPlace(t)
	p.goods("Чаша")
	p.write(map[string]string{"import": `import: {statuses: [изплатена], object: "1"}`})

	code, out, errs := p.runs(true, []string{"изплатена", "error: "}, "run")
	require.Equal(t, exitDone, code, "%s%s", out, errs)
	require.Contains(t, errs, "error: ")

	_, out, _ = p.runs(false, []string{`"task":"quantities"`}, "--json", "run")
	require.Contains(t, out, `"error":{"code":"unknown_status"`)
	require.Contains(t, p.run("status").out, "failed")
}

// A second program on the same shop tells who is at work, and waits.
func TestRunWaitsForAnotherAtWork(t *testing.T) {
	t.Parallel()

	p := newPlace(t)
	p.goods("Чаша")
	require.Equal(t, exitDone, p.run("export").code)

	db, err := sqlite.Open(t.Context(), p.db)
	require.NoError(t, err)

	defer func() { require.NoError(t, db.Close()) }()

	l, err := ledger.Open(t.Context(), db)
	require.NoError(t, err)
	lease, err := l.AcquireLease(t.Context(), "lease:import:main", "till-2 pid 7 -", time.Hour)
	require.NoError(t, err)

	code, out, errs := p.runs(true, []string{"till-2"}, "run")
	require.Equal(t, exitDone, code, "%s%s", out, errs)
	require.NoError(t, lease.Release(t.Context()))

	_, out, _ = p.runs(false, []string{"import,"}, "run")
	require.Contains(t, out, "import, ")
}

// The signal of a service manager ends the installed program well.
func TestRunEndsOnSIGTERM(t *testing.T) {
	t.Parallel()

	if runtime.GOOS == "windows" {
		t.Skip("Windows has no SIGTERM; Ctrl-C takes the same way")
	}

	p := newPlace(t)
	p.goods("Чаша")

	cmd := exec.CommandContext(t.Context(), build(t), "--lang", "en", "--config", p.config, "run")
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())

	var last string

	for lines := bufio.NewScanner(out); lines.Scan(); {
		if last = lines.Text(); strings.Contains(last, "quantities, ") {
			require.NoError(t, cmd.Process.Signal(syscall.SIGTERM))
		}
	}

	require.NoError(t, cmd.Wait(), "it ends with 0")
	require.Contains(t, last, "Stopped")
	require.Empty(t, p.scalar("SELECT Value FROM gomba_marks WHERE Name = 'lease:import:main'"), "the lease is given back")
}

func TestStartsFollowTheSwitches(t *testing.T) {
	t.Parallel()

	p := newPlace(t)
	p.write(map[string]string{"export": "export: {goods: false, quantities: false}"})

	_, out, _ := p.runs(false, []string{"import,"}, "run")
	require.Contains(t, out, "Running until stopped: import every 5m0s.")
}
