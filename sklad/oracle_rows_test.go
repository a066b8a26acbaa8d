package sklad_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/internal/sampledata"
	"github.com/skladmost/skladmost/sklad"
)

type (
	// changes is what happened to each table.
	changes    map[string]*tableChanges
	rowColumns map[string]any

	tableChanges struct {
		Inserted []rowColumns   `json:"inserted"`
		Updated  []columnChange `json:"updated"`
		Deleted  []rowColumns   `json:"deleted"`
	}
	columnChange struct {
		Key    rowColumns `json:"key"`
		Before rowColumns `json:"before"`
		After  rowColumns `json:"after"`
	}
)

func readRecording(t *testing.T) map[string]json.RawMessage {
	t.Helper()
	content, err := os.ReadFile(sampledata.Path(t, "oracle-rows.json"))
	require.NoError(t, err)
	var recording map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(content, &recording))
	return recording
}

// decodeChanges reads numbers with a point as floats and others as integers,
// which is how SQLite stored them.
func decodeChanges(t *testing.T, raw json.RawMessage) changes {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	var c changes
	require.NoError(t, decoder.Decode(&c))
	for _, table := range c {
		for _, row := range append(table.Inserted, table.Deleted...) {
			typedNumbers(t, row)
		}
		for _, u := range table.Updated {
			typedNumbers(t, u.Key)
			typedNumbers(t, u.Before)
			typedNumbers(t, u.After)
		}
	}
	return c
}

func typedNumbers(t *testing.T, row rowColumns) {
	t.Helper()
	for column, value := range row {
		number, ok := value.(json.Number)
		if !ok {
			continue
		}
		var err error
		if strings.ContainsAny(number.String(), ".eE") {
			row[column], err = number.Float64()
		} else {
			row[column], err = number.Int64()
		}
		require.NoError(t, err)
	}
}

func integer(n int64) any { return n }

func normalised(t *testing.T, recording map[string]json.RawMessage, name string) changes {
	t.Helper()
	raw, ok := recording[name]
	require.True(t, ok, "the recording has no case %s", name)
	want := decodeChanges(t, raw)
	for _, table := range want {
		for _, row := range table.Inserted {
			asInSamples(row)
		}
	}
	return want
}

// withoutStamps leaves out what differs from run to run.
func withoutStamps(row rowColumns) {
	for _, column := range []string{"ID", "UserRealTime", "UserRealtime"} {
		delete(row, column)
	}
}

// asInSamples makes a recorded row what the vendor's samples would hold. Our
// own rows are compared as they are.
func asInSamples(row rowColumns) {
	withoutStamps(row)
	for column, value := range row {
		switch {
		case value == "", column == "Lot" && value == "NA":
			row[column] = " "
		case column == "Desc":
			row[column] = strings.Replace(fmt.Sprint(value), "Sale No.", "Продажба №", 1)
		}
	}
}

// snapshot is every row of every table, by rowid.
func snapshot(t *testing.T, db *sklad.DB) map[string]map[int64]rowColumns {
	t.Helper()
	var tables []string
	require.NoError(t, db.SQL().Select(t.Context(), &tables, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"))
	all := map[string]map[int64]rowColumns{}
	for _, table := range tables {
		rows, err := db.SQL().Raw().QueryxContext(t.Context(), "SELECT rowid AS rowid_, * FROM `"+table+"`")
		require.NoError(t, err)
		all[table] = map[int64]rowColumns{}
		for rows.Next() {
			row := rowColumns{}
			require.NoError(t, rows.MapScan(row))
			id, ok := row["rowid_"].(int64)
			require.True(t, ok)
			delete(row, "rowid_")
			all[table][id] = row
		}
		require.NoError(t, rows.Err())
		require.NoError(t, rows.Close())
	}
	return all
}

// difference is what changed, rows in the order of their ids.
func difference(before, after map[string]map[int64]rowColumns) changes {
	found := changes{}
	for table, rows := range after {
		c := &tableChanges{}
		for _, id := range sortedIDs(before[table], rows) {
			old, was := before[table][id]
			now, is := rows[id]
			switch {
			case !was:
				withoutStamps(now)
				c.Inserted = append(c.Inserted, now)
			case !is:
				c.Deleted = append(c.Deleted, old)
			default:
				if u, changed := changedColumns(id, old, now); changed {
					c.Updated = append(c.Updated, u)
				}
			}
		}
		found[table] = c
	}
	return found
}

func changedColumns(id int64, old, now rowColumns) (columnChange, bool) {
	u := columnChange{Key: rowColumns{"ID": id}, Before: rowColumns{}, After: rowColumns{}}
	for column, value := range now {
		if old[column] != value && !strings.EqualFold(column, "UserRealTime") {
			u.Before[column], u.After[column] = old[column], value
		}
	}
	return u, len(u.After) > 0
}

func sortedIDs(a, b map[int64]rowColumns) []int64 {
	ids := map[int64]bool{}
	for id := range a {
		ids[id] = true
	}
	for id := range b {
		ids[id] = true
	}
	return slices.Sorted(maps.Keys(ids))
}

// prettyChanges leaves out tables without changes; floats keep a point, so that a
// whole number stored as an integer shows.
func prettyChanges(t *testing.T, c changes) string {
	t.Helper()
	var out strings.Builder
	for _, table := range slices.Sorted(maps.Keys(c)) {
		inserted := make([]string, len(c[table].Inserted))
		for i, row := range c[table].Inserted {
			inserted[i] = fmt.Sprintf("%s + %s\n", table, shownRow(row))
		}
		if table == "store" { // one row an object, in an order without meaning
			slices.Sort(inserted)
		}
		out.WriteString(strings.Join(inserted, ""))
		for _, u := range c[table].Updated {
			fmt.Fprintf(&out, "%s ~ %s: %s -> %s\n", table, shownRow(u.Key), shownRow(u.Before), shownRow(u.After))
		}
		for _, row := range c[table].Deleted {
			fmt.Fprintf(&out, "%s - %s\n", table, shownRow(row))
		}
	}
	return out.String()
}

func shownRow(row rowColumns) string {
	var out strings.Builder
	for _, column := range slices.Sorted(maps.Keys(row)) {
		value := row[column]
		if stamp, ok := value.(time.Time); ok {
			value = stamp.Format("2006-01-02 15:04:05")
		}
		fmt.Fprintf(&out, "%s=%T(%v) ", column, value, value)
	}
	return out.String()
}
