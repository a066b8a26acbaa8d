package page

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/syncer/text"
)

// Whatever the engine tells a person to do, it says where on the page.
func TestNoRemedyNamesACommand(t *testing.T) {
	commands := `--[a-z]|(match|orders|receipts|db|plan) (propose|apply|undo|retry|skip|list|reconcile|reverse|install|export|import)|gombasync`

	for _, code := range text.Codes() {
		for _, l := range []lang.Lang{lang.BG, lang.EN} {
			remedy := newWords(l).onPages(text.Language(l).Remedy(text.Problem{Code: code}))
			require.NotRegexp(t, commands, remedy, "%s", code)
			require.NotRegexp(t, `(run|изпълнете|пуснете) (the page|страницата|“|„)`, remedy, "%s", code)
		}
	}
}

func TestARemedyReadsWellOnThePage(t *testing.T) {
	for remedy, want := range map[string]string{
		"run gombasync db install": "press “Prepare the database” on the page Home",
		`write the sale in Склад Pro by hand, then run orders skip NUMBER --why "…"`: "write the sale in Склад Pro by hand, " +
			"then press “Skip” on the page Orders",
		"check the chosen groups and objects; if it is meant, run once with --allow-mass-change": "check the chosen groups and objects; " +
			"if it is meant, choose “A single run” on the page Home with “allow a great change”",
		"nothing of ours in it": "nothing of ours in it",
	} {
		require.Equal(t, want, newWords(lang.EN).onPages(remedy))
	}

	require.Equal(t, "няма го; пуснете програмата отново, тя ще напише нов, или посочете друг с --config",
		newWords(lang.BG).onPages("няма го; напишете го с gombasync init или посочете друг с --config"))
	require.Equal(t, "it does not exist; start the program anew, which writes one, or name another with --config",
		newWords(lang.EN).onPages("it does not exist; write one with gombasync init or name another with --config"))
	require.Equal(t, "натиснете „Опитай пак“ в Поръчки", newWords(lang.BG).onPages("изпълнете orders retry"))
	require.Equal(t, "натиснете „Подготви базата“ в Начало", newWords(lang.BG).onPages("изпълнете веднъж db install"))
}
