package text

import "strings"

// records are the forms of what Problem.Record and Action.Record name, in English
// and Bulgarian. A star stands for what is taken over as it is; the first form
// that fits counts.
const records = `
goods group *|група стоки *
quantity of good *|количество на стока *
receipt of order *|касов бон за поръчка *
order *|поръчка *
good * (code *)|стока * (код *)
good * from product * to *|стока * от продукт * към *
good * with variant *|стока * с вариант *
good * of product *|стока * от продукт *
good *|стока *
product *, variant *|продукт *, вариант *
product *|продукт *
partner *|партньор *
customer *|клиент *
category *|категория *
category|категория
shop *|магазин *
shop|магазин
warehouse|склад
export|експорт
run *|изпълнение *
run|изпълнение
`

// Record is a record's name ("order 100234") in the language. Names of settings
// and tables stay as they are.
func (l Language) Record(record string) string {
	if l != BG {
		return record
	}

	for line := range strings.SplitSeq(strings.TrimSpace(records), "\n") {
		english, bulgarian, _ := strings.Cut(line, "|")
		if values, ok := taken(record, strings.Split(english, "*")); ok {
			return put(strings.Split(bulgarian, "*"), values)
		}
	}

	return record
}

// taken are the texts in place of a form's stars. A name may hold the words of a
// form itself, so their last place counts.
func taken(record string, form []string) ([]string, bool) {
	stars := len(form) - 1

	rest, ok := strings.CutPrefix(record, form[0])
	if !ok || stars == 0 {
		return nil, ok && rest == ""
	}

	if rest, ok = strings.CutSuffix(rest, form[stars]); !ok {
		return nil, false
	}

	values := make([]string, stars)

	for i := stars - 1; i > 0; i-- {
		at := strings.LastIndex(rest, form[i])
		if at < 0 {
			return nil, false
		}

		rest, values[i] = rest[:at], rest[at+len(form[i]):]
	}

	values[0] = rest

	return values, true
}

func put(form []string, values []string) string {
	var b strings.Builder

	for i, part := range form {
		b.WriteString(part)

		if i < len(values) {
			b.WriteString(values[i])
		}
	}

	return b.String()
}
