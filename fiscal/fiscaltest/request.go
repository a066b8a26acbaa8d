package fiscaltest

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
)

// maxBody is the request limit of ErpNet.FP.
const maxBody = 20480

// job does on the device what a request wants; it runs while the device is ours.
type job func(taskID string) reply

// withBody decodes the request strictly and runs its job.
func withBody[T any](s *Server, plan func(T) job) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		data, ok := readBody(w, r)
		if !ok {
			return
		}
		var b T
		decoder := json.NewDecoder(bytes.NewReader(data))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&b); err != nil {
			unreadable(w)
			return
		}
		s.accept(w, r, plan(b))
	}
}

// emptyBody refuses a request that brings a body: it is meant for something else.
func (s *Server) emptyBody(do job) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		data, ok := readBody(w, r)
		switch {
		case !ok:
		case len(data) > 0:
			unreadable(w)
		default:
			s.accept(w, r, do)
		}
	}
}

// readBody reads all that is sensible: an answer before the end of the request would
// leave the connection lingering.
func readBody(w http.ResponseWriter, r *http.Request) ([]byte, bool) {
	data, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	if err == nil && len(data) > maxBody {
		w.WriteHeader(http.StatusRequestEntityTooLarge)
		return nil, false
	}
	return data, true
}

func unreadable(w http.ResponseWriter) {
	http.Error(w, `{"title":"One or more validation errors occurred."}`, http.StatusBadRequest)
}

func (s *Server) accept(w http.ResponseWriter, r *http.Request, do job) {
	if s.takeRequestFault() {
		hangUp(w)
		return
	}
	s.execute(w, r, do)
}
