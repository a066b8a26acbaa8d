//go:build !nodemo

package page

import (
	"context"
	"database/sql"
	"encoding/csv"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/dashboard/internal/control"
	"github.com/skladmost/skladmost/examples/internal/demo"
)

// planPlace is a dashboard over a whole world: a database, a shop, a printer.
type planPlace struct {
	t     *testing.T
	world *demo.World
	pages *Pages
	now   time.Time
	lang  string
}

// newPlanPlace is one whose goods are in the shop and whose morning is over.
func newPlanPlace(t *testing.T) *planPlace {
	t.Helper()

	world, err := demo.Open(t.Context(), t.TempDir())
	require.NoError(t, err)
	require.NoError(t, world.Live(t.Context()))

	file := filepath.Join(t.TempDir(), "demo.yaml")
	require.NoError(t, os.WriteFile(file, world.Configuration(), 0o600))

	p := &planPlace{t: t, world: world, now: time.Now(), lang: "bg"}
	works := control.New(control.Options{ConfigFile: file})

	t.Cleanup(func() {
		works.Close()
		require.NoError(t, world.Close())
	})

	p.pages, err = New(Options{Control: works, Demo: true, Now: func() time.Time { return p.now }})
	require.NoError(t, err)

	return p
}

func (p *planPlace) ask(method, address string, form url.Values) *httptest.ResponseRecorder {
	p.t.Helper()

	r := httptest.NewRequestWithContext(p.t.Context(), method, address, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.AddCookie(&http.Cookie{Name: langCookie, Value: p.lang})

	w := httptest.NewRecorder()
	p.pages.ServeHTTP(w, r)

	return w
}

func (p *planPlace) get(address string) string {
	p.t.Helper()

	w := p.ask(http.MethodGet, address, nil)
	require.Equal(p.t, http.StatusOK, w.Code)

	return w.Body.String()
}

// makes presses the button and waits until the plan is there.
func (p *planPlace) makes(direction string) {
	p.t.Helper()

	w := p.ask(http.MethodPost, "/plan", url.Values{"direction": {direction}})
	require.Equal(p.t, http.StatusSeeOther, w.Code)
	require.Equal(p.t, "/plan?direction="+direction+"&said=planning", w.Header().Get("Location"))
	p.waits(direction)
}

func (p *planPlace) waits(direction string) {
	p.t.Helper()
	require.Eventually(p.t, func() bool { return !strings.Contains(p.get("/plan?direction="+direction), "plan-making") },
		30*time.Second, 5*time.Millisecond)
}

// sheet reads a file as Excel does, without its head.
func (p *planPlace) sheet(address string) [][]string {
	p.t.Helper()

	text, marked := strings.CutPrefix(p.get(address), "\uFEFF")
	require.True(p.t, marked, "a mark of UTF-8")

	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord = ';', -1
	rows, err := r.ReadAll()
	require.NoError(p.t, err)
	require.NotEmpty(p.t, rows)

	return rows[1:]
}

func (p *planPlace) execute(query string, args ...any) {
	p.t.Helper()

	db, err := sql.Open("sqlite", p.world.File)
	require.NoError(p.t, err)

	defer func() { require.NoError(p.t, db.Close()) }()

	_, err = db.ExecContext(p.t.Context(), query, args...)
	require.NoError(p.t, err)
}

// dump is every row of every table.
func (p *planPlace) dump() string {
	p.t.Helper()

	db, err := sql.Open("sqlite", p.world.File)
	require.NoError(p.t, err)

	defer func() { require.NoError(p.t, db.Close()) }()

	var all strings.Builder

	for _, table := range p.column(db, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name") {
		writeTable(p.t.Context(), p.t, db, &all, table)
	}

	return all.String()
}

func (p *planPlace) column(db *sql.DB, query string) []string {
	p.t.Helper()

	rows, err := db.QueryContext(p.t.Context(), query)
	require.NoError(p.t, err)

	defer func() { require.NoError(p.t, rows.Close()) }()

	var all []string

	for rows.Next() {
		var one string
		require.NoError(p.t, rows.Scan(&one))
		all = append(all, one)
	}

	require.NoError(p.t, rows.Err())

	return all
}

func writeTable(ctx context.Context, t *testing.T, db *sql.DB, to io.Writer, table string) {
	t.Helper()

	rows, err := db.QueryContext(ctx, `SELECT * FROM "`+table+`"`)
	require.NoError(t, err)

	defer func() { require.NoError(t, rows.Close()) }()

	columns, err := rows.Columns()
	require.NoError(t, err)

	cells, places := make([]any, len(columns)), make([]any, len(columns))
	for i := range cells {
		places[i] = &cells[i]
	}

	for rows.Next() {
		require.NoError(t, rows.Scan(places...))
		_, _ = fmt.Fprintln(to, table, cells)
	}

	require.NoError(t, rows.Err())
}
