package dsn_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad/dsn"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, driver, text string }{
		{"literal path", `sqlite:C:\shop\50% off #1?.db`, `C:\shop\50% off #1?.db`, `sqlite:C:\shop\50% off #1?.db`},
		{"upper case scheme", `SQLite:shop.db`, `shop.db`, `sqlite:shop.db`},
		{"access with pairs", `access:C:\b.mdb;PWD=x;SystemDB=y`, `C:\b.mdb;PWD=x;SystemDB=y`, `access:C:\b.mdb`},
		{"odbc is literal", `odbc:DRIVER={a};PWD=p%40`, `DRIVER={a};PWD=p%40`, `odbc:…`},
		{"mysql", `mysql://u:p%40%2F%3A%25@h:3307/db`, `u:p@/:%@tcp(h:3307)/db`, `mysql://u@h:3307/db`},
		{"mysql default port", `mysql://u@h/db`, `u:@tcp(h:3306)/db`, `mysql://u@h:3306/db`},
		{"mysql parameters", `mysql://u:p@h/db?loc=Europe%2FSofia`, `u:p@tcp(h:3306)/db?loc=Europe%2FSofia`, `mysql://u@h:3306/db`},
		{"mysql on IPv6", `mysql://u:p@[::1]:3306/db`, `u:p@tcp([::1]:3306)/db`, `mysql://u@[::1]:3306/db`},
		{"mysql odd database", `mysql://u:p@h/my%20db`, `u:p@tcp(h:3306)/my%20db`, `mysql://u@h:3306/my db`},
		{"sqlserver", `sqlserver://u:p%23@h:1433?database=db`, `sqlserver://u:p%23@h:1433?database=db`, `sqlserver://u@h:1433/db`},
		{"sqlserver instance", `sqlserver://u:p@h\SQL?database=db`, `sqlserver://u:p@h/SQL?database=db`, `sqlserver://u@h\SQL/db`},
		{"sqlserver Windows login", `sqlserver://h?database=db`, `sqlserver://h?database=db`, `sqlserver://h/db`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d, err := dsn.Parse(c.in)
			require.NoError(t, err)
			require.Equal(t, c.driver, d.Driver())
			require.Equal(t, c.text, d.String())
		})
	}
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ in, says string }{
		{"", "no scheme"},
		{"shop.db", "no scheme"},
		{`C:\shop.db`, "scheme is unknown"},
		{"sqlite:", "path"},
		{"access:;PWD=hunter2", "path"},
		{"odbc: ", "connection string"},
		{"mysql:u:hunter2@h/db", "two slashes"},
		{"mysql://u:hunter2%zz@h/db", "faulty escape"},
		{"mysql://u:hunter2/x@h/db", "%2F"},
		{"mysql://u:hunter2#x@h/db", "%23"},
		{"mysql://u:hunter2@h", "database is missing"},
		{"mysql://u:hunter2@h:x/db", "port"},
		{"mysql://u:hunter2@h:99999/db", "port"},
		{"mysql://u:hunter2@/db", "host"},
		{`mysql://u:hunter2@h\I/db`, "INSTANCE"},
		{"mysql://a%3Ab:hunter2@h/db", "user name"},
		{"mysql://u:hunter2%00@h/db", "%00"},
		{"mysql://u:hunter2@h/db?a=%zz", "faulty escape"},
		{"sqlserver://u:hunter2@h", "database is missing"},
	} {
		t.Run(c.in, func(t *testing.T) {
			t.Parallel()
			_, err := dsn.Parse(c.in)
			require.ErrorIs(t, err, dsn.ErrInvalid)
			require.ErrorContains(t, err, c.says)
			require.NotContains(t, err.Error(), "hunter2")
		})
	}
}

func TestNothingPrintsThePassword(t *testing.T) {
	t.Parallel()
	for _, in := range []string{
		"mysql://u:hunter2@h/db", "sqlserver://u:hunter2@h?database=db", "access:b.mdb;PWD=hunter2", "odbc:PWD=hunter2",
	} {
		d, err := dsn.Parse(in)
		require.NoError(t, err)
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
			require.NotContains(t, fmt.Sprintf(verb, d), "hunter2", "%s of %s", verb, d)
			require.NotContains(t, fmt.Sprintf(verb, struct{ D dsn.DSN }{d}), "hunter2")
			require.NotContains(t, fmt.Sprintf(verb, struct{ d dsn.DSN }{d}), "hunter2")
		}
		require.Contains(t, d.Driver(), "hunter2")
	}
}

func TestWithPassword(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"mysql://u:old@h/db":              "u:n/e@w@tcp(h:3306)/db",
		"sqlserver://u:old@h?database=db": "sqlserver://u:n%2Fe%40w@h?database=db",
		"access:b.mdb":                    "b.mdb;PWD={n/e@w}",
	} {
		d, err := dsn.Parse(in)
		require.NoError(t, err)
		own, err := d.WithPassword("n/e@w")
		require.NoError(t, err)
		require.Equal(t, want, own.Driver())
		require.NotContains(t, d.Driver(), "n/e@w", "the original keeps its own")
	}
	for _, in := range []string{"sqlite:x.db", "odbc:DSN=x"} {
		d, err := dsn.Parse(in)
		require.NoError(t, err)
		_, err = d.WithPassword("hunter2")
		require.ErrorIs(t, err, dsn.ErrInvalid)
		require.NotContains(t, err.Error(), "hunter2")
	}
}

func TestZeroDSN(t *testing.T) {
	t.Parallel()
	require.Empty(t, dsn.DSN{}.Driver())
	require.Empty(t, dsn.DSN{}.String())
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"sqlite:a", "mysql://u:p@h:1/d?x=y", `sqlserver://u:p@h\I?database=d`, "odbc:x", "access:a;b=c", "mysql://[::1]/x"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := dsn.Parse(s)
		if err != nil {
			require.ErrorIs(t, err, dsn.ErrInvalid)
			return
		}
		require.NotEmpty(t, d.Driver())
		require.True(t, strings.HasPrefix(d.String(), string(d.Engine)+":"))
	})
}

func ExampleParse() {
	d, err := dsn.Parse("mysql://shop:p%40ss@db.example:3306/baza")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(d.Engine, d) // the driver's own form, with the password, is d.Driver()
	// Output: mysql mysql://shop@db.example:3306/baza
}

func TestAPasswordIsReplacedEverywhere(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		`access:C:\shop.mdb;PWD=old;UID=admin`:        `C:\shop.mdb;UID=admin;PWD={new}`,
		`access:C:\shop.mdb; pwd = old;`:              `C:\shop.mdb;PWD={new}`,
		"sqlserver://sa@host?database=x&password=old": "sqlserver://sa:new@host?database=x",
		`sqlserver://sa:old@host\INST?database=x`:     "sqlserver://sa:new@host/INST?database=x",
		"mysql://u:old@host/x":                        "u:new@tcp(host:3306)/x",
	} {
		parsed, err := dsn.Parse(address)
		require.NoError(t, err, address)
		changed, err := parsed.WithPassword("new")
		require.NoError(t, err, address)
		require.Equal(t, want, changed.Driver(), address)
	}
}

func TestTwoInstancesAreNone(t *testing.T) {
	t.Parallel()
	for _, address := range []string{`sqlserver://h\A/B?database=x`, "sqlserver://h/INST/x?database=x"} {
		_, err := dsn.Parse(address)
		require.ErrorIs(t, err, dsn.ErrInvalid, address)
	}
}
