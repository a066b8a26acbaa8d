package csvexport_test

import (
	"errors"
	"io"
	"iter"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop/csvexport"
)

const productHead = "\ufeff\"#\",\"Име на продукт\",\"sku\",\"Категория\",\"Параметри\",\"Описание\",\"Марка\",\"Цена\",\"Стара цена\"," +
	"\"В промоция\",\"Нов продукт\",\"Дата\",\"Скрит продукт\",\"Линк към продукта\",\"Линк към снимка на продукта\"\r\n"

// collect gives the rows and, joined, the errors of a whole file.
func collect[T any](rows iter.Seq2[T, error]) ([]T, error) {
	var (
		all  []T
		errs []error
	)

	for row, err := range rows {
		if err != nil {
			errs = append(errs, err)

			continue
		}

		all = append(all, row)
	}

	return all, errors.Join(errs...)
}

func products(t *testing.T, text string) ([]csvexport.Product, error) {
	t.Helper()

	return collect(csvexport.Products(strings.NewReader(text)))
}

func TestProductsReadsWhatShopsWrite(t *testing.T) {
	t.Parallel()

	all, err := products(t, productHead+
		`"77","Чаша &quot;А&quot; ","CH&nbsp;1","Кухня > Чаши","Цвят: Черен,","два`+"\nреда\",\"X\",\"276,05 EUR\",\"300.00\",\"1\",\"0\","+
		`"2021-06-23 12:30:44","Да","http://a/?x=1&amp;copy=2","https://b"`+"\r\n"+
		`"78","Без всичко","","","","","","0.00","0.00","0","0","","0","",""`+"\r\n")
	require.NoError(t, err)
	require.Len(t, all, 2)

	p := all[0]
	require.Equal(t, 2, p.Line)
	require.Equal(t, "77", p.ID)
	require.Equal(t, `Чаша "А"`, p.Name)
	require.Equal(t, "CH 1", p.SKU)
	require.Equal(t, []string{"Кухня", "Чаши"}, p.Category)
	require.Equal(t, "Цвят[Черен]", spell(p.Options))
	require.Equal(t, "два\nреда", p.Description)
	require.Equal(t, "X", p.Brand)
	require.Equal(t, "276.05", p.Price.String())
	require.Equal(t, "300", p.OldPrice.String())
	require.Equal(t, "EUR", p.Currency)
	require.True(t, p.InPromotion && p.Hidden && !p.New)
	require.Equal(t, time.Date(2021, 6, 23, 12, 30, 44, 0, time.UTC), p.Created)
	require.Equal(t, "http://a/?x=1&copy=2", p.URL)
	require.Equal(t, "https://b", p.PictureURL)

	bare := all[1]
	require.Equal(t, 4, bare.Line, "the first row took two lines")
	require.True(t, bare.Price.IsZero())
	require.Empty(t, bare.Currency)
	require.Nil(t, bare.Category)
	require.True(t, bare.Created.IsZero())
}

func TestColumnsAreFoundByTheirHeads(t *testing.T) {
	t.Parallel()

	all, err := products(t, " ЦЕНА ,нещо,име на продукт,Линк към снимка,#,нещо\n5.00,?,Чаша,https://b,77,?\n,,,,,\n")
	require.NoError(t, err)
	require.Len(t, all, 1, "a row of empty cells is none")
	require.Equal(t, "77", all[0].ID)
	require.Equal(t, "5", all[0].Price.String())
	require.Equal(t, "https://b", all[0].PictureURL, "the shorter head that other exports have")
	require.Empty(t, all[0].Options)
}

func TestYesAndNo(t *testing.T) {
	t.Parallel()

	for cell, want := range map[string]bool{"1": true, "Да": true, "да": true, "ДА": true, "yes": true, "0": false, "Не": false, "no": false, "": false} {
		all, err := products(t, "#,Име на продукт,Цена,Скрит продукт\n1,x,1.00,"+cell+"\n")
		require.NoError(t, err)
		require.Equal(t, want, all[0].Hidden, cell)
	}
}

func TestTimesAreLocalToTheShop(t *testing.T) {
	t.Parallel()

	sofia := time.FixedZone("EEST", 3*60*60)

	for cell, want := range map[string]time.Time{
		"2021-06-23 12:30:44": time.Date(2021, 6, 23, 9, 30, 44, 0, time.UTC),
		"2021-06-23":          time.Date(2021, 6, 22, 21, 0, 0, 0, time.UTC),
		"0000-00-00 00:00:00": {},
		"":                    {},
	} {
		all, err := collect(csvexport.Products(strings.NewReader("#,Име на продукт,Цена,Дата\n1,x,1.00,"+cell+"\n"),
			csvexport.WithLocation(sofia), csvexport.WithLocation(nil), nil))
		require.NoError(t, err)
		require.True(t, want.Equal(all[0].Created), "%s: %s", cell, all[0].Created)
	}
}

func TestAFaultyCellIsToldAndTheNextRowFollows(t *testing.T) {
	t.Parallel()

	const head = "#,Име на продукт,Цена,Стара цена,В промоция,Дата\n"

	for row, want := range map[string]string{
		"1,x,abc,,,":            `line 2, column 5 (Цена): a value cannot be read: "abc" is not an amount`,
		"1,x,,,,":               `line 2, column 5 (Цена): a value cannot be read: the cell is empty`,
		"1,x,-1.00,,,":          `"-1.00" is less than nothing`,
		"1,x,\"1,234\",,,":      `"1,234" may mean 1234 or 1.234`,
		"1,x,1.00 €,2 лв.,,":    `(Стара цена): a value cannot be read: "2 лв." is in BGN, and another amount of the row in EUR`,
		"1,x,1.00,,може би,":    `(В промоция): a value cannot be read: "може би" is neither 0 nor 1, neither Да nor Не`,
		"1,x,1.00,,,23.06.2021": `(Дата): a value cannot be read: "23.06.2021" is not a time`,
		"1,x,1.00,,,2021-02-30": `"2021-02-30" is not a time`,
		",x,1.00,,,":            `line 2, column 1 (#): a value cannot be read: the cell is empty`,
		"1,&nbsp;,1.00,,,":      `(Име на продукт): a value cannot be read: the cell is empty`,
		"1,\xff\xfe,1.00,,,":    `(Име на продукт): a value cannot be read: "?" is not UTF-8`,
		"1,x,1.00":              `line 2, column 1: a value cannot be read: the row has 3 cells and the head 6`,
		"1,x,1.00,,,,,":         `the row has 8 cells and the head 6`,
	} {
		all, err := products(t, head+row+"\n2,следващ,2.00,,,\n")
		require.ErrorContains(t, err, want)
		require.ErrorIs(t, err, csvexport.ErrValue)
		require.NotErrorIs(t, err, csvexport.ErrFormat)
		require.Len(t, all, 1, "%s", row)
		require.Equal(t, "2", all[0].ID)
	}
}

func TestEveryFaultOfARowIsTold(t *testing.T) {
	t.Parallel()

	var faults []*csvexport.Error

	for _, err := range csvexport.Products(strings.NewReader("#,Име на продукт,Цена,Нов продукт\n,x,abc,?\n")) {
		fault, ok := errors.AsType[*csvexport.Error](err)
		require.True(t, ok)

		faults = append(faults, fault)
	}

	require.Len(t, faults, 3)

	for i, want := range []string{"#", "Цена", "Нов продукт"} {
		require.Equal(t, want, faults[i].Field)
		require.Equal(t, 2, faults[i].Line)
	}
}

func TestAFileThatIsNoExportEndsTheIteration(t *testing.T) {
	t.Parallel()

	for text, want := range map[string]string{
		"":                   "line 1, column 1: not a GombaShop export: the file is empty",
		"\ufeff":             "the file is empty",
		"a,b\n":              "(#): not a GombaShop export: the columns #, Име на продукт, Цена are missing",
		"#,Име на продукт\n": "(Цена): not a GombaShop export: the column Цена is missing",
		"#;Име на продукт;Цена\n": "the cells are not separated by commas",
		"\xff\xfe#\x00": "the head of column 1 is not UTF-8",
		"#,Цена,Име на продукт,Дата\r1,5.00,x,\r2,6.00,y,\r": "line 1, column 39: not a GombaShop export: the head \"Дата\\r1\" goes over more than one line",
		"#,Име на продукт,Цена,Цена\n":                       "line 1, column 39 (Цена): not a GombaShop export: the column stands there once more, as number 4",
		"#,Име на продукт,Цена,цена \n":                      "(цена)",
		"#,Име на продукт,Цена\n1,\"x,1\n":                   "the row begins on line 2",
		"#,Име на продукт,Цена\n1,x\"y,1\n":                  "line 2, column 4: not a GombaShop export: bare \" in non-quoted-field",
	} {
		all, err := products(t, text)
		require.Empty(t, all)
		require.ErrorContains(t, err, want, "%q", text)
		require.ErrorIs(t, err, csvexport.ErrFormat)
		require.ErrorContains(t, err, "download it again")

		_, ok := errors.AsType[*csvexport.Error](err)
		require.True(t, ok)
	}
}

func TestAReaderThatFailsIsToldFromTheEndOfTheFile(t *testing.T) {
	t.Parallel()

	broken := errors.New("the disk is gone")
	file := io.MultiReader(strings.NewReader("#,Име на продукт,Цена\n1,x,1.00\n2,y,"), iotest.ErrReader(broken))

	all, err := collect(csvexport.Products(file))
	require.Len(t, all, 1)
	require.ErrorIs(t, err, broken)
	require.NotErrorIs(t, err, csvexport.ErrFormat)
	require.ErrorContains(t, err, "csvexport: line 3, column 1: reading on failed")
}

func TestTheLoopMayEndAnywhere(t *testing.T) {
	t.Parallel()

	for _, text := range []string{"#,Име на продукт,Цена\n1,x,1\n2,y,2\n", "#,Име на продукт,Цена\n,,z\n2,y,2\n", ""} {
		n := 0
		for range csvexport.Products(strings.NewReader(text)) {
			n++

			break
		}

		require.Equal(t, 1, n)
	}
}

func TestUnique(t *testing.T) {
	t.Parallel()

	const head = "#,Име на продукт,Цена,Параметри\n"

	all, err := collect(csvexport.Unique(csvexport.Products(strings.NewReader(
		head + "1,x,1.00,Цвят: Бял\n2,y,2.00,\n1,x,1.00,Цвят: Бял\n,z,1.00,\n1,x,1.10,Цвят: Бял\n3,z,3.00,\n"))))
	require.Len(t, all, 3)
	require.ErrorContains(t, err, "line 5, column 1 (#)", "errors pass through")
	require.ErrorContains(t, err, `line 6, column 1 (#): a value cannot be read: product "1" differs from the one of the same id on line 2`)
	require.ErrorIs(t, err, csvexport.ErrValue)
}

// Every fault has a code, and a sentence that all its arguments stand in.
func TestEveryFaultHasACode(t *testing.T) {
	t.Parallel()

	const head = "#,Име на продукт,Цена,Стара цена,Дата,Нов продукт,Параметри\n"

	for text, want := range map[string]csvexport.Code{
		"": csvexport.CodeEmptyFile, "#,Цена\n": csvexport.CodeColumnMissing, "a,b\n": csvexport.CodeColumnsMissing,
		"#;Име на продукт;Цена\n": csvexport.CodeNoCommas, "\xff\xfe#\x00": csvexport.CodeHeadEncoding, "a\rb,c\n": csvexport.CodeHeadLines,
		"#,Име на продукт,Цена,Цена\n": csvexport.CodeColumnTwice, head + "1,\"x\n": csvexport.CodeQuotes,
		head + "1,x\n": csvexport.CodeCells, head + ",x,1,,,,\n": csvexport.CodeCellEmpty, head + "1,x,,,,,\n": csvexport.CodePriceEmpty,
		head + "1,\xff,1,,,,\n": csvexport.CodeCellEncoding, head + "1,x,1,,,?,\n": csvexport.CodeNotYesNo, head + "1,x,1,,?,,\n": csvexport.CodeNotTime,
		head + "1,x,y,,,,\n": csvexport.CodeNotAmount, head + "1,x,\"1,234\",,,,\n": csvexport.CodeTwoMeanings, head + "1,x,-1,,,,\n": csvexport.CodeNegative,
		head + "1,x,1 EUR,2 BGN,,,\n":      csvexport.CodeSecondCurrency,
		head + "1,x,1,,,,А: Б(+x €)\n":     csvexport.CodeDifference,
		head + "1,x,1,,,,А: Б(+1.234 €)\n": csvexport.CodeDifferenceTwo, head + "1,x,1 BGN,,,,А: Б(+1 €)\n": csvexport.CodeDifferenceMoney,
		head + "1,x,1,,,,А: Б(+1 €)(+2 €)\n": csvexport.CodeDifferenceTwice, head + "1,x,1,,,,\n1,x,2,,,,\n": csvexport.CodeProductTwice,
	} {
		_, err := collect(csvexport.Unique(csvexport.Products(strings.NewReader(text))))

		fault, ok := errors.AsType[*csvexport.Error](err)
		require.True(t, ok, "%q", text)
		require.Equal(t, want, fault.Code, "%v", err)
		require.ErrorContains(t, err, fault.Reason())
		require.NotContains(t, fault.Reason(), "%!", "the arguments are those of the sentence")

		for _, arg := range fault.Args {
			require.Contains(t, fault.Reason(), arg)
		}
	}
}
