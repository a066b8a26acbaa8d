package schema_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad/schema"
)

// plain is a server that spells everything out, of either family.
type plain struct{ family schema.Family }

func (plain) Name() string                                  { return "plain" }
func (p plain) Family() schema.Family                       { return p.family }
func (plain) Quote(s string) string                         { return "<" + s + ">" }
func (plain) Table(s string) string                         { return s }
func (plain) TableOptions(schema.Table) string              { return " ENGINE" }
func (p plain) Index(t schema.Table, i schema.Index) string { return schema.CreateIndex(p, t, i) }
func (p plain) Constraints(t schema.Table) []string {
	if len(t.Key) == 0 {
		return nil
	}
	return []string{"KEY (" + schema.Quoted(p, t.Key) + ")"}
}

func (plain) KeepIDs(table string) (on, off string) { return "KEEP " + table, "DROP " + table }
func (plain) TextLiteral(text string) string        { return "U" + schema.Apostrophes(text) }
func (plain) MomentLiteral(t time.Time) string      { return t.Format("<15:04>") }

func (plain) ColumnType(c schema.Column) string {
	if c.NotNull != 0 {
		return "T NOT NULL"
	}
	return "T"
}

func TestDDL(t *testing.T) {
	t.Parallel()
	table := schema.Table{
		Name: "Own",
		Columns: []schema.Column{
			{Name: "a", Type: schema.Text, Length: 40, NotNull: schema.Both}, {Name: "b", Type: schema.Int, Only: schema.Pro},
		},
		Key:     []string{"a"},
		Indexes: []schema.Index{{Columns: []string{"a"}}, {Name: "ix", Columns: []string{"b DESC", "a"}, Only: schema.Pro}},
	}
	require.Equal(t, []string{
		"CREATE TABLE <Own> (\n  <a> T NOT NULL,\n  <b> T,\n  KEY (<a>)\n) ENGINE",
		"CREATE INDEX <Own_a_idx> ON <Own> (<a>)",
		"CREATE INDEX <ix> ON <Own> (<b> DESC, <a>)",
	}, schema.DDL(plain{schema.Pro}, []schema.Table{table}))
	require.Equal(t, []string{
		"CREATE TABLE <Own> (\n  <a> T NOT NULL,\n  KEY (<a>)\n) ENGINE",
		"CREATE INDEX <Own_a_idx> ON <Own> (<a>)",
	}, schema.DDL(plain{schema.Open}, []schema.Table{table}))
}

func TestTablesAreWhole(t *testing.T) {
	t.Parallel()
	require.Len(t, schema.Tables(), 30)
	names := map[string]bool{}
	for _, table := range schema.Tables() {
		require.False(t, names[table.Name], table.Name)
		names[table.Name] = true
		for _, family := range []schema.Family{schema.Pro, schema.Open} {
			own := table.For(family)
			columns := map[string]bool{}
			for _, c := range own.Columns {
				require.False(t, columns[strings.ToLower(c.Name)], "%s.%s twice", table.Name, c.Name)
				columns[strings.ToLower(c.Name)] = true
				require.Equal(t, c.Type == schema.Text, c.Length > 0, "%s.%s", table.Name, c.Name)
			}
			known := append([]string{}, own.Key...)
			for _, u := range own.Unique {
				known = append(known, u.Columns...)
			}
			for _, i := range own.Indexes {
				known = append(known, i.Columns...)
			}
			for _, name := range known {
				require.True(t, columns[strings.ToLower(strings.TrimSuffix(name, " DESC"))], "%s.%s", table.Name, name)
			}
			require.True(t, len(own.Key) > 0 || columns["id"], table.Name)
		}
	}
}

func column(t *testing.T, family schema.Family, table, name string) (schema.Column, int) {
	t.Helper()
	for _, each := range schema.Tables() {
		if each.Name != table {
			continue
		}
		for i, c := range each.For(family).Columns {
			if c.Name == name {
				return c, i + 1
			}
		}
	}
	return schema.Column{}, 0
}

func TestWhereFamiliesDiffer(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		table, column string
		pro, open     int // position, 0 for absent
	}{
		{"Payments", "ObjectID", 10, 5},
		{"Payments", "Acct", 2, 2},
		{"NextAcct", "ID", 1, 0},
		{"NextAcct", "NextAcct", 2, 1},
		{"OperationType", "GR", 10, 10},
		{"OperationType", "TK", 21, 0},
		{"Goods", "Deleted", 33, 33},
		{"Partners", "PaymentDays", 34, 34},
		{"Operations", "UserRealTime", 23, 23},
	} {
		_, at := column(t, schema.Pro, c.table, c.column)
		require.Equal(t, c.pro, at, "%s.%s", c.table, c.column)
		_, at = column(t, schema.Open, c.table, c.column)
		require.Equal(t, c.open, at, "%s.%s", c.table, c.column)
	}
	pro, _ := column(t, schema.Pro, "Payments", "Acct")
	open, _ := column(t, schema.Open, "Payments", "Acct")
	require.Equal(t, []schema.Type{schema.Int, schema.Number}, []schema.Type{pro.Type, open.Type})
	group, _ := column(t, schema.Open, "Partners", "PriceGroup")
	require.Equal(t, "1", group.Default)
}

func TestDefaultRows(t *testing.T) {
	t.Parallel()
	counts := map[string]int{}
	for _, row := range schema.DefaultRows() {
		counts[row.Table]++
		for _, family := range []schema.Family{schema.Pro, schema.Open} {
			own := row.For(family)
			for _, table := range schema.Tables() {
				if table.Name == row.Table {
					require.Len(t, own.Values, len(table.For(family).Columns), "%s: every column has a value", row.Table)
				}
			}
		}
		for name, value := range row.Values {
			if text, ok := value.(string); ok {
				require.NotEmpty(t, text, "%s.%s: an empty text is one space", row.Table, name)
			}
		}
	}
	require.Equal(t, map[string]int{
		"Goods": 1, "Partners": 1, "Objects": 1, "Users": 1, "Registration": 1, "Currencies": 1, "Lots": 1, "Store": 1, "Network": 1,
		"System": 1, "GoodsGroups": 1, "PartnersGroups": 1, "ObjectsGroups": 1, "UsersGroups": 1, "VATGroups": 3, "PaymentTypes": 4,
		"Configuration": 4, "OperationType": 39,
	}, counts)
	unknown := schema.Row{Table: "Own", Values: map[string]any{"a": 1}}
	require.Equal(t, unknown, unknown.For(schema.Pro))
}

func TestInserts(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 25, 14, 30, 0, 0, time.UTC)
	rows := []schema.Row{
		{Table: "Lots", Values: map[string]any{"ID": 2, "SerialNo": "O'Neill", "EndDate": at, "Location": nil}},
		{Table: "Lots", Values: map[string]any{"ID": 3}},
		{Table: "Store", Values: map[string]any{"Qtty": 0.25, "LotID": int64(7)}},
		{Table: "NextAcct", Values: map[string]any{"NextAcct": "000"}},
	}
	require.Equal(t, []string{
		"KEEP Lots",
		"INSERT INTO <Lots> (<ID>, <SerialNo>, <EndDate>, <Location>)\nVALUES (2, U'O''Neill', <14:30>, NULL)",
		"INSERT INTO <Lots> (<ID>)\nVALUES (3)",
		"DROP Lots",
		"INSERT INTO <Store> (<Qtty>, <LotID>)\nVALUES (0.25, 7)",
		"INSERT INTO <NextAcct> (<NextAcct>)\nVALUES (U'000')",
	}, schema.Inserts(plain{schema.Open}, rows))
	require.Empty(t, schema.Inserts(plain{schema.Open}, nil))
}
