package gombashoptest

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// maxKey is how long an idempotency key may be.
const maxKey = 255

// once answers a repeated idempotency key from memory: the effect happens once.
func (s *Server) once(w http.ResponseWriter, r *http.Request, body []byte) {
	key := r.Header.Get(wire.HeaderIdempotency)

	switch {
	case r.Method == http.MethodGet:
		s.api.ServeHTTP(w, r)
	case key == "" || len(key) > maxKey:
		invalid(w, wrong(wire.HeaderIdempotency, "required", "a write needs this header, with 1 to %d characters", maxKey))
	default:
		content := sha256.Sum256([]byte(r.Method + " " + r.URL.Path + "\n" + string(body)))
		s.remembered(w, r, key, hex.EncodeToString(content[:]))
	}
}

func (s *Server) remembered(w http.ResponseWriter, r *http.Request, key, content string) {
	s.forgetAnswers(s.opts.now())

	old, known := s.answers[key]
	if known && old.Content != content {
		fail(w, http.StatusConflict, wire.CodeIdempotencyConflict, "the idempotency key "+key+" was used for another request")

		return
	}

	if !known {
		recorder := httptest.NewRecorder()
		recorder.Header().Set(wire.HeaderRequestID, w.Header().Get(wire.HeaderRequestID))
		s.api.ServeHTTP(recorder, r)
		old = answer{Content: content, Status: recorder.Code, Body: recorder.Body.Bytes(), At: s.opts.now().UTC()}

		if recorder.Code < http.StatusBadRequest {
			s.answers[key] = old
		}
	}

	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(old.Status)
	_, _ = w.Write(old.Body)
}

func reply(w http.ResponseWriter, v any) { write(w, http.StatusOK, v) }

func write(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) //nolint:errchkjson // the client may be gone
}

func fail(w http.ResponseWriter, status int, code, message string, details ...wire.FieldError) {
	write(w, status, wire.ErrorBody{Error: wire.ErrorInfo{
		Code: code, Message: message, RequestID: w.Header().Get(wire.HeaderRequestID), Details: details,
	}})
}

// invalid refuses a request whose fields are not as the contract has them.
func invalid(w http.ResponseWriter, problems []wire.FieldError) {
	fail(w, http.StatusUnprocessableEntity, wire.CodeValidationFailed, summary(problems), problems...)
}

// decode reads a body that is as the rule has it; a refusal is written to w.
func decode(w http.ResponseWriter, r *http.Request, rule check, into any) bool {
	body, err := io.ReadAll(r.Body)
	if err == nil && !json.Valid(body) {
		err = json.Unmarshal(body, new(json.RawMessage))
	}

	if err != nil {
		fail(w, http.StatusBadRequest, wire.CodeValidationFailed, "the body is not JSON: "+strings.ToValidUTF8(err.Error(), ""))

		return false
	}

	problems := rule("", body)
	if problems == nil {
		if err := json.Unmarshal(body, into); err != nil {
			problems = wrong("", "type", "%s", strings.ToValidUTF8(err.Error(), ""))
		}
	}

	if problems != nil {
		invalid(w, problems)
	}

	return problems == nil
}
