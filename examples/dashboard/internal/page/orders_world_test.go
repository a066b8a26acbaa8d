//go:build !nodemo

package page

import (
	"context"
	"database/sql"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	_ "modernc.org/sqlite" // the database is looked at directly

	"github.com/skladmost/skladmost/examples/dashboard/internal/control"
	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/examples/internal/config"
	"github.com/skladmost/skladmost/examples/internal/demo"
	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer"
)

// desk is the dashboard on a made-up world, as a browser without JavaScript sees
// it.
type desk struct {
	t     *testing.T
	world *demo.World
	file  string
	pages *Pages
	lang  string
}

// newDesk opens a world whose goods are in the shop.
func newDesk(t *testing.T) *desk {
	t.Helper()

	d := openDesk(t)
	d.exports()

	return d
}

// smallDesk opens a world with three goods in the shop: all would take their time.
func smallDesk(t *testing.T) *desk {
	t.Helper()

	d := openDesk(t)
	d.exports("D111", "A01", "A02")

	return d
}

func openDesk(t *testing.T) *desk {
	t.Helper()

	folder := t.TempDir()
	world, err := demo.Open(t.Context(), folder)
	require.NoError(t, err)
	t.Cleanup(func() { _ = world.Close() })

	d := &desk{t: t, world: world, file: filepath.Join(folder, "demo.yaml"), lang: "bg"}
	d.configure("", "")

	works := control.New(control.Options{ConfigFile: d.file})
	t.Cleanup(works.Close)

	d.pages, err = New(Options{Control: works, Lang: lang.BG, Token: func(*http.Request) string { return "t0ken" }})
	require.NoError(t, err)

	return d
}

// exports sends goods to the shop, all when none is named.
func (d *desk) exports(codes ...string) {
	d.t.Helper()
	d.engine(func(s *assembly.Session) error {
		var goods []sklad.GoodID

		for _, code := range codes {
			found, err := s.DB.FindGoods(d.t.Context(), sklad.GoodQuery{Code: code})
			require.NoError(d.t, err)

			goods = append(goods, found[0].ID)
		}

		_, err := s.Export(d.t.Context(), syncer.ExportOptions{Goods: goods})

		return err
	})
}

// configure writes the settings of the world, with one text for another.
func (d *desk) configure(from, to string) {
	d.t.Helper()

	text := string(d.world.Configuration())
	require.Contains(d.t, text, from)
	require.NoError(d.t, os.WriteFile(d.file, []byte(strings.Replace(text, from, to, 1)), 0o600))
}

// engine does something with the engine itself, as another program would.
func (d *desk) engine(do func(*assembly.Session) error) {
	d.t.Helper()

	cfg, err := config.Load(d.file, func(string) (string, bool) { return "", false })
	require.NoError(d.t, err)

	s, err := assembly.Open(d.t.Context(), cfg, assembly.Options{})
	require.NoError(d.t, err)

	require.NoError(d.t, do(s))
	require.NoError(d.t, s.Close())
}

func (d *desk) imports() {
	d.t.Helper()
	d.engine(func(s *assembly.Session) error {
		_, err := s.Import(d.t.Context(), syncer.ImportOptions{})

		return err
	})
}

// buys places an order that the shop's staff confirms.
func (d *desk) buys(sku, qty, who string) {
	d.t.Helper()
	require.NoError(d.t, d.world.Buy(map[string]any{
		"customer": map[string]any{"type": "person", "name": who, "email": "k@example.bg", "phone": "+359 888 100-001"},
		"payment":  map[string]any{"method": "cod", "name": "Наложен платеж"},
		"delivery": map[string]any{"name": "Еконт до офис", "price": "4.90", "tax_group": 2, "vat_rate": "20.00"},
		"items":    []map[string]any{{"sku": sku, "quantity": qty}},
	}))
}

// scalar is one value of the database.
func (d *desk) scalar(query string, args ...any) string {
	d.t.Helper()

	db, err := sql.Open("sqlite", d.world.File)
	require.NoError(d.t, err)
	defer db.Close()

	var value sql.NullString
	require.NoError(d.t, db.QueryRowContext(d.t.Context(), query, args...).Scan(&value), query)

	return value.String
}

// execute changes the database as somebody else would.
func (d *desk) execute(query string, args ...any) {
	d.t.Helper()

	db, err := sql.Open("sqlite", d.world.File)
	require.NoError(d.t, err)
	defer db.Close()

	_, err = db.ExecContext(d.t.Context(), query, args...)
	require.NoError(d.t, err, query)
}

// seen is an answer of the dashboard.
type seen struct {
	code         int
	body, toward string
}

// get opens a page.
func (d *desk) get(address string) seen {
	d.t.Helper()

	return d.ask(http.MethodGet, address, nil)
}

// post sends a form, and follows where it leads when that is a page.
func (d *desk) post(address string, form url.Values) seen {
	d.t.Helper()

	answer := d.ask(http.MethodPost, address, form)
	if answer.code == http.StatusSeeOther {
		toward, _, _ := strings.Cut(answer.toward, "#") // a browser keeps it to itself
		page := d.get(toward)
		require.Equal(d.t, http.StatusOK, page.code)

		return seen{code: answer.code, body: page.body, toward: answer.toward}
	}

	return answer
}

func (d *desk) ask(method, address string, form url.Values) seen {
	d.t.Helper()

	r := httptest.NewRequest(method, address, strings.NewReader(form.Encode()))
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}

	r.AddCookie(&http.Cookie{Name: langCookie, Value: d.lang})

	w := httptest.NewRecorder()
	d.pages.ServeHTTP(w, r)
	answer := w.Result()

	body, err := io.ReadAll(answer.Body)
	require.NoError(d.t, err)
	require.NoError(d.t, answer.Body.Close())

	page := string(body)
	require.NotRegexp(d.t, `(?i)<script(?: [^>]*)?>[^<]|<style|\son[a-z]+=| style=`, page, "the policy allows nothing inline")
	require.NotRegexp(d.t, `%!|&lt;nil&gt;|>(orders|receipts|said|nav)\.[a-z]`, page, "a word is missing")

	forms := len(regexp.MustCompile(`<form[^>]*method="post"`).FindAllString(page, -1))
	require.Equal(d.t, forms, strings.Count(page, `name="csrf_token" value="t0ken"`), "each form has its token")

	return seen{code: answer.StatusCode, body: page, toward: answer.Header.Get("Location")}
}

// occupied has an import going on elsewhere while do runs.
func (d *desk) occupied(do func()) {
	d.t.Helper()
	d.engine(func(s *assembly.Session) error {
		lease, err := s.Ledger.AcquireLease(d.t.Context(), "lease:import:demo", "other pid 1 x run", time.Minute)
		require.NoError(d.t, err)
		do()

		return lease.Release(d.t.Context())
	})
}

// keep puts orders into the ledger as they stand.
func (d *desk) keep(orders ...ledger.Order) {
	d.t.Helper()
	d.engine(func(s *assembly.Session) error {
		return s.Ledger.InTx(d.t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
			for _, o := range orders {
				o.Shop = "demo"
				if err := s.Ledger.SaveOrder(ctx, tx, o); err != nil {
					return err
				}
			}

			return nil
		})
	})
}
