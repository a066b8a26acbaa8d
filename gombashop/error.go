package gombashop

import (
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"
)

// Error is what every call of this package returns when it fails. Take it out
// with errors.As, or ask with [IsCode].
type Error struct {
	Code    ErrorCode
	Message string // one sanitised line
	// RequestID is what the shop's support needs to find the request.
	RequestID string
	// Attempts counts how often the request was sent, 0 when it never was.
	Attempts int
	// Details name the fields that were refused.
	Details []FieldError
	// Status is the HTTP status, 0 when no answer came.
	Status int
	// Remedy is what to do next; empty when there is nothing general to say.
	Remedy string

	op         string // "POST /stock/bulk"
	cause      error
	retry      bool
	doubt      bool // the shop may have acted; see ErrOutcomeUnknown
	retryAfter time.Duration
}

// FieldError names one field, such as variants[0].sku, and what is wrong with it.
type FieldError struct{ Field, Code, Message string }

// Error tells what was asked, what went wrong and what to do. It never holds a
// key, a signature or a password.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString("gombashop: ")
	if e.op != "" {
		b.WriteString(e.op + ": ")
	}
	b.WriteString(e.Message + " (" + string(e.Code))
	if e.Status != 0 {
		fmt.Fprintf(&b, ", HTTP %d", e.Status)
	}
	if e.Attempts > 1 {
		fmt.Fprintf(&b, ", %d attempts", e.Attempts)
	}
	if e.RequestID != "" {
		b.WriteString(", request " + e.RequestID)
	}
	b.WriteString(")")
	for _, d := range e.Details {
		b.WriteString("; " + d.Field + ": " + d.Message)
	}
	if e.doubt {
		b.WriteString("; " + ErrOutcomeUnknown.Error())
	}
	if e.Remedy != "" {
		b.WriteString("; " + e.Remedy)
	}
	return b.String()
}

// Unwrap gives the cause, such as a net error or context.Canceled.
func (e *Error) Unwrap() error { return e.cause }

// Is matches another *Error by its code alone, so that
// errors.Is(err, &gombashop.Error{Code: gombashop.CodeNotFound}) works, and
// [ErrOutcomeUnknown].
func (e *Error) Is(target error) bool {
	if target == ErrOutcomeUnknown {
		return e.doubt
	}
	t, ok := target.(*Error)
	return ok && t.Code == e.Code
}

// LogValue groups the error's parts for log/slog.
func (e *Error) LogValue() slog.Value {
	parts := []slog.Attr{
		slog.String("code", string(e.Code)), slog.String("message", e.Message),
		slog.String("op", e.op), slog.Int("status", e.Status),
		slog.Int("attempts", e.Attempts), slog.String("request_id", e.RequestID),
	}
	if e.doubt {
		parts = append(parts, slog.Bool("outcome_unknown", true))
	}
	if len(e.Details) > 0 {
		parts = append(parts, slog.Any("details", e.Details))
	}
	if e.Remedy != "" {
		parts = append(parts, slog.String("remedy", e.Remedy))
	}
	return slog.GroupValue(parts...)
}

// GoString keeps %#v as discreet as %v.
func (e *Error) GoString() string { return fmt.Sprintf("&gombashop.Error{%q}", e.Error()) }

// IsCode reports whether err is, or wraps, an Error with one of the codes.
func IsCode(err error, codes ...ErrorCode) bool {
	e, ok := errors.AsType[*Error](err)
	return ok && slices.Contains(codes, e.Code)
}

// invalid is an error that is found before anything is sent.
func invalid(field, format string, args ...any) *Error {
	return refuse("not sent", FieldError{Field: field, Code: "invalid", Message: fmt.Sprintf(format, args...)})
}

func refuse(message string, details ...FieldError) *Error {
	return &Error{
		Code: CodeValidationFailed, Message: message, Details: details, Remedy: remedy(CodeValidationFailed),
	}
}

func badResponse(cause error, format string, args ...any) *Error {
	return &Error{
		Code: CodeBadResponse, Message: fmt.Sprintf(format, args...),
		Remedy: remedy(CodeBadResponse), cause: cause,
	}
}
