package netfp

import (
	"fmt"
	"net/http"

	"github.com/skladmost/skladmost/fiscal"
)

// refusedByHTTP knows the answers that the server gives before it looks at a request.
func (p *Printer) refusedByHTTP(op string, status int) error {
	switch status {
	case http.StatusMethodNotAllowed:
		return p.fail(op, fiscal.ErrOffline, httpStatusError(status),
			"the ErpNet.FP server is still looking for its printers; try again in a minute")
	case http.StatusNotFound:
		return p.fail(op, fiscal.ErrRejected, httpStatusError(status),
			"the server does not know this printer; check address and printer name")
	case http.StatusBadRequest, http.StatusUnsupportedMediaType:
		return p.fail(op, fiscal.ErrRejected, httpStatusError(status), "the server cannot read the request; is it an ErpNet.FP server?")
	case http.StatusRequestEntityTooLarge:
		return p.fail(op, fiscal.ErrRejected, httpStatusError(status),
			"the receipt is too long for the server; raise its body limit or split the receipt")
	case http.StatusUnauthorized, http.StatusForbidden,
		http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return p.fail(op, fiscal.ErrRejected, httpStatusError(status),
			"something before the server does not let us through; check the address")
	}
	return nil
}

// httpStatusError is an answer other than 200 as an error.
type httpStatusError int

func (s httpStatusError) Error() string {
	return fmt.Sprintf("HTTP %d %s", int(s), http.StatusText(int(s)))
}

func (p *Printer) fail(op string, kind, cause error, remedy string) error {
	return &fiscal.Error{Op: op, Device: p.id, Kind: kind, Cause: cause, Remedy: remedy}
}
