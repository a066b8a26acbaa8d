package gombashoptest

import (
	"crypto/tls"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"time"
)

// attempt is a request of the API side and the ways to end it. Each of them
// logs first: who has an answer finds it in the record.
type attempt struct {
	server *Server
	w      http.ResponseWriter
	r      *http.Request
	fault  FaultKind
}

func (a *attempt) log(status int) { a.server.log(a.r, status, a.fault) }

// send passes a finished answer on.
func (a *attempt) send(whole *httptest.ResponseRecorder) {
	status := whole.Code
	if a.r.Context().Err() != nil { // nobody is there any more
		status = 0
	}

	a.log(status)
	send(a.w, whole)
}

func (a *attempt) status(status int) {
	a.log(status)
	fail(a.w, status, codeOf(status), "scripted")
}

// page is what a proxy shows, or a shop that wants its visitor to log in.
func (a *attempt) page(status int) {
	if status == 0 {
		status = http.StatusOK
	}

	a.log(status)
	a.w.Header().Set("Content-Type", "text/html; charset=utf-8")
	a.w.WriteHeader(status)
	_, _ = a.w.Write([]byte("<!DOCTYPE html>\n<html><head><title>Поддръжка</title></head><body>scripted</body></html>\n"))
}

// dribble sends the head at once and the body in pieces.
func (a *attempt) dribble(whole *httptest.ResponseRecorder, long time.Duration) {
	const pieces = 10

	a.log(whole.Code)
	a.head(whole)

	body, out := whole.Body.Bytes(), http.NewResponseController(a.w)

	for i := range pieces {
		_ = out.Flush()

		wait(a.r, long/pieces)

		_, _ = a.w.Write(body[len(body)*i/pieces : len(body)*(i+1)/pieces])
	}
}

// truncate promises the whole answer, sends half of it and closes the connection.
func (a *attempt) truncate(whole *httptest.ResponseRecorder) {
	a.log(whole.Code)
	a.head(whole)

	_, _ = a.w.Write(whole.Body.Bytes()[:whole.Body.Len()/2])
	_ = http.NewResponseController(a.w).Flush()

	panic(http.ErrAbortHandler) // net/http closes the connection, and says nothing
}

func (a *attempt) head(whole *httptest.ResponseRecorder) {
	maps.Copy(a.w.Header(), whole.Header())
	a.w.Header().Set("Content-Length", strconv.Itoa(whole.Body.Len()))
	a.w.WriteHeader(whole.Code)
}

func (a *attempt) breakOff(reset bool) {
	a.log(0)
	breakOff(a.w, reset)
}

// breakOff ends the connection without an answer: by a reset (RST), or by an
// ordinary end (FIN). A connection that cannot be taken over, as of HTTP/2, is
// left to net/http.
func breakOff(w http.ResponseWriter, reset bool) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}

	if secured, ok := conn.(*tls.Conn); ok {
		conn = secured.NetConn()
	}

	if line, ok := conn.(*net.TCPConn); ok && reset {
		_ = line.SetLinger(0) // what is unsent is thrown away, and the other side told so
	}

	_ = conn.Close()
}

// send passes a finished answer on.
func send(w http.ResponseWriter, whole *httptest.ResponseRecorder) {
	maps.Copy(w.Header(), whole.Header())
	w.WriteHeader(whole.Code)
	_, _ = w.Write(whole.Body.Bytes()) // the client may be gone
}
