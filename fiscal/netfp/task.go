package netfp

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/skladmost/skladmost/fiscal"
)

// task follows one print on the server.
type task struct {
	printer *Printer
	op      string
	id      string // the caller's
	wireID  string // the server's
	receipt fiscal.Receipt
}

// maxBlind is how often in a row the server may fail to know a task before we stop
// asking.
const maxBlind = 3

// Task asks the server what became of a print. It implements [fiscal.TaskReader];
// the error without a state is [fiscal.ErrOffline].
func (p *Printer) Task(ctx context.Context, taskIDOfPrint string) (fiscal.Result, fiscal.State, error) {
	t := task{printer: p, op: "task", id: taskIDOfPrint, wireID: taskID(taskIDOfPrint)}
	return t.ask(ctx)
}

func (t task) ask(ctx context.Context) (fiscal.Result, fiscal.State, error) {
	p := t.printer
	var info taskInfo
	if err := p.question(ctx, t.op, url.Values{"id": {t.wireID}}, &info, "printers", "taskinfo"); err != nil {
		return fiscal.Result{}, "", err
	}
	switch info.TaskStatus {
	case "enqueued", "running":
		return fiscal.Result{}, fiscal.StatePrinting, nil
	case "finished":
		// A task that crashed in the server is finished with an empty result.
		if info.Result == nil || info.Result.OK == nil {
			return fiscal.Result{}, fiscal.StateUnknown, t.unknown(errEmptyResult)
		}
		return t.outcome(t.settled(*info.Result))
	}
	return fiscal.Result{}, fiscal.StateUnknown, t.unknown(errTaskForgotten)
}

var (
	errEmptyResult   = errors.New("netfp: the server finished the task without a result")
	errTaskForgotten = errors.New("netfp: the server does not know the task (it forgets them when it restarts)")
	errTaskMismatch  = errors.New("netfp: the task id belongs to a receipt with another total")
)

func (t task) outcome(r fiscal.Result, err error) (fiscal.Result, fiscal.State, error) {
	switch {
	case err == nil:
		return r, fiscal.StatePrinted, nil
	case errors.Is(err, fiscal.ErrOutcomeUnknown):
		return fiscal.Result{}, fiscal.StateUnknown, err
	}
	return fiscal.Result{}, fiscal.StateFailed, err
}

// recover is called when the request may have arrived but the reply did not.
func (t task) recover(ctx context.Context, lost error) (fiscal.Result, error) {
	return t.await(ctx, lost)
}

// await polls until the task is done. lost is what became of the first reply, if
// anything did. When the time is over while the server was still at it, the error says
// so.
func (t task) await(ctx context.Context, lost error) (fiscal.Result, error) {
	var running error
	for blind := 0; ; {
		r, state, err := t.ask(ctx)
		switch state {
		case fiscal.StatePrinted:
			return r, nil
		case fiscal.StateFailed:
			return fiscal.Result{}, err
		case fiscal.StatePrinting:
			blind, running = 0, fiscal.ErrPrinting
		case fiscal.StatePending, fiscal.StateUnknown:
			blind, running = blind+1, nil
		default: // not answered, which changes nothing; "offline" is about the question
			blind, err = blind+1, fmt.Errorf("asking for the task: %v", err) //nolint:errorlint // only its words
		}
		if blind >= maxBlind || pause(ctx, t.printer.opts.PollEvery) != nil {
			return fiscal.Result{}, t.unknown(errors.Join(running, lost, ctx.Err(), err))
		}
	}
}

// again is called when the server has seen our task id before (E109): it has printed
// nothing now, and tells what became of the earlier try.
func (t task) again(ctx context.Context) (fiscal.Result, error) {
	r, err := t.await(ctx, nil)
	switch {
	case err == nil && !r.Amount.IsZero() && !r.Amount.Equal(t.receipt.Total()):
		return fiscal.Result{}, t.unknown(errTaskMismatch)
	case err == nil || errors.Is(err, fiscal.ErrOutcomeUnknown):
		return r, err
	}
	return fiscal.Result{}, fmt.Errorf("netfp: %w: %w", fiscal.ErrTaskUsed, err)
}

func (t task) unknown(cause error) error {
	return t.printer.fail(t.op, fiscal.ErrOutcomeUnknown, cause,
		"look whether the receipt came out and reconcile before you print again")
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

// question sends a request that prints nothing and decodes its answer. Every failure
// is ErrOffline.
func (p *Printer) question(ctx context.Context, op string, query url.Values, into any, path ...string) error {
	ctx, cancel := context.WithTimeout(ctx, p.opts.Timeout)
	defer cancel()
	a, err := p.api.get(ctx, query, path...)
	if err != nil {
		return p.fail(op, fiscal.ErrOffline, err, "look whether the ErpNet.FP server runs and the address is right")
	}
	switch a.status {
	case http.StatusOK:
	case http.StatusMethodNotAllowed:
		return p.refusedByHTTP(op, a.status)
	case http.StatusNotFound:
		return p.fail(op, fiscal.ErrOffline, httpStatusError(a.status),
			"the server has lost this printer; switch the device on or check its name")
	default:
		return p.fail(op, fiscal.ErrOffline, httpStatusError(a.status), "check whether this is the address of an ErpNet.FP server")
	}
	if err := json.Unmarshal(a.body, into); err != nil {
		return p.fail(op, fiscal.ErrOffline, err, "check whether this is the address of an ErpNet.FP server")
	}
	return nil
}
