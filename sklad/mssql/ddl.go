package mssql

import (
	"fmt"

	"github.com/skladmost/skladmost/sklad/schema"
)

// TableOptions are none: nvarchar holds every text.
func (dialect) TableOptions(schema.Table) string { return "" }

// ColumnType has no defaults: the vendor's own tables have none, so every writer
// names every column.
func (dialect) ColumnType(c schema.Column) string {
	if c.Type == schema.Identity {
		return "int IDENTITY(1,1) NOT NULL"
	}
	if c.NotNull != 0 && c.NotNull.In(schema.Pro) {
		return storage(c) + " NOT NULL"
	}
	return storage(c) + " NULL"
}

func storage(c schema.Column) string {
	switch c.Type {
	case schema.SmallInt:
		return "smallint"
	case schema.BigInt:
		return "bigint"
	case schema.Number:
		return "float"
	case schema.Text:
		return fmt.Sprintf("nvarchar(%d)", c.Length)
	case schema.Memo:
		return "nvarchar(max)"
	case schema.Day:
		return "smalldatetime"
	case schema.Timestamp:
		return "datetime"
	default:
		return "int"
	}
}

// Constraints are the keys under the vendor's names.
func (d dialect) Constraints(t schema.Table) []string {
	key := t.Key
	if len(key) == 0 {
		key = []string{"ID"}
	}
	clauses := []string{"CONSTRAINT " + d.Quote("PK_"+t.Name) + " PRIMARY KEY (" + schema.Quoted(d, key) + ")"}
	for _, u := range t.Unique {
		clauses = append(clauses, "CONSTRAINT "+d.Quote(u.Name)+" UNIQUE ("+schema.Quoted(d, u.Columns)+")")
	}
	return clauses
}

func (d dialect) Index(t schema.Table, i schema.Index) string { return schema.CreateIndex(d, t, i) }

// DDL is the statements, in order, that make tables and indexes on SQL Server:
// schema.Tables() for Склад Pro's own, ledger.Tables() for the ledger's. Create
// runs them itself.
func DDL(tables []schema.Table) []string { return schema.DDL(dialect{}, tables) }

// Inserts is the statements, in order, that write rows on SQL Server, for a
// script: schema.DefaultRows() after the DDL of schema.Tables() make what Create
// makes.
func Inserts(rows []schema.Row) []string { return schema.Inserts(dialect{}, rows) }
