package schema

// kindName is the name of one Operations.OperType.
type kindName struct{ bg, en string }

// kindNames are the 39 kinds of documents, from OperType 1 on, as table
// OperationType holds them.
func kindNames() []kindName {
	return []kindName{
		{"Доставка", "Purchase"},
		{"Продажба", "Sale"},
		{"Брак", "Waste"},
		{"Ревизия", "Stock-taking"},
		{"Производство", "Production"},
		{"Производство", "Production"},
		{"Трансфер", "Transfer"},
		{"Трансфер", "Transfer"},
		{"Търговски обект", "Point of Sale"},
		{"Търговски екран", "Touch Screen"},
		{"Изписване", "Write-off"},
		{"Заявка", "Request"},
		{"Оферта", "Offer"},
		{"Проформа", "Proforma invoice"},
		{"Даване на консигнация", "Consign"},
		{"Отчитане на консигнация", "Sales on consignment"},
		{"Връщане на консигнация", "Return consignment"},
		{"Доставка на консигнация", "Purchase on consignment"},
		{"Поръчка", "Order"},
		{"Суровина", "Material"},
		{"Продукт", "Product"},
		{"Суровина", "Material"},
		{"Продукт", "Product"},
		{"Сложно производство", "Complex production"},
		{"Сложно производство", "Complex production"},
		{"Дебитно известие", "Debit note"},
		{"Кредитно известие", "Credit note"},
		{"Гаранционна карта", "Warranty card"},
		{"Амбалажна суровина", "Packing material"},
		{"Амбалажен продукт", "Packing product"},
		{"Даване на амбалаж", "Packing given"},
		{"Връщане на амбалаж", "Packing returned"},
		{"Поръчка - ресторант", "Restaurant order"},
		{"Рекламация", "Refund"},
		{"Резервация", "Booking"},
		{"Авансово плащане", "Advance payment"},
		{"Дебитно известие от доставчик", "Debit note by supplier"},
		{"Кредитно известие от доставчик", "Credit note by supplier"},
		{"Рекламация към доставчик", "Refund to supplier"},
	}
}

func operationTypeRows() []Row {
	names := kindNames()
	rows := make([]Row, len(names))
	for i, name := range names {
		rows[i] = filled(operationType(), "ID", i+1, "BG", name.bg, "EN", name.en)
	}
	return rows
}
