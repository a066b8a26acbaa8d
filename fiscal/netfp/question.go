package netfp

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"

	"github.com/skladmost/skladmost/fiscal"
)

// question sends a request that prints nothing and decodes its answer. Every failure
// is ErrOffline.
func (p *Printer) question(ctx context.Context, op string, query url.Values, into any, path ...string) error {
	ctx, cancel := context.WithTimeout(ctx, p.opts.Timeout)
	defer cancel()
	a, err := p.api.get(ctx, query, path...)
	if err != nil {
		return p.fail(op, fiscal.ErrOffline, err, "look whether the ErpNet.FP server runs and the address is right")
	}
	switch a.status {
	case http.StatusOK:
	case http.StatusMethodNotAllowed:
		return p.refusedByHTTP(op, a.status)
	case http.StatusNotFound:
		return p.fail(op, fiscal.ErrOffline, httpStatusError(a.status),
			"the server has lost this printer; switch the device on or check its name")
	default:
		return p.fail(op, fiscal.ErrOffline, httpStatusError(a.status), "check whether this is the address of an ErpNet.FP server")
	}
	if err := json.Unmarshal(a.body, into); err != nil {
		return p.fail(op, fiscal.ErrOffline, err, "check whether this is the address of an ErpNet.FP server")
	}
	return nil
}
