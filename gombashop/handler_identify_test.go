package gombashop

import (
	"context"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"
)

// handlerFunc is a function as the rest of a chain.
type handlerFunc func(ctx context.Context, c *call) (*reply, error)

func (f handlerFunc) do(ctx context.Context, c *call) (*reply, error) { return f(ctx, c) }

func TestIdentifyNamesACallOnce(t *testing.T) {
	t.Parallel()
	h := &identifyHandler{next: handlerFunc(func(context.Context, *call) (*reply, error) { return &reply{}, nil })}
	for _, tc := range []struct{ method, given string }{
		{http.MethodGet, ""}, {http.MethodPost, ""}, {http.MethodPut, "order:7:usn"},
	} {
		first := &call{method: tc.method, key: tc.given}
		_, err := h.do(t.Context(), first)
		require.NoError(t, err)
		second := &call{method: tc.method, key: tc.given}
		_, err = h.do(t.Context(), second)
		require.NoError(t, err)

		require.Len(t, first.requestID, 32)
		require.NotEqual(t, first.requestID, second.requestID)
		switch {
		case tc.method == http.MethodGet:
			require.Empty(t, first.key, "a read has no effect to repeat")
		case tc.given != "":
			require.Equal(t, tc.given, first.key)
		default:
			require.Len(t, first.key, 32)
			require.NotEqual(t, first.key, second.key)
		}
	}
}

func TestIdentifyNamesTheRequestOfAnError(t *testing.T) {
	t.Parallel()
	for given, of := range map[string]string{"": "the client's own", "r-9": "the shop's"} {
		c := &call{method: http.MethodGet}
		h := &identifyHandler{next: handlerFunc(func(context.Context, *call) (*reply, error) {
			return nil, &Error{Code: CodeInternal, RequestID: given}
		})}
		_, err := h.do(t.Context(), c)
		want := given
		if want == "" {
			want = c.requestID
		}
		require.Equal(t, want, requireCode(t, err, CodeInternal).RequestID, of)
	}
}
