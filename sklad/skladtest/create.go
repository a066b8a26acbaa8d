package skladtest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
	"github.com/skladmost/skladmost/sklad/schema"
)

// createTopic is what a new database holds, and what Info says of it.
func createTopic(t *testing.T, s suite) {
	w := s.world(t)
	t.Run("every table has its columns", w.hasColumns)
	t.Run("the default rows stand as the program writes them", w.hasDefaults)
	t.Run("info", w.tellsInfo)
}

func (w world) hasColumns(t *testing.T) {
	family := w.db.SQL().Dialect().Family()
	for _, table := range schema.Tables() {
		var columns []string
		for _, c := range table.For(family).Columns {
			columns = append(columns, "t.["+c.Name+"]")
		}
		w.count(t, "{"+table.Name+"} t WHERE 1 = 0 OR "+strings.Join(columns, " IS NULL OR ")+" IS NULL")
	}
}

func (w world) hasDefaults(t *testing.T) {
	want := map[string][]string{}
	for _, row := range schema.DefaultRows() {
		row = row.For(w.db.SQL().Dialect().Family())
		want[row.Table] = append(want[row.Table], plain(t, row.Values))
	}
	for _, table := range schema.Tables() {
		var got []string
		for _, row := range w.rows(t, table.Name) {
			if table.Name == "Network" || table.Name == "System" {
				delete(row, "ID")
			}
			got = append(got, plain(t, row))
		}
		require.ElementsMatch(t, want[table.Name], got, table.Name)
	}
}

// plain shows a row without regard to the case of columns and the types of
// numbers. NULL is not the empty text here.
func plain(t *testing.T, row map[string]any) string {
	t.Helper()
	lower := map[string]string{}
	for column, value := range row {
		shown := fmt.Sprintf("%q", value)
		switch value.(type) {
		case string:
		case nil:
			shown = "NULL"
		default:
			var n engine.Float
			require.NoError(t, n.Scan(asNumber(value)))
			shown = fmt.Sprint(n.Value)
		}
		lower[strings.ToLower(column)] = shown
	}
	var out strings.Builder
	for _, column := range slices.Sorted(maps.Keys(lower)) {
		fmt.Fprintf(&out, "%s=%s ", column, lower[column])
	}
	return out.String()
}

// asNumber is a number in a type that drivers use.
func asNumber(value any) any {
	switch n := value.(type) {
	case int:
		return int64(n)
	case int32:
		return int64(n)
	default:
		return value
	}
}

func (w world) tellsInfo(t *testing.T) {
	info, err := w.db.Info(t.Context())
	require.NoError(t, err)
	require.NotEmpty(t, info.ServerVersion)
	require.NotEmpty(t, info.SUPTOReason)
	info.ServerVersion, info.Charset, info.JournalMode, info.SUPTOReason = "", "", "", ""
	require.Equal(t, sklad.Info{
		Engine: w.db.SQL().Dialect().Name(), SchemaVersion: "3.07", BaseCurrency: "EUR", PricesIncludeVAT: true,
	}, info)
}
