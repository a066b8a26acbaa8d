package main

import (
	"github.com/alecthomas/kong"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

// words are those of the command line's help.
func words() map[string]lang.Text {
	return map[string]lang.Text{
		"app": lang.Of("The page from which a shop runs its synchronisation between Склад Pro and GombaShop.",
			"Страницата, от която магазинът управлява синхронизацията между Склад Pro и GombaShop."),
		"lang": lang.Of("language; of the page it is that of a visitor who has chosen none (otherwise Bulgarian)",
			"език; на страницата – докато посетителят не избере друг (иначе български)"),
		"serve":    lang.Of("show the page until stopped (the default)", "показва страницата, докато бъде спряна (по подразбиране)"),
		"password": lang.Of("set the password of the page", "задава паролата на страницата"),
		"service":  lang.Of("the page as a service that starts with the computer", "страницата като услуга, която тръгва с компютъра"),
		"config": lang.Of("the settings, the same file as gombasync's; a new one is written when there is none",
			"настройките, същият файл като на gombasync; ако го няма, се пише нов"),
		"addr": lang.Of("where the page is; other than this computer needs a password, and gets TLS",
			"къде е страницата; извън този компютър иска парола и получава TLS"),
		"hosts":         lang.Of("a further name under which the page may be called", "още едно име, под което страницата може да се отваря"),
		"password_file": lang.Of("where the password's hash is (FILE.password beside the settings)", "къде е отпечатъкът на паролата (до настройките, ФАЙЛ.password)"),
		"cert":          lang.Of("own certificate, PEM; without it one is made", "собствен сертификат, PEM; без него се прави такъв"),
		"key":           lang.Of("its private key", "частният му ключ"),
		"demo": lang.Of("a made-up warehouse, shop and printer, which are deleted at the end",
			"измислени склад, магазин и принтер, които накрая се изтриват"),
		"open":       lang.Of("open the page in the browser", "отваря страницата в браузъра"),
		"service_do": lang.Of("install, uninstall, start, stop, restart or status", "install, uninstall, start, stop, restart или status"),
	}
}

func vars(l lang.Lang) kong.Vars {
	all := kong.Vars{}
	for name, text := range words() {
		all[name] = text.In(l)
	}

	return all
}
