package netfp

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/skladmost/skladmost/fiscal"
)

// task follows one order on the server.
type task struct {
	printer *Printer
	op      string
	id      string // the caller's
	wireID  string // the server's
	// fits says whether the result of an earlier try is one of this order; nil = any.
	fits func(reply) bool
}

// maxBlind is how often in a row the server may fail to know a task before we stop
// asking.
const maxBlind = 3

// Task asks the server what became of an order. It implements [fiscal.TaskReader];
// the error without a state is [fiscal.ErrOffline].
func (p *Printer) Task(ctx context.Context, taskIDOfPrint string) (fiscal.Result, fiscal.State, error) {
	t := task{printer: p, op: "task", id: taskIDOfPrint, wireID: taskID(taskIDOfPrint)}
	r, state, err := t.ask(ctx)
	if state != fiscal.StatePrinted {
		return fiscal.Result{}, state, err
	}
	return p.result(t.id, r), state, nil
}

func (t task) ask(ctx context.Context) (reply, fiscal.State, error) {
	p := t.printer
	var info taskInfo
	if err := p.question(ctx, t.op, url.Values{"id": {t.wireID}}, &info, "printers", "taskinfo"); err != nil {
		return reply{}, "", err
	}
	switch info.TaskStatus {
	case "enqueued", "running":
		return reply{}, fiscal.StatePrinting, nil
	case "finished":
		// A task that crashed in the server is finished with an empty result.
		if info.Result == nil || info.Result.OK == nil {
			return reply{}, fiscal.StateUnknown, t.unknown(errEmptyResult)
		}
		return t.outcome(t.settled(*info.Result))
	}
	return reply{}, fiscal.StateUnknown, t.unknown(errTaskForgotten)
}

var (
	errEmptyResult   = errors.New("netfp: the server finished the task without a result")
	errTaskForgotten = errors.New("netfp: the server does not know the task (it forgets them when it restarts)")
	errTaskMismatch  = errors.New("netfp: the task id belongs to something else: another document or another total")
)

func (t task) outcome(r reply, err error) (reply, fiscal.State, error) {
	switch {
	case err == nil:
		return r, fiscal.StatePrinted, nil
	case errors.Is(err, fiscal.ErrOutcomeUnknown):
		return reply{}, fiscal.StateUnknown, err
	}
	return reply{}, fiscal.StateFailed, err
}

// await polls until the task is done. lost is what became of the first reply, if
// anything did. When the time is over while the server was still at it, the error says
// so.
func (t task) await(ctx context.Context, lost error) (reply, error) {
	var running error
	for blind := 0; ; {
		r, state, err := t.ask(ctx)
		switch state {
		case fiscal.StatePrinted:
			return r, nil
		case fiscal.StateFailed:
			return reply{}, err
		case fiscal.StatePrinting:
			blind, running = 0, fiscal.ErrPrinting
		case fiscal.StatePending, fiscal.StateUnknown:
			blind, running = blind+1, nil
		default: // not answered, which changes nothing; "offline" is about the question
			blind, err = blind+1, fmt.Errorf("asking for the task: %v", err) //nolint:errorlint // only its words
		}
		if blind >= maxBlind || pause(ctx, t.printer.opts.PollEvery) != nil {
			return reply{}, t.unknown(errors.Join(running, lost, ctx.Err(), err))
		}
	}
}

// again is called when the server has seen our task id before (E109): it has done
// nothing now, and tells what became of the earlier try.
func (t task) again(ctx context.Context) (reply, error) {
	r, err := t.await(ctx, nil)
	switch {
	case err == nil && t.fits != nil && !t.fits(r):
		return reply{}, t.unknown(errTaskMismatch)
	case err == nil || errors.Is(err, fiscal.ErrOutcomeUnknown):
		return r, err
	}
	return reply{}, fmt.Errorf("netfp: %w: %w", fiscal.ErrTaskUsed, err)
}

func (t task) unknown(cause error) error {
	return t.printer.fail(t.op, fiscal.ErrOutcomeUnknown, cause,
		"look at the paper and the device whether it was done, and reconcile before you do it again")
}

func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err() //nolint:wrapcheck // the caller adds the words
	}
}

// taskID is the id as the server takes it: at most 60 printable characters. Another
// id is replaced by its hash, which is the same every time.
func taskID(id string) string {
	const most = 60
	fits := len(id) <= most
	for _, r := range id {
		fits = fits && r > ' ' && r < 0x7f
	}
	if fits {
		return id
	}
	sum := sha256.Sum256([]byte(id))
	return "h-" + hex.EncodeToString(sum[:20])
}
