package main

import "maps"

// examples are the lessons by the command that they are of.
func examples() map[string]lesson {
	all := syncExamples()
	maps.Copy(all, orderExamples())
	maps.Copy(all, matchExamples())
	maps.Copy(all, fiscalExamples())
	maps.Copy(all, partExamples())

	return all
}

// syncExamples are those of the commands about both sides.
func syncExamples() map[string]lesson {
	return map[string]lesson{
		"": teach(
			try("gombasync demo", "See it work; nothing is needed:", "Вижте как работи; не е нужно нищо:"),
			try("gombasync init", "Begin with your own shop:", "Започнете със своя магазин:"),
			try("gombasync import --help", "What a command does, with examples:", "Какво прави една команда, с примери:"),
		),
		"demo": teach(
			try("gombasync demo", "See goods go out and orders come back, with УНП and receipts:",
				"Вижте как стоки отиват в магазина и поръчки се връщат, с УНП и бонове:"),
		),
		"check": teach(
			try("gombasync check", "Before the first run, and after every change of the settings:",
				"Преди първото изпълнение и след всяка промяна на настройките:"),
			try("gombasync --config shop2.yaml check", "The same with the settings of another shop:",
				"Същото с настройките на друг магазин:"),
		),
		"plan export": teach(
			try("gombasync plan export", "See what would be sent, before → after:", "Вижте какво би се изпратило, преди → след:"),
			try("gombasync plan export --only quantity", "Only the quantities:", "Само количествата:"),
			try("gombasync --json plan export", "For a program, one action a line:", "За програма, по едно действие на ред:"),
		),
		"plan import": teach(
			try("gombasync plan import", "See which documents would be written:", "Вижте кои документи биха се записали:"),
			try("gombasync plan import --order 10045", "Why this order does not come in:", "Защо тази поръчка не влиза:"),
		),
		"export": teach(
			try("gombasync export", "Send what has changed since the last time:", "Изпратете промененото от последния път:"),
			try("gombasync export --only quantity", "Only the quantities, for example after a stock-taking:",
				"Само количествата, например след ревизия:"),
			try("gombasync export --good 17 --good 21", "Only these two goods:", "Само тези две стоки:"),
			try("gombasync export --full", "Everything again, after the shop was emptied or restored:",
				"Всичко отново, след като магазинът е изпразван или върнат от архив:"),
		),
		"import": teach(
			try("gombasync import", "Bring in the new orders:", "Внесете новите поръчки:"),
			try("gombasync import --order 10045", "Only this order:", "Само тази поръчка:"),
			try("gombasync import --adopt", "After a restored backup of the warehouse:", "След върнат архив на склада:"),
		),
		"run": teach(
			try("gombasync run", "Keep both sides in step until Ctrl+C:", "Поддържайте двете страни до Ctrl+C:"),
			try("gombasync --json run", "The same as a service, with one line a run for the log:",
				"Същото като услуга, с по един ред на изпълнение за журнала:"),
		),
		"status": teach(
			try("gombasync status", "How things stand:", "Как стоят нещата:"),
			try("gombasync --json status", "The same for a program that watches:", "Същото за програма, която следи:"),
		),
	}
}

// orderExamples are those of the commands about single orders.
func orderExamples() map[string]lesson {
	return map[string]lesson{
		"orders list": teach(
			try("gombasync orders list", "Every order and what became of it:", "Всички поръчки и какво е станало с тях:"),
			try("gombasync orders list --state parked", "Those that wait for a decision:", "Тези, които чакат решение:"),
		),
		"orders show": teach(
			try("gombasync orders show 10045", "One order with its history, and what to do:",
				"Една поръчка с историята ѝ и какво да се направи:"),
		),
		"orders retry": teach(
			try("gombasync orders retry 10045", "After what was wrong is put right:", "След като причината е отстранена:"),
			try("gombasync orders retry 10045 --force", "An order from before the starting point:", "Поръчка отпреди началния момент:"),
		),
		"orders skip": teach(
			try(`gombasync orders skip 10045 --why "the customer took it at the till"`, "It never becomes a document; the reason is kept:",
				"Никога няма да стане документ; причината се пази:"),
		).noting("orders retry takes the decision back.", "orders retry връща решението."),
	}
}

// matchExamples are those of match.
func matchExamples() map[string]lesson {
	return map[string]lesson{
		"match propose": teach(
			try("gombasync match propose --out matches.csv", "A file to look through in Excel:", "Файл за преглед в Excel:"),
			try("gombasync match propose --json", "For a program, one pair a line:", "За програма, по една двойка на ред:"),
		).noting("Certain are only pairs whose barcode or code one record of each side has, with nothing that speaks against them; "+
			"they are accepted already. Accept others with yes. To link another variant, write its id "+
			"and empty the cells product id and check.",
			"Сигурни са само двойки, чийто баркод или код има по един запис от всяка страна, и нищо не им противоречи; те вече са приети. "+
				"Приемете други с „да“. За да свържете друг вариант, напишете неговото id и изчистете клетките „продукт id“ и „контрола“."),
		"match apply": teach(
			try("gombasync match apply matches.csv", "Link what the file accepts:", "Свържете приетото във файла:"),
			try("gombasync match apply matches.csv --finish", "The same, and nothing is left to match:",
				"Същото, и няма повече за съпоставяне:"),
		).noting("The same file may be applied again. Until matching is finished, export and the import of goods wait while both sides "+
			"hold goods without a link.",
			"Един файл може да се прилага повторно. Докато съпоставянето не е завършено, експортът и импортът на стоки чакат, щом и двете "+
				"страни имат стоки без връзка."),
		"match undo": teach(
			try("gombasync match undo --last", "Only the last file:", "Само последния файл:"),
			try("gombasync match undo", "All of them:", "Всички:"),
		).noting("What an export has sent since stays in the shop.", "Изпратеното междувременно от експорта остава в магазина."),
	}
}
