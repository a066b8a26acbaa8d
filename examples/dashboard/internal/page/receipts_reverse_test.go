//go:build !nodemo

package page

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
)

func TestAStornoIsExplainedAndPrintedOnce(t *testing.T) {
	t.Parallel()

	d, job := sold(t)
	form := url.Values{"job": {job}, "reason": {"operator-error"}}

	list := d.get("/receipts")
	require.Contains(t, list.body, "Сторно…")

	for language, says := range map[string][]string{
		"bg": {"Да се сторнира ли бон 0000001?", "Касовият апарат печата сторно на целия бон: 7,39\u00a0€.", "операторска грешка", "намаление на данъчната основа"},
		"en": {"Reverse receipt 0000001?", "It cannot be undone.", "goods came back", "operator&#39;s error"},
	} {
		d.lang = language
		ask := d.get("/receipts/reverse?job=" + url.QueryEscape(job))

		for _, part := range says {
			require.Contains(t, ask.body, part)
		}
	}

	d.lang = "bg"

	for _, reason := range []string{"", "whim"} {
		refused := d.post("/receipts/reverse", url.Values{"job": {job}, "reason": {reason}})
		require.Equal(t, http.StatusUnprocessableEntity, refused.code)
		require.Contains(t, refused.body, "Сторното иска причина.")
		require.Contains(t, refused.body, "Отпечатай сторно на бон 0000001", "the form is there again")
	}

	require.Len(t, d.world.Printer.Receipts(), 1)

	done := d.post("/receipts/reverse", form)
	require.Equal(t, "/receipts?said=receipt_reversed", done.toward, done.body)
	require.Contains(t, done.body, "Сторното е отпечатано.")
	require.NotContains(t, done.body, "Сторно…", "neither is reversed again")
	require.Len(t, d.world.Printer.Receipts(), 2)
	require.Equal(t, "operator-error", d.world.Printer.Receipts()[1].Reason)
	require.Equal(t, gombashop.ReversalReceipt, d.told()[1].Type)
	require.Contains(t, unmarked(d.get(d.path()).body), "поискано е сторно операторска грешка")

	again := d.post("/receipts/reverse", form)
	require.Contains(t, again.body, `role="alert"`)
	require.Contains(t, again.body, "Няма отпечатан бон")
	require.Len(t, d.world.Printer.Receipts(), 2)
	require.Contains(t, d.get("/receipts/reverse?job="+url.QueryEscape(job)).body, "Този бон не може да се сторнира")
}

// A storno that could not be printed now is kept, and nobody need ask again.
func TestAStornoDuringAnImportIsPrintedByTheNext(t *testing.T) {
	t.Parallel()

	d, job := sold(t)
	form := url.Values{"job": {job}, "reason": {"refund"}}

	d.occupied(func() {
		owed := d.post("/receipts/reverse", form)
		require.Contains(t, owed.body, "Сторното е поискано, но още не е отпечатано.")
		require.Contains(t, owed.body, "не го искайте повторно")
		require.NotContains(t, owed.body, "Сторно…")
	})

	require.Len(t, d.world.Printer.Receipts(), 1)
	d.imports()
	require.Len(t, d.world.Printer.Receipts(), 2)
	require.Equal(t, "refund", d.world.Printer.Receipts()[1].Reason)
}

func TestAStornoOfUnknownOutcomeIsSettledToo(t *testing.T) {
	t.Parallel()

	d, job := sold(t)
	d.world.Printer.LoseRequest(1)

	half := d.post("/receipts/reverse", url.Values{"job": {job}, "reason": {"tax-base-reduction"}})
	require.Equal(t, http.StatusOK, half.code)
	require.Contains(t, half.body, "Неизяснени бонове: 1")

	storno := d.scalar("SELECT Job FROM gomba_receipts WHERE Kind = 'reversal'")
	require.Contains(t, d.get("/receipts/settle?found=not&job="+url.QueryEscape(storno)).body, "сторно")
	require.Equal(t, http.StatusSeeOther, d.post("/receipts/settle", url.Values{"job": {storno}, "found": {"not"}}).code)

	d.imports()
	require.Len(t, d.world.Printer.Receipts(), 2)
	require.Equal(t, "tax-base-reduction", d.world.Printer.Receipts()[1].Reason)
}

func TestReceiptsAreFilteredAndLeadToTheirOrders(t *testing.T) {
	t.Parallel()

	d, _ := sold(t)
	require.NotContains(t, d.get("/receipts?state=unknown").body, "0000001</th>")
	require.Contains(t, d.get("/receipts?state=unknown").body, "Няма бон, който да отговаря на търсеното.")
	require.Contains(t, d.get("/receipts?state=printed&device=DT279013").body, "0000001</th>")
	require.NotContains(t, d.get("/receipts?device=DT000000").body, "0000001</th>")
	require.Contains(t, d.get("/receipts?state=nonsense").body, `<a href="`+d.path()+`">`)
	require.Contains(t, d.get("/receipts?device=DT279013").body, `<option selected>DT279013`)
}

func TestAReceiptThatIsNotThereIsNotFound(t *testing.T) {
	t.Parallel()

	d := smallDesk(t)
	require.Contains(t, d.get("/receipts").body, "Още няма бонове.")
	require.Equal(t, http.StatusNotFound, d.get("/receipts/reverse?job=nobody").code)
	require.Equal(t, http.StatusNotFound, d.get("/receipts/settle?found=not&job=nobody").code)
	require.Equal(t, http.StatusNotFound, d.post("/receipts/reverse", url.Values{"job": {"nobody"}, "reason": {"refund"}}).code)
}
