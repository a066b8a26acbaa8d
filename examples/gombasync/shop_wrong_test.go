package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestAFileThatNoShopCanBeMadeOf ends with one line, in either language, that
// names the place.
func TestAFileThatNoShopCanBeMadeOf(t *testing.T) {
	t.Parallel()

	const head = "#,Име на продукт,Цена,Параметри\n"

	for name, c := range map[string]struct{ text, en, bg string }{
		"empty":          {"", "line 1: the file is empty", "ред 1: файлът е празен"},
		"another table":  {"a,b\n1,2\n", "the columns #, Име на продукт, Цена are missing", "липсват колоните #, Име на продукт, Цена"},
		"semicolons":     {strings.ReplaceAll(head, ",", ";"), "the cells are not separated by commas", "ред 1"},
		"UTF-16":         {"\xff\xfe#\x00,\x00", "is not UTF-8", "ред 1"},
		"Windows-1251":   {head + "1,\xd7\xe0\xf8\xe0,1.00,\n", `line 2, column Име на продукт: "?" is not UTF-8`, "ред 2, колона Име на продукт: \"?\" не е в UTF-8"},
		"lines of a Mac": {strings.ReplaceAll(head+"1,x,1.00,\n", "\n", "\r"), "goes over more than one line", "е на повече от един ред; редовете"},
		"a stray quote":  {head + "1,x\"y,1.00,\n", "line 2: bare", "ред 2: кавичките не си съответстват"},
		"an open quote":  {head + "1,\"x,1.00,\n", "the row begins on line 2", "ред"},
		"a short row":    {head + "1,x\n", "line 2: the row has 2 cells and the head 4", "ред 2: редът има 2 клетки, а заглавният – 4"},
		"two meanings":   {head + "1,x,\"1,234\",\n", `line 2, column Цена: "1,234" may mean 1234 or 1.234`, "ред 2, колона Цена: \"1,234\" може да значи 1234 или 1.234"},
		"no price":       {head + "1,x,,\n", "write 0.00 if it costs nothing", "ред 2, колона Цена: клетката е празна"},
		"no number":      {head + ",x,1.00,\n", "line 2, column #: the cell is empty", "ред 2, колона #: клетката е празна"},
		"a difference":   {head + "1,x,1.00,\"Цвят: Бял(+1,234 €),\"\n", `the price difference "+1,234 €" may mean`, "ред 2, колона Параметри: разликата"},
		"a difference twice": {
			head + "1,x,1.00,\"Цвят: Бял(+1,00 €)(+2,00 €),\"\n", "is not the only one of its value",
			`ред 2, колона Параметри: разликата в цената "+1,00 €" не е единствената за стойността`,
		},
		"a difference in levs": {
			head + "1,x,1.00 EUR,\"Цвят: Бял(+1,00 лв.),\"\n", "is in BGN, and another amount of the row in EUR",
			`разликата в цената "+1,00 лв." е в BGN, а друга сума на реда – в EUR`,
		},
		"below nothing": {head + "1,x,1.00,\"Цвят: Бял(-2,00 €),\"\n", `line 2: "x" with ["Бял"] would cost -1`, "би струвал -1"},
		"equal options": {head + "1,x,1.00,\"Цвят: Бял,  Бял,\"\n", `its option "Цвят" has the value "Бял" twice`, `ред 2: параметърът му "Цвят" има стойността "Бял" два пъти`},
		"too many options": {
			head + "1,x,1.00,\"" + strings.Repeat("А: 1,  2,  3,  4,  5,  6,  7,  8,  9,  10,  11,", 3) + "\"\n",
			"line 2: its options have more than 1000 combinations", "ред 2: параметрите му имат повече от 1000 съчетания",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			file := filepath.Join(t.TempDir(), "products.csv")
			require.NoError(t, os.WriteFile(file, []byte(c.text), 0o600))

			for lang, says := range map[string]string{"en": c.en, "bg": c.bg} {
				r := gombasync(t, nil, "--lang", lang, "shop", "serve", "--addr", "127.0.0.1:0", "--api-id", "x", "--key", "secret", "--products", file)
				require.Equal(t, exitUsage, r.code)
				require.Contains(t, r.err, says)
				require.Contains(t, r.err, file)
				require.Equal(t, 1, strings.Count(r.err, "\n"), "one line: %s", r.err)
				require.Empty(t, r.out)
			}
		})
	}
}
