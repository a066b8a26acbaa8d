package config

import "github.com/skladmost/skladmost/examples/internal/lang"

// describeImport is what decides which orders come and as what.
func describeImport() []Setting {
	return []Setting{
		{
			Name: "import.start.delay", Kind: KindDuration, Default: "0s", Title: lang.Of("Start: delay", "Старт: отлагане"),
			Help: lang.Of("How long the first import waits after the program starts. 0s, the default: it begins at once.",
				"Колко чака първият импорт след пускането на програмата. 0s, по подразбиране: „При стартиране на сървъра“."),
		},
		{
			Name: "import.start.every", Kind: KindDuration, Default: "5m", Title: lang.Of("Start: every", "Старт: на всеки"),
			Help: lang.Of("How often orders are fetched from then on, such as 30s, 5m or 1h. Default: 5m, five minutes.",
				"На колко време след това се взимат поръчките, например 30s, 5m или 1h. По подразбиране: 5m, пет минути."),
		},
		{
			Name: "import.user", Letter: "a", Kind: KindText, Source: Users, Only: WithSUPTO,
			Title: lang.Of("Active user", "Активен потребител"),
			Help: lang.Of("Who signs the documents, by code or name; the code is the operator part of the УНП. Default: user 1.",
				"Кой подписва документите, по код или име; кодът му е частта за оператора в УНП. По подразбиране: потребител 1."),
		},
		{
			Name: "import.mode", Letter: "b", Kind: KindChoice, Default: "add_and_update", Title: lang.Of("Mode", "Режим"),
			Help: lang.Of(
				"Whether goods and partners that Склад Pro knows already are refreshed from the shop. Orders come in both modes. "+
					"Default: add and update.",
				"Дали познатите стоки и партньори се обновяват от магазина. Поръчките се прехвърлят и в двата режима. По "+
					"подразбиране: добавя и обновява."),
			Choices: []Choice{
				{"add_and_update", lang.Of("add and update", "добавя и обновява")}, {"add_only", lang.Of("only add", "само добавя")},
			},
		},
		{
			Name: "import.statuses", Letter: "c", Kind: KindList, Source: Statuses, Required: true,
			Title: lang.Of("Order status", "Статус на поръчка"),
			Help: lang.Of("Orders in these statuses become documents, the others wait. At least one, and none of a cancelled order.",
				"Поръчките с тези статуси стават документи, другите чакат. Поне един, и никой на отказана поръчка."),
		},
	}
}

// describeDocument is what an order becomes.
func describeDocument() []Setting {
	return []Setting{
		{
			Name: "import.object", Letter: "g", Kind: KindText, Source: Objects, Required: true, Title: lang.Of("Object", "Обект"),
			Help: lang.Of("The object of every document, by code or name. Stock is taken from it alone.",
				"Обектът на всеки документ, по код или име. Наличност се взима само от него."),
		},
		{
			Name: "import.document", Letter: "o", Kind: KindChoice, Default: "sale",
			Title: lang.Of("Kind of document", "Вид на документа"),
			Help: lang.Of(
				"A sale takes stock and has payments and a УНП; an order only holds the goods back, and nothing is printed. "+
					"Default: sale.",
				"Продажбата намалява наличността и има плащания и УНП; поръчката само запазва стоката и няма бон. По "+
					"подразбиране: продажба."),
			Choices: []Choice{{"sale", lang.Of("sale", "продажба")}, {"order", lang.Of("order", "поръчка")}},
		},
		{
			Name: "import.delivery_item", Letter: "h", Kind: KindBool, Default: "true",
			Title: lang.Of("Add the delivery price", "Добавяне на цена за доставка"),
			Help: lang.Of(
				"On: the delivery is a line with a service. Off: the document is without it; a printer needs it on. Default: on.",
				"Включено: доставката е ред с услуга. Изключено: документът е без нея; за печат на бонове трябва да е включено. По "+
					"подразбиране: включено."),
		},
		{
			Name: "import.delivery_good", Kind: KindText, Title: lang.Of("Service for the delivery", "Услуга за доставката"),
			Help: lang.Of("The code of the service good. Empty: the service named „Доставка“, which is made when there is none.",
				"Кодът на услугата. Празно: услугата „Доставка“, която се създава, ако я няма."),
		},
		{
			Name: "import.nomenclature", Letter: "n", Kind: KindBool, Default: "true",
			Title: lang.Of("Nomenclature synchronisation", "Синхронизация на номенклатура"),
			Help: lang.Of(
				"On: new goods and customers of the shop are brought in by the mode above. Off: only what an order needs. Default: on.",
				"Включено: новите стоки и клиенти на магазина се внасят според режима. Изключено: само нужното за поръчките. По "+
					"подразбиране: включено."),
		},
	}
}
