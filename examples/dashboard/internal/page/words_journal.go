package page

import "github.com/skladmost/skladmost/examples/internal/lang"

// journalWords are of the page Journal.
func journalWords() vocabulary {
	return vocabulary{
		"journal.views":  lang.Of("Parts of the journal", "Части на дневника"),
		"journal.runs":   lang.Of("Runs", "Изпълнения"),
		"journal.events": lang.Of("Events", "Събития"),
		"journal.runs.what": lang.Of("Every run that did something or failed, the newest first; without a first day, those of 30 days.",
			"Всяко изпълнение, което е свършило нещо или не е успяло, най-новите отгоре; без начален ден – от последните 30 дни."),
		"journal.events.what": lang.Of("What happened to each order, good and match, the newest first. Nothing in here is ever changed or deleted.",
			"Какво се е случило с всяка поръчка, стока и съпоставка, най-новото отгоре. Записите тук не се променят и не се изтриват."),

		"journal.start":       lang.Of("start", "начало"),
		"journal.end":         lang.Of("end", "край"),
		"journal.took":        lang.Of("duration", "времетраене"),
		"journal.brief":       lang.Of("under 1 s", "под 1 сек"),
		"journal.written":     lang.Of("written", "записани"),
		"journal.parked":      lang.Of("aside", "заделени"),
		"journal.warnings":    lang.Of("warnings", "предупреждения"),
		"journal.outcome":     lang.Of("outcome", "изход"),
		"journal.done":        lang.Of("done", "успешно"),
		"journal.aside":       lang.Of("done, records kept aside", "успешно, има заделени"),
		"journal.stopped":     lang.Of("stopped by a person", "спряно от човек"),
		"journal.failed":      lang.Of("failed", "неуспешно"),
		"journal.counts":      lang.Of("What was looked at", "Какво е прегледано"),
		"journal.own":         lang.Of("The engine's own words:", "Дословно съобщение:"),
		"journal.run":         lang.Of("run", "изпълнение"),
		"journal.runs.events": lang.Of("events of this run", "събития от изпълнението"),

		"journal.at":     lang.Of("when", "кога"),
		"journal.kind":   lang.Of("what", "какво"),
		"journal.text":   lang.Of("details", "подробности"),
		"journal.order":  lang.Of("order %s", "поръчка %s"),
		"journal.pair":   lang.Of("%s: %d in Склад Pro, %s in the shop", "%s: %d в Склад Pro, %s в магазина"),
		"journal.record": lang.Of("order", "поръчка"),
		"journal.since":  lang.Of("from day", "от ден"),
		"journal.only":   lang.Of("failed ones only", "само неуспешните"),
		"journal.older":  lang.Of("Older →", "По-стари →"),
		"journal.newest": lang.Of("← Newest", "← Най-нови"),
		"journal.pages":  lang.Of("Pages of the journal", "Страници на дневника"),
		"journal.none":   lang.Of("The journal has no such line.", "В дневника няма такъв запис."),

		"journal.kind.run":            lang.Of("run", "изпълнение"),
		"journal.kind.matched":        lang.Of("matched", "съпоставени"),
		"journal.kind.unmatched":      lang.Of("match undone", "съпоставяне отменено"),
		"journal.kind.match_finished": lang.Of("matching finished", "съпоставянето е приключено"),
	}
}
