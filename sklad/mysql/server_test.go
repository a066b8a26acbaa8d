package mysql_test

import (
	"context"
	"crypto/rand"
	"database/sql"
	"os"
	"strings"
	"testing"

	native "github.com/go-sql-driver/mysql"
	"github.com/stretchr/testify/require"
)

// The servers to test with: addresses in the driver's form without a database,
// parted by blanks. Each test makes databases of its own and drops them.
const (
	variable = "SKLADMOST_TEST_MYSQL" // root@tcp(127.0.0.1:3306)/
	needed   = "SKLADMOST_REQUIRE"    // engines that must not be skipped
)

// server is one of them.
type server struct {
	config *native.Config
	admin  *sql.DB
}

// onEach runs a test on every server, and skips it where there is none.
func onEach(t *testing.T, test func(*testing.T, server)) {
	t.Helper()
	addresses := strings.Fields(os.Getenv(variable))
	if len(addresses) == 0 {
		require.NotContains(t, os.Getenv(needed), "mysql", "%s asks for MySQL, but %s is not set", needed, variable)
		t.Skip("set " + variable)
	}
	for _, address := range addresses {
		config, err := native.ParseDSN(address)
		require.NoError(t, err, "%s", variable)
		t.Run(config.Addr, func(t *testing.T) {
			t.Parallel()
			admin, err := sql.Open("mysql", address)
			require.NoError(t, err)
			t.Cleanup(func() { require.NoError(t, admin.Close()) })
			test(t, server{config: config, admin: admin})
		})
	}
}

// database makes an empty one, in the server's own character set.
func (s server) database(tb testing.TB) string {
	tb.Helper()
	name := "skladmost_" + strings.ToLower(rand.Text()[:12])
	s.run(tb, "CREATE DATABASE "+name)
	tb.Cleanup(func() {
		_, err := s.admin.ExecContext(context.Background(), "DROP DATABASE "+name)
		require.NoError(tb, err)
	})
	return name
}

func (s server) run(tb testing.TB, statements ...string) {
	tb.Helper()
	for _, statement := range statements {
		_, err := s.admin.ExecContext(tb.Context(), statement)
		require.NoError(tb, err, statement)
	}
}

// dsn is the address of a database, as the server's user.
func (s server) dsn(database string) string { return s.as(s.config.User, s.config.Passwd, database) }

func (s server) as(user, password, database string) string {
	config := s.config.Clone()
	config.User, config.Passwd, config.DBName = user, password, database
	return config.FormatDSN()
}

// ownPool is what New asks of the caller's own pool.
const ownPool = "parseTime=true&charset=utf8mb4&sql_mode=%27STRICT_TRANS_TABLES%27"

func (s server) pool(tb testing.TB, database, parameters string) *sql.DB {
	tb.Helper()
	address, _, _ := strings.Cut(s.dsn(database), "?")
	config, err := native.ParseDSN(address + "?" + parameters)
	require.NoError(tb, err)
	config.Logger = &native.NopLogger{} // connections are ended on purpose
	connector, err := native.NewConnector(config)
	require.NoError(tb, err)
	pool := sql.OpenDB(connector)
	tb.Cleanup(func() { require.NoError(tb, pool.Close()) })
	return pool
}
