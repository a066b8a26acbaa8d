package gombashop

import (
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// rowsOf are the cells of the rows of a page's tables that have n columns.
func rowsOf(t *testing.T, file string, n int) [][]string {
	t.Helper()
	page, err := os.ReadFile(file)
	require.NoError(t, err)
	var rows [][]string
	for line := range strings.Lines(string(page)) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if !strings.HasPrefix(line, "| `") || len(cells) != n {
			continue
		}
		for i := range cells {
			cells[i] = strings.Trim(strings.TrimSpace(cells[i]), "`")
		}
		rows = append(rows, cells)
	}
	return rows
}

// TestSigningPage checks the vectors that others read.
func TestSigningPage(t *testing.T) {
	t.Parallel()
	const key = "0123456789abcdef0123456789abcdef"
	now := time.Unix(1795420800, 0)
	auth := HMACWith("1234567890123456", key, HMACOptions{
		Now: func() time.Time { return now }, Nonce: func() string { return "00112233445566778899aabbccddeeff" },
	})
	requests := rowsOf(t, "signing.md", 5)
	require.Len(t, requests, 3)
	for _, row := range requests {
		r, err := http.NewRequest(row[0], "https://shop.example"+row[1]+"?"+row[2], nil)
		require.NoError(t, err)
		require.NoError(t, auth.Authorize(r, []byte(row[3])))
		require.Equal(t, row[4], r.Header.Get("X-Api-Signature"), row[1])
	}
	events := rowsOf(t, "signing.md", 2)
	require.Len(t, events, 1)
	for _, row := range events {
		r := httptest.NewRequest(http.MethodPost, "/", nil)
		SignWebhook(r, key, now, []byte(row[0]))
		require.Equal(t, row[1], r.Header.Get("X-Api-Signature"))
		require.NoError(t, verifier(key, func() time.Time { return now })("1795420800", row[1], []byte(row[0])))
	}
}
