package gombashop

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// decodeHandler turns an answer into the call's result or into an *Error.
type decodeHandler struct {
	next handler
	now  func() time.Time
}

func (h *decodeHandler) do(ctx context.Context, c *call) (*reply, error) {
	rep, err := h.next.do(ctx, c)
	if err != nil {
		return nil, err
	}
	if e := h.judge(c, rep); e != nil {
		e.Status, e.doubt = rep.status, rep.status < 400 || rep.status >= 500
		if id := rep.header.Get(wire.HeaderRequestID); e.RequestID == "" {
			e.RequestID = c.safe(id)
		}
		return nil, e
	}
	return rep, nil
}

func (h *decodeHandler) judge(c *call, rep *reply) *Error {
	switch {
	case rep.status >= 400:
		return h.refused(c, rep)
	case rep.status >= 300:
		return redirected(c, rep)
	case rep.status == http.StatusNoContent && c.out == nil:
		return nil
	}
	body, e := jsonBody(c, rep)
	if e != nil {
		return e
	}
	rep.body = body
	into := c.out
	if into == nil {
		into = new(object)
	}
	if err := decode(body, into); err != nil {
		return badResponse(err, "the answer is not the JSON that was expected: %s; it begins %q", c.safe(err.Error()), c.safe(string(body)))
	}
	return nil
}

// decode reads a body into what knows best how, or as encoding/json does.
func decode(body []byte, into any) error {
	if own, ok := into.(interface{ decode(body []byte) error }); ok {
		return own.decode(body)
	}
	return json.Unmarshal(body, into)
}

// object is any JSON object: what the shop says of a record that it was told
// about. Of a 200 with anything else nobody knows what was done.
type object struct{}

func (*object) UnmarshalJSON(b []byte) error {
	if !bytes.HasPrefix(b, []byte("{")) {
		return errors.New("it is not an object")
	}
	return nil
}

// jsonBody checks that the answer says and looks like JSON in UTF-8. A login
// page with status 200 must not pass for success, and Windows-1251 must not
// become question marks in the names of goods.
func jsonBody(c *call, rep *reply) ([]byte, *Error) {
	if said := rep.header.Get("Content-Type"); said == "application/json" || strings.EqualFold(said, "application/json; charset=utf-8") {
		return inUTF8(c, rep, "")
	}
	kind, params, err := mime.ParseMediaType(rep.header.Get("Content-Type"))
	if err != nil || (kind != "application/json" && !strings.HasSuffix(kind, "+json")) {
		return nil, badResponse(nil, "the answer is %q, not JSON; it begins %q",
			c.safe(rep.header.Get("Content-Type")), c.safe(string(rep.body)))
	}
	return inUTF8(c, rep, params["charset"])
}

// inUTF8 gives the body without a mark at its beginning.
func inUTF8(c *call, rep *reply, set string) ([]byte, *Error) {
	body := bytes.TrimPrefix(rep.body, []byte("\uFEFF"))
	if (set != "" && !strings.EqualFold(set, "utf-8")) || !utf8.Valid(body) {
		return nil, badResponse(nil, "the answer is not in UTF-8; it begins %q", c.safe(string(body)))
	}
	return body, nil
}

// refused reads the error body of GS-REST v1, or makes do with what came.
func (h *decodeHandler) refused(c *call, rep *reply) *Error {
	e := &Error{
		Code:       fallbackCode(rep.status),
		Message:    fmt.Sprintf("%s: %q", http.StatusText(rep.status), c.safe(string(rep.body))),
		retry:      retryStatus(rep.status),
		retryAfter: retryAfter(rep.header.Get("Retry-After"), h.now()),
	}
	var said wire.ErrorBody
	if body, bad := jsonBody(c, rep); bad == nil && json.Unmarshal(body, &said) == nil && said.Error.Code != "" {
		fill(e, said.Error, c.safe)
	}
	e.Remedy = remedy(e.Code)
	if rep.status == http.StatusUnauthorized {
		blameClock(e, c.req.Header.Get(wire.HeaderTimestamp), rep.header.Get("Date"))
	}
	return e
}

// maxDetails is how many refused fields an error repeats.
const maxDetails = 20

// fill takes over what the shop said about its refusal.
func fill(e *Error, said wire.ErrorInfo, safe func(string) string) {
	e.Code, e.Message, e.RequestID = ErrorCode(safe(said.Code)), safe(said.Message), safe(said.RequestID)
	for _, d := range said.Details[:min(len(said.Details), maxDetails)] {
		e.Details = append(e.Details, FieldError{Field: safe(d.Field), Code: safe(d.Code), Message: safe(d.Message)})
	}
}

// blameClock says so when a signature was refused because of the clock. Only the
// time stamp that was sent tells: a plain key has none, and one that a clock of
// its own made is right however wrong the computer's is.
func blameClock(e *Error, stamp, date string) {
	seconds, unstamped := strconv.ParseInt(stamp, 10, 64)
	server, undated := http.ParseTime(date)
	if unstamped != nil || undated != nil {
		return
	}
	ahead := time.Unix(seconds, 0).Sub(server)
	if ahead.Abs() <= wire.ClockWindow*time.Second {
		return
	}
	where := "ahead of"
	if ahead < 0 {
		where = "behind"
	}
	e.Code = CodeClockSkew
	minutes := int(ahead.Abs().Round(time.Minute).Minutes())
	e.Message = fmt.Sprintf("this computer's clock is %d minutes %s the shop's (%s)", minutes, where, e.Message)
	e.Remedy = remedy(CodeClockSkew)
}

// redirected names where the shop points to, without the query.
func redirected(c *call, rep *reply) *Error {
	to := "nowhere"
	if u, err := c.req.URL.Parse(rep.header.Get("Location")); err == nil {
		u.RawQuery, u.Fragment, u.User = "", "", nil
		to = c.safe(u.String())
	}
	e := badResponse(nil, "the shop redirects to %s, which is not followed because a signature holds for one address", to)
	e.Remedy = "if that is the shop's right address, make it the base URL"
	return e
}
