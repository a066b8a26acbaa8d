package contract_test

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop/gombashoptest"
)

// exchange is one request and its answer, as the bytes that travelled.
type exchange struct {
	method, url  string
	header       http.Header
	body         []byte
	status       int
	answerHeader http.Header
	answer       []byte
}

// recorder is an http.RoundTripper that keeps what passes.
type recorder struct {
	mu   sync.Mutex
	seen []exchange
}

// RoundTrip implements http.RoundTripper.
func (r *recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	var body []byte
	if req.Body != nil {
		body, _ = io.ReadAll(req.Body)
		_ = req.Body.Close()
	}

	sent := req.Clone(req.Context())
	sent.Body = io.NopCloser(bytes.NewReader(body))

	res, err := http.DefaultTransport.RoundTrip(sent)
	if err != nil {
		return nil, err
	}

	answer, err := io.ReadAll(res.Body)
	_ = res.Body.Close()
	res.Body = io.NopCloser(bytes.NewReader(answer))

	r.mu.Lock()
	defer r.mu.Unlock()

	r.seen = append(r.seen, exchange{
		method: req.Method, url: req.URL.String(), header: sent.Header.Clone(), body: body,
		status: res.StatusCode, answerHeader: res.Header.Clone(), answer: answer,
	})

	return res, err
}

// request rebuilds the request for the validator, which knows one server.
func (e exchange) request(t *testing.T) *http.Request {
	t.Helper()

	_, path, found := strings.Cut(e.url, gombashoptest.BasePath)
	require.True(t, found, e.url)

	req, err := http.NewRequestWithContext(t.Context(), e.method, "https://shop.example"+gombashoptest.BasePath+path, bytes.NewReader(e.body))
	require.NoError(t, err)

	req.Header = e.header.Clone()

	return req
}

// contract is openapi.yaml and where its paths are.
type contract struct {
	document *openapi3.T
	router   routers.Router
}

// open reads the contract. Readers pass over what they do not know, but here an
// undeclared field is a fault: the document would be behind the code.
func open(t *testing.T) contract {
	t.Helper()

	document, err := openapi3.NewLoader().LoadFromFile("../../gombashop/openapi.yaml")
	require.NoError(t, err)
	require.NoError(t, document.Validate(t.Context()))

	for _, schema := range document.Components.Schemas {
		if schema.Value.Type.Is("object") {
			schema.Value.AdditionalProperties = openapi3.AdditionalProperties{Has: new(false)}
		}
	}

	document.Servers = openapi3.Servers{{URL: gombashoptest.BasePath}} // on whatever host the test shop listens

	router, err := gorillamux.NewRouter(document)
	require.NoError(t, err)

	return contract{document, router}
}

// check holds a request and its answer against the contract. It gives the
// operation's id.
func (c contract) check(t *testing.T, e exchange) (string, error) {
	t.Helper()

	req := e.request(t)

	route, parameters, err := c.router.FindRoute(req)
	if err != nil {
		return "", err
	}

	options := &openapi3filter.Options{
		IncludeResponseStatus: true, RejectWhenRequestBodyNotSpecified: true, AuthenticationFunc: openapi3filter.NoopAuthenticationFunc,
		SchemaValidationOptions: []openapi3.SchemaValidationOption{openapi3.EnableFormatValidation()},
	}
	in := &openapi3filter.RequestValidationInput{Request: req, PathParams: parameters, Route: route, Options: options}

	err = openapi3filter.ValidateRequest(t.Context(), in)
	if err == nil {
		err = openapi3filter.ValidateResponse(t.Context(), &openapi3filter.ResponseValidationInput{
			RequestValidationInput: in, Status: e.status, Header: e.answerHeader, Options: options,
			Body: io.NopCloser(bytes.NewReader(e.answer)),
		})
	}

	return route.Operation.OperationID, err
}
