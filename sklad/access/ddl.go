package access

import (
	"strconv"
	"strings"

	"github.com/skladmost/skladmost/sklad/schema"
)

// DDL is the statements, in order, that make tables and indexes in an Access
// database: schema.Tables() for Склад Pro's own, ledger.Tables() for the
// ledger's. No server has to be there. Create runs them one at a time, as Access
// takes no more than one in a call.
func DDL(tables []schema.Table) []string { return schema.DDL(dialect{server: jet()}, tables) }

// Inserts is the statements, in order, that write rows on Access, for a
// script: schema.DefaultRows() after the DDL of schema.Tables() make what Create
// makes.
func Inserts(rows []schema.Row) []string { return schema.Inserts(dialect{server: jet()}, rows) }

// longest is how many characters a TEXT column can hold; beyond is MEMO.
const longest = 255

// ColumnType has no defaults: Jet takes none through ODBC, and the vendor's
// tables have none in this family. Whoever writes a row names every column.
func (d dialect) ColumnType(c schema.Column) string {
	definition := d.storage(c)
	if c.Type != schema.Identity && c.NotNull != 0 && c.NotNull.In(schema.Pro) {
		definition += " NOT NULL"
	}
	return definition
}

func (d dialect) storage(c schema.Column) string {
	switch {
	case c.Type == schema.Text && c.Length > longest:
		return d.server.types[schema.Memo]
	case c.Type == schema.Text:
		return d.server.types[schema.Text] + "(" + strconv.Itoa(c.Length) + ")"
	default:
		return d.server.types[c.Type]
	}
}

// Constraints are the keys, by names that the whole database has once.
func (d dialect) Constraints(t schema.Table) []string {
	key, identity := t.Key, ""
	for _, c := range t.Columns {
		if c.Type == schema.Identity {
			identity = c.Name
		}
	}
	var clauses []string
	if len(key) == 0 {
		key = []string{identity}
	} else if identity != "" && d.server.keys != nil {
		clauses = append(clauses, d.server.keys(d, t, schema.Index{Name: "IX_" + identity, Columns: []string{identity}}))
	}
	clauses = append(clauses, d.constraint("PK_"+t.Name, "PRIMARY KEY", key))
	for _, u := range t.Unique {
		clauses = append(clauses, d.constraint(uniqueName(t, u), "UNIQUE", u.Columns))
	}
	if d.server.keys != nil {
		for _, i := range t.Indexes {
			clauses = append(clauses, d.server.keys(d, t, i))
		}
	}
	return clauses
}

func (d dialect) constraint(name, kind string, columns []string) string {
	return "CONSTRAINT " + d.Quote(name) + " " + kind + " (" + schema.Quoted(d, columns) + ")"
}

func uniqueName(t schema.Table, u schema.Unique) string {
	if u.Name != "" {
		return u.Name
	}
	return "UQ_" + t.Name + "_" + strings.Join(u.Columns, "_")
}

// Index leaves out the order of columns: Jet walks an index both ways.
func (d dialect) Index(t schema.Table, i schema.Index) string {
	if d.server.keys != nil {
		return ""
	}
	return schema.CreateIndex(d, t, schema.Index{Name: i.Name, Columns: plain(i.Columns), Only: i.Only})
}

// plain are the columns of an index without their order.
func plain(columns []string) []string {
	names := make([]string, len(columns))
	for n, column := range columns {
		names[n], _, _ = strings.Cut(column, " ")
	}
	return names
}

// indexed is how many characters of a text an index of MariaDB holds.
const indexed = 100

// mariaKey is an index within CREATE TABLE. There it takes no time.
func mariaKey(d dialect, t schema.Table, i schema.Index) string {
	columns := make([]string, 0, len(i.Columns))
	for _, name := range plain(i.Columns) {
		columns = append(columns, d.Quote(name)+prefix(t, name))
	}
	return "KEY " + d.Quote(i.Name) + " (" + strings.Join(columns, ", ") + ")"
}

// TableOptions are nothing on Access, which has Unicode everywhere and compares
// texts in any case: the ledger's keys are hashes.
func (d dialect) TableOptions(t schema.Table) string {
	if t.Exact {
		return d.server.exact
	}
	return ""
}

func prefix(t schema.Table, name string) string {
	for _, c := range t.Columns {
		if c.Name == name && c.Type == schema.Text && c.Length > indexed {
			return "(" + strconv.Itoa(indexed) + ")"
		}
	}
	return ""
}
