// Command dashboard is the page that a shopkeeper uses:
//
//	go run ./examples/dashboard --demo                    # everything made up, nothing needed
//	go run ./examples/dashboard --config gombasync.yaml   # on your own systems
//	go run ./examples/dashboard password                  # ask for a password from now on
//	go run ./examples/dashboard service install           # start with the computer
//
// It prints the address of the page and works until it is stopped. Runs belong
// to the program: closing the browser stops nothing.
//
// It ends with 0 when it was told to, 1 when it failed and 2 when the command
// line or what it names cannot be used.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // Windows has no time zones of its own
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
	Stdin          *os.File
	Stdout, Stderr io.Writer
	Env            func(name string) (string, bool)
}
