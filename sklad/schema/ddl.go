package schema

import (
	"strings"
	"time"
)

// Dialect writes the pieces of DDL, and of INSERTs without parameters, in which
// servers differ.
type Dialect interface {
	// Name of the engine: "sqlite", "mysql", "mssql", "access".
	Name() string
	// Family is the line of the vendor's scripts that the server belongs to.
	Family() Family
	// Quote quotes an identifier.
	Quote(ident string) string
	// Table is the name of a table as the server stores it.
	Table(name string) string
	// ColumnType is what follows a column's name in CREATE TABLE.
	ColumnType(c Column) string
	// Constraints are the clauses behind the columns: keys above all. t is
	// already reduced to the server's family.
	Constraints(t Table) []string
	// Index is the statement that makes an index, CreateIndex for most servers;
	// empty where Constraints has the index already.
	Index(t Table, i Index) string
	// TableOptions follow the closing bracket, with a leading space, or empty.
	TableOptions(t Table) string
	// KeepIDs are the statements around INSERTs that name the identity column of
	// a table themselves; empty where the server just takes them.
	KeepIDs(table string) (on, off string)
	// TextLiteral is a text in a statement, whatever the character set of the
	// database and of the connection are.
	TextLiteral(text string) string
	// MomentLiteral is what the clock of t shows, in whole seconds, in a
	// statement, whatever language the server speaks.
	MomentLiteral(t time.Time) string
}

// DDL is the statements, in order, that create the tables and their indexes.
func DDL(d Dialect, tables []Table) []string {
	var statements []string
	for _, t := range tables {
		t = t.For(d.Family())
		statements = append(statements, createTable(d, t))
		for _, index := range t.Indexes {
			if statement := d.Index(t, index); statement != "" {
				statements = append(statements, statement)
			}
		}
	}
	return statements
}

func createTable(d Dialect, t Table) string {
	clauses := make([]string, 0, len(t.Columns)+1)
	for _, c := range t.Columns {
		clauses = append(clauses, d.Quote(c.Name)+" "+d.ColumnType(c))
	}
	clauses = append(clauses, d.Constraints(t)...)
	return "CREATE TABLE " + d.Quote(d.Table(t.Name)) + " (\n  " + strings.Join(clauses, ",\n  ") + "\n)" + d.TableOptions(t)
}

// CreateIndex is a CREATE INDEX statement. An index without a name is named
// after its table and columns.
func CreateIndex(d Dialect, t Table, index Index) string {
	return createIndex(d, "CREATE INDEX ", t, index)
}

// CreateUnique is a CREATE UNIQUE INDEX statement, for a table that has lost the
// key.
func CreateUnique(d Dialect, t Table, key Unique) string {
	return createIndex(d, "CREATE UNIQUE INDEX ", t, Index{Name: key.Name, Columns: key.Columns})
}

func createIndex(d Dialect, create string, t Table, index Index) string {
	name := index.Name
	if name == "" {
		name = d.Table(t.Name) + "_" + strings.Join(index.Columns, "") + "_idx"
	}
	return create + d.Quote(name) + " ON " + d.Quote(d.Table(t.Name)) + " (" + Quoted(d, index.Columns) + ")"
}

// Quoted is a list of quoted columns; " DESC" behind a name stays outside of
// the quotes.
func Quoted(d Dialect, columns []string) string {
	quoted := make([]string, len(columns))
	for i, column := range columns {
		name, order, _ := strings.Cut(column, " ")
		quoted[i] = strings.TrimSpace(d.Quote(name) + " " + order)
	}
	return strings.Join(quoted, ", ")
}
