package mysql

import (
	"fmt"
	"strings"
	"time"

	"github.com/skladmost/skladmost/sklad/schema"
)

// TableOptions asks for transactions. The vendor's tables have the database's
// own character set, the ledger's hold any text and compare byte by byte.
func (dialect) TableOptions(t schema.Table) string {
	if t.Exact {
		return " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin"
	}
	return " ENGINE=InnoDB"
}

// ColumnType has the defaults of the vendor's script: numbers are 0.
func (dialect) ColumnType(c schema.Column) string {
	if c.Type == schema.Identity {
		return "INTEGER NOT NULL AUTO_INCREMENT"
	}
	definition := storage(c)
	if c.NotNull != 0 && c.NotNull.In(schema.Open) {
		definition += " NOT NULL"
	}
	if c.Default != "" {
		definition += " DEFAULT " + c.Default
	}
	return definition
}

func storage(c schema.Column) string {
	switch c.Type {
	case schema.Number:
		return "DOUBLE"
	case schema.BigInt:
		return "BIGINT"
	case schema.Text:
		return fmt.Sprintf("VARCHAR(%d)", c.Length)
	case schema.Memo:
		return "MEDIUMTEXT"
	case schema.Day, schema.Timestamp:
		return "DATETIME NULL"
	default:
		return "INTEGER"
	}
}

// indexed is how many characters of a text an index holds: with four bytes each
// they stay below the 767 bytes of MySQL 5.6.
const indexed = 190

// Constraints are the keys. An AUTO_INCREMENT column must be a key of its own
// where the primary key is another, as in Documents.
func (d dialect) Constraints(t schema.Table) []string {
	var clauses []string
	key, identity := t.Key, ""
	for _, c := range t.Columns {
		if c.Type == schema.Identity {
			identity = c.Name
		}
	}
	unique := t.Unique
	if len(key) == 0 && len(unique) > 0 && unique[0].Replace { // the vendor's primary key on this server
		key, unique = unique[0].Columns, unique[1:]
	}
	if len(key) == 0 {
		key = []string{identity}
	} else if identity != "" {
		clauses = append(clauses, "KEY ("+d.Quote(identity)+")")
	}
	clauses = append(clauses, "PRIMARY KEY ("+d.columns(t, key)+")")
	for _, u := range unique {
		clauses = append(clauses, "UNIQUE KEY "+d.named(u.Name)+"("+d.columns(t, u.Columns)+")")
	}
	for _, i := range t.Indexes {
		clauses = append(clauses, "KEY "+d.named(i.Name)+"("+d.columns(t, i.Columns)+")")
	}
	return clauses
}

// Index is nothing: an index that is made with its table takes no time.
func (dialect) Index(schema.Table, schema.Index) string { return "" }

// named is the name of a key; the server makes one up where there is none.
func (d dialect) named(name string) string {
	if name == "" {
		return ""
	}
	return d.Quote(name) + " "
}

// columns are those of a key, long texts by their beginning.
func (d dialect) columns(t schema.Table, names []string) string {
	list := make([]string, len(names))
	for i, name := range names {
		list[i] = d.Quote(name) + prefix(t, name)
	}
	return strings.Join(list, ", ")
}

func prefix(t schema.Table, name string) string {
	for _, c := range t.Columns {
		if c.Name == name && c.Type == schema.Text && c.Length > indexed {
			return fmt.Sprintf("(%d)", indexed)
		}
	}
	return ""
}

// DDL is the statements, in order, that make tables and indexes on MySQL and MariaDB:
// schema.Tables() for Склад Pro's own, ledger.Tables() for the ledger's. Create
// runs them itself.
func DDL(tables []schema.Table) []string { return schema.DDL(dialect{}, tables) }

// Inserts is the statements, in order, that write rows on MySQL and MariaDB, for
// a script in UTF-8: schema.DefaultRows() after the DDL of schema.Tables() make
// what Create makes. The first tells the server of the script's character set.
func Inserts(rows []schema.Row) []string {
	return append([]string{"SET NAMES utf8mb4"}, schema.Inserts(dialect{}, rows)...)
}

// TextLiteral spells a text with a backslash in bytes: what the server makes of
// one depends on its sql_mode.
func (dialect) TextLiteral(text string) string {
	if strings.Contains(text, `\`) {
		return fmt.Sprintf("_utf8mb4 X'%X'", text)
	}
	return schema.Apostrophes(text)
}

// MomentLiteral is the server's own form of a date and time.
func (dialect) MomentLiteral(t time.Time) string { return "'" + t.Format(time.DateTime) + "'" }
