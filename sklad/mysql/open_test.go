package mysql_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"
	"testing"

	"github.com/jmoiron/sqlx"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
	"github.com/skladmost/skladmost/sklad/mysql"
	"github.com/skladmost/skladmost/sklad/sqlite"
)

// secret is a password that must not be seen anywhere.
const secret = "s3cr3t-Парола"

// user makes a user with secret for a password and these rights.
func (s server) user(tb testing.TB, rights, database string) string {
	tb.Helper()
	name := "u_" + strings.ToLower(rand.Text()[:12])
	s.run(tb, "CREATE USER "+name+" IDENTIFIED BY '"+secret+"'", "GRANT "+rights+" ON "+database+".* TO "+name)
	tb.Cleanup(func() {
		_, err := s.admin.ExecContext(context.Background(), "DROP USER "+name)
		require.NoError(tb, err)
	})
	return name
}

// filled is a database with the tables of schema 3.07.
func (s server) filled(tb testing.TB) string {
	tb.Helper()
	name := s.database(tb)
	db, err := mysql.Create(tb.Context(), s.dsn(name))
	require.NoError(tb, err)
	require.NoError(tb, db.Close())
	return name
}

func (s server) opened(tb testing.TB, name string, opts ...sklad.Option) *sklad.DB {
	tb.Helper()
	db, err := mysql.Open(tb.Context(), s.dsn(name), opts...)
	require.NoError(tb, err)
	tb.Cleanup(func() { require.NoError(tb, db.Close()) })
	return db
}

func TestWrongAddressesSayWhatToDo(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, s server) {
		t.Helper()
		empty := s.database(t)
		user := s.user(t, "ALL", empty)
		for name, c := range map[string]struct {
			dsn, says string
			is        error
		}{
			"a wrong password":    {s.as(user, "x"+secret, empty), "check user and password", nil},
			"an unknown user":     {s.as("nobody", secret, empty), "check user and password", nil},
			"an unknown database": {s.dsn("no_such_database"), "check the name", nil},
			"another's database":  {s.as(user, secret, "mysql"), "the user needs SELECT", nil},
			"no tables":           {s.as(user, secret, empty), "that Склад Pro itself opens", sklad.ErrNotSklad},
			"no database":         {s.as(user, secret, ""), "user:password@tcp(host:3306)/database", nil},
			"nobody listens":      {"u:" + secret + "@tcp(127.0.0.1:1)/x", "check host and port", nil},
			"nonsense":            {"u:" + secret, "user:password@tcp(host:3306)/database", nil},
		} {
			_, err := mysql.Open(t.Context(), c.dsn)
			require.ErrorContains(t, err, c.says, name)
			require.NotContains(t, err.Error(), secret, name)
			require.NotContains(t, err.Error(), "\n", "one line")
			if c.is != nil {
				require.ErrorIs(t, err, c.is, name)
			}
		}
		_, err := mysql.Open(t.Context(), s.dsn(empty), sqlite.WithWAL())
		require.ErrorContains(t, err, "WithWAL")
	})
}

func TestNoSecretIsPrinted(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, s server) {
		t.Helper()
		name := s.filled(t)
		user := s.user(t, "ALL", name)
		db, err := mysql.Open(t.Context(), s.as(user, secret, name))
		require.NoError(t, err)
		defer db.Close()
		handle, ok := db.SQL().Raw().(*sqlx.DB)
		require.True(t, ok)
		for _, v := range []any{db, db.SQL(), handle, handle.DB, handle.Driver()} {
			printed := fmt.Sprintf("%v %+v %#v", v, v, v)
			require.NotContains(t, printed, secret)
			require.NotContains(t, printed, user)
		}
	})
}

func TestAUserWhoMayOnlyRead(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, s server) {
		t.Helper()
		name := s.filled(t)
		db, err := mysql.Open(t.Context(), s.as(s.user(t, "SELECT", name), secret, name))
		require.NoError(t, err)
		defer db.Close()
		_, err = db.Good(t.Context(), 1)
		require.NoError(t, err)
		err = db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
			_, err := tx.SavePartner(ctx, sklad.Partner{Company: "x"}, 0)
			return err
		})
		require.ErrorContains(t, err, "the user needs SELECT, INSERT, UPDATE and DELETE")
	})
}

func TestAMissingTableIsNamed(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, s server) {
		t.Helper()
		name := s.filled(t)
		db := s.opened(t, name)
		s.run(t, "DROP TABLE "+name+".partners")
		_, err := db.Partner(t.Context(), 1)
		require.ErrorContains(t, err, "partners")
		require.ErrorContains(t, err, "restore the table")
	})
}

// TestTableNamesAreTheServersOwn is a database that came from Windows: where the
// server tells upper and lower case apart, the names may be in any spelling.
func TestTableNamesAreTheServersOwn(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, s server) {
		t.Helper()
		var folds int
		require.NoError(t, s.admin.QueryRowContext(t.Context(), "SELECT @@lower_case_table_names").Scan(&folds))
		if folds != 0 {
			t.Skip("this server has lower_case_table_names", folds)
		}
		name := s.filled(t)
		for old, spelling := range map[string]string{
			"goods": "Goods", "goodsgroups": "GoodsGroups", "operations": "OPERATIONS", "nextacct": "NextAcct", "system": "System",
		} {
			s.run(t, "RENAME TABLE "+name+"."+old+" TO "+name+".`"+spelling+"`")
		}
		for _, db := range []*sklad.DB{s.opened(t, name), s.own(t, name)} {
			recorded, err := db.Record(t.Context(), order(1))
			require.NoError(t, err)
			require.NoError(t, db.CheckRecorded(t.Context(), recorded))
		}
	})
}

// own is New on the caller's own pool.
func (s server) own(tb testing.TB, name string) *sklad.DB {
	tb.Helper()
	db, err := mysql.New(tb.Context(), s.pool(tb, name, ownPool))
	require.NoError(tb, err)
	return db
}

func TestNewVerifiesTheSession(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, s server) {
		t.Helper()
		name := s.filled(t)
		for parameters, says := range map[string]string{
			"parseTime=true&charset=utf8mb4&sql_mode=%27%27":                    "STRICT_TRANS_TABLES",
			"parseTime=true&charset=latin1&sql_mode=%27STRICT_TRANS_TABLES%27":  "charset=utf8mb4",
			"parseTime=false&charset=utf8mb4&sql_mode=%27STRICT_ALL_TABLES%27":  "parseTime=true",
			"parseTime=true&charset=cp1251&sql_mode=%27STRICT_TRANS_TABLES%27":  "talks in cp1251",
			"parseTime=true&charset=utf8mb3&sql_mode=%27STRICT_TRANS_TABLES%27": "charset=utf8mb4",
		} {
			pool := s.pool(t, name, parameters)
			_, err := mysql.New(t.Context(), pool)
			require.ErrorContains(t, err, says, parameters)
			require.NoError(t, pool.PingContext(t.Context()), "the pool stays open")
		}
		_, err := mysql.New(t.Context(), s.pool(t, "", ownPool))
		require.ErrorContains(t, err, "names no database")
		_, err = mysql.New(t.Context(), nil)
		require.ErrorContains(t, err, "no pool")
		_, err = mysql.New(t.Context(), s.pool(t, name, ownPool), sqlite.WithWAL())
		require.ErrorContains(t, err, "WithWAL")
	})
}

func TestTheSessionIsSetUp(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, s server) {
		t.Helper()
		address, _, _ := strings.Cut(s.dsn(s.filled(t)), "?")
		db, err := mysql.Open(t.Context(), address+"?parseTime=false&loc=Local&charset=latin1&sql_mode=%27%27&clientFoundRows=false")
		require.NoError(t, err)
		defer db.Close()
		var mode, charset string
		require.NoError(t, db.SQL().Raw().QueryRowxContext(t.Context(), "SELECT @@sql_mode, @@character_set_connection").Scan(&mode, &charset))
		require.Equal(t, []string{"STRICT_TRANS_TABLES", "utf8mb4"}, []string{mode, charset}, "whatever the address says")
		for range 2 {
			n, err := db.SQL().Update(t.Context(), "Network", engine.Row{"Counter": 5}, "1 = 1")
			require.NoError(t, err)
			require.Equal(t, int64(1), n, "rows that stay as they are count too")
		}
	})
}
