package main

import (
	"crypto/rand"
	"database/sql"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/go-sql-driver/mysql"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop/gombashoptest"
	"github.com/skladmost/skladmost/internal/sampledata"
	sklad "github.com/skladmost/skladmost/sklad/mysql"
)

// A real program's database does the same on MySQL as on SQLite: the same
// commands leave the same rows, table by table.
func TestMySQLDoesWhatSQLiteDoes(t *testing.T) {
	t.Parallel()

	servers := mysqlServers(t)
	path := sampledata.Copy(t, "samplestore.sqlite")
	file := opened(t, "sqlite", path)

	for _, server := range servers {
		t.Run(server, func(t *testing.T) {
			t.Parallel()

			own := filepath.Join(t.TempDir(), "own.sqlite")
			_, err := file.ExecContext(t.Context(), "VACUUM INTO ?", own)
			require.NoError(t, err)

			base := opened(t, "sqlite", own)
			address, there := filled(t, server, base)
			here := theWholeWay(t, "sqlite:"+filepath.ToSlash(own), base)
			require.Equal(t, here, theWholeWay(t, address, there), "what the commands say")

			for _, table := range tablesOf(t, base) {
				if table == "operationtype" {
					continue // names in ten languages, which cp1251 cannot hold
				}

				require.Equal(t, rowsOf(t, base, table), rowsOf(t, there, table), table)
			}
		})
	}
}

func opened(t *testing.T, driver, dsn string) *sql.DB {
	t.Helper()

	db, err := sql.Open(driver, dsn)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, db.Close()) })

	return db
}

// filled makes a database on a server and copies every row of from to it.
func filled(t *testing.T, server string, from *sql.DB) (address string, to *sql.DB) {
	t.Helper()

	cfg, err := mysql.ParseDSN(server)
	require.NoError(t, err)

	cfg.DBName = "skladmost_" + strings.ToLower(rand.Text()[:12])
	cfg.ParseTime = true

	admin := opened(t, "mysql", server)
	_, err = admin.ExecContext(t.Context(), "CREATE DATABASE "+cfg.DBName)
	require.NoError(t, err)
	t.Cleanup(func() { _, _ = admin.Exec("DROP DATABASE " + cfg.DBName) })

	made, err := sklad.Create(t.Context(), cfg.FormatDSN())
	require.NoError(t, err)
	require.NoError(t, made.Close())

	to = opened(t, "mysql", cfg.FormatDSN())

	for _, table := range tablesOf(t, from) {
		_, err := to.ExecContext(t.Context(), "DELETE FROM `"+table+"`")
		require.NoError(t, err)
		copied(t, from, to, table)
	}

	u := url.URL{Scheme: "mysql", User: url.UserPassword(cfg.User, cfg.Passwd), Host: cfg.Addr, Path: cfg.DBName}

	return u.String(), to
}

// tablesOf are the program's own tables.
func tablesOf(t *testing.T, file *sql.DB) []string {
	t.Helper()

	rows, err := file.QueryContext(t.Context(), "SELECT name FROM sqlite_master WHERE type = 'table' "+
		"AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'gomba%' ORDER BY name")
	require.NoError(t, err)

	defer func() { _ = rows.Close() }()

	var names []string

	for rows.Next() {
		var name string
		require.NoError(t, rows.Scan(&name))
		names = append(names, name)
	}

	require.NoError(t, rows.Err())
	require.Greater(t, len(names), 25)

	return names
}

func copied(t *testing.T, from, to *sql.DB, table string) {
	t.Helper()

	columns, all := read(t, from, table)
	one := "(" + strings.TrimSuffix(strings.Repeat("?, ", len(columns)), ", ") + ")"

	for chunk := range slices.Chunk(all, 200) {
		var args []any
		for _, row := range chunk {
			args = append(args, row...)
		}

		_, err := to.ExecContext(t.Context(), "INSERT INTO `"+table+"` (`"+strings.Join(columns, "`, `")+"`) VALUES "+
			strings.TrimSuffix(strings.Repeat(one+", ", len(chunk)), ", "), args...)
		require.NoError(t, err, table)
	}
}

func read(t *testing.T, db *sql.DB, table string) (columns []string, all [][]any) {
	t.Helper()

	rows, err := db.QueryContext(t.Context(), "SELECT * FROM `"+table+"`") //nolint:unqueryvet // whatever columns it has
	require.NoError(t, err)

	defer func() { _ = rows.Close() }()

	columns, err = rows.Columns()
	require.NoError(t, err)

	for rows.Next() {
		row := make([]any, len(columns))
		into := make([]any, len(columns))

		for i := range row {
			into[i] = &row[i]
		}

		require.NoError(t, rows.Scan(into...))
		all = append(all, row)
	}

	require.NoError(t, rows.Err())

	return columns, all
}

// rowsOf are the rows of a table as text, without the moments of their writing.
func rowsOf(t *testing.T, db *sql.DB, table string) []string {
	t.Helper()

	columns, all := read(t, db, table)
	lines := make([]string, 0, len(all))

	for _, row := range all {
		var parts []string

		for i, value := range row {
			if name := strings.ToLower(columns[i]); name != "userrealtime" && name != "receiptdate" {
				parts = append(parts, name+"="+plain(value))
			}
		}

		slices.Sort(parts)
		lines = append(lines, strings.Join(parts, " "))
	}

	slices.Sort(lines)

	return lines
}

// plain is a value in one form, whatever the driver gives.
func plain(value any) string {
	switch v := value.(type) {
	case []byte:
		return plain(string(v))
	case time.Time:
		return v.Format(time.DateTime)
	case float32:
		return strconv.FormatFloat(float64(v), 'g', 15, 64)
	case string:
		if f, err := strconv.ParseFloat(v, 64); err == nil {
			return strconv.FormatFloat(f, 'g', 15, 64)
		}

		return v
	case float64:
		return strconv.FormatFloat(v, 'g', 15, 64)
	case int64:
		return strconv.FormatFloat(float64(v), 'g', 15, 64)
	default:
		return fmt.Sprint(v)
	}
}

// theWholeWay is what a merchant does with a real database: install, export,
// change a price, export again, take orders in, and run all of it once more.
func theWholeWay(t *testing.T, dsn string, db *sql.DB) []string {
	t.Helper()

	shop := gombashoptest.Start(t)
	p := &place{t: t, shop: shop}

	var object string
	require.NoError(t, db.QueryRowContext(t.Context(), `SELECT o.Code FROM objects o JOIN store s ON s.ObjectID = o.ID
		WHERE o.Deleted <> -1 GROUP BY o.ID, o.Code ORDER BY SUM(s.Qtty) DESC LIMIT 1`).Scan(&object))

	p.write(map[string]string{
		"warehouse": `warehouse: {dsn: "` + dsn + `", supto: yes}`,
		"import":    `import: {statuses: [confirmed], object: "` + object + `"}`,
	})

	var said []string

	step := func(args ...string) {
		shop.ClearRequests()

		r := p.run(args...)
		require.Equal(t, exitDone, r.code, "%v: %s", args, r.err)
		said = append(said, strings.Join(args, " "))

		for _, w := range shop.Writes() {
			said = append(said, w.Method+" "+w.Path)
		}
	}

	step("db", "install")
	step("check")
	step("export")
	require.NotEmpty(t, shop.Writes())
	step("export")

	_, err := db.ExecContext(t.Context(), "UPDATE goods SET PriceOut2 = PriceOut2 + 1 WHERE ID = 21")
	require.NoError(t, err)
	step("export")

	for i, item := range []string{"21", "238", "285", "21", "238"} {
		_, err := shop.PlaceOrder(obj{
			"status": obj{"code": "confirmed"}, "items": []obj{{"external_id": item, "quantity": strconv.Itoa(i%2 + 1)}},
			"customer":  obj{"name": fmt.Sprintf("Клиент %d", i), "email": fmt.Sprintf("k%d@example.com", i)},
			"delivery":  obj{"name": "Еконт", "price": "4.90", "vat_rate": "20"},
			"discounts": []obj{{"kind": "promo_code", "code": "NOVEMBER", "type": "percent", "value": "10"}},
			"payment":   obj{"method": []string{"cod", "card", "bank_transfer"}[i%3], "paid": i%2 == 0},
		})
		require.NoError(t, err)
	}

	step("import")
	step("import")

	return said
}
