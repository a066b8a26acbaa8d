package main

import (
	"maps"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

type langName = lang.Lang

// words are the sentences of the help by the name that the grammar gives them.
func words() map[string]lang.Text {
	all := syncWords()
	maps.Copy(all, partWords())
	maps.Copy(all, matchWords())
	maps.Copy(all, fiscalWords())
	maps.Copy(all, completionWords())

	return all
}

// syncWords are those of the commands about both sides.
func syncWords() map[string]lang.Text {
	return map[string]lang.Text{
		"app": lang.Of("Connects Microinvest Склад Pro with a GombaShop shop.",
			"Свързва Microinvest Склад Pro с магазин на GombaShop."),
		"config": lang.Of("Configuration file.", "Файл с настройки."),
		"json":   lang.Of("Print results as JSON, one value a line.", "Резултатите като JSON, по една стойност на ред."),
		"lang": lang.Of("Language of what is printed; by default that of the system.",
			"Език на съобщенията; по подразбиране този на системата."),

		"demo": lang.Of("Show a shop, a warehouse and a printer at work; needs nothing but a folder for temporary files.",
			"Показва магазин, склад и принтер в действие; иска само папка за временни файлове."),

		"init": lang.Of("Write a commented configuration file. On a terminal it asks, and tries each connection at once.",
			"Пише файл с настройки и обяснения. В терминал задава въпроси и проверява връзките веднага."),
		"init_yes":   lang.Of("Ask nothing: every line stays at its default.", "Без въпроси: всеки ред остава по подразбиране."),
		"init_force": lang.Of("Overwrite an existing file.", "Презаписва съществуващ файл."),

		"init_shop":   lang.Of("Address of the shop's API, to be filled in.", "Адрес на API на магазина, за попълване."),
		"init_api_id": lang.Of("API Идентификатор, to be filled in.", "API Идентификатор, за попълване."),
		"init_device": lang.Of("Number of the fiscal device, to be filled in (СУПТО).", "Номер на касовия апарат, за попълване (СУПТО)."),

		"check": lang.Of("Shake hands with both sides and try every precondition; writes nothing.",
			"Проверява двете страни и всички условия; не пише нищо."),
		"plan": lang.Of("Show what a run would do; writes nothing.",
			"Показва какво би направило изпълнението; не пише нищо."),
		"plan_export": lang.Of("What export would send.", "Какво би изпратил експортът."),
		"plan_import": lang.Of("What import would write.", "Какво би записал импортът."),
		"export":      lang.Of("Bring goods and quantities to the shop.", "Праща стоки и количества в магазина."),
		"import": lang.Of("Bring orders, goods and customers to Склад Pro.",
			"Внася поръчки, стоки и партньори в Склад Pro."),
		"run": lang.Of("Import and export by their start modes (import.start, export.start) until stopped.",
			"Импорт и експорт според режимите им на стартиране (import.start, export.start), докато бъде спряно."),
		"full": lang.Of("Send everything, whatever was sent before.",
			"Праща всичко, каквото и да е пращано досега."),
		"only": lang.Of("Only this kind: good, quantity or partner.",
			"Само този вид: good (стоки), quantity (количества) или partner (партньори)."),
		"good": lang.Of("Only this good, by ID; may be repeated.", "Само тази стока, по ID; може да се повтаря."),
		"mass": lang.Of("Allow this run to hide or zero more than the limits say.",
			"Позволява на това изпълнение да скрие или нулира повече от ограниченията."),
		"adopt": lang.Of("Take over orders that the shop knows as imported and the ledger does not (a restored backup).",
			"Поема поръчки, които магазинът знае като внесени, а журналът – не (върнат архив)."),
		"order": lang.Of("Only this order, by the shop's id; may be repeated.",
			"Само тази поръчка, по id от магазина; може да се повтаря."),

		"orders": lang.Of("Every order ever seen.", "Всички видени поръчки."),
		"orders_state": lang.Of("Only the orders in this state: waiting, parked, imported, skipped or before_start.",
			"Само поръчките в това състояние: waiting, parked, imported, skipped или before_start."),
		"orders_list":  lang.Of("List orders.", "Списък на поръчките."),
		"orders_show":  lang.Of("Show one order.", "Показва една поръчка."),
		"orders_retry": lang.Of("Try an order again now.", "Опитва поръчка отново сега."),
		"orders_skip":  lang.Of("Decide that an order never becomes a document.", "Решава, че поръчка никога няма да стане документ."),
		"why":          lang.Of("Why, for the journal.", "Защо, за журнала."),
		"order_id":     lang.Of("The shop's id or number of the order.", "Id или номер на поръчката в магазина."),
		"state": lang.Of("Only in this state: waiting, parked, imported, skipped, before_start.",
			"Само в това състояние: waiting, parked, imported, skipped, before_start."),
		"force": lang.Of("Even an order from before the starting point.", "Дори поръчка отпреди началния момент."),
		"status": lang.Of("Last runs, orders, links and the device, as the ledger knows them.",
			"Последни изпълнения, поръчки, връзки и апарат според журнала."),
	}
}

// partWords are those of the commands about one side.
func partWords() map[string]lang.Text {
	return map[string]lang.Text{
		"db":        lang.Of("Databases.", "Бази данни."),
		"db_create": lang.Of("Make an empty Склад Pro database.", "Прави празна база на Склад Pro."),
		"db_info":   lang.Of("Tell what a database is.", "Казва каква е базата."),
		"db_install": lang.Of("Make or upgrade the ledger's tables (gomba_*).",
			"Прави или обновява таблиците на журнала (gomba_*)."),
		"dsn_new": lang.Of("Address of the new database, such as sqlite:shop.db.",
			"Адрес на новата база, например sqlite:shop.db."),
		"dsn": lang.Of("Address of the database; by default that of the configuration.",
			"Адрес на базата; по подразбиране този от настройките."),
		"sample": lang.Of("With the goods of a sample shop in it.", "Със стоките на примерен магазин."),
		"print": lang.Of("Print the script for access, mssql, mysql or sqlite instead, and make nothing; db install follows it.",
			"Само отпечатва скрипта за access, mssql, mysql или sqlite, без да прави нищо; след него db install."),
		"supto": lang.Of("An edition for СУПТО, which numbers its sales (УНП).",
			"Издание за СУПТО, което номерира продажбите (УНП)."),

		"shop":       lang.Of("A shop in memory, for trying things out.", "Магазин в паметта, за проби."),
		"shop_serve": lang.Of("Serve it until stopped.", "Работи, докато бъде спрян."),
		"addr":       lang.Of("Address to listen on.", "Адрес, на който слуша."),
		"api_id":     lang.Of("API Идентификатор that is accepted.", "API Идентификатор, който се приема."),
		"key":        lang.Of("Ключ that is accepted.", "Ключ, който се приема."),
		"products": lang.Of("Products to begin with: a product CSV of GombaShop.",
			"Начални продукти: продуктов CSV на GombaShop."),
		"state": lang.Of("File that keeps the shop from one start to the next; made when it is missing. One shop to a file.",
			"Файл, който пази магазина между пусканията; създава се, ако липсва. По един магазин на файл."),
	}
}
