package control

import (
	"context"

	"github.com/skladmost/skladmost/examples/internal/assembly"
)

// Once does something in the process and waits for it: a browser that is closed
// meanwhile stops nothing, and Close stops it after the record in hand. Whoever
// may write needs it in place of With.
func (c *Control) Once(do func(context.Context, *assembly.Session) error) error {
	done := make(chan error, 1)

	if !c.begun(func() {
		done <- c.With(c.ctx, func(s *assembly.Session) error { return do(c.ctx, s) })
	}) {
		return c.ctx.Err()
	}

	return <-done
}
