package gombashoptest_test

import (
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop/gombashoptest"
)

// said is an answer as the bytes have it.
type said struct {
	status int
	header http.Header
	body   string
}

// as reads the answer into anything.
func (a said) as(t *testing.T, into any) {
	t.Helper()
	require.NoError(t, json.Unmarshal([]byte(a.body), into), a.body)
}

// results are the rows of a bulk answer.
func (a said) results(t *testing.T) []result {
	t.Helper()
	require.Equal(t, http.StatusOK, a.status, a.body)

	var out struct {
		Results []result `json:"results"`
	}

	a.as(t, &out)

	return out.Results
}

type result struct {
	Status string `json:"status"`
	ID     string `json:"id"`
	Error  refusal
}

type refusal struct {
	Code      string `json:"code"`
	Message   string `json:"message"`
	RequestID string `json:"request_id"`
	Details   []struct {
		Field string `json:"field"`
		Code  string `json:"code"`
	} `json:"details"`
}

// refused are code and fields of an error answer.
func (a said) refused(t *testing.T, status int, code string, fields ...string) {
	t.Helper()
	require.Equal(t, status, a.status, a.body)

	var out struct {
		Error refusal `json:"error"`
	}

	a.as(t, &out)
	out.Error.is(t, code, fields...)
}

func (r refusal) is(t *testing.T, code string, fields ...string) {
	t.Helper()
	require.Equal(t, code, r.Code, r.Message)

	var named []string
	for _, d := range r.Details {
		named = append(named, d.Field)
	}

	if fields != nil {
		require.Equal(t, fields, named, r.Message)
	}
}

var lastKey atomic.Int64

// ask sends one request with the plain key, and a new idempotency key unless
// the headers name one.
func ask(t *testing.T, s *gombashoptest.Server, method, path, body string, header ...string) said {
	t.Helper()

	req, err := http.NewRequestWithContext(t.Context(), method, s.URL+path, strings.NewReader(body))
	require.NoError(t, err)
	req.Header.Set("X-Api-Id", "test")
	req.Header.Set("X-Api-Key", "secret")
	req.Header.Set("Idempotency-Key", "k"+strconv.FormatInt(lastKey.Add(1), 10))

	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}

	return exchange(t, req)
}

// steer asks the control side.
func steer(t *testing.T, s *gombashoptest.Server, method, path, body string) said {
	t.Helper()

	base := strings.TrimSuffix(s.URL, gombashoptest.BasePath) + "/_shop/"
	req, err := http.NewRequestWithContext(t.Context(), method, base+path, strings.NewReader(body))
	require.NoError(t, err)

	return exchange(t, req)
}

func exchange(t *testing.T, req *http.Request) said {
	t.Helper()

	res, err := http.DefaultClient.Do(req)
	require.NoError(t, err)

	defer func() { _ = res.Body.Close() }()

	body, err := io.ReadAll(res.Body)
	require.NoError(t, err)

	return said{res.StatusCode, res.Header, string(body)}
}
