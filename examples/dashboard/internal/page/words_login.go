package page

import "github.com/skladmost/skladmost/examples/internal/lang"

// loginWords are of the login and of what the guard turns away.
func loginWords() vocabulary {
	again := lang.Of("Open the page anew and try again.", "Отворете страницата отново и опитайте пак.")

	return vocabulary{
		"login.password":   lang.Of("Password", "Парола"),
		"login.enter":      lang.Of("Enter", "Влез"),
		"login.wrong":      lang.Of("This is not the password.", "Паролата не е тази."),
		"login.wrong.todo": lang.Of("Type it again; who runs the program can set a new one.", "Напишете я пак; който поддържа програмата, може да зададе нова."),
		"login.wait":       lang.Of("Too many wrong passwords: wait %s.", "Твърде много грешни пароли: изчакайте %s."),

		"nav.refused": lang.Of("Refused", "Отказано"),

		"refused.foreign_host":       lang.Of("The page was called by a name that is not its own.", "Страницата е отворена под име, което не е нейно."),
		"refused.foreign_host.todo":  lang.Of("Use the address that the program shows when it starts, or allow the name with --host.", "Ползвайте адреса, който програмата показва при старта, или разрешете името с --host."),
		"refused.foreign_site":       lang.Of("The request came from another site.", "Заявката идва от друг сайт."),
		"refused.foreign_site.todo":  again,
		"refused.csrf_token":         lang.Of("The form is too old, or not from here.", "Формулярът е стар или не е оттук."),
		"refused.csrf_token.todo":    again,
		"refused.needs_tls":          lang.Of("This address answers to https only.", "Този адрес работи само с https."),
		"refused.needs_tls.todo":     lang.Of("Write https:// before the address.", "Напишете https:// пред адреса."),
		"refused.needs_login":        lang.Of("You are not logged in any more.", "Вече не сте влезли."),
		"refused.needs_login.todo":   lang.Of("Log in again.", "Влезте отново."),
		"refused.too_large":          lang.Of("More was sent than one form may hold (1 MB).", "Изпратено е повече, отколкото един формуляр може да побере (1 MB)."),
		"refused.too_large.todo":     lang.Of("Send less at once.", "Изпратете по-малко наведнъж."),
		"refused.method":             lang.Of("The address does not take this kind of request.", "Адресът не приема такава заявка."),
		"refused.method.todo":        again,
		"refused.password_file":      lang.Of("The file of the password is gone or garbled, so nobody is let in.", "Файлът с паролата липсва или е повреден, затова никой не се допуска."),
		"refused.password_file.todo": lang.Of("Set the password again: dashboard password.", "Задайте паролата отново: dashboard password."),
		"refused.busy":               lang.Of("Too many passwords are being checked.", "Проверяват се твърде много пароли."),
		"refused.busy.todo":          lang.Of("Wait a moment.", "Изчакайте малко."),
	}
}
