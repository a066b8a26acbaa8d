// Command gombasync connects Microinvest Склад Pro with a GombaShop shop:
//
//	go run ./examples/gombasync demo        # see it work, nothing needed
//	go run ./examples/gombasync init        # a short interview, then gombasync.yaml
//	go run ./examples/gombasync db install  # make the ledger's tables
//	go run ./examples/gombasync check       # both sides, every precondition
//	go run ./examples/gombasync match propose --out matches.csv # both sides hold goods already
//	go run ./examples/gombasync plan export # what would be sent
//	go run ./examples/gombasync export
//	go run ./examples/gombasync import
//	go run ./examples/gombasync run         # both, by their start modes, until stopped
//
// It ends with 0 when the work is done, 1 when it failed (what was done is
// whole and recorded: run it again), 2 when the command or the configuration is
// wrong, and 3 when it is done but records were kept aside for a person.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // Windows has no time zones of its own

	"github.com/skladmost/skladmost/examples/internal/interview"
)

func main() { os.Exit(start()) }

// start ends on the first signal after the record in hand; a second signal
// ends the program at once.
func start() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()

	context.AfterFunc(ctx, stop)

	return run(ctx, process{Args: os.Args[1:], Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Env: os.LookupEnv})
}

// process is what the system gives a program.
type process struct {
	Args           []string
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Env            func(name string) (string, bool)
	// Keys answers questions instead of the terminal at Stdin; nil: that one does.
	Keys interview.Keyboard
}
