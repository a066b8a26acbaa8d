package main

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/internal/config"
	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
	"github.com/skladmost/skladmost/internal/sampledata"
)

// served is the shop as a process.
type served struct {
	t       *testing.T
	process *exec.Cmd
	client  *gombashop.Client
	host    string // http://host:port
	said    *heard // on standard error
}

// heard is what a running process has written so far.
type heard struct {
	mu   sync.Mutex
	text strings.Builder
}

func (w *heard) Write(b []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()

	return w.text.Write(b)
}

func (w *heard) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()

	return w.text.String()
}

// says waits for words that may still be on their way.
func (s *served) says(text string) {
	s.t.Helper()

	require.Eventually(s.t, func() bool { return strings.Contains(s.said.String(), text) },
		time.Minute, 10*time.Millisecond, "%s is not in what it said", text)
}

func serveShop(t *testing.T, binary string, args ...string) *served {
	t.Helper()

	args = append([]string{"--json", "--lang", "en", "shop", "serve", "--addr", "127.0.0.1:0", "--api-id", "test", "--key", "secret"}, args...)
	s := &served{t: t, process: exec.CommandContext(t.Context(), binary, args...), said: &heard{}}
	s.process.Stderr = s.said

	out, err := s.process.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, s.process.Start())
	t.Cleanup(s.kill)

	line, err := bufio.NewReader(out).ReadBytes('\n')
	require.NoError(t, err, s.said)

	var told struct {
		URL string `json:"url"`
	}

	require.NoError(t, json.Unmarshal(line, &told))

	s.host = strings.TrimSuffix(told.URL, gombashoptest.BasePath)
	s.client, err = gombashop.NewClient(told.URL, gombashop.HMAC("test", "secret"), gombashop.WithRateLimit(1000))
	require.NoError(t, err)

	return s
}

// kill ends it as a power cut does.
func (s *served) kill() { _ = s.process.Process.Kill(); _ = s.process.Wait() }

func (s *served) products() map[string]gombashop.Product {
	s.t.Helper()

	all := map[string]gombashop.Product{}

	for p, err := range s.client.Products.All(s.t.Context(), gombashop.ProductListOptions{}) {
		require.NoError(s.t, err)

		all[p.ID] = p
	}

	return all
}

// paths are the categories by id.
func (s *served) paths() map[string]string {
	s.t.Helper()

	all := map[string]string{}

	for c, err := range s.client.Categories.All(s.t.Context(), gombashop.CategoryListOptions{}) {
		require.NoError(s.t, err)

		all[c.ID] = c.Path
	}

	return all
}

func TestShopServe(t *testing.T) {
	t.Parallel()

	binary := build(t)

	for name, test := range map[string]func(*testing.T, string){
		"a real export": aShopOfARealExport, "options and currencies": aShopOfOptionsAndCurrencies,
		"killed": aShopThatIsKilled, "without a state": aShopThatKeepsNothing,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, binary)
		})
	}
}

// aShopOfARealExport compares what a client is told with every cell of the
// file.
func aShopOfARealExport(t *testing.T, binary string) {
	t.Helper()

	path := sampledata.Path(t, "gombashop-products.csv")
	s := serveShop(t, binary, "--products", path)

	products, paths, times := s.products(), s.paths(), map[string]int{}
	require.Len(t, products, 426)

	for _, cells := range exported(t, path) {
		id := cells[0]
		if times[id]++; times[id] > 1 {
			id = fmt.Sprintf("%s.%d", id, times[id])
		}

		p := products[id]
		require.Len(t, p.CategoryIDs, 1, id)
		require.Len(t, p.Variants, 1)
		require.Equal(t, shopRow(cells), clientRow(p, paths[p.CategoryIDs[0]]), id)
	}

	s.says(`"29 rows have the number of an earlier row, the first on line 242: each is a product of its own, such as `)
}

func exported(t *testing.T, path string) [][]string {
	t.Helper()

	data, err := os.ReadFile(path)
	require.NoError(t, err)

	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(data), "\ufeff"))).ReadAll()
	require.NoError(t, err)

	return rows[1:]
}

// shopRow is what a shop makes of the cells of a row.
func shopRow(cells []string) []string {
	for i, cell := range cells {
		cells[i] = strings.TrimSpace(strings.ReplaceAll(html.UnescapeString(cell), "\u00a0", " "))
	}

	before := cells[8]
	if cells[9] == "0" || before == cells[7] {
		before = "" // no promotion
	}

	return []string{
		cells[1], cells[2], cells[3], cells[4], cells[5], cells[6], cells[7], before,
		strconv.FormatBool(cells[10] == "1"), cells[11], strconv.FormatBool(cells[12] == "0"), cells[13], cells[14],
	}
}

func clientRow(p gombashop.Product, category string) []string {
	v, before := p.Variants[0], ""
	if v.CompareAtPrice.Valid {
		before = v.CompareAtPrice.Decimal.StringFixed(2)
	}

	return []string{
		p.Name, v.SKU, category, strings.Join(p.OptionNames, " "), p.DescriptionHTML, p.Brand, v.Price.Decimal.StringFixed(2), before,
		strconv.FormatBool(p.IsNew), p.CreatedAt.In(config.Default().Warehouse.Timezone).Format(time.DateTime), strconv.FormatBool(p.Visible && v.Active),
		p.URL, strings.Join(p.Images, " "),
	}
}

func aShopOfOptionsAndCurrencies(t *testing.T, binary string) {
	t.Helper()

	file := filepath.Join(t.TempDir(), "products.csv")
	require.NoError(t, os.WriteFile(file, []byte("#,Име на продукт,sku,Цена,Стара цена,В промоция,Параметри,Описание\n"+
		"7,Радиостанция,RS,\"69,90 €\",\"80,00 €\",1,\"Слушалки: Без,  С жак(+2,04 €),Цвят: Черен,  Бял(-1,00 €),\",&lt;b&gt; &amp; нещо\n"+
		"8,Чаша,CH,12.3456 лв.,,0,,\n"), 0o600))

	s := serveShop(t, binary, "--products", file)
	products := s.products()

	radio := products["7"]
	require.Equal(t, []string{"Слушалки", "Цвят"}, radio.OptionNames)
	require.Equal(t, "&lt;b&gt; &amp; нещо", radio.DescriptionHTML, "a plain text is no HTML")

	var told []string
	for _, v := range radio.Variants {
		told = append(told, strings.Join(append([]string{v.ID}, v.Options...), " ")+" "+v.Price.Decimal.String()+" "+v.CompareAtPrice.Decimal.String())
	}

	require.Equal(t, []string{
		"7-1 Без Черен 69.9 80", "7-2 Без Бял 68.9 79", "7-3 С жак Черен 71.94 82.04", "7-4 С жак Бял 70.94 81.04",
	}, told)

	cup := products["8"].Variants[0]
	require.Equal(t, "12.3456", cup.Price.Decimal.String(), "no price is rounded")
	require.Equal(t, "BGN", cup.Currency)
	require.False(t, cup.CompareAtPrice.Valid)
	require.Empty(t, s.said.String())
}
