//go:build !nodemo

package page

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad/ledger"
)

// numbersOf are the orders of a list, from the top.
func numbersOf(page seen) []string {
	var numbers []string
	for _, found := range regexp.MustCompile(`<th scope="row"><a href="/orders/[^"]*">([^<]*)</a>`).FindAllStringSubmatch(page.body, -1) {
		numbers = append(numbers, found[1])
	}

	return numbers
}

func TestTheListIsCutIntoPagesNewestFirst(t *testing.T) {
	t.Parallel()

	d := smallDesk(t)
	require.Contains(t, d.get("/orders").body, "Още няма видени поръчки")

	var orders []ledger.Order
	for i := range 120 {
		orders = append(orders, ledger.Order{
			OrderID: fmt.Sprintf("id-%03d", i), Number: fmt.Sprintf("N%03d", i), State: ledger.OrderWaiting,
			ShopCreatedAt: time.Date(2026, 11, 1, 22, 30, 0, 0, time.UTC),
		})
	}
	d.keep(orders...)

	first, last := d.get("/orders"), d.get("/orders?page=3")
	require.Len(t, numbersOf(first), 50)
	require.Equal(t, []string{"N119", "N118"}, numbersOf(first)[:2])
	require.Contains(t, first.body, "02.11.2026\u00a0г., 00:30", "the warehouse's time")
	require.Contains(t, first.body, `href="/orders?page=2"`)
	require.NotContains(t, first.body, "rel=\"prev\"")
	require.Equal(t, "N019", numbersOf(last)[0])
	require.Len(t, numbersOf(last), 20)
	require.NotContains(t, last.body, "rel=\"next\"")

	require.Equal(t, numbersOf(last), numbersOf(d.get("/orders?page=99999999999")), "the last page")
	require.Equal(t, numbersOf(first), numbersOf(d.get("/orders?page=-1&state=nonsense")))
	require.Contains(t, d.get("/orders?q=n0&state=waiting").body, `href="/orders?page=2&amp;q=n0&amp;state=waiting"`)
}

func TestOrdersAreFoundByNumbersAndCustomers(t *testing.T) {
	t.Parallel()

	d := smallDesk(t)
	d.buys("A01", "1", "Иван Петров")
	d.imports()
	number, usn := d.scalar("SELECT Number FROM gomba_orders"), d.scalar("SELECT USN FROM gomba_orders")

	d.keep(ledger.Order{OrderID: "other", Number: "X-1", State: ledger.OrderParked, Original: "{"})
	require.Len(t, numbersOf(d.get("/orders")), 2)

	for _, q := range []string{number, usn, strings.ToLower(usn), "0000000001", "иван ПЕТ", "k@example", "0888 100 001", "888100001"} {
		require.Equal(t, []string{number}, numbersOf(d.get("/orders?q="+url.QueryEscape(q))), q)
	}

	require.Equal(t, []string{"X-1"}, numbersOf(d.get("/orders?q=x-1")))
	require.Equal(t, []string{"X-1"}, numbersOf(d.get("/orders?state=parked")))
	require.Empty(t, numbersOf(d.get("/orders?state=imported&q=x-1")))

	nothing := d.get("/orders?q=" + url.QueryEscape(`"><script>alert(1)</script>`))
	require.Contains(t, nothing.body, "Няма поръчка, която да отговаря на търсеното.")
}

// The shop's total stands beside the document's when they differ.
func TestTotalsThatDifferAreBothShown(t *testing.T) {
	t.Parallel()

	d := smallDesk(t)
	sum := func(text string) decimal.NullDecimal { return decimal.NewNullDecimal(decimal.RequireFromString(text)) }
	d.keep(
		ledger.Order{OrderID: "a", Number: "SAME", State: ledger.OrderImported, Total: sum("1234.5"), DocumentTotal: sum("1234.50"), Currency: "EUR"},
		ledger.Order{OrderID: "b", Number: "OTHER", State: ledger.OrderImported, Total: sum("10"), DocumentTotal: sum("9.99"), Currency: "EUR"},
		ledger.Order{OrderID: "c", Number: "LEVS", State: ledger.OrderImported, Total: sum("19.56"), DocumentTotal: sum("10"), Currency: "BGN"},
	)

	body := d.get("/orders").body
	require.Contains(t, body, "1\u00a0234,50\u00a0€")
	require.NotContains(t, body, "магазин: 1\u00a0234")
	require.Contains(t, body, "магазин: 10,00\u00a0€")
	require.Contains(t, body, "магазин: 19,56\u00a0лв.")
}

// Ids of the shop are opaque bytes.
func TestAnyIdHasAPage(t *testing.T) {
	t.Parallel()

	d := smallDesk(t)

	for i, id := range []string{"a/b", "a//b?c=d&e#f", "ред 5%20", "..x", `"<>'`} {
		d.keep(ledger.Order{OrderID: id, Number: fmt.Sprintf("ODD%d", i), State: ledger.OrderWaiting})

		link := regexp.MustCompile(`<th scope="row"><a href="([^"]*)">ODD` + fmt.Sprint(i)).FindStringSubmatch(d.get("/orders").body)
		require.NotNil(t, link, id)

		page := d.get(strings.ReplaceAll(link[1], "&amp;", "&"))
		require.Equal(t, http.StatusOK, page.code, id)
		require.Contains(t, page.body, fmt.Sprintf("Поръчка ODD%d", i))

		done := d.post(orderPath(id)+"/skip", url.Values{"why": {"ненужна"}, "back": {orderPath(id)}})
		require.Equal(t, http.StatusSeeOther, done.code, id)
		require.Equal(t, "skipped", d.scalar("SELECT State FROM gomba_orders WHERE OrderID = ?", id))
	}
}

func TestWithoutADatabaseThePagesSaySoAndStillDraw(t *testing.T) {
	t.Parallel()

	d := smallDesk(t)
	d.configure(d.world.File, d.world.File+".gone")

	for language, says := range map[string]string{"bg": "няма такъв файл", "en": "no such file"} {
		d.lang = language

		for _, address := range []string{"/orders", "/orders/1", "/orders/1/force", "/receipts", "/receipts/settle?found=not&job=x",
			"/receipts/reverse?job=x"} {
			page := d.get(address)
			require.Less(t, page.code, http.StatusInternalServerError)
			require.Contains(t, page.body, says, address)
			require.Contains(t, page.body, "<main", address)
		}

		for _, address := range []string{"/orders/1/retry", "/orders/1/skip", "/orders/1/force", "/receipts/ask", "/receipts/settle",
			"/receipts/reverse"} {
			page := d.post(address, url.Values{"why": {"x"}, "job": {"x"}, "found": {"not"}, "reason": {"refund"}})
			require.Contains(t, page.body, says, address)
		}
	}

	require.NoFileExists(t, d.world.File+".gone")
	require.NoError(t, os.WriteFile(d.file, []byte("nonsense: 1\n"), 0o600))
	require.Contains(t, d.get("/orders").body, "nonsense")
}
