//go:build !nodemo

package demo

// shape is a JSON object of the shop's contract.
type shape = map[string]any

// buy is a line of an order; further fields come in pairs of name and value.
func buy(sku, qty string, discounts ...shape) shape {
	line := shape{"sku": sku, "quantity": qty}
	if len(discounts) > 0 {
		line["discounts"] = discounts
	}

	return line
}

func person(name, email, phone string) shape {
	return shape{"type": "person", "name": name, "email": email, "phone": phone}
}

func delivery(price string) shape {
	return shape{"name": "Еконт до офис", "price": price, "tax_group": 2, "vat_rate": "20.00"}
}

func cod() shape { return shape{"method": "cod", "name": "Наложен платеж"} }

func card() shape { return shape{"method": "card", "name": "Карта", "paid": true} }

// Orders are, in the shape of the shop's contract, what customers of a Bulgarian shop order in a morning: every
// kind of discount, delivery and payment.
func Orders() []shape {
	percent := func(value string) shape { return shape{"kind": "product", "type": "percent", "value": value} }
	promo := func(code, value string) shape {
		return shape{"kind": "promo_code", "code": code, "type": "percent", "value": value, "applies_to": "items"}
	}
	voucher := func(code, value, as string) shape {
		return shape{"kind": "voucher", "code": code, "type": "amount", "value": value, "treat_as": as}
	}
	free := delivery("4.90")
	free["discount_amount"] = "4.90"

	return []shape{
		order(person("Иван Петров", "ivan@example.bg", "0888100001"), cod(), delivery("4.90"), buy("D111", "2")),
		order(person("Мария Иванова", "maria@example.bg", "0888100002"), card(), delivery("4.90"), buy("D121", "1", percent("20"))),
		with(order(person("Георги Димитров", "georgi@example.bg", "0888100003"), cod(), delivery("5.50"),
			buy("A01", "3"), buy("A02", "3")), "discounts", []shape{promo("NOVEMBER", "10")}),
		with(order(person("Елена Стоянова", "elena@example.bg", "0888100004"), card(), delivery("4.90"), buy("D411", "1")),
			"discounts", []shape{voucher("V-778", "15.00", "discount")}),
		with(order(person("Петър Колев", "petar@example.bg", "0888100005"), card(), delivery("4.90"), buy("D511", "1")),
			"discounts", []shape{voucher("GIFT-20", "20.00", "payment")}),
		order(person("Анна Тодорова", "anna@example.bg", "0888100006"), card(), free, buy("D521", "1"), buy("A13", "2")),
		order(person("Стефан Николов", "stefan@example.bg", "0888100007"),
			shape{"method": "cod", "name": "Наложен платеж (ППП)", "carrier_ppp": true}, delivery("4.90"), buy("D211", "1")),
		order(person("Десислава Ангелова", "desi@example.bg", "0888100008"),
			shape{"method": "bank_transfer", "name": "Банков превод", "paid": true}, delivery("4.90"), buy("A20", "5")),
		with(order(person("Николай Георгиев", "niki@example.bg", "0888100009"), cod(), delivery("4.90"), buy("D311", "1")),
			"billing", shape{"kind": "billing", "company": "Балкан Трейд ЕООД", "eik": "831641791", "vat_number": "BG831641791",
				"mol": "Николай Георгиев", "city": "Пловдив", "line1": "ул. Иван Вазов 12", "country": "BG"}),
		with(order(person("Радка Василева", "radka@example.bg", "0888100010"), cod(), delivery("6.20"), buy("A05", "1"), buy("A09", "4")),
			"fees", []shape{{"name": "Такса наложен платеж", "amount": "1.20", "vat_rate": "20.00"}}),
		with(order(person("Иван Петров", "ivan@example.bg", "0888100001"), card(), delivery("4.90"),
			buy("D112", "1", percent("15")), buy("D122", "2", percent("15")), buy("A28", "3")),
			"discounts", []shape{promo("BLACKFRIDAY", "12.5"), voucher("V-779", "7.77", "discount")}),
		order(person("Калина Желева", "kalina@example.bg", "0888100012"), cod(), free, buy("A15", "3"), buy("A16", "2"), buy("A17", "1")),
	}
}

func order(who, payment, delivery shape, items ...shape) shape {
	return shape{"customer": who, "payment": payment, "delivery": delivery, "items": items}
}

func with(order shape, field string, value any) shape {
	order[field] = value

	return order
}
