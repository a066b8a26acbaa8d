package csvexport_test

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/skladmost/skladmost/gombashop/csvexport"
)

func ExampleProducts() {
	file := strings.NewReader("#,Име на продукт,sku,Цена,Параметри\n" +
		"77,Радиостанция,RS-1,\"69,90 €\",\"Слушалки: Без слушалка,  С 3,5 мм жак(+2,04 €),\"\n")

	for p, err := range csvexport.Products(file) {
		if err != nil {
			fmt.Println(err)

			return
		}

		fmt.Println(p.ID, p.Name, p.Price.StringFixed(2), p.Currency)

		for _, v := range p.Options[0].Values {
			fmt.Println(" ", v.Name, p.Price.Add(v.Difference).StringFixed(2))
		}
	}
	// Output:
	// 77 Радиостанция 69.90 EUR
	//   Без слушалка 69.90
	//   С 3,5 мм жак 71.94
}

// One pass shows all that is wrong with a file.
func ExampleProducts_faults() {
	file := strings.NewReader("#,Име на продукт,Цена\n77,Чаша,\"1,234\"\n78,Нож,5.00\n79,Фенер,пет\n")

	for p, err := range csvexport.Products(file) {
		switch {
		case errors.Is(err, csvexport.ErrValue):
			fmt.Println(err)
		case err != nil:
			fmt.Println("the file cannot be read:", err)
		default:
			fmt.Println(p.Name, p.Price)
		}
	}
	// Output:
	// csvexport: line 2, column 13 (Цена): a value cannot be read: "1,234" may mean 1234 or 1.234; write it with two decimal places
	// Нож 5
	// csvexport: line 4, column 15 (Цена): a value cannot be read: "пет" is not an amount such as 276.05 or 276,05 EUR
}

func ExampleUnique() {
	file := strings.NewReader("#,Име на продукт,Цена\n77,Чаша,5.00\n77,Чаша,5.00\n")

	for p, err := range csvexport.Unique(csvexport.Products(file)) {
		fmt.Println(p.ID, p.Name, err)
	}
	// Output: 77 Чаша <nil>
}

func ExampleOrders() {
	file := strings.NewReader("Номер на поръчката,Статус,Дата,Продукти,Обща стойност\n" +
		"D455C343,Завършена,2026-06-29 02:11:58,Колан (Khaki) | Нож,37.19\n")
	sofia := time.FixedZone("EEST", 3*60*60) // time.LoadLocation("Europe/Sofia") in a program

	for o, err := range csvexport.Orders(file, csvexport.WithLocation(sofia)) {
		if err != nil {
			fmt.Println(err)

			return
		}

		fmt.Println(o.Number, o.Status, o.Created.UTC().Format(time.RFC3339), o.Totals.Grand, len(o.Lines), "lines")
	}
	// Output: D455C343 Завършена 2026-06-28T23:11:58Z 37.19 2 lines
}

func ExampleLine_Option() {
	name, option, _ := csvexport.Line{Text: "Колан (Khaki)"}.Option()
	fmt.Printf("%s, %s\n", name, option)
	// Output: Колан, Khaki
}

// An error tells the place, for a program too.
func ExampleError() {
	file := strings.NewReader("#,Име на продукт,Цена\n77,Чаша,\"1,234\"\n")

	for _, err := range csvexport.Products(file) {
		if fault, ok := errors.AsType[*csvexport.Error](err); ok {
			fmt.Println("line", fault.Line, "column", fault.Column, "head", fault.Field)
		}
	}
	// Output: line 2 column 13 head Цена
}

// The sums of an order are looked through before they are believed.
func ExampleTotals_Difference() {
	file := strings.NewReader("Номер на поръчката,Статус,Общо продукти,Доставка,Отстъпка,Обща стойност\n" +
		"D455C343,Завършена,33.17,4.02,0.00,37.19\n" +
		"A1B2C3D4,Доставка,33.17,4.02,6.22,37.19\n")

	for o, err := range csvexport.Orders(file) {
		if err != nil {
			fmt.Println(err)

			return
		}

		fmt.Println(o.Number, o.Totals.Difference())
	}
	// Output:
	// D455C343 0
	// A1B2C3D4 6.22
}
