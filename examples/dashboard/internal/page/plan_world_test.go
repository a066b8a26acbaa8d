//go:build !nodemo

package page

import (
	"context"
	"database/sql"
	"encoding/csv"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// planPlace is a desk with a clock of its own.
type planPlace struct {
	*desk

	now time.Time
}

func newPlanPlace(t *testing.T) *planPlace {
	t.Helper()

	p := &planPlace{desk: newDesk(t), now: time.Now()}
	p.pages.plans.now, p.pages.opts.Now = p.clock, p.clock

	return p
}

// morning lets the customers buy, and brings their orders in.
func (p *planPlace) morning() {
	p.t.Helper()
	require.NoError(p.t, p.world.CustomersBuy())
	p.imports()
}

func (p *planPlace) clock() time.Time { return p.now }

// page is one that is there.
func (p *planPlace) page(address string) string {
	p.t.Helper()

	answer := p.get(address)
	require.Equal(p.t, http.StatusOK, answer.code)

	return answer.body
}

// makes presses the button and waits until the plan is there.
func (p *planPlace) makes(direction string) {
	p.t.Helper()

	answer := p.ask(http.MethodPost, "/plan", url.Values{"direction": {direction}})
	require.Equal(p.t, http.StatusSeeOther, answer.code)
	require.Equal(p.t, "/plan?direction="+direction+"&said=planning", answer.toward)
	p.waits(direction)
}

func (p *planPlace) waits(direction string) {
	p.t.Helper()
	require.Eventually(p.t, func() bool { return !strings.Contains(p.page("/plan?direction="+direction), "plan-making") },
		30*time.Second, 5*time.Millisecond)
}

// sheet reads a file as Excel does, without its head.
func (p *planPlace) sheet(address string) [][]string {
	p.t.Helper()

	text, marked := strings.CutPrefix(p.page(address), "\uFEFF")
	require.True(p.t, marked, "a mark of UTF-8")

	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord = ';', -1
	rows, err := r.ReadAll()
	require.NoError(p.t, err)
	require.NotEmpty(p.t, rows)

	return rows[1:]
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

	rows, err := db.QueryContext(ctx, `SELECT * FROM "`+table+`"`) //nolint:unqueryvet // every column counts
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
