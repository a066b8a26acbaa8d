package main

import (
	"bufio"
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop/gombashoptest"
	"github.com/skladmost/skladmost/internal/sampledata"
)

// processes are the program as it is installed, with a shop in another process.
type processes struct {
	t      *testing.T
	binary string
	config string
	shop   string // http://host:port
	db     string
}

// newProcesses works on a copy of a real program's database.
func newProcesses(t *testing.T) *processes {
	t.Helper()

	p := &processes{t: t, db: sampledata.Copy(t, "samplestore.sqlite"), binary: build(t)}
	p.serve()
	p.configure("sale")

	return p
}

// serve starts the shop and waits for its address.
func (p *processes) serve() {
	p.t.Helper()

	shop := exec.CommandContext(p.t.Context(), p.binary, "--json", "shop", "serve", "--addr", "127.0.0.1:0", "--api-id", "test", "--key", "secret")
	shop.Stderr = os.Stderr
	out, err := shop.StdoutPipe()
	require.NoError(p.t, err)
	require.NoError(p.t, shop.Start())
	p.t.Cleanup(func() { _ = shop.Process.Kill(); _ = shop.Wait() })

	line, err := bufio.NewReader(out).ReadBytes('\n')
	require.NoError(p.t, err)

	var told struct {
		URL string `json:"url"`
	}

	require.NoError(p.t, json.Unmarshal(line, &told))
	p.shop = strings.TrimSuffix(told.URL, gombashoptest.BasePath)
}

func (p *processes) configure(document string) {
	p.t.Helper()

	object := p.scalar(`SELECT o.Code FROM objects o JOIN store s ON s.ObjectID = o.ID
		WHERE o.Deleted <> -1 GROUP BY o.ID ORDER BY SUM(s.Qtty) DESC LIMIT 1`)
	p.config = filepath.Join(p.t.TempDir(), "gombasync.yaml")
	text := `warehouse: {dsn: "sqlite:` + filepath.ToSlash(p.db) + `", supto: yes}
shop: {id: main, url: "` + p.shop + gombashoptest.BasePath + `", api_id: test, key_env: KEY, rate: 1000}
import: {statuses: [confirmed], object: "` + object + `", document: ` + document + `}
fiscal: {device_serial: DT279013, operator_code: "0001"}
`
	require.NoError(p.t, os.WriteFile(p.config, []byte(text), 0o600))
}

func (p *processes) start(args ...string) (*exec.Cmd, *bytes.Buffer) {
	p.t.Helper()

	both := &bytes.Buffer{}
	cmd := exec.CommandContext(p.t.Context(), p.binary, append([]string{"--lang", "en", "--config", p.config}, args...)...)
	cmd.Env = append(os.Environ(), "KEY=secret", asProgram)
	cmd.Stdout, cmd.Stderr = both, both
	require.NoError(p.t, cmd.Start())

	return cmd, both
}

// run ends well, and gives what was printed.
func (p *processes) run(args ...string) string {
	p.t.Helper()

	cmd, out := p.start(args...)
	require.NoError(p.t, cmd.Wait(), "%v: %s", args, out)

	return out.String()
}

func (p *processes) scalar(query string) string {
	p.t.Helper()

	return (&place{t: p.t, db: p.db}).scalar(query)
}

// ask uses the shop's control side.
func (p *processes) ask(method, path string, body, into any) {
	p.t.Helper()

	data, err := json.Marshal(body)
	require.NoError(p.t, err)

	req, err := http.NewRequestWithContext(p.t.Context(), method, p.shop+"/_shop/"+path, bytes.NewReader(data))
	require.NoError(p.t, err)

	res, err := http.DefaultClient.Do(req)
	require.NoError(p.t, err)

	defer func() { _ = res.Body.Close() }()

	require.Less(p.t, res.StatusCode, http.StatusBadRequest)

	if into != nil {
		require.NoError(p.t, json.NewDecoder(res.Body).Decode(into))
	}
}

// writes are the requests since the last call that were not GET.
func (p *processes) writes() []string {
	p.t.Helper()

	var all struct{ Data []gombashoptest.Request }

	p.ask(http.MethodGet, "requests", nil, &all)
	p.ask(http.MethodDelete, "requests", nil, nil)

	var names []string

	for _, r := range all.Data {
		if r.Method != http.MethodGet {
			names = append(names, r.Method+" "+strings.TrimPrefix(r.Path, gombashoptest.BasePath))
		}
	}

	return names
}

// order buys one piece of a product, delivered, and gives the shop's total.
func (p *processes) order(n int, sku string) string {
	p.t.Helper()

	var o struct {
		Totals struct {
			GrandTotal string `json:"grand_total"`
		}
	}

	p.ask(http.MethodPost, "orders", obj{
		"status": obj{"code": "confirmed"}, "items": []obj{{"external_id": sku, "quantity": "1"}},
		"customer":  obj{"name": fmt.Sprintf("Клиент %d", n), "email": fmt.Sprintf("k%d@example.com", n), "phone": fmt.Sprintf("08880000%02d", n)},
		"delivery":  obj{"name": "Еконт", "price": "4.90", "vat_rate": "20"},
		"discounts": []obj{{"kind": "promo_code", "code": "NOVEMBER", "type": "percent", "value": "10"}},
	}, &o)

	return o.Totals.GrandTotal
}

// The program on a real database, with the shop in a process of its own: what
// is sent, what comes back, and that running again writes nothing.
func TestProcessesOnARealDatabase(t *testing.T) {
	t.Parallel()

	p := newProcesses(t)
	p.run("db", "install")
	require.Contains(t, p.run("check"), "Ready.")

	p.exports()
	p.imports()
	p.importsAsOrders()
}

func (p *processes) exports() {
	t := p.t
	p.run("export")
	require.NotEmpty(t, p.writes())

	var products struct {
		Data []struct {
			Variants []struct {
				ExternalID string `json:"external_id"`
				Price      string `json:"price"`
				Quantity   string `json:"quantity"`
			} `json:"variants"`
		} `json:"data"`
	}

	p.ask(http.MethodGet, "products", nil, &products)
	require.Len(t, products.Data, 914, "the default good 1 stays at home")

	want := p.catalogue()

	for _, product := range products.Data {
		v := product.Variants[0]
		require.Equal(t, want[v.ExternalID], v.Price+" "+v.Quantity, v.ExternalID)
	}

	p.run("export")
	require.Empty(t, p.writes(), "nothing changed")

	(&place{t: t, db: p.db}).execute("UPDATE goods SET PriceOut2 = PriceOut2 + 1 WHERE ID = 21")
	p.run("export")
	require.Equal(t, []string{"POST /products/bulk"}, p.writes())
}

// catalogue is price and quantity of each good, as the shop should have them.
func (p *processes) catalogue() map[string]string {
	p.t.Helper()

	db, err := sql.Open("sqlite", p.db)
	require.NoError(p.t, err)

	defer func() { _ = db.Close() }()

	rows, err := db.QueryContext(p.t.Context(), `SELECT g.ID, printf('%.2f %.3f', g.PriceOut2, SUM(s.Qtty)) FROM goods g JOIN store s ON s.GoodID = g.ID
		WHERE s.ObjectID = (SELECT ObjectID FROM store GROUP BY ObjectID ORDER BY SUM(Qtty) DESC LIMIT 1) GROUP BY g.ID`)
	require.NoError(p.t, err)

	defer func() { _ = rows.Close() }()

	all := map[string]string{}

	for rows.Next() {
		var id, text string
		require.NoError(p.t, rows.Scan(&id, &text))
		all[id] = text
	}

	require.NoError(p.t, rows.Err())

	return all
}
