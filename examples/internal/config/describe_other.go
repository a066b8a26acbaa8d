package config

import "github.com/skladmost/skladmost/examples/internal/lang"

// describeOther is what concerns both directions.
func describeOther() []Setting {
	return []Setting{
		{
			Name: "edit_name_and_group", Letter: "l", Kind: KindBool, Default: "false",
			Title: lang.Of("Edit name and group", "Редакция на име и група"),
			Help: lang.Of(
				"On: a changed name or group of a known good goes to the other side; changed on both, the shop's stays. Default: off.",
				"Включено: променено име или група на позната стока минава на другата страна; при промяна и в двете важи тази в "+
					"магазина. По подразбиране: изключено."),
		},
		{
			Name: "limits.share", Kind: KindPercent, Default: "20", Title: lang.Of("Limit: share, %", "Граница: дял, %"),
			Help: lang.Of(
				"An export that would hide or bring to 0 more than this share of all shown goods stops before it writes. Default: 20 %.",
				"Експорт, който би скрил или нулирал повече от този дял от показаните стоки, спира, преди да запише. По "+
					"подразбиране: 20 %."),
		},
		{
			Name: "limits.min", Kind: KindInt, Default: "10", Title: lang.Of("Limit: goods", "Граница: брой стоки"),
			Help: lang.Of("The limit holds from this many goods on; fewer pass whatever their share. Default: 10.",
				"Границата важи от толкова стоки нагоре; по-малко минават при всеки дял. По подразбиране: 10."),
		},
	}
}

// describeCompliance is what the monthly file says of the seller.
func describeCompliance() []Setting {
	return []Setting{
		{
			Name: "compliance.eik", Kind: KindText, Title: lang.Of("ЕИК", "ЕИК"),
			Help: lang.Of("9 to 13 digits. Only for the monthly file.", "От 9 до 13 цифри. Само за месечния файл."),
		},
		{
			Name: "compliance.shop_number", Kind: KindText, Title: lang.Of("Number of the shop", "Номер на магазина"),
			Help: lang.Of(
				"The number that the НАП gave the shop, such as RF0000123.",
				"Номерът, който НАП е дала на магазина, например RF0000123."),
		},
		{
			Name: "compliance.domain", Kind: KindText, Title: lang.Of("Domain", "Домейн"),
			Help: lang.Of("The domain of the shop, such as shop.example.", "Домейнът на магазина, например shop.example."),
		},
		{
			Name: "compliance.on_platform", Kind: KindBool, Default: "false",
			Title: lang.Of("On somebody's platform", "На чужда платформа"),
			Help: lang.Of(
				"On: you sell on somebody else's platform. Default: off.",
				"Включено: продавате на чужда платформа. По подразбиране: изключено."),
		},
		{
			Name: "compliance.virtual_pos", Kind: KindText, Title: lang.Of("Virtual POS", "Виртуален ПОС"),
			Help: lang.Of("Its number, if you have one. Empty: none.", "Номерът му, ако имате такъв. Празно: няма."),
		},
		{
			Name: "compliance.processor", Kind: KindText, Title: lang.Of("Payment service provider", "Доставчик на платежни услуги"),
			Help: lang.Of("Its number, if you have one. Empty: none.", "Номерът му, ако имате такъв. Празно: няма."),
		},
	}
}
