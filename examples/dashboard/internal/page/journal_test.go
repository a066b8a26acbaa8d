//go:build !nodemo

package page

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// remembers writes lines of the journal, as the engine does.
func (p *planPlace) remembers(events ...ledger.Event) {
	p.t.Helper()
	p.engine(func(s *assembly.Session) error {
		for i := range events {
			events[i].Shop = s.Config.Shop.ID
		}

		return s.DB.InTx(p.t.Context(), func(ctx context.Context, tx *sklad.Tx) error { return s.Ledger.Append(ctx, tx, events...) })
	})
}

func pastRun(r syncer.PastRun) ledger.Event {
	data, err := json.Marshal(r)
	if err != nil {
		return ledger.Event{}
	}

	return ledger.Event{
		At: r.Ended, Run: r.Run, Kind: "run", Record: "runs of " + r.Started.UTC().Format(time.DateOnly), Code: string(r.Code), Data: string(data),
	}
}

// follow goes through all pages, and gives the lines of each.
func (p *planPlace) follow(address, line string) []int {
	p.t.Helper()

	var lines []int

	for address != "" {
		page := p.page(address)
		lines = append(lines, strings.Count(page, line))

		older := regexp.MustCompile(`<a class="button" href="([^"]+)">По-стари`).FindStringSubmatch(page)
		if address = ""; older != nil {
			address = strings.ReplaceAll(older[1], "&amp;", "&")
		}
	}

	return lines
}

func TestTheJournalShowsRunsInPages(t *testing.T) {
	t.Parallel()

	p := newPlanPlace(t)
	p.morning()
	at := time.Now().UTC().Add(-48 * time.Hour).Truncate(24 * time.Hour)

	var runs []ledger.Event
	for i := range 250 {
		runs = append(runs, pastRun(syncer.PastRun{
			Task: syncer.TaskQuantities, Run: fmt.Sprintf("r%d", i), Started: at, Ended: at.Add(3 * time.Second),
			Buckets: syncer.Counts{syncer.KindQuantity: {Seen: 5, Written: 2, Filtered: 3, Rules: map[string]int{"not_in_shop": 3}}},
		}))
	}

	p.remembers(runs...)

	require.Equal(t, []int{100, 100, 52}, p.follow("/journal", `<tr class="led">`))
	require.Equal(t, []int{100, 100, 50}, p.follow("/journal?task=quantities", `<tr class="led">`))
	require.Equal(t, []int{1}, p.follow("/journal?task=import", `<tr class="led">`))
	require.Equal(t, []int{0}, p.follow("/journal?failed=yes", `<tr class="led">`))

	page := p.page("/journal?task=quantities")
	require.Contains(t, page, "няма ги в магазина: 3")
	require.Contains(t, page, "3 сек")
	require.Contains(t, page, "/journal?view=events&amp;run=r249")
	require.Len(t, p.sheet("/journal.csv?task=quantities"), 250)
}

func TestARunThatFailedSaysWhatToDo(t *testing.T) {
	t.Parallel()

	p := newPlanPlace(t)
	now := time.Now().UTC()
	p.remembers(
		pastRun(syncer.PastRun{Task: syncer.TaskExport, Run: "a", Started: now, Ended: now, Code: text.WrongKey, Error: "the shop refuses the key"}),
		pastRun(syncer.PastRun{Task: syncer.TaskExport, Run: "b", Started: now, Ended: now, Code: failedRun, Error: "=odd"}),
		pastRun(syncer.PastRun{Task: syncer.TaskExport, Run: "c", Started: now, Ended: now, Code: stoppedRun}),
	)

	page := p.page("/journal?failed=yes")
	require.Equal(t, 2, strings.Count(page, `<tr class="led">`))
	require.Contains(t, page, "Какво да направите:")
	require.Contains(t, page, `<span lang="en">the shop refuses the key</span>`)
	require.Contains(t, p.page("/journal"), "спряно от човек")

	p.lang = "en"
	require.Contains(t, p.page("/journal?failed=yes"), "What to do:")

	rows := p.sheet("/journal.csv?failed=yes")
	require.Len(t, rows, 2)
	require.Equal(t, "'=odd", rows[0][7], "no table program works it out")
	require.NotEmpty(t, rows[1][8])
}

func TestTheJournalTellsTheStoryOfAnOrder(t *testing.T) {
	t.Parallel()

	p := newPlanPlace(t)
	p.morning()
	id, number := p.scalar("SELECT OrderID FROM gomba_orders LIMIT 1"), "N-77"
	p.execute("UPDATE gomba_orders SET Number = ? WHERE OrderID = ?", number, id)
	p.remembers(ledger.Event{Kind: "skipped", Record: id, Run: "x", Data: "=HYPERLINK(1)"},
		ledger.Event{Kind: "edited", Record: id, Data: ledger.Change{Before: "10.00", After: "12.00"}.Data()},
		ledger.Event{Kind: "matched", Record: "good 7", Data: `{"kind":"good","local_id":5,"shop_id":"77-1"}`})

	page := p.page("/journal?view=events&record=" + number)
	require.Regexp(t, `(?s)10\.00 → <strong>12\.00.*HYPERLINK.*съобщена на магазина.*внесена като документ`, page, "the newest first")
	require.NotContains(t, page, "съпоставени</span>")
	require.Equal(t, 4, strings.Count(page, `<a href="/orders/`+id+`">поръчка `+number+`</a>`))
	require.Equal(t, 4, strings.Count(p.page("/journal?view=events&record="+id), `<td class="text">`), "the id does as well")

	require.Equal(t, []int{1}, p.follow("/journal?view=events&run=x", `<td class="text">`))
	require.Equal(t, []int{12}, p.follow("/journal?view=events&kind=imported", `<td class="text">`))
	require.Contains(t, p.page("/journal?view=events&kind=matched"), "5 в Склад Pro, 77-1 в магазина")
	require.Contains(t, p.page("/journal?view=events&record=nobody"), "В дневника няма такъв запис.")

	for _, l := range []string{"bg", "en"} {
		p.lang = l
		rows := p.sheet("/journal.csv?view=events&kind=skipped")
		require.Len(t, rows, 1)
		require.Contains(t, rows[0][2], number)
		require.Equal(t, "'=HYPERLINK(1)", rows[0][3])
	}
}

// Days and times are the warehouse's, wherever the program runs.
func TestTheJournalKeepsTheTimeOfTheWarehouse(t *testing.T) {
	t.Parallel()

	p := newPlanPlace(t)
	night := time.Date(2026, 1, 10, 22, 30, 0, 0, time.UTC) // half an hour into the 11th in Sofia
	p.remembers(ledger.Event{At: night, Kind: "skipped", Record: "1", Run: "night"})

	page := p.page("/journal?view=events&run=night")
	require.Contains(t, page, "11.01.2026\u00a0г., 00:30")
	require.Equal(t, "2026-01-11 00:30:00", p.sheet("/journal.csv?view=events&run=night")[0][0])
	require.Equal(t, []int{1}, p.follow("/journal?view=events&run=night&since=2026-01-11", `<td class="text">`))
	require.Equal(t, []int{0}, p.follow("/journal?view=events&run=night&since=2026-01-12", `<td class="text">`))
	require.Contains(t, p.page("/journal?since=nonsense"), `name="since" type="date" value=""`)
}

func TestTheJournalShowsEventsInPages(t *testing.T) {
	t.Parallel()

	p := newPlanPlace(t)

	var events []ledger.Event
	for i := range 230 {
		events = append(events, ledger.Event{Kind: "skipped", Record: fmt.Sprint(i), Data: "why"})
	}

	p.remembers(events...)
	require.Equal(t, []int{100, 100, 30}, p.follow("/journal?view=events&kind=skipped", `<td class="text">`))
	require.Contains(t, p.page("/journal?view=events&before=5"), "Най-нови")
	require.Len(t, p.sheet("/journal.csv?view=events&kind=skipped"), 230)
}

func TestAJournalThatCannotBeReadSaysWhatToDo(t *testing.T) {
	t.Parallel()

	p := newPlanPlace(t)
	p.configure(filepath.ToSlash(p.world.File), "/nowhere/shop.sqlite")

	for _, address := range []string{"/journal", "/journal?view=events", "/journal.csv", "/journal.csv?view=events"} {
		for l, says := range map[string]string{"bg": "Какво да направите:", "en": "What to do:"} {
			p.lang = l
			answer := p.get(address)
			require.Equal(t, http.StatusOK, answer.code)
			require.Contains(t, answer.body, `<div class="notice bad" role="alert">`, address)
			require.Contains(t, answer.body, says)
			require.NotContains(t, answer.body, "няма такъв запис")
		}
	}
}
