package config

import "github.com/skladmost/skladmost/examples/internal/lang"

func describeWarehouse() []Setting {
	return []Setting{
		{
			Name: "warehouse.dsn", Kind: KindText, Required: true, Title: lang.Of("Database", "База данни"),
			Help: lang.Of(
				"Where the database of Склад Pro is: sqlite:PATH, access:PATH, mysql://user@host:3306/database, "+
					"sqlserver://user@host:1433?database=name or odbc:CONNECTION-STRING. A path is looked for beside the settings file.",
				"Къде е базата на Склад Pro: sqlite:ПЪТ, access:ПЪТ, mysql://потребител@сървър:3306/база, "+
					"sqlserver://потребител@сървър:1433?database=база или odbc:НИЗ-ЗА-ВРЪЗКА. Пътят се търси до файла с настройки."),
		},
		{
			Name: "warehouse.password_env", Kind: KindText, Title: lang.Of("Variable with the password", "Променлива с паролата"),
			Help: lang.Of(
				"The variable of the environment that holds the password of the database server. It replaces the one in the "+
					"address. Empty: none.",
				"Променливата на средата, в която е паролата за сървъра на базата. Замества тази в адреса. Празно: няма такава."),
		},
		{
			Name: "warehouse.password_file", Kind: KindText, Title: lang.Of("File with the password", "Файл с паролата"),
			Help: lang.Of(
				"A file, beside the settings file, that holds nothing but the password of the database server. Only one of file and "+
					"variable. Empty: none.",
				"Файл до файла с настройки, в който е само паролата за сървъра на базата. Или файл, или променлива. Празно: няма такъв."),
		},
		{
			Name: "warehouse.timezone", Kind: KindText, Default: "Europe/Sofia", Title: lang.Of("Time zone", "Часова зона"),
			Help: lang.Of(
				"The zone of the dates that Склад Pro writes; documents get the day of their import in it. Default: Europe/Sofia.",
				"Зоната на датите, които записва Склад Pro; документите са с деня на прехвърлянето в нея. По подразбиране: Europe/Sofia."),
		},
		{
			Name: "warehouse.supto", Kind: KindChoice, Default: "auto", Title: lang.Of("СУПТО", "СУПТО"),
			Help: lang.Of(
				"Whether Склад Pro is used as software for sales management (Annex 29 of Наредба Н-18). With it every sale has a УНП "+
					"and the serial number of the device is required. Default: as the database shows.",
				"Дали Склад Pro се използва като СУПТО (Приложение 29 на Наредба Н-18). Тогава всяка продажба има УНП и "+
					"серийният номер на касовия апарат е задължителен. По подразбиране: както показва базата."),
			Choices: []Choice{
				{"auto", lang.Of("as the database shows", "както показва базата")},
				{"yes", lang.Of("yes", "да")}, {"no", lang.Of("no", "не")},
			},
		},
	}
}

func describeShop() []Setting {
	return []Setting{
		{
			Name: "shop.url", Kind: KindText, Required: true, Title: lang.Of("Address of the shop", "Адрес на магазина"),
			Help: lang.Of("The address from the shop's module Microinvest Синхронизация, https://…/api/microinvest/v1.",
				"Адресът от модула „Microinvest Синхронизация“ в магазина, https://…/api/microinvest/v1."),
		},
		{
			Name: "shop.api_id", Kind: KindText, Required: true, Title: lang.Of("API Идентификатор", "API Идентификатор"),
			Help: lang.Of("The identifier from the same module of the shop.", "Идентификаторът от същия модул на магазина."),
		},
		{
			Name: "shop.key", Kind: KindSecret, Title: lang.Of("Key (Ключ)", "Ключ"),
			Help: lang.Of(
				"The key from the same module. Whoever has it can act in your name. Exactly one of key, variable and file is needed.",
				"Ключът от същия модул. Който го има, може да действа от ваше име. Нужно е точно едно: ключ, променлива или файл."),
		},
		{
			Name: "shop.key_env", Kind: KindText, Title: lang.Of("Variable with the key", "Променлива с ключа"),
			Help: lang.Of("The variable of the environment that holds the key, instead of the settings file. Empty: none.",
				"Променливата на средата, в която е ключът, вместо да е в настройките. Празно: няма такава."),
		},
		{
			Name: "shop.key_file", Kind: KindText, Title: lang.Of("File with the key", "Файл с ключа"),
			Help: lang.Of("A file, beside the settings file, that holds nothing but the key. Empty: none.",
				"Файл до файла с настройки, в който е само ключът. Празно: няма такъв."),
		},
		{
			Name: "shop.id", Kind: KindText, Default: "main", Title: lang.Of("Your name of the shop", "Ваше име на магазина"),
			Help: lang.Of(
				"1 to 60 characters. All links and orders are kept under it: never change it after the first run. Default: main.",
				"От 1 до 60 знака. Под него се пазят всички връзки и поръчки: не го сменяйте след първото изпълнение. По "+
					"подразбиране: main."),
		},
		{
			Name: "shop.rate", Kind: KindInt, Default: "5", Title: lang.Of("Requests a second", "Заявки в секунда"),
			Help: lang.Of("The most requests that the shop is sent in a second, 1 to 1000. Default: 5.",
				"Най-много толкова заявки в секунда се изпращат към магазина, от 1 до 1000. По подразбиране: 5."),
		},
		{
			Name: "shop.patience", Kind: KindDuration, Default: "1m", Title: lang.Of("Patience", "Търпение"),
			Help: lang.Of(
				"For how long a failing request is repeated before the run gives up, such as 30s or 5m. Default: 1m, one minute.",
				"Колко време се повтаря неуспешна заявка, преди изпълнението да се откаже, например 30s или 5m. По "+
					"подразбиране: 1m, една минута."),
		},
	}
}
