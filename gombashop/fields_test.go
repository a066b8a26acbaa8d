package gombashop

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
	"github.com/skladmost/skladmost/sklad/schema"
)

// TestFieldsPageIsComplete: every field of the contract has a row in fields.md,
// in the section of its record: a name that several records share is told in each.
func TestFieldsPageIsComplete(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("fields.md")
	require.NoError(t, err)
	sections := map[string]string{}
	for _, section := range strings.Split(string(page), "\n## ")[1:] {
		heading, body, _ := strings.Cut(section, "\n")
		sections[heading] = body
	}
	for heading, records := range map[string][]any{
		"About the shop":           {wire.Ping{}},
		"Categories":               {wire.Category{}},
		"Products and variants":    {wire.Product{}, wire.Variant{}},
		"Stock rows":               {wire.StockRow{}},
		"Customers and addresses":  {wire.Customer{}, wire.Address{}},
		"Orders":                   {wire.Order{}, wire.Payment{}, wire.Item{}, wire.Discount{}, wire.Delivery{}, wire.Fee{}, wire.Totals{}, wire.Ack{}, wire.USN{}, wire.Receipt{}},
		"Statuses":                 {wire.Status{}},
		"Vouchers and promo codes": {wire.Voucher{}, wire.PromoCode{}},
	} {
		for _, record := range records {
			kind := reflect.TypeOf(record)
			for field := range kind.Fields() {
				name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
				assert.Contains(t, sections[heading], "`"+name+"`", "%s: %s.%s", heading, kind.Name(), field.Name)
			}
		}
	}
}

func fieldTables(t *testing.T) string {
	t.Helper()

	page, err := os.ReadFile(filepath.Join("..", "docs", "fields.md"))
	require.NoError(t, err)

	return string(page)
}

// columnsOf are the names of a table's columns, with the table's before them.
func columnsOf(table schema.Table) map[string]bool {
	names := map[string]bool{}
	for _, column := range table.Columns {
		names[table.Name+"."+column.Name] = true
	}

	return names
}

// TestFieldTablesNameEveryColumn: no column of the tables that are synced is
// left without a word, and none is named that does not exist.
func TestFieldTablesNameEveryColumn(t *testing.T) {
	t.Parallel()

	page, known := fieldTables(t), map[string]bool{}

	for _, table := range schema.Tables() {
		for name := range columnsOf(table) {
			known[name] = true
		}

		switch table.Name {
		case "Goods", "Partners", "Operations", "Payments":
			for name := range columnsOf(table) {
				require.True(t, strings.HasSuffix(name, ".ID") || strings.Contains(page, "`"+name+"`"), name)
			}
		}
	}

	for _, found := range regexp.MustCompile("`([A-Z][A-Za-z]+\\.[A-Za-z0-9]+)`").FindAllStringSubmatch(page, -1) {
		require.True(t, known[found[1]], found[1])
	}
}

// TestFieldTablesNameFieldsOfTheContract: a field that was renamed must not
// stay behind.
func TestFieldTablesNameFieldsOfTheContract(t *testing.T) {
	t.Parallel()

	known := map[string]bool{}

	for prefix, record := range map[string]any{
		"category": wire.Category{}, "product": wire.Product{}, "variant": wire.Variant{}, "stock": wire.StockRow{},
		"customer": wire.Customer{}, "address": wire.Address{}, "order": wire.Order{}, "payment": wire.Payment{}, "item": wire.Item{},
		"discount": wire.Discount{}, "delivery": wire.Delivery{}, "fee": wire.Fee{}, "totals": wire.Totals{}, "ack": wire.Ack{},
		"usn": wire.USN{}, "receipt": wire.Receipt{},
	} {
		for field := range reflect.TypeOf(record).Fields() {
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			known[prefix+"."+name] = true
		}
	}

	for _, found := range regexp.MustCompile("`([a-z]+\\.[a-z0-9_]+)`").FindAllStringSubmatch(fieldTables(t), -1) {
		require.True(t, known[found[1]] || strings.HasPrefix(found[1], "import.") || strings.HasPrefix(found[1], "export."), found[1])
	}
}
