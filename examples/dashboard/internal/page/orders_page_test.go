//go:build !nodemo

package page

import (
	"html"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// unmarked is a page without its markup, for what a person reads in a row.
func unmarked(page string) string {
	var text strings.Builder

	for part := range strings.SplitSeq(page, "<") {
		if _, after, ok := strings.Cut(part, ">"); ok {
			text.WriteString(after + " ")
		}
	}

	return strings.Join(strings.Fields(strings.ReplaceAll(html.UnescapeString(text.String()), "\u00a0", " ")), " ")
}

func TestAnOrdersPageHasItsWholeHistory(t *testing.T) {
	t.Parallel()

	d, path := aside(t)
	d.execute("UPDATE Store SET Qtty = 500")
	d.post(path+"/skip", url.Values{"why": {"почакайте"}})
	d.post(path+"/retry", nil)
	require.Equal(t, "imported", d.state())

	d.execute("UPDATE gomba_events SET At = '2026-07-01T21:05:06.000000000Z' WHERE Kind = 'parked'")
	d.execute("UPDATE gomba_events SET At = '2026-12-01T22:05:06.000000000Z' WHERE Kind = 'skipped'")

	text := unmarked(d.get(path).body)
	for _, says := range []string{
		"внесена", "Потвърдена", "Продажба 0000000001", "DT279013-0001-0000001", "сума в магазина 1 983,91 €", "сума на документа 1 983,91 €",
		"име Иван Петров", "телефон +359 888 100-001", "плащане Наложен платеж",
		"D111 99 19,99 € – 1 979,01 €", "Доставка: Еконт до офис 4,90 €", "общо 1 983,91 €",
		"В Склад Pro: Продажба 0000000001", "партньор Иван Петров", "обект Служебен обект", "цените са с ДДС",
		"D111 99 19,99 € – 19,99 € 1 979,01 €", "остава за плащане 1 983,91 €",
		"продажба отпечатан 0000001", "DT279013 02279013",
		"02.07.2026 г., 00:05 заделена", "02.12.2026 г., 00:05 пропусната почакайте", "решението е отменено почакайте",
		"внесена като документ 0000000001", "съобщена на магазина DT279013-0001-0000001",
	} {
		require.Contains(t, text, says)
	}

	require.Less(t, strings.Index(text, "внесена като документ"), strings.LastIndex(text, "съобщена на магазина"))
}

func TestAPaidOrderShowsItsPayment(t *testing.T) {
	t.Parallel()

	d := smallDesk(t)
	require.NoError(t, d.world.Buy(map[string]any{
		"customer": map[string]any{"name": "Елена", "email": "e@example.bg"},
		"payment":  map[string]any{"method": "card", "name": "Карта", "paid": true, "transaction_ref": "TR-77"},
		"items":    []map[string]any{{"sku": "A02", "quantity": "2"}},
	}))
	d.imports()

	text := unmarked(d.get(d.path()).body)
	require.Contains(t, text, "платена")
	require.Contains(t, text, "транзакция TR-77")
	require.Regexp(t, `платено: [^€]+, `+d.scalar("SELECT substr(Date, 9, 2) FROM Payments WHERE OperType = 2")+`\.\d\d\.\d{4} г\. TR-77 7,72 €`, text)
	require.NotContains(t, text, "остава за плащане")
}

func TestAnOrderThatWasNeverSeenIsNotFound(t *testing.T) {
	t.Parallel()

	d := smallDesk(t)
	for _, address := range []string{"/orders/nobody", "/orders/nobody/force"} {
		page := d.get(address)
		require.Equal(t, http.StatusNotFound, page.code)
		require.Contains(t, page.body, "Какво да направите:")
	}

	for _, address := range []string{"/orders/nobody/retry", "/orders/nobody/force", "/orders/nobody/skip"} {
		require.GreaterOrEqual(t, d.post(address, url.Values{"why": {"x"}}).code, 400)
	}

	require.Equal(t, http.StatusNotFound, d.get("/orders/nobody/retry").code, "nothing is done by a link")
}

func TestADocumentThatIsGoneIsSaid(t *testing.T) {
	t.Parallel()

	d := smallDesk(t)
	d.buys("A01", "1", "Иван Петров")
	d.imports()
	d.execute("DELETE FROM Operations WHERE OperType = 2")
	require.Contains(t, d.get(d.path()).body, "Този документ вече го няма в Склад Pro.")
}

func TestTheJournalsWordsAreInBothLanguages(t *testing.T) {
	t.Parallel()

	d, path := aside(t)
	id := d.scalar("SELECT OrderID FROM gomba_orders")
	hash := d.scalar("SELECT RecordHash FROM gomba_events WHERE Record = ?", id)
	at := time.Now().UTC().Format("2006-01-02T15:04:05.000000000Z")

	for kind, data := range map[string]string{
		"receipt_settled": `{"before":"unknown","after":"printed"}`, "changed": `{"before":"confirmed 1.00","after":"cancelled 1.00"}`,
		"storno_asked": "operator-error", "whatever": "new words", "receipt": "an English sentence of the engine",
	} {
		code := ""
		if kind == "receipt" {
			code = "receipt_unknown"
		}

		d.execute("INSERT INTO gomba_events (At, Shop, Run, Kind, Record, RecordHash, Code, Data) VALUES (?, 'demo', '', ?, ?, ?, ?, ?)",
			at, kind, id, hash, code, data)
	}

	text := unmarked(d.get(path).body)
	require.Contains(t, text, "бонът е изяснен неясен резултат → отпечатан")
	require.Contains(t, text, "променена в магазина confirmed 1.00 → cancelled 1.00")
	require.Contains(t, text, "поискано е сторно операторска грешка")
	require.Contains(t, text, "друго whatever new words")
	require.NotContains(t, text, "an English sentence of the engine")

	d.lang = "en"
	require.Contains(t, unmarked(d.get(path).body), "receipt settled outcome unknown → printed")
}
