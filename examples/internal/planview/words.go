package planview

import (
	"strings"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

// Name is what a person calls a type of action.
func Name(action string) lang.Text {
	if name, ok := names()[action]; ok {
		return name
	}

	return lang.Of(action, action)
}

func names() map[string]lang.Text {
	return map[string]lang.Text{
		"UpsertCategory": lang.Of("send group", "изпраща група"), "UpsertProduct": lang.Of("send product", "изпраща продукт"),
		"MoveVariant": lang.Of("move variant", "мести разновидност"), "HideProduct": lang.Of("hide", "скрива"),
		"SetStock": lang.Of("set quantity", "задава количество"), "UpsertCustomer": lang.Of("send partner", "изпраща партньор"),
		"SaveGood": lang.Of("save good", "записва стока"), "SavePartner": lang.Of("save partner", "записва партньор"),
		"ImportOrder": lang.Of("import order", "внася поръчка"), "Acknowledge": lang.Of("tell the shop", "съобщава на магазина"),
		"RecordPayment": lang.Of("record payment", "записва плащане"), "PrintReceipt": lang.Of("print receipt", "печата бон"),
		"VoidOrder": lang.Of("void order", "анулира поръчка"), "RefundSale": lang.Of("refund sale", "прави рекламация"),
		"Park": lang.Of("keep aside", "заделя"),
	}
}

// fieldName is what a person calls a field of a plan: "price (12)".
func fieldName(field string, l lang.Lang) string {
	name, which, _ := strings.Cut(field, " ")

	return strings.TrimSpace(planWord(name, l) + " " + which)
}

// valueName is what a person calls a value, where that is a word of ours.
func valueName(field, value string, l lang.Lang) string {
	switch field {
	case "visible", "document":
		return planWord(value, l)
	case "fields":
		groups := strings.Split(value, "+")
		for i, group := range groups {
			groups[i] = planWord(group, l)
		}

		return strings.Join(groups, "+")
	}

	return value
}

// planWord is a word of a plan; what is none stays as it is.
func planWord(word string, l lang.Lang) string {
	bulgarian, ok := map[string]string{
		"name": "име", "product": "продукт", "visible": "видим", "quantity": "количество", "code": "код",
		"e-mail": "имейл", "phone": "телефон", "document": "документ", "partner": "партньор", "lines": "редове",
		"total": "сума", "price": "цена", "fields": "полета", "true": "да", "false": "не", "sale": "продажба", "order": "поръчка",
		"category": "група", "codes": "кодове", "options": "варианти", "vat": "ДДС",
		"numbers": "ЕИК и ДДС номер", "email": "имейл", "contacts": "телефон и адрес", "terms": "ценова група и отстъпка",
	}[word]
	if ok && l == lang.BG {
		return bulgarian
	}

	return word
}
