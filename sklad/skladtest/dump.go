package skladtest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/jmoiron/sqlx"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad/internal/engine"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/sklad/schema"
)

// dump is every row of every table as text, one a line: two dumps are equal
// when nothing has changed.
func (w world) dump(t *testing.T) string {
	t.Helper()
	s := w.db.SQL()
	var lines []string
	for _, table := range slices.Concat(schema.Tables(), ledger.Tables()) {
		there, err := s.Dialect().HasTable(t.Context(), s, table.Name)
		require.NoError(t, err)
		if !there {
			continue
		}
		for _, row := range w.rows(t, table.Name) {
			lines = append(lines, table.Name+": "+shown(row))
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// rows reads a table as it is, with whatever columns it has.
func (w world) rows(t *testing.T, table string) []map[string]any {
	t.Helper()
	s := w.db.SQL()
	everything := "SELECT * FROM {" + table + "}" //nolint:unqueryvet // whatever there is
	result, err := s.Raw().QueryxContext(t.Context(), engine.Rewrite(s.Dialect(), everything))
	require.NoError(t, err)
	defer func() { require.NoError(t, result.Close()) }()
	return scan(t, result)
}

func scan(t *testing.T, result *sqlx.Rows) []map[string]any {
	t.Helper()
	var rows []map[string]any
	for result.Next() {
		row := map[string]any{}
		require.NoError(t, result.MapScan(row))
		for column, value := range row {
			if text, ok := value.([]byte); ok {
				row[column] = string(text)
			}
		}
		rows = append(rows, row)
	}
	require.NoError(t, result.Err())
	return rows
}

func shown(row map[string]any) string {
	var out strings.Builder
	for _, column := range slices.Sorted(maps.Keys(row)) {
		fmt.Fprintf(&out, "%s=%q ", column, fmt.Sprint(row[column]))
	}
	return out.String()
}
