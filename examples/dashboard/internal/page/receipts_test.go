//go:build !nodemo

package page

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/gombashop"
)

// lost is a desk with a sale of whose receipt nobody knows what became: the
// request went astray, so nothing came out.
func lost(t *testing.T) (d *desk, job string) {
	t.Helper()

	d = smallDesk(t)
	d.buys("A01", "1", "Иван Петров")
	d.world.Printer.LoseRequest(1)
	d.imports()
	require.Equal(t, "unknown", d.scalar("SELECT State FROM gomba_receipts"))

	return d, d.scalar("SELECT Job FROM gomba_receipts")
}

// sold is a desk with a sale and its receipt.
func sold(t *testing.T) (d *desk, job string) {
	t.Helper()

	d = smallDesk(t)
	d.buys("A01", "1", "Иван Петров")
	d.imports()
	require.Len(t, d.world.Printer.Receipts(), 1)

	return d, d.scalar("SELECT Job FROM gomba_receipts")
}

// told are the receipts that the shop knows of the only order.
func (d *desk) told() []gombashop.Receipt {
	d.t.Helper()

	var order gombashop.Order

	d.engine(func(s *assembly.Session) error {
		var err error
		order, err = s.Shop.Orders.Get(d.t.Context(), gombashop.OrderID(d.scalar("SELECT OrderID FROM gomba_orders")))

		return err
	})

	return order.Receipts
}

func TestAnUnknownReceiptIsExplained(t *testing.T) {
	t.Parallel()

	d, _ := lost(t)

	for language, says := range map[string][]string{
		"bg": {"Неизяснени бонове: 1", "за да няма продажба с два бона", "Попитай апарата", "Номер от бона", "Отпечатан е", "Не е отпечатан"},
		"en": {"Receipts of unknown outcome: 1", "so that no sale has two receipts", "Ask the device", "It is printed", "It is not printed"},
	} {
		d.lang = language

		text := unmarked(d.get("/receipts").body)
		for _, part := range says {
			require.Contains(t, text, part)
		}

		require.Contains(t, text, "DT279013-0001-0000001")
	}
}

// The device cannot know of a request that never came.
func TestAskingTheDevicePrintsNothing(t *testing.T) {
	t.Parallel()

	d, job := lost(t)

	asked := d.post("/receipts/ask", nil)
	require.Contains(t, asked.body, "апаратът не знае")
	require.Contains(t, asked.body, "Погледнете хартията")
	require.Equal(t, "unknown", d.scalar("SELECT State FROM gomba_receipts"))
	require.Empty(t, d.world.Printer.Receipts())

	d.execute("UPDATE gomba_receipts SET State = 'printing', Lane = 'x' WHERE Job = ?", job)
	require.Contains(t, d.get("/receipts").body, "Може да се печата точно сега.")
}

func TestTheDeviceTellsWhatItPrinted(t *testing.T) {
	t.Parallel()

	d, _ := sold(t)
	d.execute("UPDATE gomba_receipts SET State = 'unknown', Number = ''")

	asked := d.post("/receipts/ask", nil)
	require.Equal(t, "/receipts?said=receipts_asked", asked.toward, asked.body)
	require.Contains(t, asked.body, "всички бонове са изяснени")
	require.Equal(t, "printed", d.scalar("SELECT State FROM gomba_receipts"))
	require.Equal(t, "0000001", d.scalar("SELECT Number FROM gomba_receipts"))
	require.Len(t, d.world.Printer.Receipts(), 1)
}

func TestAPersonFindsTheReceiptOnPaper(t *testing.T) {
	t.Parallel()

	d, job := lost(t)
	answer := url.Values{"job": {job}, "found": {"printed"}, "number": {"0000042"}}

	ask := d.get("/receipts/settle?" + answer.Encode())
	require.Contains(t, ask.body, "Бонът е отпечатан с номер 0000042?")
	require.Contains(t, ask.body, "никога не се печата отново")
	require.Equal(t, "unknown", d.scalar("SELECT State FROM gomba_receipts"), "asking does nothing")

	done := d.post("/receipts/settle", answer)
	require.Equal(t, "/receipts?said=receipt_printed", done.toward, done.body)
	require.Equal(t, "0000042", d.scalar("SELECT Number FROM gomba_receipts WHERE State = 'printed'"))

	d.imports()
	require.Empty(t, d.world.Printer.Receipts(), "it is not printed again")
	require.Equal(t, "0000042", d.told()[0].Number)

	again := d.post("/receipts/settle", answer)
	require.Equal(t, http.StatusConflict, again.code)
	require.Contains(t, again.body, "Бонът вече е отпечатан.")
}

// A number is copied from the wrong paper: the sale would have another's receipt.
func TestANumberThatIsTakenIsWarnedOf(t *testing.T) {
	t.Parallel()

	d, _ := sold(t)
	d.buys("A01", "1", "Калина")
	d.world.Printer.LoseRequest(1)
	d.imports()

	answer := url.Values{"job": {d.scalar("SELECT Job FROM gomba_receipts WHERE State = 'unknown'")}, "found": {"printed"}}
	number := d.scalar("SELECT Number FROM gomba_receipts WHERE State = 'printed'")
	order := d.scalar("SELECT OrderID FROM gomba_receipts WHERE State = 'printed'")

	answer.Set("number", strings.TrimLeft(number, "0"))
	require.Contains(t, d.get("/receipts/settle?"+answer.Encode()).body, "Бон с този номер вече има, за поръчка "+order)

	answer.Set("number", "99"+number)
	require.NotContains(t, d.get("/receipts/settle?"+answer.Encode()).body, "Бон с този номер вече има")
}

func TestAPersonFindsThatNothingCameOut(t *testing.T) {
	t.Parallel()

	d, job := lost(t)
	answer := url.Values{"job": {job}, "found": {"not"}}

	ask := d.get("/receipts/settle?" + answer.Encode())
	require.Contains(t, ask.body, "Следващият импорт печата бона.")
	require.Contains(t, ask.body, "два бона")

	d.lang = "en"
	require.Contains(t, d.get("/receipts/settle?"+answer.Encode()).body, "the sale will have two receipts")

	done := d.post("/receipts/settle", answer)
	require.Equal(t, "/receipts?said=receipt_notprinted", done.toward, done.body)
	require.Equal(t, "failed", d.scalar("SELECT State FROM gomba_receipts"))

	d.imports()
	require.Len(t, d.world.Printer.Receipts(), 1)
	require.Equal(t, "printed", d.scalar("SELECT State FROM gomba_receipts"))
}

func TestWrongAnswersAboutAReceiptAreRefused(t *testing.T) {
	t.Parallel()

	d, job := lost(t)

	for _, c := range []struct {
		found, number, job string
		code               int
		bg, en             string
	}{
		{"printed", "", job, 422, "Това не е номер на бон.", "no number of a receipt"},
		{"printed", "77x", job, 422, "Това не е номер на бон.", "no number of a receipt"},
		{"printed", "12345678901", job, 422, "Това не е номер на бон.", "no number of a receipt"},
		{"printed", "=1+1", job, 422, "Това не е номер на бон.", "no number of a receipt"},
		{"printed", "1\n", job, 422, "Това не е номер на бон.", "no number of a receipt"},
		{"", "1", job, 422, "Не е казано", "was not said"},
		{"perhaps", "1", job, 422, "Не е казано", "was not said"},
		{"not", "", "sale:demo:nobody", 0, "бон", "receipt"},
	} {
		form := url.Values{"job": {c.job}, "found": {c.found}, "number": {c.number}}
		for language, says := range map[string]string{"bg": c.bg, "en": c.en} {
			d.lang = language

			for _, page := range []seen{d.get("/receipts/settle?" + form.Encode()), d.post("/receipts/settle", form)} {
				require.GreaterOrEqual(t, page.code, 400, "%q", form)
				if c.code != 0 {
					require.Equal(t, c.code, page.code, "%q", form)
				}

				require.Contains(t, page.body, `role="alert"`)
				require.Contains(t, page.body, says, "%q", form)
			}
		}
	}

	require.Contains(t, d.get("/receipts/settle?job="+url.QueryEscape(job)+"&found=printed&number=77x").body,
		`value="77x" aria-invalid="true"`, "what was typed stays")
	require.Equal(t, "unknown", d.scalar("SELECT State FROM gomba_receipts"))
}

func TestAPrinterThatIsOffIsToldSo(t *testing.T) {
	t.Parallel()

	d, _ := lost(t)
	d.configure("enabled: true", "enabled: false")

	page := d.get("/receipts")
	require.Contains(t, page.body, "Няма включен касов апарат")
	require.Contains(t, page.body, "Неизяснени бонове: 1")
	require.NotContains(t, page.body, "/receipts/ask")

	asked := d.post("/receipts/ask", nil)
	require.Contains(t, asked.body, "Няма включен касов апарат, затова нищо не е питано или печатано.")
	require.Contains(t, asked.body, "back=%2freceipts\"", "the language is switched on a page and not on a form")

	d.configure("", "")
	d.world.Printer.Close()

	off := d.post("/receipts/ask", nil)
	require.Contains(t, off.body, "Касовият апарат не отговаря или не е готов.")
	require.Equal(t, "unknown", d.scalar("SELECT State FROM gomba_receipts"))
}
