package csvexport_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop/csvexport"
)

const heads = "\ufeff\"#\",\"Име на продукт\",\"sku\",\"Категория\",\"Параметри\",\"Описание\",\"Марка\",\"Цена\",\"Стара цена\"," +
	"\"В промоция\",\"Нов продукт\",\"Дата\",\"Скрит продукт\",\"Линк към продукта\",\"Линк към снимка на продукта\"\n"

func read(t *testing.T, text string) ([]csvexport.Product, error) {
	t.Helper()

	var all []csvexport.Product

	for p, err := range csvexport.Products(strings.NewReader(text)) {
		if err != nil {
			return all, err
		}

		all = append(all, p)
	}

	return all, nil
}

func TestProductsReadsWhatShopsWrite(t *testing.T) {
	t.Parallel()

	all, err := read(t, heads+`"77","Чаша &quot;А&quot;","CH&nbsp;1","Кухня > Чаши","Слушалки: Без слушалка,  С 3,5 мм жак(+2,04 €),  (черен),",`+
		`"два
реда","X","276,05 EUR","300.00","1","0","2021-06-23 12:30:44","Да","http://a","https://b"`+"\n")
	require.NoError(t, err)
	require.Len(t, all, 1)

	p := all[0]
	require.Equal(t, `Чаша "А"`, p.Name)
	require.Equal(t, "CH 1", p.SKU)
	require.Equal(t, []string{"Кухня", "Чаши"}, p.Category)
	require.Equal(t, "276.05", p.Price.String())
	require.Equal(t, "300", p.OldPrice.String())
	require.True(t, p.InPromotion && p.Hidden && !p.New)
	require.Equal(t, 2021, p.Created.Year())
	require.Equal(t, "Слушалки", p.Options[0].Name)
	require.Len(t, p.Options[0].Values, 3)
	require.Equal(t, "С 3,5 мм жак", p.Options[0].Values[1].Name)
	require.Equal(t, "2.04", p.Options[0].Values[1].Difference.String())
	require.Equal(t, "(черен)", p.Options[0].Values[2].Name)
}

func TestProductsSaysWhereAFaultIs(t *testing.T) {
	t.Parallel()

	for text, want := range map[string]string{
		"":              "the file is empty",
		"a,b\n":         "line 1, column 1 (#): not a GombaShop product export: the column is missing",
		heads + "1,x\n": "line 2",
		"#,Име на продукт,Цена\n1,x,abc\n":      `line 2, column 5 (Цена): not a GombaShop product export: "abc" is not an amount`,
		"#,Име на продукт,Цена,Дата\n1,x,1,y\n": `(Дата)`,
		"#,Име на продукт,Цена\n1,\"x,1\n":      "line 2",
	} {
		_, err := read(t, text)
		require.ErrorContains(t, err, want)

		var fault *csvexport.Error
		require.ErrorAs(t, err, &fault)
		require.ErrorIs(t, err, csvexport.ErrFormat)
	}
}

func TestProductsReadsARealExport(t *testing.T) {
	t.Parallel()

	file, err := os.Open("../../../shared/data/gombashop-products.csv")
	if err != nil {
		t.Skip("the real export is not here: ", err)
	}

	defer func() { _ = file.Close() }()

	n := 0

	for p, err := range csvexport.Products(file) {
		require.NoError(t, err)
		require.NotEmpty(t, p.ID)
		require.NotEmpty(t, p.Name)
		require.False(t, p.Price.IsNegative())

		n++
	}

	require.Equal(t, 426, n)
}

func FuzzProducts(f *testing.F) {
	f.Add(heads + "1,x,,,,,,1,1,0,0,,0,,\n")
	f.Fuzz(func(t *testing.T, text string) {
		for p, err := range csvexport.Products(strings.NewReader(text)) {
			if err != nil && p.Name != "" {
				t.Log(p.Name)
			}
		}
	})
}

func ExampleProducts() {
	file := strings.NewReader("#,Име на продукт,sku,Цена\n77,Чаша,CH-1,\"6,90 €\"\n")

	for p, err := range csvexport.Products(file) {
		if err != nil {
			fmt.Println(err)

			return
		}

		fmt.Println(p.ID, p.Name, p.Price)
	}
	// Output: 77 Чаша 6.9
}
