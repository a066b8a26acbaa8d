package page

import "github.com/skladmost/skladmost/examples/internal/lang"

// matchCardWords are of a good beside its candidates, and of the keys.
func matchCardWords() vocabulary {
	return vocabulary{
		"match.is.open":     lang.Of("undecided", "без решение"),
		"match.is.accepted": lang.Of("accepted", "приета"),
		"match.is.rejected": lang.Of("rejected", "отхвърлена"),
		"match.chosen":      lang.Of("accepted", "приет"),
		"match.code":        lang.Of("Code", "Код"),
		"match.barcode":     lang.Of("Barcode", "Баркод"),
		"match.price":       lang.Of("Price", "Цена"),
		"match.unnamed":     lang.Of("good %d", "стока %d"),
		"match.unseen":      lang.Of("product %s", "продукт %s"),
		"match.by_file":     lang.Of("from the file", "от файла"),
		"match.score":       lang.Of("score %d of 100", "оценка %d от 100"),
		"match.for":         lang.Of("for it:", "за:"),
		"match.against":     lang.Of("against it:", "против:"),
		"match.like.same":   lang.Of("the same", "еднакво"),
		"match.like.alike":  lang.Of("looks the same: other letters or blanks", "изглежда еднакво: други букви или интервали"),
		"match.like.other":  lang.Of("different", "различно"),
		"match.differs":     lang.Of("Underlined: not in the other name.", "Подчертано: няма го в другото име."),
		"match.accept":      lang.Of("Accept", "Приеми"),
		"match.accept.this": lang.Of("Accept %s for %s", "Приеми %s за %s"),
		"match.reject":      lang.Of("None of these", "Никой от тях"),
		"match.reject.this": lang.Of("None of these for %s", "Никой от тях за %s"),
		"match.reject.one":  lang.Of("Reject", "Отхвърли"),
		"match.leave":       lang.Of("Undecided", "Без решение"),
		"match.leave.this":  lang.Of("Leave %s undecided", "Остави %s без решение"),

		"match.tally":      lang.Of("accepted: %d · rejected: %d · undecided: %d", "приети: %d · отхвърлени: %d · без решение: %d"),
		"match.apply":      lang.Of("Apply %d links", "Приложи %d връзки"),
		"match.apply.none": lang.Of("Nothing to apply", "Няма какво да се приложи"),
		"match.back":       lang.Of("Undo the last", "Върни последното"),

		"match.keys":      lang.Of("Keys", "Клавиши"),
		"match.keys.next": lang.Of("next and previous good", "следваща и предишна стока"),
		"match.keys.pick": lang.Of("accept the candidate of that number", "приема кандидата с този номер"),
		"match.keys.a":    lang.Of("accept the first", "приема първия"),
		"match.keys.x":    lang.Of("none of these", "никой от тях"),
		"match.keys.u":    lang.Of("take the last decision back", "връща последното решение"),
		"match.keys.help": lang.Of("show or hide this list", "показва или скрива този списък"),
	}
}
