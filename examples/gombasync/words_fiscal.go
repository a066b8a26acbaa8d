package main

import "github.com/skladmost/skladmost/examples/internal/lang"

// fiscalWords are those of the commands about receipts and reports.
func fiscalWords() map[string]lang.Text {
	return map[string]lang.Text{
		"receipts":      lang.Of("Fiscal receipts: what became of them, and stornos.", "Касови бонове: какво е станало с тях, и сторно."),
		"receipts_list": lang.Of("List receipts.", "Списък на боновете."),
		"receipt_state": lang.Of("Only in this state: pending, printing, printed, failed, unknown.",
			"Само в това състояние: pending, printing, printed, failed, unknown."),
		"receipts_reconcile": lang.Of("Ask the device what became of receipts that nobody knows about. "+
			"With an order, settle its receipt by what you found.",
			"Пита апарата какво е станало с неизяснените бонове. С поръчка: изяснява нейния бон според това, което сте намерили."),
		"receipt_order": lang.Of("The shop's id or number of the order whose receipt you looked for.",
			"Id или номер на поръчката, чийто бон сте потърсили."),
		"receipt_storno":      lang.Of("Settle its storno instead.", "Изяснява сторното ѝ вместо бона."),
		"receipt_printed":     lang.Of("It is on paper, with this number.", "Бонът е излязъл, с този номер."),
		"receipt_not_printed": lang.Of("Nothing came out; the next import prints it.", "Нищо не е излязло; следващият импорт го печата."),
		"receipts_reverse":    lang.Of("Print the storno of an order's receipt.", "Печата сторно на бона на поръчка."),
		"receipt_reason": lang.Of("Why: refund, operator-error or tax-base-reduction.",
			"Защо: refund (връщане), operator-error (операторска грешка) или tax-base-reduction."),

		"compliance": lang.Of("Tables and files that Наредба Н-18 asks for. Engineering notes, no legal advice.",
			"Таблици и файлове по Наредба Н-18. Технически бележки, не правен съвет."),
		"compliance_tables": lang.Of("Write the tables 18.1 to 18.5 and 18.9 of Annex 29, and the journal.",
			"Записва таблици 18.1 до 18.5 и 18.9 от Приложение 29, и журнала."),
		"compliance_audit": lang.Of("Write the monthly file of a shop in the alternative regime (Annex 38).",
			"Записва месечния файл на магазин с алтернативен режим (Приложение 38)."),
		"compliance_from":     lang.Of("First day, 2026-11-01.", "Първи ден, 2026-11-01."),
		"compliance_to":       lang.Of("Last day, 2026-11-30.", "Последен ден, 2026-11-30."),
		"compliance_month":    lang.Of("A whole month, 2026-11.", "Цял месец, 2026-11."),
		"compliance_format":   lang.Of("csv: a file a table; xlsx: one workbook.", "csv: файл за таблица; xlsx: една работна книга."),
		"compliance_out":      lang.Of("Folder (csv) or file (xlsx).", "Папка (csv) или файл (xlsx)."),
		"compliance_file":     lang.Of("The file to write.", "Файлът, който да се запише."),
		"compliance_operator": lang.Of("Only this operator code of the УНП.", "Само този код на оператор в УНП."),
	}
}
