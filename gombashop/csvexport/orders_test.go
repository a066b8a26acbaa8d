package csvexport_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop/csvexport"
)

// orderHead is the head of a real export: 32 columns, two of one name.
const orderHead = "Статус,Дата,Номер на поръчката,Лице за доставка,Избран метод за плащане,Дата на плащане,Платена,Начин за доставка," +
	"Град за доставка,Адрес за доставка,Пощенски код,Телефон за доставка,Бележка на клиента,Клиентът има нужда от фактура,Фирма,ЕИК," +
	"ИН по ЗДДС,Адрес за фактура,Град за фактура,Клиент,Град,Адрес,Пощенски код,Телефон,Имейл,Тип отстъпка,Промокод,Продукти," +
	"Общо продукти,Доставка,Отстъпка,Обща стойност\n"

const orderRow = `Завършена,2026-06-29 02:11:58,D455C343,Иван Петров,Наложен платеж,2026-07-01 10:00:00,yes,"Еконт, до офис",` +
	`Варна,"ул. ""Роза"" 1",9000,0888000001,Без звънене,yes,Роза ООД,203912345,BG203912345,бул. Левски 2,София,Мария Петрова,` +
	`Плевен,ул. Дунав 3,5800,0888000002,maria@example.bg,Отстъпка номер 2,ASW22,Колан (Khaki) | Фенер &quot;X&quot; | Нож,33.17,4.02,6.22,30.97` + "\n"

func orders(t *testing.T, text string) ([]csvexport.Order, error) {
	t.Helper()

	return collect(csvexport.Orders(strings.NewReader(text)))
}

func TestOrdersReadsWhatShopsWrite(t *testing.T) {
	t.Parallel()
	require.Equal(t, 32, strings.Count(orderHead, ",")+1)

	all, err := orders(t, "\ufeff"+orderHead+orderRow)
	require.NoError(t, err)
	require.Len(t, all, 1)

	o := all[0]
	require.Equal(t, "D455C343", o.Number)
	require.Equal(t, "Завършена", o.Status)
	require.Equal(t, time.Date(2026, 6, 29, 2, 11, 58, 0, time.UTC), o.Created)
	require.Equal(t, csvexport.Payment{Method: "Наложен платеж", Paid: true, PaidAt: time.Date(2026, 7, 1, 10, 0, 0, 0, time.UTC)}, o.Payment)
	require.Equal(t, csvexport.Delivery{
		Method: "Еконт, до офис", Person: "Иван Петров", City: "Варна", Address: `ул. "Роза" 1`, Postcode: "9000", Phone: "0888000001",
	}, o.Delivery)
	require.Equal(t, csvexport.Invoice{
		Wanted: true, Company: "Роза ООД", EIK: "203912345", VATNumber: "BG203912345", Address: "бул. Левски 2", City: "София",
	}, o.Invoice)
	require.Equal(t, csvexport.Customer{
		Name: "Мария Петрова", City: "Плевен", Address: "ул. Дунав 3", Postcode: "5800", Phone: "0888000002", Email: "maria@example.bg",
	}, o.Customer)
	require.Equal(t, "Без звънене", o.Note)
	require.Equal(t, "Отстъпка номер 2", o.DiscountType)
	require.Equal(t, "ASW22", o.PromoCode)
	require.Equal(t, []csvexport.Line{{Text: "Колан (Khaki)"}, {Text: `Фенер "X"`}, {Text: "Нож"}}, o.Lines)
	require.Equal(t, "33.17", o.Totals.Items.Decimal.String())
	require.Equal(t, "4.02", o.Totals.Delivery.Decimal.String())
	require.Equal(t, "6.22", o.Totals.Discount.Decimal.String())
	require.Equal(t, "30.97", o.Totals.Grand.String())
	require.True(t, o.Totals.Difference().IsZero())
	require.Empty(t, o.Currency)
}

func TestThePostCodesAreToldApartByTheirOrder(t *testing.T) {
	t.Parallel()

	for head, want := range map[string][2]string{
		"Пощенски код,Пощенски код":             {"1", "2"},
		"пощенски код,ПОЩЕНСКИ КОД":             {"1", "2"},
		"Пощенски код за доставка,Пощенски код": {"1", "2"},
		"Пощенски код,Пощенски код за доставка": {"2", "1"},
		"Пощенски код,нещо":                     {"1", ""},
		"Пощенски код за доставка,нещо":         {"1", ""},
	} {
		all, err := orders(t, "Номер на поръчката,Статус,Обща стойност,"+head+"\nA,Нова,1.00,1,2\n")
		require.NoError(t, err, head)
		require.Equal(t, want, [2]string{all[0].Delivery.Postcode, all[0].Customer.Postcode}, head)
	}

	_, err := orders(t, "Номер на поръчката,Статус,Обща стойност"+strings.Repeat(",Пощенски код", 3)+"\n")
	require.ErrorContains(t, err, "(Пощенски код): not a GombaShop export: the column stands there once more, as number 6")
}

func TestOrdersReadsTheOlderLayout(t *testing.T) {
	t.Parallel()

	all, err := orders(t, "№ на поръчка,статус,дата,начин на плащане,дата на плащане,платено,начин на доставка,град за доставка,"+
		"адрес за доставка,пощенски код за доставка,телефон за доставка,бележка на клиента,фирма,еик,ин по зддс,адрес за фактура,"+
		"град за фактура,лице за доставка,клиент,телефон,имейл,продукти,обща отстъпка,обща стойност\n"+
		"1042,Нова,2025-03-01 08:00:00,Банков превод,,Не,Спиди,Русе,ул. А 1,7000,088,,Фирма,1,BG1,ул. Б 2,Русе,Лице,Клиент,089,a@b.bg,Нож,\"1,00 лв.\",\"12,50 лв.\"\n")
	require.NoError(t, err)

	o := all[0]
	require.Equal(t, "1042", o.Number)
	require.Equal(t, csvexport.Payment{Method: "Банков превод"}, o.Payment)
	require.Equal(t, "7000", o.Delivery.Postcode)
	require.Equal(t, "Спиди", o.Delivery.Method)
	require.Equal(t, "BG1", o.Invoice.VATNumber)
	require.Empty(t, o.Customer.Postcode)
	require.Equal(t, "1", o.Totals.Discount.Decimal.String())
	require.False(t, o.Totals.Items.Valid)
	require.Equal(t, "12.5", o.Totals.Grand.String())
	require.True(t, o.Totals.Difference().IsZero(), "nothing to compare with")
	require.Equal(t, "BGN", o.Currency)
}

func TestTotalsThatDoNotAddUpAreShown(t *testing.T) {
	t.Parallel()

	all, err := orders(t, orderHead+strings.Replace(orderRow, "30.97", "31.00", 1))
	require.NoError(t, err)
	require.Equal(t, "0.03", all[0].Totals.Difference().String())
}

func TestFaultsOfAnOrder(t *testing.T) {
	t.Parallel()

	for _, step := range []struct{ from, to, want string }{
		{"D455C343", "", "(Номер на поръчката): a value cannot be read: the cell is empty"},
		{"2026-06-29 02:11:58", "вчера", `(Дата): a value cannot be read: "вчера" is not a time`},
		{"2026-07-01 10:00:00", "2026-13-01", "(Дата на плащане)"},
		{"yes", "maybe", `(Платена): a value cannot be read: "maybe" is neither`},
		{"33.17", "33.17.00", "(Общо продукти)"},
		{"30.97", "", "(Обща стойност): a value cannot be read: the cell is empty"},
		{"6.22", "-6.22", `(Отстъпка): a value cannot be read: "-6.22" is less than nothing`},
		{"4.02,6.22", "4.02 EUR,6.22 лв.", `"6.22 лв." is in BGN`},
	} {
		all, err := orders(t, orderHead+strings.Replace(orderRow, step.from, step.to, 1)+orderRow)
		require.ErrorIs(t, err, csvexport.ErrValue)
		require.ErrorContains(t, err, "csvexport: line 2, column ")
		require.ErrorContains(t, err, step.want)
		require.Len(t, all, 1, "the next order follows")
	}

	_, err := orders(t, productHead)
	require.ErrorIs(t, err, csvexport.ErrFormat)
	require.ErrorContains(t, err, "the columns Номер на поръчката, Статус, Обща стойност are missing")
}

func TestTheOptionOfALine(t *testing.T) {
	t.Parallel()

	for text, want := range map[string][2]string{
		"Колан (Khaki)":        {"Колан", "Khaki"},
		"Очила (M31) (Green)":  {"Очила (M31)", "Green"},
		"Нож":                  {"Нож", ""},
		"(Green)":              {"(Green)", ""},
		"Газ (CO2) 12 г":       {"Газ (CO2) 12 г", ""},
		"Кутия(без интервал )": {"Кутия(без интервал )", ""},
	} {
		name, option, ok := csvexport.Line{Text: text}.Option()
		require.Equal(t, want, [2]string{name, option}, text)
		require.Equal(t, option != "", ok)
	}
}
