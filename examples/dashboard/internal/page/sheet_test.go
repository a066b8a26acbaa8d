package page

import (
	"encoding/csv"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A name that a customer has given must not be worked out by a table program.
func TestASheetHoldsNoFormulas(t *testing.T) {
	t.Parallel()

	cells := []string{"=1+1", "+359 88", "-5", "@SUM(A1)", "\t=1", "\r=1", "Чаша; \"бяла\"\nголяма", "", "5 = 5"}
	w := httptest.NewRecorder()

	s, err := newSheet(w, "plan", "a")
	require.NoError(t, err)
	require.NoError(t, s.row(cells...))
	require.NoError(t, s.end())

	text, marked := strings.CutPrefix(w.Body.String(), "\uFEFF")
	require.True(t, marked)
	require.Contains(t, text, "a\r\n")
	require.Equal(t, `attachment; filename="plan.csv"`, w.Header().Get("Content-Disposition"))

	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord = ';', -1
	rows, err := r.ReadAll()
	require.NoError(t, err)
	require.Equal(t, []string{
		"'=1+1", "'+359 88", "'-5", "'@SUM(A1)", "'\t=1", "'=1", "Чаша; \"бяла\"\nголяма", "", "5 = 5",
	}, rows[1])
}
