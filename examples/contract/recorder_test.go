package contract_test

import (
	"bytes"
	"io"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"
	"github.com/pb33f/libopenapi-validator/config"
	"github.com/pb33f/libopenapi-validator/paths"
	v3 "github.com/pb33f/libopenapi/datamodel/high/v3"
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

func (e exchange) response() *http.Response {
	return &http.Response{StatusCode: e.status, Header: e.answerHeader.Clone(), Body: io.NopCloser(bytes.NewReader(e.answer))}
}

// contract is openapi.yaml and its checker.
type contract struct {
	validator.Validator

	document *v3.Document
}

func open(t *testing.T) contract {
	t.Helper()

	data, err := os.ReadFile("../../gombashop/openapi.yaml")
	require.NoError(t, err)

	document, err := libopenapi.NewDocument(data)
	require.NoError(t, err)

	model, err := document.BuildV3Model()
	require.NoError(t, err)

	v, faults := validator.NewValidator(document, config.WithFormatAssertions(), config.WithStrictMode(),
		config.WithStrictIgnoredHeadersExtra("X-Api-Timestamp", "X-Api-Nonce", "X-Api-Signature", "Date", "Content-Length"))
	require.Empty(t, faults)

	return contract{v, &model.Model}
}

// find gives the path of the contract that an exchange belongs to.
func (c contract) find(t *testing.T, e exchange) (string, bool) {
	t.Helper()

	item, faults, at := paths.FindPath(e.request(t), c.document, config.NewValidationOptions())

	return at, item != nil && len(faults) == 0
}
