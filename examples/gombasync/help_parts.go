package main

// fiscalExamples are those of the commands about receipts and reports.
func fiscalExamples() map[string]lesson {
	return map[string]lesson{
		"receipts list": teach(
			try("gombasync receipts list", "Every receipt and its state:", "Всички бонове и състоянието им:"),
			try("gombasync receipts list --state unknown", "Those nobody knows about:", "Тези с неясен изход:"),
		),
		"receipts reconcile": teach(
			try("gombasync receipts reconcile", "Ask the device about all of them:", "Попитайте апарата за всички:"),
			try("gombasync receipts reconcile 10045 --printed 0000085", "You have found it on the paper, with this number:",
				"Намерили сте го на лентата, с този номер:"),
			try("gombasync receipts reconcile 10045 --not-printed", "Nothing came out; the next import prints it:",
				"Нищо не е излязло; следващият импорт го печата:"),
		),
		"receipts reverse": teach(
			try("gombasync receipts reverse 10045", "The customer has returned the goods:", "Клиентът е върнал стоката:"),
			try("gombasync receipts reverse 10045 --reason operator-error", "The receipt was a mistake:", "Бонът е бил грешка:"),
		),
		"compliance tables": teach(
			try("gombasync compliance tables", "The month that has just ended, as CSV:", "Току-що изтеклият месец като CSV:"),
			try("gombasync compliance tables --month 2026-11 --format xlsx --out november.xlsx", "A month as one workbook:",
				"Един месец в една работна книга:"),
			try("gombasync compliance tables --from 2026-11-01 --to 2026-11-15", "Some days:", "Няколко дни:"),
		),
		"compliance audit-file": teach(
			try("gombasync compliance audit-file --month 2026-11", "The file of November:", "Файлът за ноември:"),
			try("gombasync compliance audit-file --out nap.xml", "The last month, to a file of this name:",
				"Последният месец, във файл с това име:"),
		),
	}
}

// partExamples are those of the commands about one side.
func partExamples() map[string]lesson {
	return map[string]lesson{
		"init": teach(
			try("gombasync init", "Answer a few questions; each connection is tried at once:",
				"Отговорете на няколко въпроса; всяка връзка се проверява веднага:"),
			try("gombasync init --yes", "No questions: a commented file to fill in by hand:",
				"Без въпроси: файл с обяснения за попълване на ръка:"),
			try("gombasync init --shop https://shop.example/api/microinvest/v1 --api-id 0123456789abcdef",
				"For a script, with these two filled in:", "За скрипт, с тези две попълнени:"),
		),
		"db create": teach(
			try("gombasync db create sqlite:trial.db --sample", "A database with goods, for trying things out:",
				"База със стоки, за проби:"),
			try("gombasync db create sqlite:shop.db --supto", "An empty one that numbers its sales (УНП):",
				"Празна, която номерира продажбите (УНП):"),
			try("gombasync db create --print mysql", "The script, for somebody who makes it himself:", "Скриптът, за който я прави сам:"),
		),
		"db info": teach(
			try("gombasync db info", "The database of the settings:", "Базата от настройките:"),
			try("gombasync db info mysql://sklad@192.168.1.5:3306/microinvest", "Another one, before it is written into the settings:",
				"Друга, преди да влезе в настройките:"),
		),
		"db install": teach(
			try("gombasync db install", "Once before the first run, and after an update of this program:",
				"Веднъж преди първото изпълнение и след обновяване на програмата:"),
			try("gombasync db install sqlite:shop.db", "In this database:", "В тази база:"),
		),
		"shop serve": teach(
			try("gombasync shop serve --addr 127.0.0.1:8080 --api-id test --key secret", "An empty shop until Ctrl+C:",
				"Празен магазин до Ctrl+C:"),
			try("gombasync shop serve --addr 127.0.0.1:8080 --api-id test --key secret --products products.csv --state shop.json",
				"With the products of your own shop, kept between starts:", "С продуктите на вашия магазин, запазван между пусканията:"),
		),
		"completion": teach(
			try(`eval "$(gombasync completion bash)"`, "bash, for this window; the line goes into ~/.bashrc:",
				"bash, за този прозорец; за постоянно: същият ред в ~/.bashrc:"),
			try("source <(gombasync completion zsh)", "zsh; the line goes into ~/.zshrc:", "zsh; за постоянно: същият ред в ~/.zshrc:"),
			try("gombasync completion fish > ~/.config/fish/completions/gombasync.fish", "fish:", "fish:"),
			try("gombasync completion powershell | Out-String | Invoke-Expression", "PowerShell; the line goes into $PROFILE:",
				"PowerShell; за постоянно: същият ред в $PROFILE:"),
		).noting("What is printed is a script, with --json too.", "Отпечатва се скрипт, също и с --json."),
	}
}
