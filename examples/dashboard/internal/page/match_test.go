//go:build !nodemo

package page_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/syncer"
)

func everyProduct() gombashop.ProductListOptions { return gombashop.ProductListOptions{Limit: 250} }

// certain are linked without a person, but for what a person rejects.
func certain() map[string]string {
	return map[string]string{"GARDEN-1": "G-101", "G-102": "G-102", "CM048M": "СМ048М"}
}

func TestThreeProductsAreMatchedAppliedAndTakenBack(t *testing.T) {
	t.Parallel()

	g := newGarden(t)
	says(t, g.get("/match").body, "Още не е търсено")

	page := g.find()
	for _, text := range []string{
		"Сигурни: 3, приети предварително", "Саксия теракота 18 см", "GARDEN-5", "+ <span class=\"unseen\">за:</span> еднакво име",
		"оценка 66 от 100", "<mark>Градински</mark> маркуч 20 м", "Приложи 3 връзки", "приети: 3 · отхвърлени: 0 · без решение: 5",
	} {
		says(t, page.body, text)
	}

	require.Equal(t, "/match?show=open", g.decide("G-104", "accept:"+g.variant("GARDEN-4")).to)
	require.Equal(t, http.StatusSeeOther, g.decide("G-105", "accept:"+g.variant("GARDEN-6")).code)
	require.Equal(t, http.StatusSeeOther, g.decide("G-106", "accept:"+g.variant("GARDEN-7")).code)
	require.Equal(t, http.StatusSeeOther, g.decide("G-107", "reject").code)
	require.Equal(t, http.StatusSeeOther, g.decide("G-102", "reject").code)
	says(t, g.get("/match").body, "приети: 5 · отхвърлени: 2 · без решение: 1")
	require.Empty(t, g.links(), "nothing is linked before it is applied")

	applied := g.post("/match/apply", url.Values{"set": {g.set()}})
	require.Equal(t, "/match?said=matches_applied", applied.to)
	says(t, g.get(applied.to).body, "създадени връзки: 5")

	want := certain()
	delete(want, "G-102")

	want["GARDEN-4"], want["GARDEN-6"], want["GARDEN-7"] = "G-104", "G-105", "G-106"
	require.Equal(t, want, g.links(), "and none that was rejected")

	says(t, g.find().body, "приети: 0 · отхвърлени: 2 · без решение: 1") // what was rejected stays so

	undone := g.undo()
	require.Equal(t, "/match?said=matches_undone", undone.to)
	says(t, g.get(undone.to).body, "връзки: 5")
	require.Empty(t, g.links())
}

func TestAGoodThatChangedSinceIsNotLinked(t *testing.T) {
	t.Parallel()

	g := newGarden(t)
	g.find()
	g.decide("G-104", "accept:"+g.variant("GARDEN-4"))
	g.rename("G-104", "Саксия пластмаса")

	page := g.get(g.post("/match/apply", url.Values{"set": {g.set()}}).to)
	says(t, page.body, "Не са свързани: 1")
	says(t, page.body, "Код, баркод или име са променени")
	says(t, page.body, "„Потърси предложения“ в Съпоставяне")
	require.Equal(t, certain(), g.links())
}

func TestAProductIsAcceptedForOneGoodAlone(t *testing.T) {
	t.Parallel()

	g := newGarden(t)
	g.rename("G-105", "Саксия теракота 18 см") // two goods of one name
	g.find()

	pot := g.variant("GARDEN-4")
	require.Equal(t, http.StatusSeeOther, g.decide("G-104", "accept:"+pot).code)

	again := g.decide("G-105", "accept:"+pot)
	require.Equal(t, http.StatusConflict, again.code)
	require.Contains(t, again.body, "Този продукт вече е приет за „Саксия теракота 18 см“.")

	require.Equal(t, http.StatusConflict, g.decide("G-105", "accept:nothing").code)
	require.Equal(t, http.StatusConflict, g.decide("G-105", "").code)
}

func TestAScriptGetsTheCardAndTheCounts(t *testing.T) {
	t.Parallel()

	g := newGarden(t)
	g.find()

	var news map[string]string

	answer := g.decide("G-104", "reject", "Accept", "application/json")
	require.Equal(t, http.StatusOK, answer.code)
	require.NoError(t, json.Unmarshal([]byte(answer.body), &news))
	require.Equal(t, "good-"+g.id("G-104"), news["id"])
	require.Contains(t, news["card"], "✗ отхвърлена")
	require.Contains(t, news["card"], `value="token-of-the-form"`)
	require.Contains(t, news["tally"], "отхвърлени: 1")

	back := url.Values{"set": {g.set()}}
	require.NoError(t, json.Unmarshal([]byte(g.post("/match/back", back, "Accept", "application/json").body), &news))
	require.Contains(t, news["card"], "без решение")

	answer = g.post("/match/back", back, "Accept", "application/json")
	require.Equal(t, http.StatusConflict, answer.code)
	says(t, answer.body, "Няма решение за връщане.")
}

func TestAFormOfAnOlderSetDecidesNothing(t *testing.T) {
	t.Parallel()

	g := newGarden(t)
	g.find()
	old := g.set()
	g.find()

	for _, form := range []string{"/match/decide", "/match/back", "/match/apply"} {
		answer := g.post(form, url.Values{"set": {old}, "good": {g.id("G-104")}, "do": {"reject"}})
		require.Equal(t, http.StatusConflict, answer.code)
		says(t, answer.body, "нищо не е решено")
	}

	says(t, g.get("/match").body, "отхвърлени: 0")
	require.Empty(t, g.links())
	require.Equal(t, "/match", g.get("/match/decide").to)
}

func TestFinishingAsksFirst(t *testing.T) {
	t.Parallel()

	g := newGarden(t)
	require.Equal(t, "/match?finish=1#finish", g.post("/match/finish", nil).to)

	asked := g.get("/match?finish=1").body
	says(t, asked, "създава нов продукт за всяка стока без връзка")
	saysNot(t, asked, "завършено от ")

	g.engine(func(s *assembly.Session) error {
		_, err := s.Export(t.Context(), syncer.ExportOptions{})
		require.Error(t, err, "both sides hold goods without a link")

		return nil
	})

	done := g.post("/match/finish", url.Values{"sure": {"yes"}})
	require.Equal(t, "/match?said=matching_finished", done.to)
	says(t, g.get(done.to).body, "Съпоставянето е завършено от ")
	g.engine(func(s *assembly.Session) error {
		_, err := s.Export(t.Context(), syncer.ExportOptions{})

		return err
	})
}

func TestBothLanguages(t *testing.T) {
	t.Parallel()

	g := newGarden(t)
	g.find()

	g.lang = "en"
	page := g.get("/match?show=all&finish=1").body
	says(t, page, "same code")
	says(t, page, "Certain: 3, accepted beforehand")
	says(t, page, "Apply 3 links")
	saysNot(t, page, ">match.")

	for _, answer := range []got{g.get("/match?show=certain"), g.get("/match?q=" + url.QueryEscape("СМ048М"))} {
		saysNot(t, answer.body, "Пръскачка")
	}

	says(t, g.get("/match?show=all&q=CM048M").body, "СМ048М")        // a letter of the other alphabet
	says(t, g.get("/match?show=all&q=маркуч&page=99").body, "G-105") // a page that is none is the last
}

func TestASearchThatFailsKeepsWhatWasFound(t *testing.T) {
	t.Parallel()

	g := newGarden(t)
	g.find()
	g.decide("G-104", "reject")
	g.configure("demo-key", "another-key")

	page := g.find().body
	says(t, page, `role="alert"`)
	says(t, page, "отхвърлени: 1")
	require.Equal(t, 1, strings.Count(page, `id="match-tally"`))
}

// Who decides in another tab while it is applied is told that it is too late.
func TestNoDecisionIsLostWhileMatchesAreApplied(t *testing.T) {
	t.Parallel()

	g := newGarden(t)
	g.find()

	form := url.Values{"set": {g.set()}, "good": {g.id("G-102")}, "do": {"reject"}, "back": {"/match"}}
	applied := make(chan got)

	go func() { applied <- g.post("/match/apply", url.Values{"set": form["set"]}) }()

	time.Sleep(15 * time.Millisecond) // it is on its way

	rejected := g.post("/match/decide", form).code == http.StatusSeeOther
	require.Equal(t, http.StatusSeeOther, (<-applied).code)
	require.NotEqual(t, rejected, g.links()["G-102"] != "", "it was rejected, or it is linked")
}

// A double click, or a page of before, must not take back the application before
// the last as well.
func TestASecondClickTakesNothingMoreBack(t *testing.T) {
	t.Parallel()

	g := newGarden(t)
	g.find()
	g.post("/match/apply", url.Values{"set": {g.set()}})
	g.find()
	g.decide("G-104", "accept:"+g.variant("GARDEN-4"))
	g.post("/match/apply", url.Values{"set": {g.set()}})
	require.Len(t, g.links(), 4)

	form := url.Values{"last": {g.last()}}
	require.Equal(t, http.StatusSeeOther, g.post("/match/undo", form).code)
	require.Equal(t, certain(), g.links())

	require.Equal(t, http.StatusConflict, g.post("/match/undo", form).code)
	require.Equal(t, certain(), g.links(), "the first application stays")

	require.Equal(t, http.StatusSeeOther, g.undo().code, "who looks at the page may go on")
	require.Empty(t, g.links())
}
