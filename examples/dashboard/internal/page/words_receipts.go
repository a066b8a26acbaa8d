package page

import "github.com/skladmost/skladmost/examples/internal/lang"

// receiptsWords are of the page Receipts.
func receiptsWords() vocabulary {
	return vocabulary{
		"receipts.kind":          lang.Of("kind", "вид"),
		"receipts.kind.sale":     lang.Of("sale", "продажба"),
		"receipts.kind.reversal": lang.Of("storno", "сторно"),
		"receipts.issued":        lang.Of("issued", "издаден"),
		"receipts.amount":        lang.Of("amount", "сума"),
		"receipts.device":        lang.Of("device", "апарат"),
		"receipts.memory":        lang.Of("fiscal memory", "фискална памет"),
		"receipts.warnings":      lang.Of("The device warns:", "Апаратът предупреждава:"),

		"receipts.state.pending":  lang.Of("to be printed", "чака печат"),
		"receipts.state.printing": lang.Of("printing", "печата се"),
		"receipts.state.printed":  lang.Of("printed", "отпечатан"),
		"receipts.state.failed":   lang.Of("not printed", "не е отпечатан"),
		"receipts.state.unknown":  lang.Of("unknown", "неизвестно"),

		"receipts.reason.refund":             lang.Of("goods came back", "връщане или рекламация"),
		"receipts.reason.operator-error":     lang.Of("operator's error", "операторска грешка"),
		"receipts.reason.tax-base-reduction": lang.Of("reduction of the tax base", "намаление на данъчната основа"),
	}
}
