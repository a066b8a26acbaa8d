package gombashoptest

import (
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// Reply is a canned answer.
type Reply struct {
	// Status is 200 when it is 0.
	Status int
	// Header is added; without a Content-Type the answer says that it is JSON.
	Header map[string]string
	// Body is sent as it stands when it is a string, []byte or json.RawMessage, and
	// as its JSON when it is anything else. nil is no body.
	Body any
	// Drop resets the connection in place of an answer.
	Drop bool
}

// Page is the answer of a listing. next is the cursor of the next page, empty on
// the last one.
func Page(next string, rows ...any) Reply {
	page := wire.Page{Limit: wire.DefaultLimit}
	if next != "" {
		page.NextCursor = &next
	}

	return Reply{Body: wire.List[any]{Data: append([]any{}, rows...), Page: page}}
}

// Results is the answer of a bulk write, with one result a row.
func Results(results ...any) Reply {
	return Reply{Body: map[string]any{"results": append([]any{}, results...)}}
}

// Refusal is the contract's answer with a status of 400 or more.
func Refusal(status int, code, message string) Reply {
	return Reply{Status: status, Body: wire.ErrorBody{Error: wire.ErrorInfo{Code: code, Message: message}}}
}

// status is what the client is answered, 0 when it is not.
func (p Reply) status() int {
	switch {
	case p.Drop:
		return 0
	case p.Status == 0:
		return http.StatusOK
	default:
		return p.Status
	}
}

func (p Reply) send(w http.ResponseWriter) {
	if p.Drop {
		breakOff(w, true)

		return
	}

	w.Header().Set("Content-Type", "application/json; charset=utf-8")

	for name, value := range p.Header {
		w.Header().Set(name, value)
	}

	body, _ := raw(p.Body) // an error was told when the conversation began

	w.WriteHeader(p.status())
	_, _ = w.Write(body) // the client may be gone
}

// raw is what goes over the line.
func raw(body any) ([]byte, error) {
	switch text := body.(type) {
	case nil:
		return nil, nil
	case string:
		return []byte(text), nil
	case []byte:
		return text, nil
	case json.RawMessage:
		return text, nil
	}

	data, err := json.Marshal(body)
	if err != nil {
		return nil, fmt.Errorf("it cannot become JSON: %w", err)
	}

	return data, nil
}
