package config

import (
	"strconv"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

func describeExport() []Setting {
	return append(describeExportStart(), []Setting{
		{
			Name: "export.goods", Letter: "j", Kind: KindBool, Default: "true", Title: lang.Of("Export goods", "Експорт стоки"),
			Help: lang.Of("On: goods, groups and prices go to the shop. Off: not one request for them. Default: on.",
				"Включено: стоките, групите и цените отиват в магазина. Изключено: нито една заявка за тях. По подразбиране: включено."),
		},
		{
			Name: "export.partners", Letter: "i", Kind: KindBool, Default: "false", Title: lang.Of("Export partners", "Експорт партньори"),
			Help: lang.Of("On: clients with an e-mail or a phone become customers of the shop. Default: off.",
				"Включено: клиентите с имейл или телефон стават клиенти на магазина. По подразбиране: изключено."),
		},
		{
			Name: "export.quantities", Kind: KindBool, Default: "true", Title: lang.Of("Export quantities", "Експорт количества"),
			Help: lang.Of("On: the shop shows the stock of Склад Pro. Off: it counts by itself. Default: on.",
				"Включено: магазинът показва наличностите на Склад Pro. Изключено: брои сам. По подразбиране: включено."),
		},
		{
			Name: "export.goods_groups", Letter: "f", Kind: KindList, Source: GoodsGroups,
			Title: lang.Of("Goods groups", "Групи от стоки"),
			Help: lang.Of("Only goods of these groups and their subgroups are shown in the shop. None chosen: all.",
				"Само стоките от тези групи и подгрупите им се показват в магазина. Без избор: всички."),
		},
		{
			Name: "export.grouping_field", Letter: "d", Kind: KindChoice, Source: Fields, Choices: fieldChoices(),
			Title: lang.Of("Grouping field", "Поле за групиране"),
			Help: lang.Of(
				"Goods with the same number in this field are variants of one product. Empty: every good is a product of its own.",
				"Стоките с едно и също число в това поле са разновидности на един продукт. Празно: всяка стока е отделен продукт."),
		},
		{
			Name: "export.quantity_object_groups", Letter: "e", Kind: KindList, Source: ObjectGroups,
			Title: lang.Of("Object groups for quantities", "Групи обекти за количества"),
			Help: lang.Of(
				"The shop shows the stock of all objects of these groups together. None chosen: that of the object of the documents.",
				"Магазинът показва общата наличност на всички обекти от тези групи. Без избор: тази на обекта на документите."),
		},
		{
			Name: "export.price", Kind: KindChoice, Source: Prices, Default: "PriceOut2", Choices: priceChoices(),
			Title: lang.Of("Price", "Цена"),
			Help: lang.Of("Which price of Склад Pro the shop shows. Default: PriceOut2, retail.",
				"Коя цена на Склад Pro показва магазинът. По подразбиране: PriceOut2, на дребно."),
		},
		{
			Name: "export.reserved", Kind: KindChoice, Default: "ours", Title: lang.Of("Orders off the stock", "Запазени от поръчки"),
			Help: lang.Of("Which open orders of Склад Pro are taken off the quantity. Default: those that came from the shop.",
				"Кои отворени поръчки в Склад Pro се вадят от наличността. По подразбиране: дошлите от магазина."),
			Choices: []Choice{
				{"ours", lang.Of("those from the shop", "дошлите от магазина")},
				{"all", lang.Of("all of the last 30 days", "всички от последните 30 дни")}, {"none", lang.Of("none", "никои")},
			},
		},
		{
			Name: "export.shop_reserves", Kind: KindBool, Default: "false",
			Title: lang.Of("The shop holds orders back", "Магазинът сам задържа поръчаното"),
			Help: lang.Of("On: the shop takes waiting orders off the stock by itself, so they are not taken off twice. Default: off.",
				"Включено: магазинът сам вади чакащите поръчки от наличността и те не се вадят втори път. По подразбиране: изключено."),
		},
	}...)
}

func describeExportStart() []Setting {
	all := []Setting{
		{
			Name: "export.start.delay", Kind: KindDuration, Default: "0s", Title: lang.Of("Start: delay", "Старт: отлагане"),
			Help: lang.Of("How long the first export waits after the program starts. 0s, the default: it begins at once.",
				"Колко чака първият експорт след пускането на програмата. 0s, по подразбиране: „При стартиране на сървъра“."),
		},
		{
			Name: "export.start.every", Kind: KindDuration, Default: "15m", Title: lang.Of("Start: every", "Старт: на всеки"),
			Help: lang.Of("How often the export runs from then on, such as 5m or 1h. Default: 15m, fifteen minutes.",
				"На колко време след това се повтаря експортът, например 5m или 1h. По подразбиране: 15m, петнайсет минути."),
		},
	}

	for _, part := range []struct {
		name  string
		title Text
	}{
		{"catalogue", lang.Of("goods", "стоки")}, {"quantities", lang.Of("quantities", "количества")},
		{"partners", lang.Of("partners", "партньори")},
	} {
		all = append(all, Setting{
			Name: "export.start." + part.name + ".delay", Kind: KindDuration,
			Title: lang.Of("Start of "+part.title.EN+": delay", "Старт на "+part.title.BG+": отлагане"),
			Help: lang.Of("The delay of this part alone, such as 10s or 5m. Empty: as the whole export.",
				"Отлагането само на тази част, например 10s или 5m. Празно: като на целия експорт."),
		}, Setting{
			Name: "export.start." + part.name + ".every", Kind: KindDuration,
			Title: lang.Of("Start of "+part.title.EN+": every", "Старт на "+part.title.BG+": на всеки"),
			Help: lang.Of("How often this part alone runs, such as 1m or 24h. Empty: as the whole export.",
				"На колко време се повтаря само тази част, например 1m или 24h. Празно: като целия експорт."),
		})
	}

	return all
}

// fieldChoices are the columns that goods may be grouped by.
func fieldChoices() []Choice {
	names := map[string]Text{
		"MinQtty": lang.Of("minimum quantity", "минимално количество"), "NormalQtty": lang.Of("normal quantity", "нормално количество"),
		"Catalog1": lang.Of("catalogue number 1", "каталожен номер 1"), "Catalog2": lang.Of("catalogue number 2", "каталожен номер 2"),
		"Catalog3": lang.Of("catalogue number 3", "каталожен номер 3"), "Code": lang.Of("code", "код"),
		"Name2": lang.Of("second name", "второ име"), "Description": lang.Of("description", "описание"),
		"Ratio": lang.Of("ratio", "съотношение"), "BarCode2": lang.Of("second barcode", "втори баркод"),
	}

	all := []Choice{{"", lang.Of("none", "без групиране")}}

	for _, c := range choicesOf(groupingFields()...) {
		if name, ok := names[c.Value]; ok {
			c.Title = lang.Of(c.Value+" – "+name.EN, c.Value+" – "+name.BG)
		}

		all = append(all, c)
	}

	return all
}

// priceChoices are the columns under the names that Склад Pro shows.
func priceChoices() []Choice {
	all := choicesOf(priceColumns()...)
	for i := range all {
		name := lang.Of("price group "+strconv.Itoa(i-1), "ценова група "+strconv.Itoa(i-1))

		switch i {
		case 0:
			name = lang.Of("wholesale", "цена на едро")
		case 1:
			name = lang.Of("retail", "цена на дребно")
		}

		all[i].Title = lang.Of(all[i].Value+" – "+name.EN, all[i].Value+" – "+name.BG)
	}

	return all
}
