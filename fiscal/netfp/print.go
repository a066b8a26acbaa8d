package netfp

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/skladmost/skladmost/fiscal"
)

// Print prints a sale. Without a TaskID in r it is refused: only the id makes a lost
// reply recoverable. Errors are those of [fiscal.Printer].
func (p *Printer) Print(ctx context.Context, r fiscal.Receipt) (fiscal.Result, error) {
	if err := r.Validate(); err != nil {
		return fiscal.Result{}, fmt.Errorf("netfp: %w", err)
	}
	return p.send(ctx, "print", "receipt", r, p.receipt(r))
}

// Reverse prints a storno; everything said about [Printer.Print] holds.
func (p *Printer) Reverse(ctx context.Context, r fiscal.Reversal) (fiscal.Result, error) {
	if err := r.Validate(); err != nil {
		return fiscal.Result{}, fmt.Errorf("netfp: %w", err)
	}
	return p.send(ctx, "reverse", "reversalreceipt", r.Receipt, p.reversal(r))
}

// LastReceipt is [fiscal.ErrUnsupported]: the protocol cannot ask for it.
func (p *Printer) LastReceipt(context.Context) (fiscal.Result, error) {
	return fiscal.Result{}, fmt.Errorf("netfp: reading the last receipt: %w", fiscal.ErrUnsupported)
}

func (p *Printer) send(ctx context.Context, op, endpoint string, r fiscal.Receipt, doc document) (fiscal.Result, error) {
	if r.TaskID == "" {
		return fiscal.Result{}, fmt.Errorf("netfp: %s: the receipt has no TaskID; print through a Spooler or set one: %w",
			op, fiscal.ErrInvalid)
	}
	ctx, cancel := context.WithTimeout(ctx, p.opts.PrintTimeout)
	defer cancel()
	t := task{printer: p, op: op, id: r.TaskID, wireID: taskID(r.TaskID), receipt: r}
	a, err := t.post(ctx, doc, endpoint)
	if err != nil && !a.sent {
		return fiscal.Result{}, p.fail(op, fiscal.ErrOffline, err, "look whether the ErpNet.FP server runs and the address is right")
	}
	if err != nil {
		return t.recover(ctx, err)
	}
	return t.read(ctx, a)
}

// post keeps a part of the time for asking what became of a print that takes too long.
func (t task) post(ctx context.Context, doc document, endpoint string) (answer, error) {
	if end, bounded := ctx.Deadline(); bounded {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, time.Until(end)*3/4)
		defer cancel()
	}
	return t.printer.api.post(ctx, url.Values{"taskId": {t.wireID}}, doc, "printers", t.printer.id, endpoint)
}

// read judges the answer to a print.
func (t task) read(ctx context.Context, a answer) (fiscal.Result, error) {
	if err := t.printer.refusedByHTTP(t.op, a.status); err != nil {
		return fiscal.Result{}, err
	}
	var r reply
	if a.status != http.StatusOK {
		return t.recover(ctx, fmt.Errorf("netfp: the server answered %d", a.status)) //nolint:err113 // a text for people
	}
	if err := json.Unmarshal(a.body, &r); err != nil {
		return t.recover(ctx, fmt.Errorf("netfp: the reply cannot be read: %w", err))
	}
	switch {
	case r.OK == nil && r.TaskID != "":
		return t.await(ctx, nil)
	case r.OK == nil:
		return t.recover(ctx, fmt.Errorf("netfp: the reply says neither ok nor taskId: %.80q", a.body)) //nolint:err113 // a text for people
	case has(r, "E109"):
		return t.again(ctx)
	}
	return t.settled(r)
}

// refusedByHTTP knows the answers that the server gives before it looks at a receipt.
func (p *Printer) refusedByHTTP(op string, status int) error {
	switch status {
	case http.StatusMethodNotAllowed:
		return p.fail(op, fiscal.ErrOffline, httpStatusError(status),
			"the ErpNet.FP server is still looking for its printers; try again in a minute")
	case http.StatusNotFound:
		return p.fail(op, fiscal.ErrRejected, httpStatusError(status),
			"the server does not know this printer; check address and printer name")
	case http.StatusBadRequest, http.StatusUnsupportedMediaType:
		return p.fail(op, fiscal.ErrRejected, httpStatusError(status), "the server cannot read the receipt; is it an ErpNet.FP server?")
	case http.StatusRequestEntityTooLarge:
		return p.fail(op, fiscal.ErrRejected, httpStatusError(status),
			"the receipt is too long for the server; raise its body limit or split the receipt")
	case http.StatusUnauthorized, http.StatusForbidden,
		http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return p.fail(op, fiscal.ErrRejected, httpStatusError(status),
			"something before the server does not let us through; check the address")
	}
	return nil
}

// httpStatusError is an answer other than 200 as an error.
type httpStatusError int

func (s httpStatusError) Error() string {
	return fmt.Sprintf("HTTP %d %s", int(s), http.StatusText(int(s)))
}

func (p *Printer) fail(op string, kind, cause error, remedy string) error {
	return &fiscal.Error{Op: op, Device: p.id, Kind: kind, Cause: cause, Remedy: remedy}
}

func has(r reply, code string) bool {
	for _, m := range r.Messages {
		if m.Code == code {
			return true
		}
	}
	return false
}

// settled is a final reply: printed, or the device's error.
func (t task) settled(r reply) (fiscal.Result, error) {
	if *r.OK {
		return t.printer.result(t.id, r), nil
	}
	return fiscal.Result{}, fiscal.NewDeviceError(t.op, t.printer.id, r.messages())
}
