package fiscaltest_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/fiscal/fiscaltest"
)

// randomItem is a sale with at most one modifier that a device takes.
func randomItem(r *rand.Rand) fiscal.Item {
	it := fiscal.Item{
		Text: "Стока", Quantity: decimal.New(1+r.Int64N(99_999), -3), UnitPrice: decimal.New(1+r.Int64N(99_999), -2),
		TaxGroup: []fiscal.TaxGroup{fiscal.GroupA, fiscal.GroupB, fiscal.GroupG}[r.IntN(3)],
	}
	it.Modifier.Value = decimal.New(1+r.Int64N(9_899), -2)
	switch r.IntN(5) {
	case 0:
		it.Modifier.Kind = fiscal.DiscountPercent
	case 1:
		it.Modifier.Kind = fiscal.SurchargePercent
	case 2:
		it.Modifier.Kind = fiscal.SurchargeAmount
	case 3:
		it.Modifier.Kind = fiscal.DiscountAmount
		it.Modifier.Value = decimal.Min(it.Modifier.Value, fiscal.Item{Quantity: it.Quantity, UnitPrice: it.UnitPrice}.Total())
		if it.Modifier.Value.IsPositive() {
			break
		}
		fallthrough
	default:
		it.Modifier = fiscal.Modifier{}
	}
	return it
}

// classic writes a sale for command 31 of all but Datecs X.
func classic(it fiscal.Item, mark string) string {
	line := it.Text + "\t" + it.TaxGroup.Letter() + it.UnitPrice.StringFixed(2) + "*" + it.Quantity.String()
	value := it.Modifier.Value.StringFixed(2)
	switch it.Modifier.Kind {
	case fiscal.DiscountPercent:
		return line + ",-" + value
	case fiscal.SurchargePercent:
		return line + "," + value
	case fiscal.DiscountAmount:
		return line + mark + "-" + value
	case fiscal.SurchargeAmount:
		return line + mark + value
	}
	return line
}

// tabbed writes it for Datecs X.
func tabbed(it fiscal.Item) string {
	kind := map[fiscal.ModifierKind]string{
		fiscal.SurchargePercent: "1", fiscal.DiscountPercent: "2", fiscal.SurchargeAmount: "3", fiscal.DiscountAmount: "4",
	}[it.Modifier.Kind]
	value := ""
	if kind != "" {
		value = it.Modifier.Value.StringFixed(2)
	}
	return strings.Join([]string{
		it.Text, fmt.Sprint(int(it.TaxGroup)), it.UnitPrice.StringFixed(2), it.Quantity.String(), kind, value, "0", "",
	}, "\t")
}

// TestDevicesAgreeWithReceiptTotal: what package fiscal says a device will print is
// what the devices print, line by line, although they count in another way.
func TestDevicesAgreeWithReceiptTotal(t *testing.T) {
	t.Parallel()
	const seed = 20261128
	for _, b := range books() {
		t.Run(string(b.group), func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(seed, 0))
			d := startISL(t, b.group)
			c := dial(t, d.Addr(), b.group == fiscaltest.DatecsX)
			mark := map[bool]string{true: "$", false: ";"}[b.group == fiscaltest.Daisy]
			for range 10 {
				receipt := fiscal.Receipt{}
				c.ok(b.sale[0].cmd, b.sale[0].data)
				for range 1 + r.IntN(15) {
					it := randomItem(r)
					receipt.Items = append(receipt.Items, it)
					line := classic(it, mark)
					if c.long {
						line = tabbed(it)
					}
					c.ok(0x31, line)
				}
				c.ok(0x35, map[bool]string{true: "\t\t\t", false: "\t"}[c.long])
				printed := c.finished(d)
				require.Equal(t, receipt.Total().StringFixed(2), printed.Total)
				for i, it := range receipt.Items {
					require.Equal(t, it.Total().StringFixed(2), printed.Totals[i], "%+v", it)
				}
			}
		})
	}
}

// TestTremolAgreesWithReceiptTotal is the same for ZFP.
func TestTremolAgreesWithReceiptTotal(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(20261128, 1))
	d := startZFP(t)
	c := dialZFP(t, d.Addr())
	for range 20 {
		receipt := fiscal.Receipt{}
		c.want("00", 0x30, openZ)
		for range 1 + r.IntN(15) {
			it := randomItem(r)
			receipt.Items = append(receipt.Items, it)
			_, behind, _ := strings.Cut(classic(it, ":"), "\t")
			letter := it.TaxGroup.Letter()
			c.want("00", 0x31, named(it.Text, letter+";"+strings.TrimPrefix(behind, letter)))
		}
		c.want("00", 0x36, "")
		all := d.Receipts()
		require.Equal(t, receipt.Total().StringFixed(2), all[len(all)-1].Total)
	}
	require.Len(t, d.Receipts(), 20)
}
