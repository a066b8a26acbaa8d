package page

import (
	"maps"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

// ordersWords are of the page Orders and of an order's own.
func ordersWords() vocabulary {
	all := vocabulary{
		"nav.order":       lang.Of("Order", "Поръчка"),
		"nav.order_force": lang.Of("Import against the rules", "Внасяне въпреки правилата"),

		"orders.filter.state": lang.Of("State", "Състояние"),
		"orders.filter.all":   lang.Of("all", "всички"),
		"orders.filter.query": lang.Of("Number, УНП, document, customer or phone", "Номер, УНП, документ, клиент или телефон"),
		"orders.filter.show":  lang.Of("Show", "Покажи"),
		"orders.filter.clear": lang.Of("Show all", "Покажи всички"),

		"orders.count":  lang.Of("orders: %d", "поръчки: %d"),
		"orders.newest": lang.Of("the newest first", "най-новите са най-горе"),
		"orders.page":   lang.Of("page %d of %d", "страница %d от %d"),
		"orders.pages":  lang.Of("Pages of the list", "Страници на списъка"),
		"orders.newer":  lang.Of("Newer", "По-нови"),
		"orders.older":  lang.Of("Older", "По-стари"),
		"orders.none": lang.Of("No order was ever seen. Start the import on the page",
			"Още няма видени поръчки. Пуснете внасянето от страницата"),
		"orders.none.such": lang.Of("No order fits what you look for.", "Няма поръчка, която да отговаря на търсеното."),

		"orders.number":     lang.Of("number", "номер"),
		"orders.date":       lang.Of("date", "дата"),
		"orders.state":      lang.Of("state", "състояние"),
		"orders.status":     lang.Of("status in the shop", "статус в магазина"),
		"orders.document":   lang.Of("document", "документ"),
		"orders.usn":        lang.Of("УНП", "УНП"),
		"orders.total":      lang.Of("total", "сума"),
		"orders.total.shop": lang.Of("shop: %s", "магазин: %s"),
		"orders.receipt":    lang.Of("receipt", "бон"),

		"orders.state.imported":     lang.Of("imported", "внесена"),
		"orders.state.waiting":      lang.Of("waiting", "чака"),
		"orders.state.parked":       lang.Of("kept aside", "заделена"),
		"orders.state.skipped":      lang.Of("skipped", "пропусната"),
		"orders.state.before_start": lang.Of("from before the start", "отпреди началото"),

		"orders.kind.sale":   lang.Of("Sale", "Продажба"),
		"orders.kind.order":  lang.Of("Order", "Поръчка"),
		"orders.kind.refund": lang.Of("Refund", "Рекламация"),
		"orders.kind.other":  lang.Of("Document", "Документ"),
	}
	maps.Copy(all, ordersActWords())
	maps.Copy(all, orderWords())
	maps.Copy(all, orderShownWords())
	maps.Copy(all, orderForceWords())
	maps.Copy(all, orderHistoryWords())

	return all
}

// ordersActWords are of the buttons, and of what comes of them.
func ordersActWords() vocabulary {
	return vocabulary{
		"orders.retry":     lang.Of("Try again", "Опитай пак"),
		"orders.unskip":    lang.Of("Take back and try", "Върни и опитай"),
		"orders.skip":      lang.Of("Skip", "Пропусни"),
		"orders.why":       lang.Of("Why it stays out:", "Защо да остане извън склада:"),
		"orders.of":        lang.Of("order %s", "поръчка %s"),
		"orders.next":      lang.Of("next attempt: %s", "следващ опит: %s"),
		"orders.givenup":   lang.Of("it is not tried by itself any more", "вече не се опитва от само себе си"),
		"orders.again":     lang.Of("It was tried and is kept aside again.", "Опитахме, но поръчката пак е заделена."),
		"orders.busy":      lang.Of("An import is going on.", "Върви импорт."),
		"orders.busy.todo": lang.Of("Try again after it.", "Опитайте след него."),
		"orders.waits":     lang.Of("The order still waits: %s.", "Поръчката още чака: %s."),
		"orders.waits.todo": lang.Of("Change its status in the shop, or choose “Import against the rules”.",
			"Сменете статуса ѝ в магазина или изберете „Внеси въпреки правилата“."),
		"said.order_imported": lang.Of("The order is in Склад Pro.", "Поръчката е внесена в Склад Pro."),
		"said.order_skipped": lang.Of("The order stays out of Склад Pro; “Take back and try” undoes that.",
			"Поръчката остава извън Склад Pro; „Върни и опитай“ отменя решението."),
	}
}
