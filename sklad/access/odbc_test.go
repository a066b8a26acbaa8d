//go:build odbc && !windows

package access

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
)

// The tests with the driver need unixODBC and the driver of a stand-in.
// SKLADMOST_TEST_ODBC lists the stand-ins, parted by blanks:
//
//	sqlite                              libsqliteodbc
//	mariadb://user:password@host:port/  odbc-mariadb; a user that may create databases
//
// SKLADMOST_REQUIRE with odbc in it (it is a list with commas) makes the absence
// of the first variable a failure.
const (
	envList    = "SKLADMOST_TEST_ODBC"
	envRequire = "SKLADMOST_REQUIRE"
	envInside  = "SKLADMOST_ODBCINST" // set while the tests run with their own drivers
)

// drivers are registered for the tests alone. SQLite has the name of Access, so
// that the connection string of a shop is what is tested.
const drivers = `[Microsoft Access Driver (*.mdb, *.accdb)]
Driver=libsqlite3odbc.so
Threading=1

[MariaDB]
Driver=libmaodbc.so

[Broken]
Driver=/no/such/driver.so
`

// TestMain runs the tests again in a process whose environment names the
// drivers: unixODBC looks for them once, before any test could say where.
func TestMain(m *testing.M) {
	if os.Getenv(envList) == "" || os.Getenv(envInside) != "" {
		os.Exit(m.Run())
	}
	os.Exit(again())
}

func again() int {
	folder, err := os.MkdirTemp("", "odbcinst")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(folder)
	if err := os.WriteFile(filepath.Join(folder, "odbcinst.ini"), []byte(drivers), 0o600); err != nil {
		panic(err)
	}
	self := exec.Command(os.Args[0], os.Args[1:]...)
	self.Env = append(os.Environ(), "ODBCSYSINI="+folder, "ODBCINI="+filepath.Join(folder, "odbc.ini"), envInside+"="+folder)
	self.Stdout, self.Stderr = os.Stdout, os.Stderr
	if err := self.Run(); err != nil {
		return 1
	}
	return 0
}

// standIn is a server behind ODBC.
type standIn struct {
	name string
	// fresh names an empty database: a dsn for Create, and later for Open.
	fresh func(tb testing.TB) string
	// kill ends a connection by its number, nil where that cannot be.
	kill func(ctx context.Context, number int64) error
}

func standIns(tb testing.TB) []standIn {
	tb.Helper()
	list := strings.Fields(os.Getenv(envList))
	if len(list) == 0 {
		if slices.Contains(strings.Split(os.Getenv(envRequire), ","), "odbc") {
			tb.Fatalf("%s is not set, and %s asks for odbc", envList, envRequire)
		}
		tb.Skipf("%s is not set: it lists stand-ins for Access, such as \"sqlite mariadb://root@127.0.0.1:3306/\"", envList)
	}
	var all []standIn
	for _, word := range list {
		switch {
		case word == "sqlite":
			all = append(all, standIn{name: "sqlite", fresh: freshFile})
		case strings.HasPrefix(word, "mariadb://"):
			server, err := url.Parse(word)
			require.NoError(tb, err)
			all = append(all, standIn{
				name: "mariadb", kill: killer(mariaText(server)),
				fresh: func(tb testing.TB) string {
					tb.Helper()
					return freshDatabase(tb, mariaText(server))
				},
			})
		default:
			tb.Fatalf("%s: %q is no stand-in", envList, word)
		}
	}
	return all
}

// each runs a test on every stand-in.
func each(t *testing.T, test func(t *testing.T, s standIn)) {
	t.Helper()
	for _, s := range standIns(t) {
		t.Run(s.name, func(t *testing.T) { test(t, s) })
	}
}

// freshFile has the form of a shop's address. The driver of SQLite knows no DBQ,
// so the file stands there once more.
func freshFile(tb testing.TB) string {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "baza.mdb")
	return path + ";Database=" + path + ";Timeout=20000"
}

var databases atomic.Int64

// mariaText is the connection string. Option 2 counts the rows that an UPDATE
// found, changed or not.
func mariaText(server *url.URL) string {
	password, _ := server.User.Password()
	return fmt.Sprintf("Driver={MariaDB};Server=%s;Port=%s;UID=%s;PWD={%s};Option=2;"+
		"INITSTMT={SET sql_mode='MSSQL,STRICT_TRANS_TABLES', tx_isolation='READ-COMMITTED'}",
		server.Hostname(), server.Port(), server.User.Username(), password)
}

func freshDatabase(tb testing.TB, base string) string {
	tb.Helper()
	name := fmt.Sprintf("skladmost_odbc_%d_%d", os.Getpid(), databases.Add(1))
	admin := func(statement string) {
		handle, err := sql.Open("odbc", base)
		require.NoError(tb, err)
		defer handle.Close()
		_, err = handle.Exec(statement)
		require.NoError(tb, err)
	}
	admin("CREATE DATABASE " + name + " CHARACTER SET utf8mb4")
	tb.Cleanup(func() { admin("DROP DATABASE " + name) })
	return base + ";Database=" + name
}
