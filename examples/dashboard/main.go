// Command dashboard is the page that a shopkeeper uses:
//
//	go run ./examples/dashboard --demo                    # everything made up, nothing needed
//	go run ./examples/dashboard --config gombasync.yaml   # on your own systems
//
// It prints the address of the page and works until it is stopped. Runs belong
// to the program: closing the browser stops nothing.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // Windows has no time zones of its own

	"github.com/alecthomas/kong"
)

func main() { os.Exit(start()) }

// start ends on the first signal after the record in hand; a second signal
// ends the program at once.
func start() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()

	context.AfterFunc(ctx, stop)

	return run(ctx, process{Args: os.Args[1:], Stdout: os.Stdout, Stderr: os.Stderr, Env: os.LookupEnv})
}

// process is what the system gives a program.
type process struct {
	Args           []string
	Stdout, Stderr io.Writer
	Env            func(name string) (string, bool)
}

// cli is the grammar of the command line.
type cli struct {
	demoFlag `embed:""`

	Config string `default:"gombasync.yaml" help:"the settings, the same file as gombasync's" placeholder:"FILE" type:"path"`
	Addr   string `default:"127.0.0.1:8787" help:"where the page is; other than this computer it needs a password and TLS" placeholder:"HOST:PORT"`
	Lang   string `default:"bg"             enum:"bg,en"                                       help:"language of a visitor who has chosen none" placeholder:"bg|en"`
}

// run is the whole program: it returns the exit code.
func run(ctx context.Context, p process) int {
	grammar := &cli{}

	parser, err := kong.New(grammar, kong.Name("dashboard"), kong.Writers(p.Stdout, p.Stderr), kong.Exit(func(int) {}))
	if err != nil {
		return fail(p, err)
	}

	if _, err := parser.Parse(p.Args); err != nil {
		_ = fail(p, err)

		return 2
	}

	if err := serve(ctx, p, grammar); err != nil {
		return fail(p, err)
	}

	return 0
}

func fail(p process, err error) int {
	_, _ = fmt.Fprintln(p.Stderr, "error:", err)

	return 1
}
