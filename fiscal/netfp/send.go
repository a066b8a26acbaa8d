package netfp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/skladmost/skladmost/fiscal"
)

// order begins a task under an id of the caller.
func (p *Printer) order(op, id string) (task, error) {
	if id == "" {
		return task{}, fmt.Errorf("netfp: %s: there is no TaskID; print receipts through a Spooler, else set one: %w",
			op, fiscal.ErrInvalid)
	}
	return task{printer: p, op: op, id: id, wireID: taskID(id)}, nil
}

// send gives the order to the server and waits for its final reply, which is ok. A nil
// body is none.
func (t task) send(ctx context.Context, endpoint string, body any) (reply, error) {
	ctx, cancel := context.WithTimeout(ctx, t.printer.opts.PrintTimeout)
	defer cancel()
	a, err := t.post(ctx, body, endpoint)
	if err != nil && !a.sent {
		return reply{}, t.printer.fail(t.op, fiscal.ErrOffline, err, "look whether the ErpNet.FP server runs and the address is right")
	}
	if err != nil {
		return t.await(ctx, err)
	}
	return t.read(ctx, a)
}

// post keeps a part of the time for asking what became of an order that takes too long.
func (t task) post(ctx context.Context, body any, endpoint string) (answer, error) {
	if end, bounded := ctx.Deadline(); bounded {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, time.Until(end)*3/4)
		defer cancel()
	}
	return t.printer.api.post(ctx, url.Values{"taskId": {t.wireID}}, body, "printers", t.printer.id, endpoint)
}

// read judges the answer to an order.
func (t task) read(ctx context.Context, a answer) (reply, error) {
	if err := t.printer.refusedByHTTP(t.op, a.status); err != nil {
		return reply{}, err
	}
	var r reply
	if a.status != http.StatusOK {
		return t.await(ctx, fmt.Errorf("netfp: the server answered %d", a.status)) //nolint:err113 // a text for people
	}
	if err := json.Unmarshal(a.body, &r); err != nil {
		return t.await(ctx, fmt.Errorf("netfp: the reply cannot be read: %w", err))
	}
	return t.judge(ctx, r)
}

// judge waits where the reply is not the final one.
func (t task) judge(ctx context.Context, r reply) (reply, error) {
	switch {
	case r.OK == nil && r.TaskID != "":
		return t.await(ctx, nil)
	case r.OK == nil:
		return t.await(ctx, errNeither)
	case has(r, "E109"):
		return t.again(ctx)
	}
	return t.settled(r)
}

var errNeither = errors.New("netfp: the reply says neither ok nor taskId")

// settled is a final reply: done, or the device's error.
func (t task) settled(r reply) (reply, error) {
	if *r.OK {
		return r, nil
	}
	return reply{}, fiscal.NewDeviceError(t.op, t.printer.id, r.messages())
}

func has(r reply, code string) bool {
	for _, m := range r.Messages {
		if m.Code == code {
			return true
		}
	}
	return false
}
