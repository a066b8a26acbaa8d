package gombashop

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// FuzzListing: reading a page in one pass gives what reading it row by row does.
func FuzzListing(f *testing.F) {
	f.Add([]byte(`{"data":[` + orderJSON("1") + `,` + orderJSON("2") + `],"page":{"next_cursor":"c","limit":2}}`))
	f.Add([]byte(`{"data":[null],"page":{}}`))
	f.Add([]byte(`{"data":[` + orderJSON("1") + `],"page":null}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		if bytes.Count(bytes.ToLower(body), []byte("data")) > 1 || bytes.Contains(body, []byte(`\u`)) {
			t.Skip() // encoding/json merges the members of a key that is named twice
		}
		once := listing[Order, wire.Order]{convert: toOrder}
		if !once.atOnce(body) {
			return
		}
		var rows listing[Order, wire.Order]
		require.NoError(t, json.Unmarshal(body, &rows))
		require.NotNil(t, rows.Data)
		require.Len(t, *rows.Data, len(once.page.Data))
		by := lister[Order, wire.Order]{convert: toOrder}
		for i, raw := range *rows.Data {
			row, err := by.row(raw)
			require.NoError(t, err)
			require.Equal(t, row, once.page.Data[i])
		}
		require.Equal(t, value(rows.Page.NextCursor), once.page.NextCursor)
	})
}
