package csvexport_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop/csvexport"
)

// spell writes options down so that a test can be read: Група[А|Б+2.04].
func spell(options []csvexport.Option) string {
	groups := make([]string, 0, len(options))

	for _, o := range options {
		values := make([]string, 0, len(o.Values))

		for _, v := range o.Values {
			text := v.Name

			switch {
			case v.Difference.IsPositive():
				text += "+" + v.Difference.String()
			case v.Difference.IsNegative():
				text += v.Difference.String()
			}

			values = append(values, text)
		}

		groups = append(groups, o.Name+"["+strings.Join(values, "|")+"]")
	}

	return strings.Join(groups, " ")
}

func withOptions(t *testing.T, cell string) ([]csvexport.Product, error) {
	t.Helper()

	return products(t, "#,Име на продукт,Цена,Параметри\n1,x,5.00,\""+strings.ReplaceAll(cell, `"`, `""`)+"\"\n")
}

func TestOptions(t *testing.T) {
	t.Parallel()

	for cell, want := range map[string]string{
		"": "",
		"Слушалки: Без слушалка,  Слушалка с 3,5 мм жак(+2,04 €),": "Слушалки[Без слушалка|Слушалка с 3,5 мм жак+2.04]",
		"Цвят: Черен,  Бял(-1,50 €),  Син (+ 3.00 EUR)":            "Цвят[Черен|Бял-1.5|Син+3]",
		"Размер: S,  M,\nЦвят: Черен,":                             "Размер[S|M] Цвят[Черен]",
		"Размер: S,  M,Цвят: Черен,  Бял,":                         "Размер[S|M] Цвят[Черен|Бял]",
		"Размер: S(+1,00 €), Цвят: Черен,":                         "Размер[S+1] Цвят[Черен]",
		"Размер: S,  Цвят: Черен,":                                 "Размер[S] Цвят[Черен]",
		"Вино: Червено (+18),  Бяло (черен капак),":                "Вино[Червено (+18)|Бяло (черен капак)]",
		"Мащаб: 1:10,  1:24,":                                      "Мащаб[1:10|1:24]",
		"Цвят: &quot;Khaki&quot;,  Черен&nbsp;мат,":                `Цвят["Khaki"|Черен мат]`,
		"забележка на търговеца":                                   "",
		"Обработка: да,: б,  в: г,":                                "Обработка[да,: б] в[г]",
		": няма име,":                "",
		"Празна: ,  ,":               "",
		"Диаметър: 3,5 мм,  4,5 мм,": "Диаметър[3,5 мм|4,5 мм]",
		"Цвят: Бял (+2,04 €) - изчерпан,  Син(+1,00 €)":                  "Цвят[Бял - изчерпан+2.04|Син+1]",
		"Цвят: Бял (+2,04 €":                                             "Цвят[Бял+2.04]",
		"Цвят: Бял(\u22121,50 €),  Син(–2,00 EUR)":                       "Цвят[Бял-1.5|Син-2]",
		"Цвят: Бял(+1,50 eur),  Син(+2,00&nbsp;€)":                       "Цвят[Бял+1.5|Син+2]",
		"Ваучер: (50 €)(+50,00 €),  (20 €),":                             "Ваучер[(50 €)+50|(20 €)]",
		"Диоптър: (+1,50),  (-2,00),":                                    "Диоптър[(+1,50)|(-2,00)]",
		"Обем: 1 л (+1 234,50 €),":                                       "Обем[1 л+1234.5]",
		"Комплект: с 2 бр. (+2 бр.),  без,\r\nГаранция: 2 г. (+9,99 €),": "Комплект[с 2 бр. (+2 бр.)|без] Гаранция[2 г.+9.99]",
	} {
		all, err := withOptions(t, cell)
		require.NoError(t, err, cell)
		require.Len(t, all, 1)
		require.Equal(t, want, spell(all[0].Options), "%q", cell)
	}
}

func TestOptionsThatWouldMispriceAreRefused(t *testing.T) {
	t.Parallel()

	for cell, want := range map[string]string{
		"Цвят: Бял(+1,234 €),":              "may mean 1234 or 1.234",
		"Цвят: Бял(+много €),":              "is not an amount",
		"Цвят: Бял(+1,00 € на брой),":       `the price difference "+1,00 € на брой" is not an amount`,
		"Цвят: Бял(+1,00 €)(+2,00 €),":      `the price difference "+1,00 €" is not the only one of its value`,
		"Цвят: Бял(+ €),":                   "is not an amount",
		"Цвят: Бял(+1,00 €),  Син(+2 лв.),": "is in BGN, and another amount of the row in EUR",
	} {
		_, err := withOptions(t, cell)
		require.ErrorIs(t, err, csvexport.ErrValue, cell)
		require.ErrorContains(t, err, want)
		require.ErrorContains(t, err, "line 2, column 10 (Параметри)")
	}
}

func TestOptionsNameTheCurrency(t *testing.T) {
	t.Parallel()

	all, err := withOptions(t, "Цвят: Бял(+1,00 €),")
	require.NoError(t, err)
	require.Equal(t, "EUR", all[0].Currency, "the price stands bare")
	require.Equal(t, "Цвят: Бял(+1,00 €),", all[0].Parameters)
}
