//go:build !nodemo

package page

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
)

// aside is a desk with an order for which there is too little stock.
func aside(t *testing.T) (d *desk, path string) {
	t.Helper()

	d = smallDesk(t)
	d.buys("D111", "99", "Иван Петров")
	d.imports()
	require.Equal(t, "parked", d.state())

	return d, d.path()
}

// state and path are those of the only order.
func (d *desk) state() string { return d.scalar("SELECT State FROM gomba_orders") }

func (d *desk) path() string { return orderPath(d.scalar("SELECT OrderID FROM gomba_orders")) }

func TestAParkedOrderTellsWhatToDo(t *testing.T) {
	t.Parallel()

	d, path := aside(t)
	number := d.scalar("SELECT Number FROM gomba_orders")

	for language, says := range map[string][]string{
		"bg": {"заделена", "Не достига D111", "Какво да направите:", "Въведете липсващата доставка", `Опитай пак <span class="unseen">поръчка ` + number,
			`Пропусни <span class="unseen">поръчка ` + number, "Защо да остане извън склада:", "следващ опит:"},
		"en": {"kept aside", "What to do:", `Try again <span class="unseen">order ` + number, "Skip", "Why it stays out:", "next attempt:"},
	} {
		d.lang = language
		list, one := d.get("/orders?state=parked"), d.get(path)

		for _, text := range says {
			require.Contains(t, list.body, text)
			require.Contains(t, one.body, text)
		}

		require.Contains(t, list.body, `<a href="`+path+`">`)
	}
}

func TestTryAgainImportsTheOrderWhenItsReasonIsGone(t *testing.T) {
	t.Parallel()

	d, path := aside(t)

	again := d.post(path+"/retry", url.Values{"back": {"/orders?state=parked"}})
	require.Equal(t, http.StatusOK, again.code, "it is kept aside again")
	require.Contains(t, again.body, "Опитахме, но поръчката пак е заделена.")
	require.Equal(t, "2", d.scalar("SELECT Attempts FROM gomba_orders"))

	d.execute("UPDATE Store SET Qtty = 500")

	done := d.post(path+"/retry", url.Values{"back": {"/orders?q=1"}})
	require.Equal(t, http.StatusSeeOther, done.code, done.body)
	require.Equal(t, "/orders?q=1&said=order_imported", done.toward)
	require.Contains(t, done.body, "Поръчката е внесена в Склад Pro.")
	require.Equal(t, "imported", d.state())
	require.Equal(t, "2", d.scalar("SELECT COUNT(*) FROM Operations WHERE OperType = 2"), "the good and the delivery")
	require.Len(t, d.world.Printer.Receipts(), 1)
}

// What keeps the order aside now is another thing than before.
func TestTryAgainTellsTheNewReason(t *testing.T) {
	t.Parallel()

	d, path := aside(t)
	d.execute("UPDATE Store SET Qtty = 500")
	require.NoError(t, d.world.Shop.ChangeOrder(gombashop.OrderID(d.scalar("SELECT OrderID FROM gomba_orders")), map[string]any{
		"items": []map[string]any{{"sku": "NOPE", "barcode": "", "external_id": "", "product_id": "", "variant_id": "", "name": "Непозната"}},
	}))

	again := d.post(path+"/retry", nil)
	require.Equal(t, "parked", d.state())

	top, _, _ := strings.Cut(again.body, `id="facts"`)
	require.Contains(t, top, "Опитахме, но поръчката пак е заделена.")
	require.Contains(t, top, "NOPE")
	require.NotContains(t, top, "D111", "the shortage is over")
}

func TestAnImportThatIsGoingOnIsToldPlainly(t *testing.T) {
	t.Parallel()

	d, path := aside(t)

	for language, says := range map[string][]string{
		"bg": {"Върви импорт.", "Опитайте след него."}, "en": {"An import is going on.", "Try again after it."},
	} {
		d.lang = language
		d.occupied(func() {
			busy := d.post(path+"/retry", nil)
			require.Equal(t, http.StatusConflict, busy.code)
			require.Contains(t, busy.body, says[0])
			require.Contains(t, busy.body, says[1])
		})
	}

	require.Equal(t, "1", d.scalar("SELECT Attempts FROM gomba_orders"))
}

func TestAClosedBrowserStopsNoRetry(t *testing.T) {
	t.Parallel()

	d, path := aside(t)
	d.execute("UPDATE Store SET Qtty = 500")

	closed, closing := context.WithCancel(t.Context())
	closing()

	d.pages.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodPost, path+"/retry", nil).WithContext(closed))
	require.Equal(t, "imported", d.state())
}

func TestSkippingNeedsAReasonAndCanBeTakenBack(t *testing.T) {
	t.Parallel()

	d, path := aside(t)

	for _, why := range []string{"", " \t"} {
		refused := d.post(path+"/skip", url.Values{"why": {why}})
		require.Equal(t, http.StatusUnprocessableEntity, refused.code)
		require.Regexp(t, `role="alert">\s*<p><strong>Грешка:`, refused.body)
		require.Equal(t, "parked", d.state())
	}

	done := d.post(path+"/skip", url.Values{"why": {`клиентът <b>"се отказа"`}, "back": {"//evil.example/"}})
	require.Equal(t, "/?said=order_skipped", done.toward, "nobody is led elsewhere")
	require.Equal(t, "skipped", d.state())
	require.Equal(t, `клиентът <b>"се отказа"`, d.scalar("SELECT Data FROM gomba_events WHERE Kind = 'skipped'"))
	require.Contains(t, d.get("/orders?state=skipped").body, "клиентът &lt;b&gt;&#34;се отказа&#34;")

	d.imports()
	require.Equal(t, "skipped", d.state(), "no run takes it")

	d.execute("UPDATE Store SET Qtty = 500")
	back := d.post(path+"/retry", url.Values{"back": {path}})
	require.Equal(t, path+"?said=order_imported", back.toward)
	require.Equal(t, "imported", d.state())
	require.Equal(t, "1", d.scalar("SELECT COUNT(*) FROM gomba_events WHERE Kind = 'taken_back'"))
	require.Contains(t, back.body, "решението е отменено")

	late := d.post(path+"/skip", url.Values{"why": {"късно"}})
	require.Equal(t, http.StatusUnprocessableEntity, late.code, "it has its document")
	require.Equal(t, "imported", d.state())
}

func TestForceIsExplainedFirst(t *testing.T) {
	t.Parallel()

	d := smallDesk(t)
	_, err := d.world.Shop.PlaceOrder(map[string]any{
		"customer": map[string]any{"name": "Нов клиент", "email": "n@example.bg"}, "payment": map[string]any{"method": "cod"},
		"items": []map[string]any{{"sku": "A01", "quantity": "1"}},
	})
	require.NoError(t, err)
	d.imports()
	require.Equal(t, "waiting", d.state())

	path := d.path()
	require.NotContains(t, d.get("/orders").body, "/force", "only the order's own page leads there")
	require.Contains(t, d.get(path).body, `href="`+path+`/force"`)

	waits := d.post(path+"/retry", nil)
	require.Contains(t, waits.body, "Поръчката още чака:")
	require.Equal(t, "waiting", d.state())

	ask := d.get(path + "/force")
	require.Contains(t, ask.body, "се внася независимо от статуса и датата")
	require.Contains(t, ask.body, "той се печата веднага")
	require.Equal(t, "waiting", d.state(), "asking does nothing")

	d.lang = "en"
	require.Contains(t, d.get(path+"/force").body, "whatever its status and date")

	done := d.post(path+"/force", url.Values{"back": {path}})
	require.Equal(t, path+"?said=order_imported", done.toward, done.body)
	require.Equal(t, "imported", d.state())
	require.Len(t, d.world.Printer.Receipts(), 1)
	require.Contains(t, d.get(path+"/force").body, "The order has its document already.")
}

// The sale is written whatever the printer does, and the page says what is left.
func TestARetriedOrderWithoutItsReceiptIsToldSo(t *testing.T) {
	t.Parallel()

	d, path := aside(t)
	d.execute("UPDATE Store SET Qtty = 500")
	d.world.Printer.Fail("E301")

	half := d.post(path+"/retry", nil)
	require.Equal(t, http.StatusOK, half.code)
	require.Equal(t, "imported", d.state())
	require.Contains(t, half.body, "Поръчката е внесена в Склад Pro.")
	require.Contains(t, half.body, "не е отпечатан")
	require.Contains(t, half.body, "Опитай пак", "the receipt is still owed")

	require.Equal(t, path+"?said=order_imported", d.post(path+"/retry", url.Values{"back": {path}}).toward)
	require.Len(t, d.world.Printer.Receipts(), 1)
}
