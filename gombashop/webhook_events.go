package gombashop

import (
	"context"
	"errors"
	"sync"
)

// errClosed refuses events after Close.
var errClosed = errors.New("the receiver is closed")

// events handles each event once. One that failed is forgotten, so that its
// repetition is handled.
type events struct {
	ctx context.Context //nolint:containedctx // of the work in hand; ends with close
	end context.CancelFunc

	mu     sync.Mutex
	wg     sync.WaitGroup
	known  map[string]*work
	order  []string // of the known ones that are done, oldest first
	most   int
	closed bool
}

// work is one event, in hand until done is closed.
type work struct {
	done chan struct{}
	err  error
}

func newEvents(most int) *events {
	ctx, end := context.WithCancel(context.Background())
	return &events{ctx: ctx, end: end, known: map[string]*work{}, most: most}
}

// once does the work of an event, unless it was done or is in hand, and waits
// for its end or for the context's.
func (e *events) once(ctx context.Context, id string, do func(context.Context) error) error {
	w, err := e.take(id, do)
	if err != nil {
		return err
	}
	select {
	case <-w.done:
		return w.err
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

func (e *events) take(id string, do func(context.Context) error) (*work, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return nil, errClosed
	}
	if w := e.known[id]; w != nil {
		return w, nil
	}
	w := &work{done: make(chan struct{})}
	e.known[id] = w
	e.wg.Go(func() { e.settle(id, w, do(e.ctx)) })
	return w, nil
}

// settle remembers a success, and forgets a failure and what is too old.
func (e *events) settle(id string, w *work, err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	w.err = err
	close(w.done)
	if err != nil {
		delete(e.known, id)
		return
	}
	if e.order = append(e.order, id); len(e.order) > e.most {
		delete(e.known, e.order[0])
		e.order = e.order[1:]
	}
}

func (e *events) close() {
	e.mu.Lock()
	e.closed = true
	e.mu.Unlock()
	e.end()
	e.wg.Wait()
}
