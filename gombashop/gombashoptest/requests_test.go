package gombashoptest

import (
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestTheRecordHasAnEnd: of a shop that is served for weeks the newest requests
// are known.
func TestTheRecordHasAnEnd(t *testing.T) {
	t.Parallel()

	s := NewHandler()
	s.requests = make([]Request, maxRequests)
	s.requests[maxRequests/2].Path = "/kept"

	s.log(httptest.NewRequestWithContext(t.Context(), "GET", "/newest", nil), 200, "")

	seen := s.Requests()
	require.Len(t, seen, maxRequests/2+1)
	require.Equal(t, "/kept", seen[0].Path)
	require.Equal(t, "/newest", seen[maxRequests/2].Path)
}
