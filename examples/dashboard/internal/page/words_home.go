package page

import "github.com/skladmost/skladmost/examples/internal/lang"

// homeWords are of the first page.
func homeWords() vocabulary {
	return vocabulary{
		"home.export":          lang.Of("Склад Pro → shop", "Склад Pro → магазин"),
		"home.import":          lang.Of("Shop → Склад Pro", "Магазин → Склад Pro"),
		"home.export.what":     lang.Of("Goods, prices and quantities go out.", "Изпраща стоки, цени и количества."),
		"home.import.what":     lang.Of("Orders come in, with УНП and receipt.", "Внася поръчките, с УНП и бон."),
		"home.start":           lang.Of("Start", "Старт"),
		"home.stop":            lang.Of("Stop", "Стоп"),
		"home.plan":            lang.Of("What would change?", "Какво би се променило?"),
		"home.state.off":       lang.Of("stopped", "спряно"),
		"home.state.on":        lang.Of("waiting for its time", "чака времето си"),
		"home.state.running":   lang.Of("working", "работи"),
		"home.state.stopping":  lang.Of("finishing the record in hand", "довършва започнатия запис"),
		"home.next":            lang.Of("next start %s", "следващ старт %s"),
		"home.begins":          lang.Of("beginning", "започва"),
		"home.of":              lang.Of("%d of %d", "%d от %d"),
		"home.rate":            lang.Of("%s a second", "%s в секунда"),
		"home.remaining":       lang.Of("%s left", "остават %s"),
		"home.sofar":           lang.Of("written: %d, kept aside: %d", "записани: %d, заделени: %d"),
		"home.retry":           lang.Of("The shop does not answer as it should; trying again in %s.", "Магазинът не отговаря както трябва; нов опит след %s."),
		"home.warnings":        lang.Of("Things to know: %d", "За ваше сведение: %d"),
		"home.last":            lang.Of("Last runs", "Последни изпълнения"),
		"home.task":            lang.Of("task", "задача"),
		"home.ended":           lang.Of("ended", "край"),
		"home.written":         lang.Of("written", "записани"),
		"home.parked":          lang.Of("aside", "заделени"),
		"home.lag":             lang.Of("up to date as of", "актуално към"),
		"home.waiting":         lang.Of("Waiting for you:", "Чака ви:"),
		"home.waiting.parked":  lang.Of("orders kept aside: %d", "заделени поръчки: %d"),
		"home.waiting.unknown": lang.Of("receipts of unknown outcome: %d", "бонове с неизвестен изход: %d"),
		"home.today":           lang.Of("Today", "Днес"),
		"home.today.orders":    lang.Of("orders: %d", "поръчки: %d"),
		"home.today.sent":      lang.Of("records sent to the shop: %d", "изпратени към магазина: %d"),
		"home.chart":           lang.Of("Today by the hour: %d orders in, %d records out", "Днес по часове: %d внесени поръчки, %d изпратени записа"),
		"home.chart.hour":      lang.Of("%d:00: %d orders in, %d records out", "%d:00 ч.: %d внесени поръчки, %d изпратени записа"),
		"home.chart.in":        lang.Of("orders in", "внесени поръчки"),
		"home.chart.out":       lang.Of("records out", "изпратени записи"),
		"said.started":         lang.Of("Started.", "Пуснато."),
		"said.stopped":         lang.Of("It stops after the record in hand; what is done is whole.", "Спира след започнатия запис; свършеното е цяло."),
	}
}
