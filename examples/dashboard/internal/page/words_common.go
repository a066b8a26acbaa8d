package page

import "github.com/skladmost/skladmost/examples/internal/lang"

// commonWords are of the frame, of times, and of what every page may say.
func commonWords() vocabulary {
	return vocabulary{
		"app.name":     lang.Of("skladmost", "складмост"),
		"app.claim":    lang.Of("Склад Pro ↔ GombaShop", "Склад Pro ↔ GombaShop"),
		"app.skip":     lang.Of("Skip to the content", "Към съдържанието"),
		"app.menu":     lang.Of("Pages", "Страници"),
		"app.language": lang.Of("Български", "English"),
		"app.logout":   lang.Of("Log out", "Изход"),
		"app.demo": lang.Of("Demonstration: warehouse, shop and printer are made up and are deleted at the end.",
			"Демонстрация: складът, магазинът и принтерът са измислени и накрая се изтриват."),

		"nav.home":     lang.Of("Home", "Начало"),
		"nav.settings": lang.Of("Settings", "Настройки"),
		"nav.plan":     lang.Of("Preview", "Преглед"),
		"nav.match":    lang.Of("Matching", "Съпоставяне"),
		"nav.orders":   lang.Of("Orders", "Поръчки"),
		"nav.receipts": lang.Of("Receipts", "Бонове"),
		"nav.journal":  lang.Of("Journal", "Дневник"),
		"nav.login":    lang.Of("Log in", "Вход"),
		"nav.error":    lang.Of("Not found", "Няма такава страница"),

		"tone.good": lang.Of("Done", "Готово"),
		"tone.warn": lang.Of("Attention", "Внимание"),
		"tone.bad":  lang.Of("Error", "Грешка"),
		"tone.info": lang.Of("Note", "Бележка"),
		"remedy":    lang.Of("What to do:", "Какво да направите:"),

		"unit.day":    lang.Of("%d d", "%d д"),
		"unit.hour":   lang.Of("%d h", "%d ч"),
		"unit.minute": lang.Of("%d min", "%d мин"),
		"unit.second": lang.Of("%d s", "%d сек"),
		"time.never":  lang.Of("never", "никога"),
		"time.now":    lang.Of("now", "сега"),
		"time.ago":    lang.Of("%s ago", "преди %s"),
		"time.in":     lang.Of("in %s", "след %s"),

		"error.page": lang.Of("This page cannot be shown; the program's log says why.",
			"Страницата не може да се покаже; причината е в журнала на програмата."),
		"error.nothing": lang.Of("There is no such page.", "Няма такава страница."),
	}
}
