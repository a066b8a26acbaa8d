package page

import "github.com/skladmost/skladmost/examples/internal/lang"

// settingsWords are of the page Settings. Titles and help of the settings
// themselves are in package config.
func settingsWords() vocabulary {
	return vocabulary{
		"settings.intro": lang.Of("What is saved counts from the next run on; a run that is going on is not disturbed.",
			"Записаното важи от следващото изпълнение; започнатото не се променя."),
		"settings.warehouse":  lang.Of("Склад Pro", "Склад Pro"),
		"settings.shop":       lang.Of("Shop", "Магазин"),
		"settings.import":     lang.Of("Import: shop → Склад Pro", "Импорт: магазин → Склад Pro"),
		"settings.export":     lang.Of("Export: Склад Pro → shop", "Експорт: Склад Pro → магазин"),
		"settings.fiscal":     lang.Of("УНП and receipts", "УНП и касови бонове"),
		"settings.other":      lang.Of("Others", "Други"),
		"settings.compliance": lang.Of("Monthly file of the alternative regime", "Месечен файл при алтернативен режим"),
		"settings.parts":      lang.Of("Parts of the settings", "Части на настройките"),
		"settings.save":       lang.Of("Save", "Запиши"),
		"settings.test":       lang.Of("Check the connection", "Провери връзката"),
		"settings.test.what": lang.Of("tries what stands in the fields, without saving it",
			"пробва написаното в полетата, без да го записва"),
		"settings.results": lang.Of("What the check found", "Резултат от проверката"),
		"settings.on":      lang.Of("on", "включено"),
		"settings.locked": lang.Of("Fixed: it would lead out of the demonstration.",
			"Не се сменя: би извело извън демонстрацията."),
		"settings.saved.secret": lang.Of("saved; fill in to change it", "запазен; попълнете, за да го смените"),
		"settings.none":         lang.Of("– none chosen –", "– без избор –"),
		"settings.default":      lang.Of("– default –", "– по подразбиране –"),
		"settings.unknown":      lang.Of("%s (not there now)", "%s (сега го няма)"),
		"settings.cancelled":    lang.Of("cancelled orders", "отказани поръчки"),
		"settings.lines":        lang.Of("One a line.", "По едно на ред."),
		"settings.key":          lang.Of("key", "ключ"),
		"settings.value":        lang.Of("value", "стойност"),
		"settings.more":         lang.Of("another one", "друга"),
		"settings.nowarehouse": lang.Of("The database does not answer, so there is no list; write it by hand.",
			"Базата не отговаря и няма списък; напишете го на ръка."),
		"settings.noshop": lang.Of("The shop does not answer, so there is no list; write it by hand.",
			"Магазинът не отговаря и няма списък; напишете го на ръка."),
	}
}

// settingsAnswers are what the page says to what was sent.
func settingsAnswers() vocabulary {
	return vocabulary{
		"settings.faults": lang.Of("Not saved. Fields to correct: %d.", "Не е записано. Полета за поправяне: %d."),
		"settings.faults.todo": lang.Of(
			"correct the marked fields; a key or password is to be typed again",
			"поправете отбелязаните полета; ключ или парола се пишат отново"),
		"settings.changed": lang.Of("Not saved: the settings were changed in another tab or in an editor in the meantime.",
			"Не е записано: междувременно настройките са сменени в друг раздел или в редактор."),
		"settings.changed.todo": lang.Of("what you typed still stands here; look at the fields with a note and save again, or ",
			"написаното от вас още е тук; вижте полетата с бележка и запишете отново или "),
		"settings.reload": lang.Of("load the saved ones", "заредете записаните"),
		"settings.theirs": lang.Of("In the file now: %s", "Във файла сега: %s"),
		"settings.key.env": lang.Of(
			"The key comes from the variable %s of the environment. To keep it in the settings, empty the field of the variable.",
			"Ключът идва от променливата %s на средата. За да се пази в настройките, изчистете полето за променливата."),
		"settings.password.env": lang.Of(
			"The password comes from the variable %s of the environment. To keep it in the settings, empty the field of the variable.",
			"Паролата идва от променливата %s на средата. За да се пази в настройките, изчистете полето за променливата."),
		"settings.password.none": lang.Of("An address of this kind takes no password, or names no user for it.",
			"Адрес от този вид няма парола или в него няма потребител за нея."),
		"settings.password.again": lang.Of("The address leads to another server or user. Type the password again.",
			"Адресът води към друг сървър или потребител. Напишете паролата отново."),
		"settings.supto.yes":     lang.Of("with СУПТО", "със СУПТО"),
		"settings.supto.no":      lang.Of("without СУПТО", "без СУПТО"),
		"settings.module.on":     lang.Of("the module is on", "модулът е включен"),
		"settings.module.off":    lang.Of("the module is off: switch it on in the shop", "модулът е изключен: включете го в магазина"),
		"settings.try.warehouse": lang.Of("The database answers: %s, version %s, %s, %s.", "Базата отговаря: %s, версия %s, %s, %s."),
		"settings.try.shop":      lang.Of("The shop answers: %s, %s, %s.", "Магазинът отговаря: %s, %s, %s."),
		"settings.try.ready": lang.Of("All is well: object %s, user %s. An import would write %d documents now.",
			"Всичко е наред: обект %s, потребител %s. Импорт сега би записал документи: %d."),
		"said.saved": lang.Of("Saved. It counts from the next run on; a run that is going on is not disturbed.",
			"Записано. Важи от следващото изпълнение; започнатото не се променя."),
	}
}
