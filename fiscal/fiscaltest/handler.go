package fiscaltest

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// standardWait is how long ErpNet.FP holds an answer before it hands out a taskId.
const standardWait = 29 * time.Second

func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /printers", s.list)
	mux.HandleFunc("GET /printers/taskinfo", s.taskInfo)
	mux.HandleFunc("GET /printers/{id}", s.one(s.info))
	mux.HandleFunc("GET /printers/{id}/status", s.one(s.status))
	for path, h := range map[string]http.HandlerFunc{
		"GET /printers/{id}/cash":             s.emptyBody(s.tellCash),
		"POST /printers/{id}/receipt":         withBody(s, s.receipt(false)),
		"POST /printers/{id}/reversalreceipt": withBody(s, s.receipt(true)),
		"POST /printers/{id}/invoice":         withBody(s, s.invoice(false)),
		"POST /printers/{id}/creditnote":      withBody(s, s.invoice(true)),
		"POST /printers/{id}/deposit":         withBody(s, s.transfer(1)),
		"POST /printers/{id}/withdraw":        withBody(s, s.transfer(-1)),
		"POST /printers/{id}/datetime":        withBody(s, s.setClock),
		"POST /printers/{id}/rawrequest":      withBody(s, s.raw),
		"POST /printers/{id}/xreport":         s.emptyBody(s.report(false)),
		"POST /printers/{id}/zreport":         s.emptyBody(s.report(true)),
		"POST /printers/{id}/duplicate":       s.emptyBody(s.duplicate),
		"POST /printers/{id}/reset":           s.emptyBody(s.reset),
	} {
		mux.HandleFunc(path, s.one(h))
	}
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
		"supportsInvoice": d.Invoices, "supportsCreditNote": d.Invoices,
		"invoiceNumberAssignment": d.InvoiceNumbers, "creditNoteNumberAssignment": d.InvoiceNumbers,
	}
}

func (s *Server) status(w http.ResponseWriter, _ *http.Request) {
	s.mu.Lock()
	codes := s.faults.status
	s.mu.Unlock()
	out := reply{OK: true, Messages: []message{}, DeviceDateTime: s.now().Format(clockLayout)}
	for _, code := range codes {
		kind := "warning"
		if !strings.HasPrefix(code, "W") {
			kind, out.OK = "error", false
		}
		out.Messages = append(out.Messages, message{Type: kind, Code: code, Text: spoken(code)})
	}
	answer(w, s.spelled(out))
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
