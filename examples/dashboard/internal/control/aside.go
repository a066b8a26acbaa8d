package control

import (
	"context"
	"errors"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/syncer"
)

// Aside opens a session and lets do work with it beside both directions, with
// the patience of a run. It returns at once; done is told how it ended. Close
// ends do's context and waits for it.
func (c *Control) Aside(watch syncer.Observer, do func(context.Context, *assembly.Session) error, done func(error)) {
	if !c.begun(func() { done(c.aside(watch, do)) }) {
		go done(c.ctx.Err()) // as ever, not from here: the caller may hold what done takes
	}
}

func (c *Control) aside(watch syncer.Observer, do func(context.Context, *assembly.Session) error) error {
	cfg, err := c.Config()
	if err != nil {
		return err
	}

	s, err := assembly.Open(c.ctx, cfg, assembly.Options{Application: application, Observer: watch, Logger: c.opts.Logger})
	if err != nil {
		return err
	}

	return errors.Join(do(c.ctx, s), s.Close())
}
