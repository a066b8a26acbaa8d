package warehouse

import (
	"slices"
	"strings"

	"github.com/skladmost/skladmost/sklad/dsn"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/sklad/schema"
)

// Script is the statements, in order, that make on an engine what Create makes:
// the tables of Склад Pro with their default rows, and the ledger's tables. The
// ledger's own first rows are left to its installation, because they hold its
// moment: orders from before it are never imported. name is one of Scripts, or an
// engine of package dsn. ErrNoEngine.
func Script(name string, supto bool) ([]string, error) {
	e, ok := engines()[scheme(name)]
	if !ok {
		return nil, noEngine(name)
	}

	rows := schema.DefaultRows()
	if supto {
		for _, row := range rows {
			if row.Table == "System" {
				row.Values["Version"] = suptoVersion
			}
		}
	}

	return slices.Concat(e.ddl(slices.Concat(schema.Tables(), ledger.Tables())), e.inserts(rows)), nil
}

// Scripts are the names of the engines that a script can be had for, sorted.
func Scripts() []string { return []string{"access", "mssql", "mysql", "sqlite"} }

// scheme is the engine of a script's name, as addresses spell it.
func scheme(name string) dsn.Engine {
	switch name = strings.ToLower(name); name {
	case "mssql":
		return dsn.SQLServer
	case "mariadb":
		return dsn.MySQL
	default:
		return dsn.Engine(name)
	}
}
