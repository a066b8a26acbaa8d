package text

// Problems of one of the two sides, or between them. They stop the run.
const (
	// WrongKey means that the shop does not accept the credentials.
	WrongKey Code = "wrong_key"
	// ModuleDisabled means that the synchronisation is off in the shop.
	ModuleDisabled Code = "module_disabled"
	// ClockSkew means that the clocks of shop and computer differ too much.
	ClockSkew Code = "clock_skew"
	// ShopDown means that the shop does not answer.
	ShopDown Code = "shop_down"
	// ShopMismatch is another shop than the one of that name: known, found.
	ShopMismatch Code = "shop_mismatch"
	// BaseCurrency is a shop in another currency than the warehouse: warehouse,
	// shop.
	BaseCurrency Code = "base_currency"
	// UnlinkedSides means that both sides have records of their own that nobody
	// has matched: good, product, each as a Record.
	UnlinkedSides Code = "unlinked_sides"
	// UnsafeTables are tables without transactions: tables.
	UnsafeTables Code = "unsafe_tables"
	// LedgerMissing means that the gomba_ tables are not installed.
	LedgerMissing Code = "ledger_missing"
	// Busy means that another run of this shop and direction is on its way.
	Busy Code = "busy"
	// MassChange is a run that would hide or zero too much: count, of, share,
	// min.
	MassChange Code = "mass_change"
	// EmptySource is a source without a single record.
	EmptySource Code = "empty_source"
	// Unexpected stands in for a code that this version does not know.
	Unexpected Code = "unexpected"
)

const sideTexts = `
wrong_key
the shop does not accept the API id and key (API Идентификатор, Ключ)
copy both again from the shop's module page; a space at the end counts too
магазинът не приема API Идентификатора и Ключа
копирайте ги отново от страницата на модула в магазина; и интервал в края има значение

module_disabled
the module "Microinvest Синхронизация" is switched off in the shop
switch it on in the shop's settings
модулът „Microinvest Синхронизация“ е изключен в магазина
включете го в настройките на магазина

clock_skew
the clock of this computer differs from the shop's by more than five minutes
set the clock, or switch on its synchronisation with the internet
часовникът на този компютър се различава от този на магазина с повече от пет минути
сверете часовника или включете синхронизирането му по интернет

shop_down
the shop does not answer
check the address and the connection; the next run goes on where this one stopped
магазинът не отговаря
проверете адреса и връзката; следващото изпълнение продължава оттам, докъдето е стигнато

shop_mismatch
this name belonged to the shop {known}, and now {found} answers
correct the address of the shop, or give the new shop an id of its own
под това име беше магазинът {known}, а сега отговаря {found}
поправете адреса на магазина или дайте на новия магазин собствено име (shop.id)

base_currency
the warehouse counts in {warehouse}, the shop in {shop}
make currency number 1 of Склад Pro the shop's currency; amounts are never converted by export
складът работи в {warehouse}, а магазинът в {shop}
направете валута № 1 в Склад Pro да е валутата на магазина; експортът не превалутира

unlinked_sides
both sides have goods that are not matched yet, such as {record:good} and {record:product}
run match propose --out FILE, look the file through, then match apply FILE --finish; or switch export.goods and import.nomenclature off
двете страни имат стоки, които още не са съпоставени, например {record:good} и {record:product}
match propose --out ФАЙЛ, прегледайте файла, после match apply ФАЙЛ --finish; или изключете export.goods и import.nomenclature

unsafe_tables
these tables cannot be written in a transaction: {tables}
convert them to InnoDB; until then a failure could leave half a document behind
тези таблици не поддържат транзакции: {tables}
преобразувайте ги в InnoDB; дотогава при грешка може да остане половин документ

ledger_missing
the ledger (tables gomba_) is not installed in the database
run db install once
журналът (таблици gomba_) не е инсталиран в базата данни
изпълнете веднъж db install

busy
another run for this shop is still going on in this direction
wait until it ends; one that was killed is over by itself in two minutes
друго изпълнение за този магазин в тази посока още не е свършило
изчакайте го; прекъснато изпълнение се освобождава само след две минути

mass_change
this run would hide or zero {count} of {of} published records, more than {share} % and at least {min}
check the chosen groups and objects; if it is meant, run once with --allow-mass-change
това изпълнение би скрило или нулирало {count} от {of} публикувани записа – над {share} % и поне {min}
проверете избраните групи и обекти; ако така трябва, изпълнете веднъж с --allow-mass-change

empty_source
there is not a single good to send, and an empty list never hides what the shop shows
check that the right database is open and that the chosen groups hold goods
няма нито една стока за изпращане, а празен списък никога не скрива показаното в магазина
проверете дали е отворена правилната база и дали в избраните групи има стоки

unexpected
something happened that this version has no text for
look at the journal of the run, and update the program
случи се нещо, за което тази версия няма текст
вижте журнала на изпълнението и обновете програмата
`
