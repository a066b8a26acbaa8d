package gombashoptest

import (
	"crypto/sha256"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// answer is what a request with an idempotency key was answered.
type answer struct {
	content [sha256.Size]byte
	status  int
	body    []byte
}

// once answers a repeated idempotency key from memory: the effect happens once.
func (s *Server) once(w http.ResponseWriter, r *http.Request, body []byte) {
	key := r.Header.Get(wire.HeaderIdempotency)
	if key == "" || r.Method == http.MethodGet {
		s.api.ServeHTTP(w, r)

		return
	}

	content := sha256.Sum256([]byte(r.Method + " " + r.URL.Path + "\n" + string(body)))

	old, known := s.answers[key]
	if known && old.content != content {
		fail(w, http.StatusConflict, wire.CodeIdempotencyConflict, "the idempotency key "+key+" was used with another body")

		return
	}

	if !known {
		recorder := httptest.NewRecorder()
		s.api.ServeHTTP(recorder, r)
		old = answer{content: content, status: recorder.Code, body: recorder.Body.Bytes()}

		if recorder.Code < http.StatusBadRequest {
			s.answers[key] = old
		}
	}

	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(old.status)
	_, _ = w.Write(old.body)
}

func reply(w http.ResponseWriter, v any) { write(w, http.StatusOK, v) }

func write(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) //nolint:errchkjson // the client may be gone
}

func fail(w http.ResponseWriter, status int, code, message string) {
	write(w, status, wire.ErrorBody{Error: wire.ErrorInfo{
		Code: code, Message: message, RequestID: w.Header().Get(wire.HeaderRequestID),
	}})
}

// decode reads a body; a refusal is written to w.
func decode(w http.ResponseWriter, r *http.Request, into any) bool {
	if err := json.NewDecoder(r.Body).Decode(into); err != nil {
		fail(w, http.StatusBadRequest, wire.CodeValidationFailed, "the body is not readable: "+strings.ToValidUTF8(err.Error(), ""))

		return false
	}

	return true
}

// bulk reads the rows of a bulk write and answers each: one bad row never fails
// the others.
func bulk[T any](w http.ResponseWriter, r *http.Request, one func(T) wire.Result) {
	var in wire.Bulk[T]
	if !decode(w, r, &in) {
		return
	}

	if len(in.Data) > wire.MaxRows {
		fail(w, http.StatusUnprocessableEntity, wire.CodeValidationFailed, "more than 200 rows")

		return
	}

	out := wire.BulkAnswer{Results: make([]wire.Result, 0, len(in.Data))}

	for i, row := range in.Data {
		result := one(row)
		result.Index = i
		out.Results = append(out.Results, result)
	}

	reply(w, out)
}

func failed(code, message string) wire.Result {
	return wire.Result{Status: wire.Failed, Error: &wire.ErrorInfo{Code: code, Message: message}}
}
