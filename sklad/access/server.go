package access

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
	"github.com/skladmost/skladmost/sklad/schema"
)

// server is what one of the servers behind ODBC has of its own.
type server struct {
	// version and charset are for people.
	version, charset string
	// identity reads the id of the connection's last INSERT.
	identity string
	// types are the words for columns.
	types map[schema.Type]string
	// keys writes an index into its table, nil where it has a statement of its
	// own; an identity outside of the primary key needs one there.
	keys func(dialect, schema.Table, schema.Index) string
	// exact makes a table compare texts byte by byte.
	exact string
	// index counts the indexes of a table and a name; "": the server does not tell.
	index string
	// fixedKeys: a unique key of a table cannot be dropped and has no name.
	fixedKeys bool
	// early takes the write lock when a transaction begins, "" for none.
	early string
	// faults are the server's errors by native number.
	faults map[int]fault
	// tell finds an error out where the number is not enough.
	tell func(record) fault
}

// jet is Access itself.
func jet() server {
	return server{
		version:  "Jet/ACE over ODBC",
		charset:  "Unicode",
		identity: "SELECT @@IDENTITY",
		types: map[schema.Type]string{
			schema.Identity: "COUNTER", schema.Int: "LONG", schema.SmallInt: "SHORT", schema.BigInt: "DOUBLE",
			schema.Number: "DOUBLE", schema.Text: "TEXT", schema.Memo: "MEMO", schema.Day: "DATETIME", schema.Timestamp: "DATETIME",
		},
		faults: map[int]fault{
			-1605: duplicate,
			-1102: busy, -1105: busy, -1158: busy, -1302: busy, -1304: busy, -1024: busy, -1032: busy,
			-1305: noTable, -1811: noFile, -1907: noFile, -1023: noFile, -1028: noFile, -1206: noFile,
			-1905: wrongPassword, -1809: readOnly,
		},
	}
}

// sqliteServer is SQLite behind its ODBC driver, a stand-in.
func sqliteServer(version string) server {
	return server{
		version:  "SQLite " + version + " over ODBC",
		charset:  "UTF-8",
		identity: "SELECT last_insert_rowid()",
		types: map[schema.Type]string{
			schema.Identity: "INTEGER", schema.Int: "INTEGER", schema.SmallInt: "INTEGER", schema.BigInt: "BIGINT",
			schema.Number: "DOUBLE", schema.Text: "LONGVARCHAR", schema.Memo: "LONGVARCHAR", // its VARCHAR counts bytes
			schema.Day: "DATETIME", schema.Timestamp: "DATETIME",
		},
		// A transaction that began as a reader could not become a writer once
		// another one wrote.
		index:     "SELECT COUNT(*) FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND name = ?",
		fixedKeys: true,
		early:     "UPDATE {System} SET [ProductID] = [ProductID] WHERE 1 = 0",
		faults:    map[int]fault{5: busy, 6: busy, 8: readOnly, 14: noFile, 26: noFile},
		tell: func(r record) fault {
			switch {
			case strings.Contains(r.text, "no such table"):
				return noTable
			case strings.Contains(r.text, "no such column"), strings.Contains(r.text, "has no column named"):
				return noColumn
			case strings.Contains(r.text, "UNIQUE constraint failed"):
				return duplicate
			case strings.Contains(r.text, "database is locked"):
				return busy
			default:
				return other
			}
		},
	}
}

// mariaServer is MariaDB in sql_mode MSSQL, a stand-in.
func mariaServer(version, charset string) server {
	return server{
		version:  version + " over ODBC",
		charset:  charset,
		identity: "SELECT @@IDENTITY",
		types: map[schema.Type]string{
			schema.Identity: "INTEGER NOT NULL AUTO_INCREMENT", schema.Int: "INTEGER", schema.SmallInt: "SMALLINT",
			schema.BigInt: "BIGINT", schema.Number: "DOUBLE", schema.Text: "VARCHAR", schema.Memo: "MEDIUMTEXT",
			schema.Day: "DATETIME NULL", schema.Timestamp: "DATETIME NULL",
		},
		keys:  mariaKey,
		exact: " DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin",
		index: "SELECT COUNT(*) FROM information_schema.statistics WHERE table_schema = DATABASE() " +
			"AND LOWER(table_name) = LOWER(?) AND LOWER(index_name) = LOWER(?)",
		faults: map[int]fault{
			1062: duplicate, 1586: duplicate, 1205: busy, 1213: busy, 1020: busy, 1146: noTable, 1054: noColumn,
			1044: noRights, 1142: noRights, 1143: noRights, 1290: readOnly, 1045: wrongPassword, 1049: noFile,
			2002: unreachable, 2003: unreachable, 2005: unreachable,
		},
	}
}

// detect asks which server is behind ODBC. What neither of the stand-ins can
// answer is taken for Access.
func detect(ctx context.Context, s *engine.Session) (server, error) {
	var version string
	_, err := s.Get(ctx, &version, "SELECT sqlite_version()")
	if err == nil {
		return sqliteServer(version), nil
	}
	if ctx.Err() != nil {
		return server{}, ctx.Err()
	}
	if _, err := s.Get(ctx, &version, "SELECT @@version"); err != nil {
		return jet(), ctx.Err()
	}
	if !strings.Contains(version, "MariaDB") {
		return server{}, fmt.Errorf("access: %w: the address names %q and no Access database; open it with package mssql or mysql",
			sklad.ErrUnsupported, firstLine(version))
	}
	return detectMaria(ctx, s, version)
}

func detectMaria(ctx context.Context, s *engine.Session, version string) (server, error) {
	var set struct {
		Mode    string `db:"mode"`
		Charset string `db:"charset"`
	}
	_, err := s.Get(ctx, &set, "SELECT @@sql_mode AS mode, @@character_set_database AS charset")
	if err != nil {
		return server{}, err
	}
	if !strings.Contains(set.Mode, "MSSQL") || !strings.Contains(set.Mode, "STRICT_TRANS_TABLES") {
		return server{}, errors.New("access: MariaDB stands in for Access in sql_mode 'MSSQL,STRICT_TRANS_TABLES' only: " +
			"set it in the connection string (INITSTMT), or open the database with package mysql")
	}
	return mariaServer(version, set.Charset), nil
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return strings.TrimSpace(line)
}
