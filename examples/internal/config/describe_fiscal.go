package config

import "github.com/skladmost/skladmost/examples/internal/lang"

// describeNumbers is about the УНП.
func describeNumbers() []Setting {
	return []Setting{
		{
			Name: "fiscal.device_serial", Letter: "p", Kind: KindText, Only: WithSUPTO,
			Title: lang.Of("Serial number of the fiscal device", "Сериен номер на касов апарат"),
			Help: lang.Of(
				"The device part of the УНП: two Latin capitals and six digits, such as DT279013. The device is for this shop alone.",
				"Частта за апарата в УНП: две латински главни букви и шест цифри, например DT279013. Апаратът е само за този магазин."),
		},
		{
			Name: "fiscal.operator_code", Kind: KindText, Only: WithSUPTO, Title: lang.Of("Operator's code", "Код на оператора"),
			Help: lang.Of("The operator part of the УНП, four of 0-9 and A-Z. Empty: from the code of the active user.",
				"Частта за оператора в УНП, четири знака от 0-9 и A-Z. Празно: от кода на активния потребител."),
		},
		{
			Name: "fiscal.shared_device", Kind: KindBool, Only: WithSUPTO, Default: "false",
			Title: lang.Of("Shared device", "Общ касов апарат"),
			Help: lang.Of("On: another program numbers sales of the same device too, and both count on from the highest. Default: off.",
				"Включено: и друга програма номерира продажби на същия апарат, и двете продължават от най-големия номер. По "+
					"подразбиране: изключено."),
		},
		{
			Name: "fiscal.usn_from", Kind: KindInt, Only: WithSUPTO, Title: lang.Of("УНП from", "УНП от"),
			Help: lang.Of("The first of our part of the device's numbers, where another program has the rest. Empty: 1.",
				"Първият от нашата част номера на апарата, когато друга програма има останалите. Празно: 1."),
		},
		{
			Name: "fiscal.usn_to", Kind: KindInt, Only: WithSUPTO, Title: lang.Of("УНП to", "УНП до"),
			Help: lang.Of("The last of our part of the device's numbers. When it is used up, sales wait for a new part. Empty: 9999999.",
				"Последният от нашата част номера на апарата. Когато свърши, продажбите чакат нова част. Празно: 9999999."),
		},
		{
			Name: "fiscal.receipts", Kind: KindMap, Keys: paymentMethods(),
			Title: lang.Of("Which payments need a receipt", "Кои плащания искат бон"),
			Help: lang.Of("When a receipt is printed, by payment method. Empty: as the law has it – cash on delivery with the "+
				"sale, card, PayPal and voucher "+
				"when paid, bank and postal transfers never.",
				"Кога се печата бон според начина на плащане. Празно: според закона – наложен платеж с продажбата, карта, "+
					"PayPal и ваучер "+
					"при плащане, банка и пощенски превод никога."),
			Choices: []Choice{
				{"never", lang.Of("never", "никога")},
				{"recorded", lang.Of("with the sale", "с продажбата")}, {"paid", lang.Of("when paid", "при плащане")},
			},
		},
	}
}

func describePrinter() []Setting {
	return []Setting{
		{
			Name: "fiscal.smart_printer.enabled", Letter: "k", Kind: KindBool, Default: "false",
			Title: lang.Of("Send to Smart Printer", "Изпращане към Smart Printer"),
			Help: lang.Of("On: receipts of the sales are printed. Needs sales as documents and the delivery price on. Default: off.",
				"Включено: боновете на продажбите се печатат. Иска документ продажба и включена цена за доставка. По "+
					"подразбиране: изключено."),
		},
		{
			Name: "fiscal.smart_printer.host", Kind: KindText, Only: WithPrinter,
			Title: lang.Of("Address of the printer", "Адрес на принтера"),
			Help: lang.Of("Name or address of the computer or device, such as 127.0.0.1. Required for printing.",
				"Име или адрес на компютъра или устройството, например 127.0.0.1. За печат е задължително."),
		},
		{
			Name: "fiscal.smart_printer.port", Kind: KindInt, Only: WithPrinter, Title: lang.Of("Port of the printer", "Порт на принтера"),
			Help: lang.Of("1 to 65535; mostly 8001 for ErpNet.FP, 9100 for a device and 8000 for Tremol. Required for printing.",
				"От 1 до 65535; обикновено 8001 за ErpNet.FP, 9100 за устройство и 8000 за Tremol. За печат е задължително."),
		},
		{
			Name: "fiscal.smart_printer.dialect", Kind: KindChoice, Only: WithPrinter, Default: "netfp",
			Title: lang.Of("What is at the address", "Какво има на адреса"),
			Help: lang.Of("An ErpNet.FP server, or the device itself in the language of its maker. Default: ErpNet.FP.",
				"Сървър ErpNet.FP или самото устройство на езика на производителя. По подразбиране: ErpNet.FP."),
			Choices: dialectChoices(),
		},
		{
			Name: "fiscal.printer_id", Kind: KindText, Only: WithPrinter, Title: lang.Of("Device in ErpNet.FP", "Устройство в ErpNet.FP"),
			Help: lang.Of("The name of the device, where the ErpNet.FP server has several. Empty: the only one.",
				"Името на устройството, ако сървърът ErpNet.FP има няколко. Празно: единственото."),
		},
		{
			Name: "fiscal.operator", Kind: KindText, Only: WithPrinter, Title: lang.Of("Operator of the device", "Оператор на апарата"),
			Help: lang.Of(
				"The number of the device's operator. Empty: the device's own.",
				"Номерът на оператора в апарата. Празно: собственият на апарата."),
		},
		{
			Name: "fiscal.password_env", Kind: KindText, Only: WithPrinter,
			Title: lang.Of("Variable with the operator's password", "Променлива с паролата на оператора"),
			Help: lang.Of("The variable of the environment that holds the password of that operator. Empty: the device's own.",
				"Променливата на средата, в която е паролата на този оператор. Празно: собствената на апарата."),
		},
	}
}

func dialectChoices() []Choice {
	titles := map[string]Text{
		"netfp": lang.Of("ErpNet.FP server", "сървър ErpNet.FP"),
		"isl-datecs-a": lang.Of(
			"Datecs FP-550, FP-650, FP-800, FP-2000, SK1, FMP-10",
			"Datecs FP-550, FP-650, FP-800, FP-2000, SK1, FMP-10"),
		"isl-datecs-b": same("Datecs DP-05, DP-15, DP-25, DP-35, DP-150, WP-50"),
		"isl-datecs-x": lang.Of("Datecs whose model ends in X, XR or XE", "Datecs с модел, който завършва на X, XR или XE"),
		"isl-daisy": lang.Of(
			"Daisy",
			"Дейзи"), "isl-eltrade": lang.Of("Eltrade",
			"Елтрейд"), "isl-incotex": lang.Of("Incotex",
			"Инкотекс"),
		"zfp": lang.Of("Tremol", "Тремол"),
	}

	all := choicesOf(Dialects()...)
	for i := range all {
		all[i].Title = titles[all[i].Value]
	}

	return all
}
