package gombashoptest_test

import (
	"maps"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
)

// TestARefusedChangeChangesNothing: not even what lists and pointers share.
func TestARefusedChangeChangesNothing(t *testing.T) {
	t.Parallel()

	s, c := priced(t)
	before := place(t, s, c, row{
		"customer": row{"name": "Иван", "addresses": []row{{"city": "София"}}}, "delivery": row{"name": "Еконт", "price": "5.00"},
		"discounts": []row{{"value": "1.00"}}, "items": []row{{"sku": "A", "discounts": []row{{"value": "1.00"}}}},
		"fees": []row{{"name": "НП", "amount": "1.00"}},
	})
	everything := row{
		"customer": row{"name": "X", "addresses": []row{{"city": "X"}}}, "delivery": row{"price": "9.00"}, "payment": row{"paid": true},
		"discounts": []row{{"amount": "9.00"}}, "items": []row{{"line_total": "77.00", "name": "X", "discounts": []row{{"amount": "9.00"}}}},
		"fees": []row{{"amount": "9.00"}}, "totals": row{"payable": "9.00", "vat": "9.00"}, "prices_include_vat": false,
	}

	for name, spoil := range map[string]row{
		"status": {"status": row{"code": "nonsense"}}, "quantity": {"items": []row{{"quantity": "0"}}}, "no items": {"items": []row{}},
		"type": {"note": 7}, "unknown item": {"items": []row{{}, {"sku": "none"}}},
	} {
		change := row{}
		for _, from := range []row{everything, spoil} {
			maps.Copy(change, from)
		}

		require.ErrorIs(t, s.ChangeOrder(before.ID, change), gombashoptest.ErrOrder, name)

		after, err := c.Orders.Get(t.Context(), before.ID)
		require.NoError(t, err)
		require.Equal(t, before, after, name)
	}

	require.ErrorIs(t, s.ChangeOrder("none", row{}), gombashoptest.ErrOrder)
	require.NoError(t, s.ChangeOrder(before.ID, everything))

	after, err := c.Orders.Get(t.Context(), before.ID)
	require.NoError(t, err)
	require.Equal(t, "77", after.Items[0].LineTotal.Decimal.String())
	require.True(t, after.Payment.Paid)
	require.True(t, after.UpdatedAt.After(before.UpdatedAt))
}

func TestAChangeMovesTheTotals(t *testing.T) {
	t.Parallel()

	s, c := priced(t)
	id := place(t, s, c, row{"items": []row{{"sku": "A"}, {"sku": "B"}}, "discounts": []row{{"value": "1.00"}}}).ID
	change := func(change row) gombashop.Order {
		require.NoError(t, s.ChangeOrder(id, change))
		o, err := c.Orders.Get(t.Context(), id)
		require.NoError(t, err)

		return o
	}

	o := change(row{"items": []row{{"quantity": "3"}, {}}})
	require.Equal(t, "30", o.Items[0].LineTotal.Decimal.String())
	require.Equal(t, "49", o.Totals.GrandTotal.String(), "a discount stays what it came to")

	o = change(row{"items": []row{{"returned_quantity": "1"}, {}}})
	require.Equal(t, "1", o.Items[0].ReturnedQuantity.Decimal.String())
	require.Equal(t, "49", o.Totals.GrandTotal.String())

	o = change(row{"items": []row{{}, {}, {"sku": "A"}}, "delivery": row{"name": "Еконт", "price": "5.00"}})
	require.Equal(t, "Чаша", o.Items[2].Name, "a new item is filled like a bought one")
	require.Equal(t, "64", o.Totals.GrandTotal.String())

	o = change(row{"totals": row{"grand_total": "60.00"}})
	require.Equal(t, "60", o.Totals.GrandTotal.String())
	require.Equal(t, "60", o.Totals.Items.String(), "and nothing else")
	require.Equal(t, "Потвърдена", change(row{"status": row{"id": "2"}}).Status.Name)
	require.Equal(t, "Изпратена", change(row{"status": row{"code": "shipped"}}).Status.Name)
}
