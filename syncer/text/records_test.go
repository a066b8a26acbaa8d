package text_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/syncer/text"
)

func TestEveryFormOfARecordIsTranslated(t *testing.T) {
	t.Parallel()

	for record, want := range map[string]string{
		"order 100234":                      "поръчка 100234",
		"order A-1 (id 7)":                  "поръчка A-1 (id 7)",
		`goods group 5 "x*"`:                `група стоки 5 "x*"`,
		`good 5 "Чаша of product" (code X)`: `стока 5 "Чаша of product" (код X)`,
		`good 5 "Чаша"`:                     `стока 5 "Чаша"`,
		"good 5 of product G:12":            "стока 5 от продукт G:12",
		"good 5 from product 5 to G:12":     "стока 5 от продукт 5 към G:12",
		"good 5 with variant 9-1":           "стока 5 с вариант 9-1",
		`product 7 "X", variant 9`:          `продукт 7 "X", вариант 9`,
		"receipt of order 1 (id 7)":         "касов бон за поръчка 1 (id 7)",
		"quantity of good 5":                "количество на стока 5",
		"customer 5":                        "клиент 5",
		"category":                          "категория",
		"shop main":                         "магазин main",
		"shop.id main":                      "shop.id main",
		"import.user":                       "import.user",
		"orders":                            "orders",
	} {
		require.Equal(t, want, text.BG.Record(record))
		require.Equal(t, record, text.EN.Record(record))
	}
}

// Values that are words or records are in the reader's language too.
func TestValuesAreTranslated(t *testing.T) {
	t.Parallel()

	p := text.Problem{Code: text.UnlinkedSides, Args: map[string]string{
		"good": `good 5 "Чаша" (code C1)`, "product": `product 7 "{code} order"`,
	}}
	require.Contains(t, text.BG.Problem(p), `стока 5 "Чаша" (код C1) и продукт 7 "{code} order"`)
	require.Contains(t, text.EN.Problem(p), `good 5 "Чаша" (code C1) and product 7`)

	p = text.Problem{Code: text.PossibleDuplicate, Args: map[string]string{"candidates": `product 45 "Чаша"`}}
	require.Contains(t, text.BG.Problem(p), `вече има: продукт 45 "Чаша"`)

	p = text.Problem{Code: text.InvalidRecord, Args: map[string]string{
		"table": "Partners", "field": "Company", "what": "too_long", "most": "255", "value": `"{most}…"`,
	}}
	require.Contains(t, text.BG.Problem(p), `име (Partners.Company) е над 255 знака: "{most}…"`)
	require.Contains(t, text.EN.Problem(p), `name (Partners.Company) is longer than 255 characters: "{most}…"`)

	p.Args["field"] = "Fax{most}"
	require.Contains(t, text.EN.Problem(p), "Fax{most} (Partners.")
}
