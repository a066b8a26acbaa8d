//go:build !nodemo

package page

import (
	"bufio"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/syncer"
)

func TestStartAndStopAreOnTheFirstPage(t *testing.T) {
	t.Parallel()

	d := newDesk(t)
	require.Contains(t, d.get("/").body, `action="/start/import"`)

	page := d.post("/start/import", nil)
	require.Contains(t, page.body, "Пуснато.")
	require.Contains(t, page.body, `action="/stop/import"`)
	require.Contains(t, page.body, `action="/start/export"`, "the other direction stays as it is")

	page = d.post("/stop/import", nil)
	require.Contains(t, page.body, "Спира след започнатия запис")
	require.Eventually(t, func() bool { return !d.pages.opts.Control.State().Import.On }, 10*time.Second, 10*time.Millisecond)

	require.Equal(t, http.StatusNotFound, d.ask(http.MethodPost, "/start/everything", nil).code)
}

func TestWhatCannotBeRememberedIsSaid(t *testing.T) {
	t.Parallel()

	d := newDesk(t)
	require.Contains(t, d.post("/start/import", nil).body, "Пуснато.")
	require.NoError(t, os.MkdirAll(d.pages.opts.Control.ConfigFile()+".started.new/in/the/way", 0o700))

	for button, text := range map[string]string{"start": "няма да тръгне само", "stop": "ще тръгне отново само"} {
		page := d.post("/"+button+"/export", nil).body
		require.Contains(t, page, text)
		require.Contains(t, page, "Освободете място")
		require.NotContains(t, page, "notice good")
	}
}

func TestTheFirstPageCountsTheDay(t *testing.T) {
	t.Parallel()

	d := newDesk(t)
	d.buys("A01", "2", "Калина") // 2 × 2.49 and 4.90
	d.buys("A02", "1", "Петър")  // 3.86 and 4.90
	d.imports()

	page := d.get("/").body
	require.Contains(t, page, "поръчки: 2")
	require.Contains(t, page, "18,64\u00a0€")
	require.Contains(t, page, "2 внесени поръчки")
	require.NotContains(t, page, "Чака ви")

	d.lang = "en"
	require.Contains(t, d.get("/").body, "orders: 2")
}

// It was kept aside for days, and a person has put that right today.
func TestAnOrderCountsOnTheDayOfItsDocument(t *testing.T) {
	t.Parallel()

	d, path := aside(t)
	d.execute("UPDATE gomba_orders SET FirstSeen = '2020-01-01T10:00:00.000000000Z', LastSeen = '2020-01-01T10:00:00.000000000Z'")
	d.execute("UPDATE gomba_events SET At = '2020-01-01T10:00:00.000000000Z'")
	require.Contains(t, d.get("/").body, "поръчки: 0")

	d.execute("UPDATE Store SET Qtty = 500")
	d.post(path+"/retry", nil)
	require.Equal(t, "imported", d.state())
	require.Contains(t, d.get("/").body, "поръчки: 1")

	d.execute("UPDATE gomba_events SET At = '2020-01-01T10:00:00.000000000Z' WHERE Kind = 'imported'")
	require.Contains(t, d.get("/").body, "поръчки: 0", "seen today, but its document is of another day")
}

func TestADatabaseWithoutTheLedgerIsMadeReadyByAButton(t *testing.T) {
	t.Parallel()

	d := newDesk(t)
	d.execute("DROP TABLE gomba_marks")

	page := d.get("/").body
	require.Contains(t, page, "Подготви базата")
	require.Contains(t, page, `action="/install"`)

	page = d.post("/install", nil).body
	require.Contains(t, page, "Базата е готова.")
	require.NotContains(t, page, `action="/install"`)
}

func TestThePageSaysWhatIsWrongAndStillOpens(t *testing.T) {
	t.Parallel()

	d := newDesk(t)
	d.configure("demo.sqlite", "gone.sqlite")

	page := d.get("/")
	require.Equal(t, http.StatusOK, page.code)
	require.Contains(t, page.body, "gone.sqlite")
	require.Contains(t, page.body, "Какво да направите:")
}

func TestEveryPageHearsTheState(t *testing.T) {
	t.Parallel()

	d := newDesk(t)
	server := httptest.NewServer(d.pages)
	t.Cleanup(server.Close)

	answer, err := http.Get(server.URL + "/events")
	require.NoError(t, err)

	defer answer.Body.Close()

	require.Equal(t, "text/event-stream", answer.Header.Get("Content-Type"))

	lines := bufio.NewScanner(answer.Body)
	modes := func() map[string]string {
		for lines.Scan() {
			data, found := strings.CutPrefix(lines.Text(), "data: ")
			if !found {
				continue
			}

			var lanes []laneEvent
			require.NoError(t, json.Unmarshal([]byte(data), &lanes))

			return map[string]string{lanes[0].Name: lanes[0].Mode, lanes[1].Name: lanes[1].Mode}
		}

		return nil
	}

	require.Equal(t, map[string]string{"export": "off", "import": "off"}, modes(), "the present state comes at once")
	require.NoError(t, d.pages.opts.Control.Start(syncer.Import))
	require.NotEqual(t, "off", modes()["import"])
}

func TestTheLanguageIsChosenAndLeadsBack(t *testing.T) {
	t.Parallel()

	d := newDesk(t)

	answer := d.ask(http.MethodGet, "/lang?to=en&back=%2Forders%3Fstate%3Dparked", nil)
	require.Equal(t, http.StatusSeeOther, answer.code)
	require.Equal(t, "/orders?state=parked", answer.toward)

	for _, elsewhere := range []string{"https://evil.example/", "//evil.example", `/\evil.example`, "javascript:alert(1)", "orders"} {
		require.Equal(t, "/", local(elsewhere), elsewhere)
	}
}

func TestOnlyKnownWordsAreSaid(t *testing.T) {
	t.Parallel()

	d := newDesk(t)
	require.NotContains(t, d.get("/?said=%3Cb%3Eyou+won").body, "you won")
	require.NotContains(t, d.get("/?said=home.start").body, `class="notice good"`)
}

func TestASingleRunHasOptionsOfItsOwn(t *testing.T) {
	t.Parallel()

	d := newDesk(t)
	still := func() bool { return !d.pages.opts.Control.State().Export.On }

	require.Contains(t, d.get("/").body, "позволи голяма промяна")
	d.post("/once/export", url.Values{"full": {"1"}})
	require.Eventually(t, still, 20*time.Second, 10*time.Millisecond)
	require.Equal(t, 68, d.pages.opts.Control.State().Export.Report.Buckets[syncer.KindGood].Written, "everything again")

	d.post("/once/export", nil)
	require.Eventually(t, still, 20*time.Second, 10*time.Millisecond)
	require.Zero(t, d.pages.opts.Control.State().Export.Report.Buckets[syncer.KindGood].Written)

	d.post("/start/export", nil)
	require.Contains(t, d.post("/once/export", nil).body, "Първо я спрете")
	require.Equal(t, http.StatusNotFound, d.ask(http.MethodPost, "/once/everything", nil).code)
}
