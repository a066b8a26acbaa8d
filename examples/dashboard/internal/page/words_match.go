package page

import (
	"maps"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

// matchWords are of the page Съпоставяне.
func matchWords() vocabulary {
	all := vocabulary{}
	for _, part := range []vocabulary{matchSearchWords(), matchCardWords(), matchLinkWords(), matchFileWords()} {
		maps.Copy(all, part)
	}

	return all
}

// matchSearchWords are of the search, and of the choice of what is shown.
func matchSearchWords() vocabulary {
	return vocabulary{
		"match.what": lang.Of(
			"When both sides hold goods already, here you say which good of Склад Pro is which product of the shop. Only links are written, and they can be taken back.",
			"Когато и двете страни вече имат стоки, тук казвате коя стока от Склад Pro кой продукт в магазина е. Записват се само връзки и те могат да се отменят."),
		"match.find":  lang.Of("Look for matches", "Потърси предложения"),
		"match.again": lang.Of("Look again", "Потърси отново"),
		"match.none":  lang.Of("Nobody has looked yet. Nothing is changed by looking.", "Още не е търсено. Търсенето нищо не променя."),
		"match.rest":  lang.Of("Look again to see what is left.", "Потърсете отново, за да видите какво остава."),
		"match.made": lang.Of("Found %s. Your decisions are kept by the program while it runs, and not by the browser.",
			"Намерени %s. Решенията ви се пазят в програмата, докато е пусната, а не в браузъра."),
		"match.searching": lang.Of("Reading both sides", "Чете двете страни"),
		"match.since":     lang.Of("begun %s", "започнато %s"),
		"match.found":     lang.Of("matches so far: %d", "предложения досега: %d"),
		"match.refresh":   lang.Of("Refresh", "Обнови"),
		"match.over": lang.Of("%d more matches are not shown. Apply these, then look again.",
			"Още %d предложения не се показват. Приложете тези и потърсете отново."),
		"match.unread": lang.Of("Products that could not be read: %d", "Продукти, които не се прочетоха: %d"),
		"match.no_set": lang.Of("There are no matches to save yet.", "Още няма предложения за записване."),
		"match.nothing_in": lang.Of("No good without a link resembles a product without a link.",
			"Никоя стока без връзка не прилича на продукт без връзка."),

		"match.show":          lang.Of("Show", "Покажи"),
		"match.show.open":     lang.Of("undecided", "без решение"),
		"match.show.accepted": lang.Of("accepted", "приети"),
		"match.show.rejected": lang.Of("rejected", "отхвърлени"),
		"match.show.certain":  lang.Of("certain", "сигурни"),
		"match.show.all":      lang.Of("all", "всички"),
		"match.text":          lang.Of("Name, code or barcode", "Име, код или баркод"),
		"match.filter":        lang.Of("Search", "Търси"),
		"match.cases":         lang.Of("Goods and their candidates", "Стоки и кандидатите им"),
		"match.empty.open":    lang.Of("Nothing is undecided. Apply what is accepted.", "Няма стоки без решение. Приложете приетите."),
		"match.empty":         lang.Of("No such goods.", "Няма такива стоки."),
		"match.page":          lang.Of("page %d of %d, goods: %d", "страница %d от %d, стоки: %d"),
		"match.before":        lang.Of("← Previous page", "← Предишна страница"),
		"match.after":         lang.Of("Next page →", "Следваща страница →"),

		"match.certain": lang.Of("Certain: %d, accepted beforehand", "Сигурни: %d, приети предварително"),
		"match.certain.why": lang.Of("One record of each side has the barcode or the code, and nothing speaks against it. Reject the one that you disagree with.",
			"Баркодът или кодът е само на един запис от всяка страна и нищо не противоречи. Отхвърлете тази, с която не сте съгласни."),
		"match.certain.more": lang.Of("%d more are under “certain”.", "Още %d има при „сигурни“."),
		"match.good":         lang.Of("good in Склад Pro", "стока в Склад Pro"),
		"match.product":      lang.Of("product in the shop", "продукт в магазина"),
		"match.reasons":      lang.Of("reasons", "причини"),
		"match.verdict":      lang.Of("decision", "решение"),
	}
}
