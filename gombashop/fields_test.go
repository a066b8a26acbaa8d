package gombashop

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// TestFieldsPageIsComplete: every field of the contract has a row in fields.md.
func TestFieldsPageIsComplete(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("fields.md")
	require.NoError(t, err)
	for _, record := range []any{
		wire.Ping{}, wire.Status{}, wire.Category{}, wire.Product{}, wire.Variant{}, wire.StockRow{}, wire.Customer{}, wire.Address{},
		wire.Order{}, wire.Payment{}, wire.Item{}, wire.Discount{}, wire.Delivery{}, wire.Fee{}, wire.Totals{},
		wire.Ack{}, wire.USN{}, wire.Receipt{}, wire.Voucher{}, wire.PromoCode{},
	} {
		kind := reflect.TypeOf(record)
		for field := range kind.Fields() {
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			require.Contains(t, string(page), "`"+name+"`", "%s.%s", kind.Name(), field.Name)
		}
	}
}
