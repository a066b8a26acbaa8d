package text

import "strings"

// words are the names of kinds, buckets, states and rules in a report, of columns
// and of what is wrong with their values: the word, its English and its
// Bulgarian name.
const words = `
export|export|експорт
import|import|импорт
catalogue|catalogue|каталог
quantities|quantities|количества
partners|partners|партньори
match|matching|съпоставяне
category|groups|групи
good|goods|стоки
quantity|quantities|количества
partner|partners|партньори
order|orders|поръчки
receipt|receipts|касови бонове
document|documents|документи
seen|seen|прегледани
written|written|записани
unchanged|unchanged|без промяна
filtered|left out|извън правилата
waiting|waiting|чакащи
parked|kept aside|заделени
warnings|warnings|предупреждения
imported|imported|прехвърлена
skipped|skipped|пропусната
before_start|before the starting point|отпреди началото
pending|pending|за печат
printing|printing|печата се
printed|printed|отпечатан
nothing|nothing seen|нищо за преглед
failed|not printed|неотпечатан
unknown|outcome unknown|неясен резултат
decided_meanwhile|decided by somebody meanwhile|решени от друг междувременно
too_old|waited too long|чакали твърде дълго
gone|gone from the shop|изчезнали от магазина
goods_groups|not in the chosen groups|извън избраните групи
default_good|the program's own good|служебна стока
default_partner|the program's own partner|служебен партньор
guest_partner|the partner of guests|партньорът за гости
supplier|suppliers|доставчици
no_contact|without e-mail and phone|без имейл и телефон
service|services|услуги
deleted|deleted|изтрити
service_or_deleted|services and deleted|услуги и изтрити
not_in_shop|not in the shop|няма ги в магазина
hidden|hidden in the shop|скрити в магазина
no_figure|without a stock figure|без наличност
sale|sale|продажба
refund|refund|рекламация
started|started|начало
ended|ended|край
none|none|няма
missing|is missing|липсва
too_long|is longer than {most} characters|е над {most} знака
no_text|is no text|не е текст
too_large|has more than {most} digits before the point|има над {most} цифри преди запетаята
negative|is below 0|е под 0
range|must lie within -99…99 %|трябва да е между -99 и 99 %
no_row|names a row that does not exist|посочва ред, който не съществува
Company|name|име
Name|name|име
MOL|responsible person|МОЛ
City|city|град
Address|address|адрес
Phone|phone|телефон
eMail|e-mail|имейл
TaxNo|VAT number|ИН по ДДС
Bulstat|company number|ЕИК
Code|code|код
BarCode1|barcode|баркод
TransactionNumber|transaction number|номер на транзакция
Note|note|бележка
OrderID|id of the order|id на поръчката
ShopID|id in the shop|id в магазина
`

// Word is the name of a kind, bucket, state or rule of a report, or of a value of
// a Problem. A word that the catalogue does not know stays as it is.
func (l Language) Word(word string) string {
	if name, known := l.word(word); known {
		return name
	}

	return word
}

func (l Language) word(word string) (string, bool) {
	if word == "" || strings.ContainsAny(word, "|\n") {
		return word, false
	}

	_, rest, ok := strings.Cut(words, "\n"+word+"|")
	if !ok {
		return word, false
	}

	line, _, _ := strings.Cut(rest, "\n")
	english, bulgarian, _ := strings.Cut(line, "|")

	return l.pick([2]string{english, bulgarian}), true
}
