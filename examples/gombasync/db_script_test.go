package main

import (
	"crypto/rand"
	"database/sql"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-sql-driver/mysql"
	"github.com/stretchr/testify/require"
)

// The printed script, run by the server's own means, and db install make what db
// create makes, table by table.
func TestAPrintedScriptMakesTheSameDatabase(t *testing.T) {
	t.Parallel()

	for _, flags := range [][]string{nil, {"--supto"}} {
		printed, made := filepath.Join(t.TempDir(), "printed.db"), filepath.Join(t.TempDir(), "made.db")
		db := opened(t, "sqlite", printed)
		execute(t, db, script(t, "sqlite", flags...))
		createdAlike(t, "sqlite:"+filepath.ToSlash(printed), "sqlite:"+filepath.ToSlash(made), flags)
		sameRows(t, opened(t, "sqlite", made), db)
	}
}

func TestAPrintedScriptMakesTheSameDatabaseOnMySQL(t *testing.T) {
	t.Parallel()

	for _, server := range mysqlServers(t) {
		t.Run(server, func(t *testing.T) {
			t.Parallel()

			printed, made := newDatabase(t, server, "multiStatements=true"), newDatabase(t, server, "")
			execute(t, printed.db, script(t, "mysql", "--supto"))
			createdAlike(t, printed.address, made.address, []string{"--supto"})
			sameRows(t, made.db, printed.db)
		})
	}
}

func script(t *testing.T, engine string, flags ...string) string {
	t.Helper()

	r := gombasync(t, nil, append([]string{"db", "create", "--print", engine}, flags...)...)
	require.Equal(t, exitDone, r.code, r.err)

	return r.out
}

// execute runs a script as a server's client does, all of it on one connection.
func execute(t *testing.T, db *sql.DB, script string) {
	t.Helper()

	_, err := db.ExecContext(t.Context(), script)
	require.NoError(t, err)
}

// createdAlike gives the printed database its ledger, and makes the other one.
func createdAlike(t *testing.T, printed, made string, flags []string) {
	t.Helper()

	r := gombasync(t, nil, "db", "install", printed)
	require.Equal(t, exitDone, r.code, r.err)

	r = gombasync(t, nil, append([]string{"db", "create", made}, flags...)...)
	require.Equal(t, exitDone, r.code, r.err)
}

// sameRows compares every table but the moment of the ledger's installation.
func sameRows(t *testing.T, made, printed *sql.DB) {
	t.Helper()

	names := tableNames(t, made)
	require.Equal(t, names, tableNames(t, printed))

	filled := 0

	for _, table := range names {
		if table == "gomba_marks" {
			const timeless = "UPDATE gomba_marks SET UpdatedAt = '', Value = CASE Name WHEN 'installed_at' THEN '' ELSE Value END"

			execute(t, made, timeless)
			execute(t, printed, timeless)
		}

		rows := rowsOf(t, made, table)
		if len(rows) > 0 {
			filled++
		}

		require.Equal(t, rows, rowsOf(t, printed, table), table)
	}

	require.Equal(t, 19, filled)
}

func tableNames(t *testing.T, db *sql.DB) []string {
	t.Helper()

	query := "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY table_name"
	if _, err := db.ExecContext(t.Context(), "SELECT sqlite_version()"); err == nil {
		query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
	}

	rows, err := db.QueryContext(t.Context(), query)
	require.NoError(t, err)

	defer func() { _ = rows.Close() }()

	var names []string

	for rows.Next() {
		var name string
		require.NoError(t, rows.Scan(&name))
		names = append(names, name)
	}

	require.NoError(t, rows.Err())
	require.Len(t, names, 37)

	return names
}

// database is one on a server, empty.
type database struct {
	address string
	db      *sql.DB
}

func newDatabase(t *testing.T, server, parameters string) database {
	t.Helper()

	cfg, err := mysql.ParseDSN(server + "?" + parameters)
	require.NoError(t, err)

	cfg.DBName = "skladmost_" + strings.ToLower(rand.Text()[:12])
	admin := opened(t, "mysql", server)
	_, err = admin.ExecContext(t.Context(), "CREATE DATABASE "+cfg.DBName)
	require.NoError(t, err)
	t.Cleanup(func() { _, _ = admin.Exec("DROP DATABASE " + cfg.DBName) })

	u := url.URL{Scheme: "mysql", User: url.UserPassword(cfg.User, cfg.Passwd), Host: cfg.Addr, Path: cfg.DBName}

	return database{u.String(), opened(t, "mysql", cfg.FormatDSN())}
}

func TestScriptsAreNamedAlikeEverywhere(t *testing.T) {
	t.Parallel()

	help := gombasync(t, nil, "db", "create", "--help").out
	for _, lang := range []string{"en", "bg"} {
		r := gombasync(t, nil, "--lang", lang, "db", "create", "--print", "oracle")
		require.Equal(t, exitUsage, r.code)
		require.Contains(t, r.err, "access, mssql, mysql, sqlite\n")
	}

	for _, name := range []string{"sqlite", "mysql", "mssql", "access"} {
		require.Contains(t, help, name)
	}

	require.Equal(t, script(t, "mssql"), script(t, "sqlserver"))
	require.Equal(t, script(t, "access"), script(t, "ODBC"))

	for _, more := range []string{"--sample", "sqlite:x.db"} {
		r := gombasync(t, nil, "db", "create", "--print", "sqlite", more)
		require.Equal(t, exitUsage, r.code, "what --print would ignore is refused")
	}
}
