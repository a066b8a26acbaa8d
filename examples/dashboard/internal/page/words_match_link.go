package page

import "github.com/skladmost/skladmost/examples/internal/lang"

// matchLinkWords are of what is done with links.
func matchLinkWords() vocabulary {
	return vocabulary{
		"match.last.applied": lang.Of("Last application, %s: links made: %d", "Последно прилагане, %s: създадени връзки: %d"),
		"match.last.undone":  lang.Of("Taken back, %s: links: %d", "Отменено, %s: връзки: %d"),
		"match.last.parked":  lang.Of("Not linked: %d", "Не са свързани: %d"),
		"match.undo":         lang.Of("Take the last application back", "Отмени последното прилагане"),
		"match.undo.what": lang.Of("Takes the links of the last application away. Matching then counts as not finished, and what export has sent meanwhile stays in the shop.",
			"Маха връзките от последното прилагане. След това съпоставянето се смята за незавършено, а изпратеното междувременно остава в магазина."),

		"match.finish":      lang.Of("Matching is finished", "Съпоставянето е завършено"),
		"match.end":         lang.Of("Finish, or take back", "Завършване или отмяна"),
		"match.finish.done": lang.Of("Matching is finished since %s.", "Съпоставянето е завършено от %s."),
		"match.finish.what": lang.Of("While it is not finished, export and the import of goods wait as long as both sides hold goods without a link that nobody has looked at.",
			"Докато не е завършено, експортът и внасянето на стоки чакат, ако и двете страни имат стоки без връзка, които никой не е прегледал."),
		"match.finish.ask": lang.Of("Is matching finished?", "Завършено ли е съпоставянето?"),
		"match.finish.1": lang.Of("Export then makes a new product for each good without a link.",
			"След това експортът създава нов продукт за всяка стока без връзка."),
		"match.finish.2": lang.Of("Where the nomenclature is brought in, import then makes a new good for each product without a link.",
			"Ако се внася номенклатура, импортът създава нова стока за всеки продукт без връзка."),
		"match.finish.3": lang.Of("What has the same barcode or code on the other side is kept aside and not doubled.",
			"Каквото има същия баркод или код на другата страна, се заделя и не се дублира."),
		"match.finish.4": lang.Of("Undecided goods here: %d, accepted and not applied: %d.",
			"Тук без решение: %d, приети и неприложени: %d."),
		"match.finish.yes": lang.Of("Yes, it is finished", "Да, завършено е"),
		"match.finish.no":  lang.Of("Not yet", "Още не"),

		"said.matches_applied": lang.Of("The links are made; the report is below.", "Връзките са създадени; отчетът е по-долу."),
		"said.matches_undone": lang.Of("The last application is taken back. Matching counts as not finished.",
			"Последното прилагане е отменено. Съпоставянето се смята за незавършено."),
		"said.matches_read": lang.Of("The decisions of the file are taken over. Apply them when they are right.",
			"Решенията от файла са взети. Приложете ги, когато са верни."),
		"said.matching_finished": lang.Of("Matching is finished.", "Съпоставянето е завършено."),
	}
}

// matchFileWords are of the file, and of what keeps a decision from being taken.
func matchFileWords() vocabulary {
	return vocabulary{
		"match.file": lang.Of("In Excel", "В Excel"),
		"match.file.what": lang.Of("Save the matches as a file, write yes or no in it, and give it back. Nothing is linked before you apply.",
			"Запазете предложенията като файл, напишете в него да или не и го върнете тук. Нищо не се свързва, преди да приложите."),
		"match.file.save":   lang.Of("Save as CSV", "Запази като CSV"),
		"match.file.choose": lang.Of("Edited file (CSV, up to 16 MB)", "Редактиран файл (CSV, до 16 MB)"),
		"match.file.from":   lang.Of("“Save as CSV”", "„Запази като CSV“"),
		"match.file.read":   lang.Of("Take over its decisions", "Вземи решенията от него"),
		"match.file.none":   lang.Of("There is no file.", "Няма файл."),
		"match.file.long":   lang.Of("The file is larger than 16 MB.", "Файлът е по-голям от 16 MB."),
		"match.file.more":   lang.Of("… and %d more wrong rows", "… и още %d грешни реда"),
		"match.undo.late": lang.Of("The links were changed meanwhile; nothing was taken back. Look at the last application again.",
			"Връзките междувременно са променени; нищо не е отменено. Погледнете пак последното прилагане."),
		"match.renewed": lang.Of("The matches were looked for anew or applied meanwhile; nothing was decided. Look at them again.",
			"Междувременно предложенията са потърсени отново или приложени; нищо не е решено. Погледнете ги пак."),
		"match.taken": lang.Of("This product is accepted for %s already.", "Този продукт вече е приет за „%s“."),
		"match.taken.todo": lang.Of("A product has one good: first choose another or none for that one.",
			"Един продукт има една стока: първо изберете друг или никой за нея."),
		"match.nothing": lang.Of("There is no decision to take back.", "Няма решение за връщане."),
		"match.unknown": lang.Of("There is no such match any more; look again.", "Вече няма такова предложение; потърсете отново."),
		"match.none_accepted": lang.Of("Nothing is accepted, so there is nothing to apply.",
			"Нищо не е прието, затова няма какво да се приложи."),
		"match.file.none.todo": lang.Of("Choose the edited CSV file first.", "Първо изберете редактирания CSV файл."),
		"match.file.long.todo": lang.Of("Delete the rows that you do not accept, and give it back again.",
			"Изтрийте редовете, които не приемате, и го върнете пак."),
	}
}
