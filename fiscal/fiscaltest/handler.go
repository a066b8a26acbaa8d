package fiscaltest

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// maxBody is the request limit of ErpNet.FP.
const maxBody = 20480

// standardWait is how long ErpNet.FP holds an answer before it hands out a taskId.
const standardWait = 29 * time.Second

func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /printers", s.list)
	mux.HandleFunc("GET /printers/taskinfo", s.taskInfo)
	mux.HandleFunc("GET /printers/{id}", s.one(s.info))
	mux.HandleFunc("GET /printers/{id}/status", s.one(s.status))
	mux.HandleFunc("POST /printers/{id}/receipt", s.one(s.receipt(false)))
	mux.HandleFunc("POST /printers/{id}/reversalreceipt", s.one(s.receipt(true)))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		ready := s.faults.ready
		s.mu.Unlock()
		if !ready {
			w.WriteHeader(http.StatusMethodNotAllowed)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

func (s *Server) one(h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.PathValue("id") != s.opts.device.ID {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		h(w, r)
	}
}

func (s *Server) list(w http.ResponseWriter, _ *http.Request) {
	answer(w, map[string]any{s.opts.device.ID: s.describe()})
}

func (s *Server) info(w http.ResponseWriter, _ *http.Request) { answer(w, s.describe()) }

func (s *Server) describe() map[string]any {
	d := s.opts.device
	return map[string]any{
		"uri": "bg.test.memory://" + d.ID, "serialNumber": d.Serial, "fiscalMemorySerialNumber": d.FiscalMemory,
		"manufacturer": "skladmost", "model": "in memory", "firmwareVersion": "1",
		"itemTextMaxLength": d.TextMax, "commentTextMaxLength": d.CommentMax, "operatorPasswordMaxLength": 8,
		"supportedPaymentTypes": d.Payments, "supportsSubTotalAmountModifiers": true,
	}
}

func (s *Server) status(w http.ResponseWriter, _ *http.Request) {
	s.mu.Lock()
	codes := s.faults.status
	s.mu.Unlock()
	out := reply{OK: true, Messages: []message{}, DeviceDateTime: s.opts.now().Format(clockLayout)}
	for _, code := range codes {
		kind := "warning"
		if !strings.HasPrefix(code, "W") {
			kind, out.OK = "error", false
		}
		out.Messages = append(out.Messages, message{Type: kind, Code: code, Text: spoken(code)})
	}
	answer(w, out)
}

func (s *Server) receipt(reversal bool) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		// Read all that is sensible: an answer before the end of the request would
		// leave the connection lingering.
		data, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
		if err == nil && len(data) > maxBody {
			w.WriteHeader(http.StatusRequestEntityTooLarge)
			return
		}
		var b body
		decoder := json.NewDecoder(bytes.NewReader(data))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&b); err != nil {
			http.Error(w, `{"title":"One or more validation errors occurred."}`, http.StatusBadRequest)
			return
		}
		if s.takeRequestFault() {
			hangUp(w)
			return
		}
		s.execute(w, r, b, reversal)
	}
}

// wait reads asyncTimeout: 0 = answer at once.
func wait(r *http.Request) time.Duration {
	ms, err := strconv.Atoi(r.URL.Query().Get("asyncTimeout"))
	if err != nil || ms < 0 {
		return standardWait
	}
	return time.Duration(ms) * time.Millisecond
}

func answer(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_ = json.NewEncoder(w).Encode(v) //nolint:errchkjson // the client may be gone
}

// hangUp breaks the connection without an answer.
func hangUp(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	_ = conn.Close()
}
