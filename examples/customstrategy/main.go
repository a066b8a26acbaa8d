// Command customstrategy replaces three decisions of the engine: what a good
// costs, how much of it the shop may sell, and which orders are ready. It runs
// the same sample shop twice and prints what differs from the defaults.
//
//	go run ./examples/customstrategy
package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/skladmost/skladmost/syncer"
)

func main() {
	differs, err := compare(context.Background())
	fmt.Print(differs)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// compare has a line for everything that the own rules make different.
func compare(ctx context.Context) (string, error) {
	var differs strings.Builder
	usual, err := trade(ctx, func(*syncer.Config) {})
	if err != nil {
		return "", err
	}

	own, err := trade(ctx, ownRules)
	for i := range own {
		if usual[i] != own[i] {
			fmt.Fprintf(&differs, "%-24s %-12s → %s\n", own[i].what, usual[i].is, own[i].is)
		}
	}

	return differs.String(), err
}
