package gombashop

import (
	"context"
	"log/slog"
	"time"
)

// RequestEvent tells an observer about one attempt.
type RequestEvent struct {
	Method, Path string // the path is below the base URL, without its query
	RequestID    string
	Attempt      int // counts from 1; 0 when nothing was sent
	// Status is the HTTP status, 0 when no answer came.
	Status int
	// Duration is from the beginning of the call, earlier attempts included.
	Duration time.Duration
	// RetryIn is how long the client waits before it repeats the request;
	// 0 when it does not.
	RetryIn time.Duration
	// Err is nil when the attempt succeeded.
	Err *Error
}

// ObserveContext gives a context whose calls tell f of every attempt too, beside
// the observer of the client ([WithObserver]) and those of contexts around it: for
// whoever is handed a client and wants to hear of its own calls. f must be quick
// and safe for concurrent use.
func ObserveContext(ctx context.Context, f func(RequestEvent)) context.Context {
	outer := observerOf(ctx)
	return context.WithValue(ctx, observerKey{}, func(e RequestEvent) {
		outer(e)
		f(e)
	})
}

type observerKey struct{}

func observerOf(ctx context.Context) func(RequestEvent) {
	if f, ok := ctx.Value(observerKey{}).(func(RequestEvent)); ok {
		return f
	}
	return func(RequestEvent) {}
}

// observeHandler reports attempts to the observers and the log. It also gives
// the final error the name of the operation.
type observeHandler struct {
	next    handler
	log     *slog.Logger
	observe func(RequestEvent)
	elapsed func() time.Duration
}

func (h *observeHandler) do(ctx context.Context, c *call) (*reply, error) {
	start := h.elapsed()
	c.repeating = func(failed *Error, wait time.Duration) {
		h.report(ctx, h.event(c, start, failed.Status, failed, wait), slog.LevelWarn)
	}
	rep, err := h.next.do(ctx, c)
	if err != nil {
		e := asError(err)
		e.op, e.Attempts = c.method+" "+c.path, c.attempt
		h.report(ctx, h.event(c, start, e.Status, e, 0), slog.LevelDebug)
		return nil, e
	}
	h.report(ctx, h.event(c, start, rep.status, nil, 0), slog.LevelDebug)
	return rep, nil
}

func (h *observeHandler) event(c *call, start time.Duration, status int, err *Error, wait time.Duration) RequestEvent {
	return RequestEvent{
		Method: c.method, Path: c.path, RequestID: c.requestID, Attempt: c.attempt,
		Status: status, Duration: h.elapsed() - start, RetryIn: wait, Err: err,
	}
}

func (h *observeHandler) report(ctx context.Context, e RequestEvent, level slog.Level) {
	h.observe(e)
	observerOf(ctx)(e)
	if !h.log.Enabled(ctx, level) {
		return
	}
	attrs := []slog.Attr{
		slog.String("method", e.Method), slog.String("path", e.Path), slog.String("request_id", e.RequestID),
		slog.Int("attempt", e.Attempt), slog.Int("status", e.Status), slog.Duration("duration", e.Duration),
	}
	if e.RetryIn > 0 {
		attrs = append(attrs, slog.Duration("retry_in", e.RetryIn))
	}
	if e.Err != nil {
		attrs = append(attrs, slog.Any("err", e.Err))
	}
	h.log.LogAttrs(ctx, level, "gombashop request", attrs...)
}
