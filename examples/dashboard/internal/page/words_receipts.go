package page

import (
	"maps"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

// receiptsWords are of the page Receipts.
func receiptsWords() vocabulary {
	all := vocabulary{
		"receipts.number":   lang.Of("number", "номер"),
		"receipts.kind":     lang.Of("kind", "вид"),
		"receipts.issued":   lang.Of("issued", "издаден"),
		"receipts.amount":   lang.Of("amount", "сума"),
		"receipts.order":    lang.Of("order", "поръчка"),
		"receipts.device":   lang.Of("device", "апарат"),
		"receipts.memory":   lang.Of("fiscal memory", "фискална памет"),
		"receipts.todo":     lang.Of("action", "действие"),
		"receipts.warnings": lang.Of("The device warns:", "Апаратът предупреждава:"),
		"receipts.reversal": lang.Of("storno:", "сторно:"),
		"receipts.of":       lang.Of("of order %s", "за поръчка %s"),

		"receipts.kind.sale":     lang.Of("sale", "продажба"),
		"receipts.kind.reversal": lang.Of("storno", "сторно"),

		"receipts.state.pending":  lang.Of("to be printed", "чака печат"),
		"receipts.state.printing": lang.Of("printing", "печата се"),
		"receipts.state.printed":  lang.Of("printed", "отпечатан"),
		"receipts.state.failed":   lang.Of("not printed", "не е отпечатан"),
		"receipts.state.unknown":  lang.Of("unknown", "неизвестно"),

		"receipts.filter.device": lang.Of("Device", "Апарат"),
		"receipts.count":         lang.Of("receipts: %d", "бонове: %d"),
		"receipts.none":          lang.Of("No receipt was printed yet.", "Още няма бонове."),
		"receipts.none.such":     lang.Of("No receipt fits what you look for.", "Няма бон, който да отговаря на търсеното."),
		"receipts.noprinter": lang.Of("No fiscal printer is switched on, so nothing can be asked or printed here. See",
			"Няма включен касов апарат, затова оттук не може да се пита или печата. Вижте"),
	}
	maps.Copy(all, receiptsOpenWords())
	maps.Copy(all, receiptSettleWords())
	maps.Copy(all, receiptReverseWords())
	maps.Copy(all, receiptFaultWords())

	return all
}

// receiptsOpenWords are of the receipts that nobody knows about.
func receiptsOpenWords() vocabulary {
	return vocabulary{
		"receipts.open": lang.Of("Receipts of unknown outcome: %d", "Неизяснени бонове: %d"),
		"receipts.open.why": lang.Of(
			"The program sent these receipts to the fiscal printer and got no clear answer. They may be on paper or not. "+
				"Until that is known they are not printed again, so that no sale has two receipts.",
			"Програмата е изпратила тези бонове към касовия апарат и не е получила ясен отговор. Може да са отпечатани, може и да не са. "+
				"Докато това не се изясни, не се печатат отново, за да няма продажба с два бона."),
		"receipts.open.ask": lang.Of(
			"First ask the device: it prints nothing. If it does not know, look at the paper and say what you found.",
			"Първо попитайте апарата – от това нищо не се печата. Ако и той не знае, погледнете хартията и кажете какво сте намерили."),
		"receipts.ask":   lang.Of("Ask the device", "Попитай апарата"),
		"receipts.begun": lang.Of("sent %s", "изпратен на %s"),
		"receipts.printing.why": lang.Of(
			"It may be printing right now. If the program was stopped in the middle, the device can be asked two minutes later.",
			"Може да се печата точно сега. Ако програмата е спряна по средата, апаратът може да се попита след две минути."),
		"receipts.cause":       lang.Of("What the connection to the device reported", "Какво съобщи връзката с апарата"),
		"receipts.printed":     lang.Of("Number on the paper", "Номер от бона"),
		"receipts.printed.go":  lang.Of("It is printed", "Отпечатан е"),
		"receipts.notprinted":  lang.Of("It is not printed", "Не е отпечатан"),
		"receipts.number.help": lang.Of("the digits on the paper, as 0000085", "цифрите от бона, например 0000085"),

		"receipts.found.printed": lang.Of("Order %s: the receipt is printed, number %s.", "Поръчка %s: бонът е отпечатан, номер %s."),
		"receipts.found.failed": lang.Of("Order %s: the receipt was not printed; the next import prints it. %s",
			"Поръчка %s: бонът не е отпечатан; следващият импорт го печата. %s"),
		"receipts.found.unknown": lang.Of("Order %s: the device does not know. %s", "Поръчка %s: апаратът не знае. %s"),
		"receipts.found.unknown.todo": lang.Of("Look at the paper and say below what you found.",
			"Погледнете хартията и кажете по-долу какво сте намерили."),
		"receipts.found.printing": lang.Of("Order %s: it may still be printing. %s", "Поръчка %s: може още да се печата. %s"),
		"receipts.found.printing.todo": lang.Of("Ask again in two minutes.",
			"Попитайте пак след две минути."),
		"said.receipts_asked": lang.Of("The device was asked; every receipt is settled.",
			"Апаратът е попитан; всички бонове са изяснени."),
	}
}

// receiptSettleWords are of the answer of a person.
func receiptSettleWords() vocabulary {
	return vocabulary{
		"nav.receipt_settle":      lang.Of("Settle a receipt", "Изясняване на бон"),
		"receipts.settle.printed": lang.Of("The receipt is printed, number %s?", "Бонът е отпечатан с номер %s?"),
		"receipts.settle.not":     lang.Of("The receipt is not printed?", "Бонът не е отпечатан?"),
		"receipts.settle.printed.kept": lang.Of("Number %s is kept as the receipt of this sale, and the receipt is never printed again.",
			"Номер %s се записва като бон на тази продажба и бонът никога не се печата отново."),
		"receipts.settle.printed.told": lang.Of("The next import tells the shop this number.", "Следващият импорт съобщава този номер на магазина."),
		"receipts.settle.printed.look": lang.Of(
			"It cannot be changed later, so compare the number, the amount and the УНП with the paper.",
			"После не може да се промени, затова сравнете номера, сумата и УНП с хартията."),
		"receipts.settle.printed.yes": lang.Of("Yes, number %s is on the paper", "Да, на хартията е номер %s"),
		"receipts.settle.not.again":   lang.Of("The next import prints the receipt.", "Следващият импорт печата бона."),
		"receipts.settle.not.twice": lang.Of("If it did come out, the sale will have two receipts, and one of them needs a storno.",
			"Ако все пак е излязъл, продажбата ще има два бона и единият трябва да се сторнира."),
		"receipts.settle.not.look": lang.Of("So look at the paper and at the device's electronic journal first.",
			"Затова първо вижте хартията и електронната лента (КЛЕН) на апарата."),
		"receipts.settle.not.yes": lang.Of("Yes, nothing came out", "Да, нищо не е излязло"),
		"said.receipt_printed": lang.Of("The receipt is settled as printed; the next import tells the shop.",
			"Бонът е отбелязан като отпечатан; следващият импорт го съобщава на магазина."),
		"said.receipt_notprinted": lang.Of("The receipt is settled as not printed; the next import prints it.",
			"Бонът е отбелязан като неотпечатан; следващият импорт го печата."),
	}
}

// receiptReverseWords are of a storno.
func receiptReverseWords() vocabulary {
	return vocabulary{
		"nav.receipt_reverse":    lang.Of("Storno", "Сторно"),
		"receipts.reverse":       lang.Of("Storno…", "Сторно…"),
		"receipts.reverse.title": lang.Of("Reverse receipt %s?", "Да се сторнира ли бон %s?"),
		"receipts.reverse.prints": lang.Of("The fiscal printer prints a storno of the whole receipt: %s.",
			"Касовият апарат печата сторно на целия бон: %s."),
		"receipts.reverse.told": lang.Of("The shop is told of it. It cannot be undone.", "Магазинът научава за него. Не може да се отмени."),
		"receipts.reverse.stock": lang.Of("The sale in Склад Pro stays as it is: take the goods back there with a refund.",
			"Продажбата в Склад Pro остава: стоката се връща там с рекламация."),
		"receipts.reverse.error": lang.Of("An operator's error may be reversed only until the 7th of the month after the receipt.",
			"Операторска грешка се сторнира само до 7-о число на месеца след бона."),
		"receipts.reverse.yes": lang.Of("Print the storno of receipt %s", "Отпечатай сторно на бон %s"),
		"receipts.reverse.cannot": lang.Of("This receipt cannot be reversed: it is not printed, it is a storno itself, or it has one already.",
			"Този бон не може да се сторнира: не е отпечатан, самият той е сторно или вече има сторно."),
		"receipts.reason":                    lang.Of("Reason of the storno", "Причина за сторното"),
		"receipts.reason.choose":             lang.Of("– choose –", "– изберете –"),
		"receipts.reason.refund":             lang.Of("goods came back", "връщане или рекламация"),
		"receipts.reason.operator-error":     lang.Of("operator's error", "операторска грешка"),
		"receipts.reason.tax-base-reduction": lang.Of("reduction of the tax base", "намаление на данъчната основа"),
		"said.receipt_reversed":              lang.Of("The storno is printed.", "Сторното е отпечатано."),
		"receipts.owed":                      lang.Of("The storno is asked for and not printed yet.", "Сторното е поискано, но още не е отпечатано."),
		"receipts.owed.todo":                 lang.Of("The next import prints it; do not ask again.", "Следващият импорт го печата; не го искайте повторно."),
	}
}

// receiptFaultWords are why nothing was done.
func receiptFaultWords() vocabulary {
	return vocabulary{
		"receipts.taken":             lang.Of("There is a receipt with this number already, for the order %s.", "Бон с този номер вече има, за поръчка %s."),
		"receipts.taken.todo":        lang.Of("Look at the paper once more: each receipt has its own number.", "Погледнете хартията още веднъж: всеки бон има свой номер."),
		"receipts.wrong.number":      lang.Of("That is no number of a receipt.", "Това не е номер на бон."),
		"receipts.wrong.number.todo": lang.Of("Write the digits that stand on the paper, as 0000085.", "Напишете цифрите от бона, например 0000085."),
		"receipts.wrong.answer":      lang.Of("It was not said what became of the receipt.", "Не е казано какво е станало с бона."),
		"receipts.wrong.answer.todo": lang.Of("Choose one of the two buttons beside it.", "Изберете един от двата бутона до него."),
		"receipts.wrong.reason":      lang.Of("A storno needs a reason.", "Сторното иска причина."),
		"receipts.wrong.reason.todo": lang.Of("Choose one of the three.", "Изберете една от трите."),
		"receipts.wrong.none":        lang.Of("There is no such receipt.", "Няма такъв бон."),
		"receipts.wrong.none.todo":   lang.Of("Choose one from the list.", "Изберете бон от списъка."),
		"receipts.wrong.printed":     lang.Of("The receipt is printed already.", "Бонът вече е отпечатан."),
		"receipts.wrong.printed.todo": lang.Of("Its number is in the list; “Storno” takes it back.",
			"Номерът му е в списъка; „Сторно“ го връща."),
		"receipts.wrong.unknown": lang.Of("The receipt cannot be settled now.", "Бонът не може да се изясни сега."),
		"receipts.wrong.unknown.todo": lang.Of(
			"Finish what is open on the device, wait two minutes for a program that may still print, then try again.",
			"Довършете отворения бон на апарата, изчакайте две минути програмата, която може още да печата, и опитайте пак."),
		"receipts.wrong.offline": lang.Of("The fiscal printer does not answer or is not ready.", "Касовият апарат не отговаря или не е готов."),
		"receipts.wrong.offline.todo": lang.Of("See whether it is switched on, has paper, and has the right address under Settings; then try again.",
			"Вижте дали е включен, има ли хартия и верен ли е адресът му в Настройки; после опитайте пак."),
		"receipts.wrong.noprinter": lang.Of("No fiscal printer is switched on, so nothing was asked or printed.",
			"Няма включен касов апарат, затова нищо не е питано или печатано."),
		"receipts.wrong.noprinter.todo": lang.Of("Switch it on under Settings, then try again.", "Включете го в Настройки и опитайте пак."),
		"receipts.wrong.settled":        lang.Of("The receipt does not wait for an answer.", "Бонът не чака отговор."),
		"receipts.wrong.settled.todo":   lang.Of("Those that do are at the top of the page.", "Тези, които чакат, са най-горе на страницата."),
	}
}
