package browsertest

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// program is the dashboard as a process of its own.
type program struct {
	address string // without a slash at its end
	process *exec.Cmd
	said    *lines
	ended   chan struct{}
}

// start runs the dashboard until the test ends. It takes any free port.
func start(t *testing.T, args ...string) *program {
	t.Helper()

	if shared.absent != "" {
		required(t, shared.absent)
	}

	p := &program{
		process: exec.Command(shared.program, append([]string{"--addr", "127.0.0.1:0"}, args...)...),
		said:    &lines{}, ended: make(chan struct{}),
	}
	p.process.Dir = t.TempDir()
	p.process.Stderr = p.said
	p.process.Env = append(os.Environ(), "SKLAD_PASSWORD=of the database", "SHOP_KEY=of the shop", "PRINTER_PASSWORD=1") // for settings that name them

	stdout, err := p.process.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, p.process.Start())
	t.Cleanup(func() { p.stop(t) })

	address := make(chan string, 1)

	go p.listen(stdout, address)

	select {
	case p.address = <-address:
	case <-p.ended:
		require.Fail(t, "the program ended", p.said.String())
	case <-time.After(patience):
		require.Fail(t, "the program does not say where the page is", p.said.String())
	}

	return p
}

// listen finds the address among what the program says, and reads the rest.
func (p *program) listen(stdout io.Reader, address chan<- string) {
	defer close(p.ended)

	for scan := bufio.NewScanner(stdout); scan.Scan(); {
		if found := regexp.MustCompile(`(https?://\S+?)/(\s|$)`).FindStringSubmatch(scan.Text()); found != nil {
			select {
			case address <- found[1]:
			default:
			}
		}
	}
}

// stop ends the program as Ctrl+C does, and waits for it.
func (p *program) stop(t *testing.T) {
	t.Helper()

	end := p.process.Process.Kill
	if runtime.GOOS != "windows" {
		end = func() error { return p.process.Process.Signal(os.Interrupt) }
	}

	_ = end()

	select {
	case <-p.ended:
	case <-time.After(patience):
		_ = p.process.Process.Kill()

		<-p.ended
		t.Error("the program did not end when it was told to")
	}

	_ = p.process.Wait()

	if t.Failed() && p.said.String() != "" {
		t.Log("the program said:\n" + p.said.String())
	}
}

// lines is a buffer for two.
type lines struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()

	return l.text.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()

	return l.text.String()
}
