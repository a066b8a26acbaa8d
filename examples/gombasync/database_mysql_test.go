package main

import (
	"database/sql"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop/gombashoptest"
)

// mysqlServers are those for tests; without any the test is skipped.
func mysqlServers(t *testing.T) []string {
	t.Helper()

	servers := strings.Fields(os.Getenv("SKLADMOST_TEST_MYSQL"))
	if len(servers) == 0 {
		if strings.Contains(os.Getenv("SKLADMOST_REQUIRE"), "mysql") {
			t.Fatal("SKLADMOST_TEST_MYSQL is not set, and SKLADMOST_REQUIRE asks for mysql")
		}

		t.Skip("set SKLADMOST_TEST_MYSQL to the address of a server for tests, like root@tcp(127.0.0.1:3306)/")
	}

	return servers
}

func TestMySQLThatCannotBeUsedIsOneLine(t *testing.T) {
	t.Parallel()

	for _, server := range mysqlServers(t) {
		t.Run(server, func(t *testing.T) {
			t.Parallel()

			p := &place{t: t, db: newPlace(t).db, shop: gombashoptest.Start(t)}
			address, there := filled(t, server, opened(t, "sqlite", p.db))
			p.at(address)
			require.Equal(t, exitDone, p.run("db", "install").code)

			admin := opened(t, "mysql", server)
			reader := p.user(admin, address, "SELECT")
			stranger := p.user(admin, address, "")

			for _, c := range []struct{ dsn, commands, says string }{
				{reader, "check,db install,import,export", "INSERT"},
				{stranger, "check,db install,import,db info", "SELECT"},
				{strings.Replace(reader, "canary", "wrong-canary", 1), "check,db install,import,db info", ""},
				{strings.Replace(address, "/skladmost_", "/other_", 1), "check,db install,import,db info", "db create"},
			} {
				p.at(c.dsn)
				p.unusable(c.commands, c.says)
			}

			p.at(address)

			_, err := there.ExecContext(t.Context(), "DROP TABLE gomba_usn")
			require.NoError(t, err)
			p.unusable("check,import", "gombasync db install")
			require.Equal(t, exitDone, p.run("db", "install").code)
			require.Equal(t, exitDone, p.run("check").code)

			_, err = there.ExecContext(t.Context(), "DROP TABLE payments")
			require.NoError(t, err)
			p.unusable("check,import", "Payments")
		})
	}
}

func (p *place) at(address string) {
	p.write(map[string]string{"warehouse": `warehouse: {dsn: "` + address + `", supto: yes}`})
}

// user may do on the database of an address what right says.
func (p *place) user(admin *sql.DB, address, right string) string {
	p.t.Helper()

	u, err := url.Parse(address)
	require.NoError(p.t, err)

	database := strings.TrimPrefix(u.Path, "/")
	name := "u" + right + strings.TrimPrefix(database, "skladmost_")

	statements := []string{"CREATE USER '" + name + "'@'%' IDENTIFIED BY 'canary'"}
	if right != "" {
		statements = append(statements, "GRANT "+right+" ON "+database+".* TO '"+name+"'@'%'")
	}

	for _, statement := range statements {
		_, err := admin.ExecContext(p.t.Context(), statement)
		require.NoError(p.t, err)
	}

	p.t.Cleanup(func() { _, _ = admin.Exec("DROP USER '" + name + "'@'%'") })

	u.User = url.UserPassword(name, "canary")

	return u.String()
}
