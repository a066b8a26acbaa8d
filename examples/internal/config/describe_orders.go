package config

import "github.com/skladmost/skladmost/examples/internal/lang"

// describeOrders is how single orders are treated.
func describeOrders() []Setting {
	return []Setting{
		{
			Name: "import.since", Kind: KindMoment, Title: lang.Of("Orders since", "Поръчки от"),
			Help: lang.Of(
				"Older orders do not become documents: a day such as 2026-11-01, or a day and time. Empty: since the tables "+
					"were installed.",
				"По-старите поръчки не стават документи: ден като 2026-11-01 или ден и час. Празно: от инсталирането на таблиците."),
		},
		{
			Name: "import.settle", Kind: KindDuration, Default: "0s", Title: lang.Of("Rest before import", "Изчакване без промяна"),
			Help: lang.Of("How long an order must have been left alone in the shop before it is taken, such as 10m. Default: 0s, at once.",
				"Колко време поръчката трябва да не е променяна в магазина, преди да се вземе, например 10m. По "+
					"подразбиране: 0s, веднага."),
		},
		{
			Name: "import.on_change", Kind: KindChoice, Default: "record",
			Title: lang.Of("When an imported order changes", "При промяна на внесена поръчка"),
			Help: lang.Of(
				"What follows when the shop changes an order that is a document already. Everything is reported in any "+
					"case. Default: report only.",
				"Какво следва, когато магазинът промени поръчка, която вече е документ. Всичко се съобщава така или иначе. По "+
					"подразбиране: само съобщава."),
			Choices: []Choice{
				{"record", lang.Of("only report it", "само се съобщава")},
				{"void_order", lang.Of("void the order document of a cancelled one", "анулира документа за поръчка на отказаната")},
				{"refund", lang.Of("refund a sale that came back whole", "прави рекламация на изцяло върнатата")},
			},
		},
		{
			Name: "import.voucher", Kind: KindChoice, Default: "as_shop", Title: lang.Of("Voucher", "Ваучер"),
			Help: lang.Of("Whether a voucher lowers the price or is a payment. Default: as the shop says of each.",
				"Дали ваучерът намалява цената, или е плащане. По подразбиране: както казва магазинът за всеки."),
			Choices: []Choice{
				{"as_shop", lang.Of("as the shop says", "както казва магазинът")},
				{"discount", lang.Of("a discount", "отстъпка")}, {"payment", lang.Of("a payment", "плащане")},
			},
		},
	}
}

// describeUnknown is what happens to what Склад Pro does not know.
func describeUnknown() []Setting {
	return []Setting{
		{
			Name: "import.missing_good", Kind: KindChoice, Default: "park",
			Title: lang.Of("Unknown good in an order", "Непозната стока в поръчка"),
			Help: lang.Of("What to do with a line whose good Склад Pro does not have. Default: the order waits for a person.",
				"Какво се прави с ред, чиято стока я няма в Склад Pro. По подразбиране: поръчката се задържа."),
			Choices: []Choice{
				{"park", lang.Of("keep the order aside", "задържа поръчката")}, {"create", lang.Of("create the good", "създава стоката")},
				{"item", lang.Of("write it with a stand-in good", "записва реда със заместваща стока")},
			},
		},
		{
			Name: "import.missing_item", Kind: KindList, Title: lang.Of("Stand-in good", "Заместваща стока"),
			Help: lang.Of(
				"Codes of the goods that stand for unknown ones, one for each VAT rate. Needed for that choice alone, else "+
					"leave it empty.",
				"Кодове на стоките, които заместват непознатите, по една за ставка на ДДС. Нужно е само при този избор; "+
					"иначе остава празно."),
		},
		{
			Name: "import.guest_partner", Kind: KindText, Title: lang.Of("Partner of guests", "Партньор за гостите"),
			Help: lang.Of("Code or name of one partner for all orders without an account. Empty: each guest becomes a partner.",
				"Код или име на един партньор за всички поръчки без профил. Празно: всеки гост става партньор."),
		},
		{
			Name: "import.payment_map", Kind: KindMap, Source: PaymentTypes, Keys: paymentMethods(),
			Title: lang.Of("Payment types", "Видове плащане"),
			Help: lang.Of("Which payment type of Склад Pro each method of the shop becomes. Empty: cash on delivery 1, bank 2, "+
				"card and PayPal 3, voucher 4; "+
				"a sale with any other method waits.",
				"Кой вид плащане на Склад Pro отговаря на всеки начин от магазина. Празно: наложен платеж 1, банка 2, карта "+
					"и PayPal 3, ваучер 4; "+
					"продажба с друг начин се задържа."),
		},
		{
			Name: "import.vat_map", Kind: KindMap, Source: VATGroups, Title: lang.Of("VAT groups", "Групи ДДС"),
			Help: lang.Of("Which VAT group of Склад Pro each rate of the shop becomes, for new goods. Empty: the group that has the rate.",
				"Коя група ДДС на Склад Pro отговаря на всяка ставка от магазина, за нови стоки. Празно: групата със същата ставка."),
		},
	}
}

// paymentMethods are the methods of the shop that have a name of their own.
func paymentMethods() []Choice {
	return []Choice{
		{"cod", lang.Of("cash on delivery", "наложен платеж")},
		{"cod+ppp", lang.Of("cash on delivery by postal money transfer", "наложен платеж с пощенски паричен превод")},
		{"card", lang.Of("card", "карта")},
		{"bank_transfer", lang.Of("bank transfer", "банков превод")},
		{"paypal", lang.Of("PayPal", "PayPal")},
		{"voucher", lang.Of("voucher", "ваучер")},
		{"other", lang.Of("all the rest", "всички останали")},
	}
}
