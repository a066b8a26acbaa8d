package schema

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Inserts is the statements, in order, that write rows with every value spelled
// out, for a script that a server's own client runs. Rows of one table stand
// together: some servers take an identity for one table at a time.
func Inserts(d Dialect, rows []Row) []string {
	var statements []string
	for i, row := range rows {
		on, off := "", ""
		if _, named := row.Values["ID"]; named {
			on, off = d.KeepIDs(row.Table)
		}
		if on != "" && (i == 0 || rows[i-1].Table != row.Table) {
			statements = append(statements, on)
		}
		statements = append(statements, insert(d, row.For(d.Family())))
		if off != "" && (i+1 == len(rows) || rows[i+1].Table != row.Table) {
			statements = append(statements, off)
		}
	}
	return statements
}

func insert(d Dialect, row Row) string {
	columns := row.columns()
	values := make([]string, len(columns))
	for i, column := range columns {
		values[i] = literal(d, row.Values[column])
	}
	return "INSERT INTO " + d.Quote(d.Table(row.Table)) + " (" + Quoted(d, columns) + ")\n" +
		"VALUES (" + strings.Join(values, ", ") + ")"
}

// columns are those that the row has, in the order of its table.
func (r Row) columns() []string {
	left := maps.Clone(r.Values)
	var names []string
	for _, t := range Tables() {
		if t.Name != r.Table {
			continue
		}
		for _, c := range t.Columns {
			if _, ok := left[c.Name]; ok {
				names = append(names, c.Name)
				delete(left, c.Name)
			}
		}
	}
	return append(names, slices.Sorted(maps.Keys(left))...)
}

func literal(d Dialect, value any) string {
	switch v := value.(type) {
	case nil:
		return "NULL"
	case int, int64:
		return fmt.Sprint(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case time.Time:
		return d.MomentLiteral(v)
	case string:
		return d.TextLiteral(v)
	default:
		return d.TextLiteral(fmt.Sprint(v))
	}
}

// Apostrophes is a text as standard SQL writes it: between apostrophes, those
// within it doubled.
func Apostrophes(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }
