package main

import (
	"context"
	"time"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/syncer"
)

// session is the engine of a command.
type session struct{ *assembly.Session }

// asking is the most patience of a command that only asks: somebody is waiting
// for its answer.
const asking = 5 * time.Second

// open reads the configuration and assembles the engine. It talks to no shop
// and to no printer.
func (a *app) open(ctx context.Context, watch syncer.Observer) (*session, error) {
	cfg, err := a.config()
	if err != nil {
		return nil, err
	}

	if watch == nil {
		cfg.Shop.Patience = min(cfg.Shop.Patience, asking)
	}

	s, err := assembly.Open(ctx, cfg, assembly.Options{Application: "gombasync", Observer: watch})
	if err != nil {
		return nil, err
	}

	return &session{s}, nil
}
