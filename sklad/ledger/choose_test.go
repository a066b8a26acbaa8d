package ledger_test

import (
	"context"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
)

func TestOrders_are_chosen_by_when_they_were_seen_and_by_document(t *testing.T) {
	t.Parallel()
	b := setup(t)
	day := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	b.tx(t, func(ctx context.Context, tx *sklad.Tx) error {
		for i, kind := range []sklad.OperType{0, sklad.OperSale, sklad.OperOrder} {
			o := ledger.Order{
				Shop: "main", OrderID: strconv.Itoa(i), State: ledger.OrderImported, OperType: kind,
				LastSeen: day.Add(time.Duration(i) * time.Second / 2),
			}
			if err := b.ledger.SaveOrder(ctx, tx, o); err != nil {
				return err
			}
		}
		return nil
	})
	chosen := func(f ledger.OrderFilter) []string {
		ids := []string{}
		for o, err := range b.ledger.Orders(t.Context(), f) {
			require.NoError(t, err)
			ids = append(ids, o.OrderID)
		}
		return ids
	}
	require.Equal(t, []string{"0", "1", "2"}, chosen(ledger.OrderFilter{Shop: "main", SeenSince: day}))
	require.Equal(t, []string{"1", "2"}, chosen(ledger.OrderFilter{Shop: "main", SeenSince: day.Add(time.Millisecond)}))
	require.Empty(t, chosen(ledger.OrderFilter{SeenSince: day.Add(time.Hour)}))
	require.Equal(t, []string{"2"}, chosen(ledger.OrderFilter{OperType: sklad.OperOrder}))
}

func TestLinksByLocal_finds_many_at_once(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.tx(t, func(ctx context.Context, tx *sklad.Tx) error {
		for i := range int64(450) {
			for _, kind := range []string{"variant", "customer"} {
				l := ledger.Link{Shop: "main", Kind: kind, LocalID: 1 + 2*i, ShopID: kind + strconv.FormatInt(i, 10)}
				if err := b.ledger.SaveLinks(ctx, tx, l); err != nil {
					return err
				}
			}
		}
		return nil
	})
	var ids, got []int64
	for id := range int64(900) {
		ids = append(ids, id+1)
	}
	for l, err := range b.ledger.LinksByLocal(t.Context(), "main", "variant", ids) {
		require.NoError(t, err)
		require.Equal(t, "variant", l.Kind)
		got = append(got, l.LocalID)
	}
	require.Len(t, got, 450, "rows without a link are passed over")
	require.True(t, slices.IsSorted(got))
	for range b.ledger.LinksByLocal(t.Context(), "main", "variant", nil) {
		t.Fatal("no ids are not all ids")
	}
	for range b.ledger.LinksByLocal(t.Context(), "main", "variant", ids) {
		break
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, err := range b.ledger.LinksByLocal(ctx, "main", "variant", ids) {
		require.ErrorIs(t, err, context.Canceled)
	}
}
