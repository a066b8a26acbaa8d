package page

import "github.com/skladmost/skladmost/examples/internal/lang"

// orderWords are of an order's own page.
func orderWords() vocabulary {
	return vocabulary{
		"orders.back":           lang.Of("← All orders", "← Всички поръчки"),
		"orders.facts":          lang.Of("The order", "За поръчката"),
		"orders.paid":           lang.Of("paid", "платена"),
		"orders.reason":         lang.Of("why", "защо"),
		"orders.total.ofshop":   lang.Of("total in the shop", "сума в магазина"),
		"orders.total.document": lang.Of("total of the document", "сума на документа"),
		"orders.differ":         lang.Of("the two differ", "двете се различават"),
		"orders.attempts":       lang.Of("attempts", "опити"),
		"orders.seen":           lang.Of("first seen", "видяна за пръв път"),
		"orders.looked":         lang.Of("last looked at", "гледана за последно"),
		"orders.acked":          lang.Of("shop told of the document", "документът е съобщен на магазина"),
		"orders.usnsent":        lang.Of("shop told of the УНП", "УНП е съобщен на магазина"),
		"orders.receiptssent":   lang.Of("shop told of the receipt", "бонът е съобщен на магазина"),
		"orders.notyet":         lang.Of("not yet", "още не"),
		"orders.id":             lang.Of("id in the shop", "id в магазина"),
		"orders.note":           lang.Of("note", "бележка"),

		"orders.customer":    lang.Of("Customer and payment", "Клиент и плащане"),
		"orders.name":        lang.Of("name", "име"),
		"orders.phone":       lang.Of("telephone", "телефон"),
		"orders.email":       lang.Of("e-mail", "имейл"),
		"orders.company":     lang.Of("invoice for", "фактура на"),
		"orders.eik":         lang.Of("ЕИК", "ЕИК"),
		"orders.address":     lang.Of("delivery to", "доставка до"),
		"orders.payment":     lang.Of("payment", "плащане"),
		"orders.ppp":         lang.Of("postal money transfer", "пощенски паричен превод"),
		"orders.transaction": lang.Of("transaction", "транзакция"),
		"orders.wrote":       lang.Of("the customer wrote", "клиентът е написал"),
	}
}

// orderShownWords are of what is in an order, and in its document.
func orderShownWords() vocabulary {
	return vocabulary{
		"orders.items":               lang.Of("As the shop shows it", "Както я показва магазинът"),
		"orders.items.none":          lang.Of("The shop has not shown what is in it yet.", "Магазинът още не е показал какво има в нея."),
		"orders.gross":               lang.Of("prices with VAT", "цените са с ДДС"),
		"orders.net":                 lang.Of("prices without VAT", "цените са без ДДС"),
		"orders.good":                lang.Of("goods", "стока"),
		"orders.code":                lang.Of("code", "код"),
		"orders.qty":                 lang.Of("quantity", "количество"),
		"orders.price":               lang.Of("price", "цена"),
		"orders.price.net":           lang.Of("after discount", "след отстъпка"),
		"orders.discount":            lang.Of("discount", "отстъпка"),
		"orders.sum":                 lang.Of("sum", "сума"),
		"orders.returned":            lang.Of("returned: %s", "върнати: %s"),
		"orders.delivery":            lang.Of("Delivery", "Доставка"),
		"orders.discount.product":    lang.Of("Discount", "Отстъпка"),
		"orders.discount.promo_code": lang.Of("Promo code", "Промокод"),
		"orders.discount.voucher":    lang.Of("Voucher", "Ваучер"),
		"orders.discount.aspayment":  lang.Of("counts as payment", "брои се за плащане"),
		"orders.grand":               lang.Of("total", "общо"),
		"orders.payable":             lang.Of("to pay", "за плащане"),
		"orders.vat":                 lang.Of("of it VAT", "в това число ДДС"),

		"orders.indocument":    lang.Of("In Склад Pro:", "В Склад Pro:"),
		"orders.document.gone": lang.Of("This document is not in Склад Pro any more.", "Този документ вече го няма в Склад Pro."),
		"orders.partner":       lang.Of("partner", "партньор"),
		"orders.object":        lang.Of("object", "обект"),
		"orders.good.gone":     lang.Of("good %d", "стока %d"),
		"orders.paidby":        lang.Of("paid:", "платено:"),
		"orders.due":           lang.Of("still to be paid", "остава за плащане"),
		"orders.toreceipts":    lang.Of("To the page Receipts", "Към страницата Бонове"),
	}
}

// orderForceWords are of the import of an order whatever the rules say.
func orderForceWords() vocabulary {
	return vocabulary{
		"orders.force":       lang.Of("Import against the rules…", "Внеси въпреки правилата…"),
		"orders.force.title": lang.Of("Import order %s against the rules?", "Да се внесе ли поръчка %s въпреки правилата?"),
		"orders.force.means": lang.Of("If you go on:", "Ако продължите:"),
		"orders.force.rules": lang.Of(
			"The order (%s, status “%s”) is imported whatever its status and date, and whatever was decided of it.",
			"Поръчката (%s, статус „%s“) се внася независимо от статуса и датата ѝ и от взето по-рано решение."),
		"orders.force.document": lang.Of(
			"A document is written in Склад Pro and the stock falls. If its number was used twice, it is accepted as it is.",
			"В Склад Pro се записва документ и наличностите намаляват. Документ, чийто номер е взела и друга програма, се приема както е."),
		"orders.force.receipt": lang.Of("Where a receipt is due, it is printed at once.",
			"Ако за нея се дължи касов бон, той се печата веднага."),
		"orders.force.not": lang.Of("Missing stock, unknown goods and other faults are not forced: then the order is kept aside again.",
			"Липсваща наличност, непозната стока и други пречки не се прескачат: тогава поръчката пак се заделя."),
		"orders.force.undo": lang.Of("It cannot be undone here: a sale is taken back by a refund in Склад Pro, and a receipt by a storno.",
			"Оттук не може да се отмени: продажбата се връща с рекламация в Склад Pro, а бонът – със сторно."),
		"orders.force.yes":  lang.Of("Import order %s now", "Внеси поръчка %s сега"),
		"orders.force.no":   lang.Of("No, back", "Не, назад"),
		"orders.force.done": lang.Of("The order has its document already.", "Поръчката вече има документ."),
	}
}

// orderHistoryWords are of the lines of the journal.
func orderHistoryWords() vocabulary {
	return vocabulary{
		"orders.history":      lang.Of("What happened", "Какво се случи"),
		"orders.history.none": lang.Of("Nothing is in the journal yet.", "В журнала още няма нищо за нея."),
		"orders.when":         lang.Of("when", "кога"),
		"orders.what":         lang.Of("what", "какво"),
		"orders.more":         lang.Of("details", "подробности"),

		"orders.event.parked":          lang.Of("kept aside", "заделена"),
		"orders.event.imported":        lang.Of("imported as document", "внесена като документ"),
		"orders.event.acknowledged":    lang.Of("told to the shop", "съобщена на магазина"),
		"orders.event.adopted":         lang.Of("taken over", "поета"),
		"orders.event.changed":         lang.Of("changed in the shop", "променена в магазина"),
		"orders.event.edited":          lang.Of("edited after the import", "редактирана след внасянето"),
		"orders.event.collision":       lang.Of("number used twice", "сблъсък на номера"),
		"orders.event.accepted":        lang.Of("document accepted by a person", "документът е приет от човек"),
		"orders.event.receipt":         lang.Of("receipt", "касов бон"),
		"orders.event.receipt_settled": lang.Of("receipt settled", "бонът е изяснен"),
		"orders.event.storno_asked":    lang.Of("storno asked for", "поискано е сторно"),
		"orders.event.skipped":         lang.Of("skipped", "пропусната"),
		"orders.event.taken_back":      lang.Of("decision taken back", "решението е отменено"),
		"orders.event.voided":          lang.Of("document voided", "документът е анулиран"),
		"orders.event.refunded":        lang.Of("document refunded", "документът е върнат с рекламация"),
		"orders.event.paid":            lang.Of("paid", "платена"),
		"orders.event.good":            lang.Of("goods", "стока"),
		"orders.event.other":           lang.Of("other", "друго"),
	}
}
