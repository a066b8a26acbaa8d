package syncer_test

import (
	"context"
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// aside are the records that a plan keeps aside, with code and values.
func (w *world) aside(t *testing.T) []string {
	t.Helper()

	all := []string{}

	for a, err := range w.engine(t).PlanImport(t.Context(), syncer.ImportOptions{}).Actions() {
		require.NoError(t, err)

		if park, ok := a.(syncer.Park); ok {
			all = append(all, reason(park.Problem))
		}
	}

	return all
}

func reason(p *syncer.Problem) string { return fmt.Sprintln(p.Record, p.Code, p.Args) }

func reasons(r syncer.Report) []string {
	all := []string{}
	for _, p := range r.Parked {
		all = append(all, reason(p))
	}

	return all
}

// samePlan compares what a plan keeps aside with what the run then does.
func (w *world) samePlan(t *testing.T) syncer.Report {
	t.Helper()

	planned, actions := w.aside(t), w.planned(t)

	seen := 0

	w.cfg.Observer = syncer.ObserverFunc(func(_ context.Context, e syncer.Event) {
		if _, ok := e.(syncer.Written); ok {
			seen++
		}
	})
	report := w.imports(t)
	w.cfg.Observer = nil

	require.Equal(t, planned, reasons(report))
	require.Equal(t, len(actions)-len(planned), seen, "%v", actions)

	return report
}

// What the tables cannot hold is found before anything is written, so that a
// plan says what the run will do.
func TestAPlanKeepsAsideWhatTheRunKeepsAside(t *testing.T) {
	t.Parallel()

	long := strings.Repeat("я", 400)
	person := func(name, email string) row { return row{"customer": row{"name": name, "email": email}} }

	for name, c := range map[string]struct {
		order row
		field string
		fault string
	}{
		"no customer":     {row{"items": []row{{"sku": "A"}}}, "Partners.Company", "missing"},
		"customer's name": {buys("A", "1", person(long, "x@example.com")), "Partners.Company", "too_long"},
		"e-mail":          {buys("A", "1", person("Иван", long+"@example.com")), "Partners.eMail", "too_long"},
		"no text":         {buys("A", "1", person("Иван\x00", "x@example.com")), "Partners.Company", "no_text"},
		"customer's id":   {buys("A", "1", row{"customer": row{"id": long, "name": "Z"}}), "gomba_links.ShopID", "too_long"},
		"order's id":      {buys("A", "1", row{"id": strings.Repeat("9", 400)}), "gomba_orders.OrderID", "too_long"},
		"transaction": {
			buys("A", "1", row{"payment": row{"method": "card", "paid": true, "transaction_ref": long}}),
			"Payments.TransactionNumber", "too_long",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w := newWorld(t)
			w.goods(t, "A")
			w.cfg.Import.Nomenclature = false
			w.order(t, c.order)
			w.order(t, buys("A", "1"))

			report := w.samePlan(t)
			require.Len(t, report.Documents, 1)

			p := problem(t, report)
			require.Equal(t, text.InvalidRecord, p.Code)
			require.Equal(t, c.field, p.Args["table"]+"."+p.Args["field"])
			require.Equal(t, c.fault, p.Args["what"])
			require.LessOrEqual(t, len([]rune(p.Args["value"])), 42, "short, in quotes")
			require.NotContains(t, p.Error(), long[:120], "nor in the cause")
		})
	}
}

// The same for the goods that an import makes, of an order and of the shop's
// products.
func TestAPlanKeepsAsideGoodsThatCannotBeMade(t *testing.T) {
	t.Parallel()

	long := strings.Repeat("я", 300)
	line := func(fields row) row {
		item := row{"sku": "N", "name": "Нова", "unit_price": "3.00", "vat_rate": "20", "quantity": "1"}
		maps.Copy(item, fields)

		return buys("A", "1", row{"items": []row{item}})
	}

	for name, c := range map[string]struct {
		fields row
		field  string
	}{
		"name":    {row{"name": long}, "Name"},
		"code":    {row{"sku": long}, "Code"},
		"barcode": {row{"barcode": long}, "BarCode1"},
		"variant": {row{"variant_id": long}, "ShopID"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w := newWorld(t)
			w.execute(t, "UPDATE Configuration SET Value = '-1' WHERE Key = 'configkey12'")
			w = w.again(t)
			w.cfg.Import.Nomenclature, w.cfg.Import.MissingGood = false, syncer.MissingCreate
			w.order(t, line(c.fields))

			p := problem(t, w.samePlan(t))
			require.Equal(t, text.InvalidRecord, p.Code)
			require.Equal(t, c.field, p.Args["field"])
		})
	}

	w := newWorld(t)
	_, err := w.shop.AddProduct(row{"name": long, "vat_rate": "20", "variants": []row{{"sku": "X", "price": "10.00"}}})
	require.NoError(t, err)
	require.Equal(t, "Name", problem(t, w.samePlan(t)).Args["field"])
}

// again opens the database anew: settings of Склад Pro are read once.
func (w *world) again(t *testing.T) *world {
	t.Helper()

	again := open(t, w.path)
	again.shop, again.client, again.cfg.Shop, again.cfg.Import = w.shop, w.client, w.cfg.Shop, w.cfg.Import

	return again
}

// Two lines of a good that is not there yet name it by one code: it is made
// once, as it would be for two orders.
func TestTwoLinesOfANewGoodMakeItOnce(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.execute(t, "UPDATE Configuration SET Value = '-1' WHERE Key = 'configkey12'")
	w = w.again(t)
	w.cfg.Import.Nomenclature, w.cfg.Import.MissingGood = false, syncer.MissingCreate

	item := func(name string) row {
		return row{"sku": "N", "name": name, "unit_price": "3.00", "vat_rate": "20", "quantity": "1"}
	}
	id := w.order(t, buys("", "", row{"items": []row{item("Чаша с име Ана"), item("Чаша с име Яна")}}))

	require.Empty(t, w.samePlan(t).Parked)
	require.Equal(t, "N 1 x 3.00,N 1 x 3.00", w.lines(t, id))
}

// A payment type that Склад Pro does not have parks in the plan too.
func TestAPlanKnowsThePaymentTypes(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.cfg.Import.Nomenclature = false
	w.execute(t, "DELETE FROM PaymentTypes WHERE ID = 3")
	w.order(t, buys("A", "1", row{"payment": row{"method": "card", "paid": true}}))

	p := problem(t, w.samePlan(t))
	require.Equal(t, text.PaymentUnmapped, p.Code)
	require.Equal(t, "3", p.Args["type"])
	require.Equal(t, "import.payment_map.card", p.Args["key"])
}

// A customer whose contacts do not fit is kept aside by both.
func TestAPlanKeepsAsideContactsThatDoNotFit(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	name, phone, long := "Иван", "0888123456", strings.Repeat("8", 300)
	save := func(phone *string) {
		_, err := w.client.Customers.Upsert(t.Context(), []gombashop.CustomerPatch{{ExternalID: "zz", Name: &name, Phone: phone}})
		require.NoError(t, err)
	}

	save(&phone)
	require.Empty(t, w.samePlan(t).Parked)
	save(&long)
	require.Equal(t, "Phone", problem(t, w.samePlan(t)).Args["field"])
}
