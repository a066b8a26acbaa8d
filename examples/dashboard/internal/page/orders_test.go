//go:build !nodemo

package page

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"
)

// aside is a desk with an order for which there is too little stock.
func aside(t *testing.T) (d *desk, path string) {
	t.Helper()

	d = newDesk(t)
	d.buys("D111", "99", "Иван Петров")
	d.imports()
	require.Equal(t, "parked", d.scalar("SELECT State FROM gomba_orders"))

	return d, orderPath(d.scalar("SELECT OrderID FROM gomba_orders"))
}

func TestAParkedOrderTellsWhatToDo(t *testing.T) {
	t.Parallel()

	d, path := aside(t)

	for language, says := range map[string][]string{
		"bg": {"заделена", "Какво да направите:", "Опитай пак", "Пропусни", "Защо да остане извън склада:"},
		"en": {"kept aside", "What to do:", "Try again", "Skip", "Why it stays out:"},
	} {
		d.lang = language
		list := d.get("/orders?state=parked")
		one := d.get(path)

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
	require.Equal(t, "imported", d.scalar("SELECT State FROM gomba_orders"))
	require.Equal(t, "2", d.scalar("SELECT COUNT(*) FROM Operations WHERE OperType = 2"), "the good and the delivery")
	require.Len(t, d.world.Printer.Receipts(), 1)
}
