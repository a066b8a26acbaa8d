package mssql_test

import (
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	_ "github.com/microsoft/go-mssqldb"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
	"github.com/skladmost/skladmost/sklad/mssql"
	"github.com/skladmost/skladmost/sklad/schema"
	"github.com/skladmost/skladmost/sklad/skladtest"
)

// envDSN names a server and an account that may create databases:
// sqlserver://sa:password@host:1433.
const envDSN = "SKLADMOST_TEST_MSSQL"

func TestConformance(t *testing.T) {
	t.Parallel()
	address := os.Getenv(envDSN)
	if address == "" {
		if strings.Contains(os.Getenv("SKLADMOST_REQUIRE"), "mssql") {
			t.Fatal(envDSN + " is not set, and SKLADMOST_REQUIRE asks for mssql")
		}
		t.Skip("set " + envDSN + " to sqlserver://user:password@host:port of a server for tests")
	}
	admin, err := sql.Open("sqlserver", address)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, admin.Close()) })
	s := server{address: address, admin: admin, one: &sync.Mutex{}}
	skladtest.Run(t, s.open, skladtest.WithKill("SELECT @@SPID", func(ctx context.Context, number int64) error {
		_, err := admin.ExecContext(ctx, fmt.Sprintf("KILL %d", number))
		return err
	}))
}

type server struct {
	address string
	admin   *sql.DB
	one     *sync.Mutex
}

// open fills a new database and gives a pool of the caller's own on it.
func (s server) open(tb testing.TB) (*sklad.DB, *sql.DB) {
	tb.Helper()
	name := "skladmost_" + strings.ToLower(rand.Text()[:12])
	u, err := url.Parse(s.address)
	require.NoError(tb, err)
	q := u.Query()
	q.Set("database", name)
	u.RawQuery = q.Encode()
	s.one.Lock() // look-alikes make one database at a time
	db, err := mssql.Create(tb.Context(), u.String())
	s.one.Unlock()
	require.NoError(tb, err)
	pool, err := sql.Open("sqlserver", u.String())
	require.NoError(tb, err)
	tb.Cleanup(func() {
		require.NoError(tb, db.Close())
		require.NoError(tb, pool.Close())
		s.one.Lock()
		defer s.one.Unlock()
		_, err := s.admin.ExecContext(context.WithoutCancel(tb.Context()), "DROP DATABASE ["+name+"]")
		require.NoError(tb, err)
	})
	_, err = mssql.New(tb.Context(), pool)
	require.NoError(tb, err)
	return db, pool
}

// envLog names a file for every statement that the library issues, one a line in
// JSON's form of a text, for a check of their syntax.
const envLog = "SKLADMOST_TSQL_LOG"

// TestEveryStatement runs the suite in T-SQL on the shim.
func TestEveryStatement(t *testing.T) {
	t.Parallel()
	log := &statementLog{seen: map[string]bool{}}
	t.Run("suite", func(t *testing.T) {
		t.Parallel()
		skladtest.Run(t, func(tb testing.TB) (*sklad.DB, *sql.DB) {
			tb.Helper()
			pool := shimmed(tb, log)
			db, err := sklad.NewDB(tb.Context(), engine.NewPool(pool, mssql.Dialect), sklad.Settle(nil))
			require.NoError(tb, err)
			return db, pool
		})
	})
	for _, statement := range mssql.Inserts(append(schema.DefaultRows(), schema.Row{Table: "Lots", Values: map[string]any{
		"ID": 2, "SerialNo": "O'Нийл", "EndDate": time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC),
	}})) {
		log.add(statement)
	}
	require.Contains(t, log.list, "SET IDENTITY_INSERT [Lots] ON")
	require.Contains(t, log.list, "INSERT INTO [Lots] ([ID], [SerialNo], [EndDate])\nVALUES (2, N'O''Нийл', '20261125 00:00:00')")
	t.Cleanup(func() { log.check(t) })
}
