package text

import "strings"

// words are the names of kinds, buckets, states and rules in a report: the
// word, its English and its Bulgarian name.
const words = `
export|export|експорт
import|import|импорт
catalogue|catalogue|каталог
quantities|quantities|количества
partners|partners|партньори
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
filtered|left out|пропуснати
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
`

// Word is the name of a kind, bucket, state or rule of a report. A word that
// the catalogue does not know stays as it is.
func (l Language) Word(word string) string {
	if word == "" || strings.ContainsAny(word, "|\n") {
		return word
	}

	_, rest, ok := strings.Cut(words, "\n"+word+"|")
	if !ok {
		return word
	}

	line, _, _ := strings.Cut(rest, "\n")
	english, bulgarian, _ := strings.Cut(line, "|")

	return l.pick([2]string{english, bulgarian})
}

// records are the first words of what Problem.Record names.
const records = `
goods group|група стоки
quantity of good|количество на стока
order|поръчка
good|стока
product|продукт
partner|партньор
receipt|касов бон
shop|магазин
warehouse|склад
run|изпълнение
`

// Record is a record's name ("order 100234") in the language. Names of
// settings stay as they are.
func (l Language) Record(record string) string {
	if l != BG {
		return record
	}

	for line := range strings.SplitSeq(strings.TrimSpace(records), "\n") {
		english, bulgarian, _ := strings.Cut(line, "|")
		if rest, ok := strings.CutPrefix(record, english); ok && (rest == "" || rest[0] == ' ') {
			return bulgarian + rest
		}
	}

	return record
}
