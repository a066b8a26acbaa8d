package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
)

// A plan that the limits would stop shows what it would be, and then says what
// the run says.
func TestAPlanOfAMassChangeSaysWhatTheRunSays(t *testing.T) {
	t.Parallel()

	p := newPlace(t)

	names := make([]string, 30)
	for i := range names {
		names[i] = fmt.Sprintf("Чаша %d", i)
	}

	p.goods(names...)
	require.Equal(t, exitDone, p.run("export").code)
	p.execute("UPDATE Goods SET Deleted = -1 WHERE ID > 10")

	for _, l := range []string{"en", "bg"} {
		run, plan := p.run("--lang", l, "export"), p.run("--lang", l, "plan", "export")
		require.Equal(t, exitFailed, run.code)
		require.Equal(t, run.code, plan.code)
		require.Equal(t, run.err, plan.err)
		require.Contains(t, plan.err, "--allow-mass-change")
		require.Equal(t, 21, strings.Count(plan.out, "→ "+map[string]string{"en": "false", "bg": "не"}[l]), "it shows what would be lost")
	}

	require.Equal(t, exitDone, p.run("plan", "export", "--allow-mass-change").code)
}

// No word of a plan is English for a Bulgarian reader.
func TestAPlanIsBulgarianThroughout(t *testing.T) {
	t.Parallel()

	p := newPlace(t)
	p.goods("Чаша")
	p.execute("UPDATE Goods SET Code = ' ' WHERE ID = 2")

	english := `(?i)\b(good|product|quantity|name|price|fields|code|visible|true|false|partner|lines|total|sale|document|phone|offer|shop)\b`

	exported := p.run("--lang", "bg", "plan", "export")
	require.Equal(t, exitDone, exported.code, exported.err)
	require.NotRegexp(t, english, exported.out)
	require.Equal(t, exitDone, p.run("export").code)
	require.NotContains(t, p.run("plan", "export", "--full").out, "(code )")

	p.execute("UPDATE Goods SET Code = 'C1' WHERE ID = 2")
	require.Equal(t, exitDone, p.run("export").code)
	p.order(1, "C1")

	_, err := p.shop.PlaceOrder(obj{"status": obj{"code": "confirmed"}, "items": []obj{{"sku": "C1", "quantity": "1"}},
		"customer": obj{"name": strings.Repeat("я", 400), "email": "x@example.com"}})
	require.NoError(t, err)

	imported := p.run("--lang", "bg", "plan", "import")
	require.Equal(t, exitParked, imported.code, imported.err)
	require.NotRegexp(t, english, imported.out)
	require.Contains(t, imported.out, "е над 255 знака")

	require.Equal(t, exitParked, p.run("import").code)

	for _, command := range [][]string{{"orders", "list"}, {"orders", "show", p.scalar("SELECT OrderID FROM gomba_orders WHERE State = 'parked'")}} {
		shown := p.run(append([]string{"--lang", "bg"}, command...)...)
		require.Contains(t, shown.out, "Partners.Company", shown.err)
		require.Contains(t, shown.out, "е над 255 знака")
		require.NotContains(t, shown.out, strings.Repeat("я", 41))
	}
}

// A good is named without a code where it has none.
func TestAGoodWithoutACodeIsNamedWithoutOne(t *testing.T) {
	t.Parallel()

	p := newPlace(t)
	p.goods("Чаша")
	p.execute("UPDATE Goods SET Code = ' ', PriceOut2 = 0 WHERE ID = 2")

	r := p.run("plan", "export")
	require.Contains(t, r.out, `good 2 "Чаша"`)
	require.NotContains(t, r.out, "(code )")
}

// The bar of the goods ends with all of them, and no other number is a guess.
func TestTheProgressOfARunEndsWithItsTotal(t *testing.T) {
	t.Parallel()

	p := newPlace(t)
	p.goods("Чаша", "Чиния", "Доставка")
	p.execute("UPDATE Goods SET Type = 8 WHERE Name = 'Доставка'")

	r := p.run("export")
	require.Contains(t, r.err, "goods 2 of 2\n")
	require.NotRegexp(t, `of [34]\b`, r.err)
	require.NotRegexp(t, `of `, p.run("export", "--full", "--good", "2").err)
}

// A plan of a name that goes to the other side shows that name, and no field
// that stays as it is; its words are the reader's.
func TestAPlanShowsOnlyWhatChanges(t *testing.T) {
	t.Parallel()

	p := newPlace(t)
	p.write(map[string]string{"export": "edit_name_and_group: true\nexport: {goods: true, partners: true}"})
	p.goods("Чаша")
	require.Equal(t, exitDone, p.run("export").code)
	p.order(1, "C1")
	require.Equal(t, exitDone, p.run("import").code)
	require.Equal(t, exitDone, p.run("export").code)

	client, err := gombashop.NewClient(p.shop.URL, gombashop.HMAC("test", "secret"))
	require.NoError(t, err)

	name := "Чаша от магазина"
	_, err = client.Products.Upsert(t.Context(), []gombashop.ProductPatch{{ExternalID: "2", Name: &name}})
	require.NoError(t, err)

	imported := p.run("--lang", "bg", "plan", "import")
	require.Contains(t, imported.out, "име … → Чаша от магазина", imported.err)
	require.NotContains(t, imported.out, "код …")

	p.execute("UPDATE Partners SET Phone = '0899' WHERE ID > 1")
	require.Contains(t, p.run("--lang", "bg", "plan", "export").out, "полета … → телефон и адрес")
}

// A state of orders is a choice in the help, and no file of the shop's.
func TestTheHelpOfAStateNamesTheStates(t *testing.T) {
	t.Parallel()

	r := gombasync(t, nil, "--lang", "en", "orders", "list", "--help")
	require.Contains(t, r.out, "before_start")
	require.NotContains(t, r.out, "File that keeps")
}

// The record stands in a column of its own.
func TestAPlanNamesWhatItKeepsAsideOnce(t *testing.T) {
	t.Parallel()

	p := newPlace(t)
	_, err := p.shop.PlaceOrder(obj{"status": obj{"code": "confirmed"}, "items": []obj{{"name": "x", "sku": "ZZ", "unit_price": "1.00"}}})
	require.NoError(t, err)

	r := p.run("plan", "import")
	require.Equal(t, exitParked, r.code, r.err)

	for line := range strings.Lines(r.out) {
		if strings.HasPrefix(line, "keep aside") {
			require.Equal(t, 1, strings.Count(line, "order 1"), line)

			return
		}
	}

	require.Fail(t, "nothing is kept aside", r.out)
}
