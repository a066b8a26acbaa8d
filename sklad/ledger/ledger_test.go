package ledger_test

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/sklad/sqlite"
)

// clock is a time that a test moves.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()

	return c.now
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()

	c.now = c.now.Add(d)
}

type bundle struct {
	db     *sklad.DB
	ledger *ledger.Ledger
	clock  *clock
	path   string
}

func setup(t *testing.T) bundle {
	t.Helper()

	c := &clock{now: time.Date(2026, 11, 23, 10, 0, 0, 123, time.UTC)}
	path := filepath.Join(t.TempDir(), "shop.db")

	db, err := sqlite.Create(t.Context(), path, sklad.WithClock(c.Now))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, db.Close()) })

	require.NoError(t, ledger.Install(t.Context(), db))

	l, err := ledger.Open(t.Context(), db)
	require.NoError(t, err)

	return bundle{db: db, ledger: l, clock: c, path: path}
}

func (b bundle) tx(t *testing.T, do func(ctx context.Context, tx *sklad.Tx) error) {
	t.Helper()
	require.NoError(t, b.db.InTx(t.Context(), do))
}

func TestInstall_twice_keeps_the_first_moment(t *testing.T) {
	t.Parallel()

	b := setup(t)
	first, ok, err := b.ledger.Mark(t.Context(), ledger.MarkInstalledAt)
	require.NoError(t, err)
	require.True(t, ok)
	require.Equal(t, "2026-11-23T10:00:00.000000123Z", first)

	b.clock.add(time.Hour)
	require.NoError(t, ledger.Install(t.Context(), b.db))

	second, _, err := b.ledger.Mark(t.Context(), ledger.MarkInstalledAt)
	require.NoError(t, err)
	require.Equal(t, first, second)
}

func TestOpen_without_a_ledger_says_what_to_do(t *testing.T) {
	t.Parallel()

	db, err := sqlite.Create(t.Context(), filepath.Join(t.TempDir(), "shop.db"))
	require.NoError(t, err)

	defer db.Close()

	_, err = ledger.Open(t.Context(), db)
	require.ErrorIs(t, err, ledger.ErrNotInstalled)
	require.Contains(t, err.Error(), "db install")
}

func TestOpen_refuses_a_newer_ledger(t *testing.T) {
	t.Parallel()

	b := setup(t)
	b.tx(t, func(ctx context.Context, tx *sklad.Tx) error {
		return b.ledger.SetMark(ctx, tx, ledger.MarkVersion, strconv.Itoa(ledger.Version+1))
	})

	_, err := ledger.Open(t.Context(), b.db)
	require.ErrorIs(t, err, ledger.ErrNewer)
	require.ErrorIs(t, ledger.Install(t.Context(), b.db), ledger.ErrNewer)
}

func TestOpen_reports_a_version_that_is_no_number(t *testing.T) {
	t.Parallel()

	b := setup(t)
	b.tx(t, func(ctx context.Context, tx *sklad.Tx) error {
		return b.ledger.SetMark(ctx, tx, ledger.MarkVersion, "one")
	})

	_, err := ledger.Open(t.Context(), b.db)
	require.ErrorContains(t, err, `"one"`)
}

func TestMark_is_set_and_replaced(t *testing.T) {
	t.Parallel()

	b := setup(t)

	_, ok, err := b.ledger.Mark(t.Context(), "watermark")
	require.NoError(t, err)
	require.False(t, ok)

	for _, value := range []string{"one", "two"} {
		b.tx(t, func(ctx context.Context, tx *sklad.Tx) error { return b.ledger.SetMark(ctx, tx, "watermark", value) })

		got, ok, err := b.ledger.Mark(t.Context(), "watermark")
		require.NoError(t, err)
		require.True(t, ok)
		require.Equal(t, value, got)
	}
}

func TestRaiseUSNFloor_never_falls(t *testing.T) {
	t.Parallel()

	b := setup(t)
	for _, step := range []struct {
		raise uint32
		want  string
	}{{10, "10"}, {7, "10"}, {11, "11"}} {
		b.tx(t, func(ctx context.Context, tx *sklad.Tx) error {
			return b.ledger.RaiseUSNFloor(ctx, tx, "DT279013", step.raise)
		})

		got, _, err := b.ledger.Mark(t.Context(), ledger.FloorMark("DT279013"))
		require.NoError(t, err)
		require.Equal(t, step.want, got)
	}
}

func TestLinks_ascend_by_local_id_and_keep_every_field(t *testing.T) {
	t.Parallel()

	b := setup(t)
	full := ledger.Link{
		Shop: "main", Kind: "variant", LocalID: 2, ShopID: "8810-1", ExternalID: "2",
		ParentShopID: "8810", ParentExternalID: "G:12", State: ledger.LinkActive, Origin: ledger.OriginExport,
		Hashes: map[string]string{"price": "abc"}, QuantityAt: b.clock.Now(), SyncedAt: b.clock.Now(), CreatedAt: b.clock.Now(),
	}
	b.tx(t, func(ctx context.Context, tx *sklad.Tx) error {
		return b.ledger.SaveLinks(ctx, tx,
			ledger.Link{Shop: "main", Kind: "variant", LocalID: 30, ShopID: "x"}, full,
			ledger.Link{Shop: "main", Kind: "category", LocalID: 1, ShopID: "c"},
			ledger.Link{Shop: "other", Kind: "variant", LocalID: 1, ShopID: "8810-1"})
	})

	var ids []int64

	for l, err := range b.ledger.Links(t.Context(), "main", "variant") {
		require.NoError(t, err)
		ids = append(ids, l.LocalID)
	}

	require.Equal(t, []int64{2, 30}, ids)

	got, ok, err := b.ledger.LinkByLocal(t.Context(), "main", "variant", 2)
	require.NoError(t, err)
	require.True(t, ok)
	require.Equal(t, full, got)

	got, ok, err = b.ledger.LinkByShopID(t.Context(), "main", "variant", "8810-1")
	require.NoError(t, err)
	require.True(t, ok)
	require.Equal(t, full, got)

	_, ok, err = b.ledger.LinkByLocal(t.Context(), "main", "variant", 99)
	require.NoError(t, err)
	require.False(t, ok)
}

func TestSaveLinks_gives_a_local_row_one_link(t *testing.T) {
	t.Parallel()

	b := setup(t)
	for _, id := range []string{"old", "new"} {
		b.tx(t, func(ctx context.Context, tx *sklad.Tx) error {
			return b.ledger.SaveLinks(ctx, tx, ledger.Link{Shop: "main", Kind: "customer", LocalID: 7, ShopID: id})
		})
	}

	_, ok, err := b.ledger.LinkByShopID(t.Context(), "main", "customer", "old")
	require.NoError(t, err)
	require.False(t, ok)

	got, ok, err := b.ledger.LinkByLocal(t.Context(), "main", "customer", 7)
	require.NoError(t, err)
	require.True(t, ok)
	require.Equal(t, "new", got.ShopID)
}

func TestSaveOrder_keeps_every_field(t *testing.T) {
	t.Parallel()

	b := setup(t)
	want := ledger.Order{
		Shop: "main", OrderID: "100234", Number: "D455C343", State: ledger.OrderParked, Status: "confirmed",
		Reason: "insufficient_stock", Problem: `{"code":"insufficient_stock"}`, Attempts: 3, NextTry: b.clock.Now(),
		Fingerprint: "ff", ShopCreatedAt: b.clock.Now(), ShopUpdatedAt: b.clock.Now(), FirstSeen: b.clock.Now(),
		LastSeen: b.clock.Now(), OperType: sklad.OperSale, Acct: 38, USN: "DT279013-0001-0000001",
		Total: money("25.98"), DocumentTotal: money("25.98"), Currency: "EUR", Original: `{"ID":"100234 "}`,
		AckOwed: true, ReceiptOwed: true, ReceiptUnknown: true, Paid: true,
	}
	b.tx(t, func(ctx context.Context, tx *sklad.Tx) error { return b.ledger.SaveOrder(ctx, tx, want) })

	got, ok, err := b.ledger.Order(t.Context(), "main", "100234")
	require.NoError(t, err)
	require.True(t, ok)
	require.Equal(t, want, got)
}

func money(s string) decimal.NullDecimal {
	return decimal.NullDecimal{Decimal: decimal.RequireFromString(s), Valid: true}
}

func TestOrders_are_chosen_by_state_and_by_what_is_owed(t *testing.T) {
	t.Parallel()

	b := setup(t)
	b.tx(t, func(ctx context.Context, tx *sklad.Tx) error {
		return errors.Join(
			b.ledger.SaveOrder(ctx, tx, ledger.Order{Shop: "main", OrderID: "1", State: ledger.OrderWaiting}),
			b.ledger.SaveOrder(ctx, tx, ledger.Order{Shop: "main", OrderID: "2", State: ledger.OrderImported, AckOwed: true}),
			b.ledger.SaveOrder(ctx, tx, ledger.Order{Shop: "main", OrderID: "3", State: ledger.OrderImported}),
			b.ledger.SaveOrder(ctx, tx, ledger.Order{Shop: "other", OrderID: "4", State: ledger.OrderParked}),
		)
	})

	cases := map[string]struct {
		filter ledger.OrderFilter
		want   []string
	}{
		"all":     {ledger.OrderFilter{}, []string{"1", "2", "3", "4"}},
		"a shop":  {ledger.OrderFilter{Shop: "main"}, []string{"1", "2", "3"}},
		"states":  {ledger.OrderFilter{States: []ledger.OrderState{ledger.OrderWaiting, ledger.OrderParked}}, []string{"1", "4"}},
		"owed":    {ledger.OrderFilter{Owed: true}, []string{"2"}},
		"nothing": {ledger.OrderFilter{Shop: "main", States: []ledger.OrderState{ledger.OrderParked}}, nil},
	}
	for name, tc := range cases {
		var got []string

		for o, err := range b.ledger.Orders(t.Context(), tc.filter) {
			require.NoError(t, err)
			got = append(got, o.OrderID)
		}

		require.Equal(t, tc.want, got, name)
	}
}

func TestLease_is_held_renewed_lost_and_given_back(t *testing.T) {
	t.Parallel()

	b := setup(t)
	lease, err := b.ledger.AcquireLease(t.Context(), "lease:import", "first", time.Minute)
	require.NoError(t, err)

	_, err = b.ledger.AcquireLease(t.Context(), "lease:import", "second", time.Minute)
	require.ErrorIs(t, err, ledger.ErrBusy)

	var busy *ledger.BusyError
	require.ErrorAs(t, err, &busy)
	require.Equal(t, "first", busy.Owner)

	b.clock.add(50 * time.Second)
	require.NoError(t, lease.Renew(t.Context()))

	b.clock.add(50 * time.Second)

	_, err = b.ledger.AcquireLease(t.Context(), "lease:import", "second", time.Minute)
	require.ErrorIs(t, err, ledger.ErrBusy, "a renewed lease lasts")

	b.clock.add(11 * time.Second)

	taken, err := b.ledger.AcquireLease(t.Context(), "lease:import", "second", time.Minute)
	require.NoError(t, err, "a killed run loses its lease")
	require.ErrorIs(t, lease.Renew(t.Context()), ledger.ErrLost)
	require.NoError(t, taken.Release(t.Context()))

	_, err = b.ledger.AcquireLease(t.Context(), "lease:import", "third", time.Minute)
	require.NoError(t, err)
}

func TestReceipts_are_begun_once_and_settled(t *testing.T) {
	t.Parallel()

	b := setup(t)
	refuse := func(old ledger.Receipt, known bool) error {
		if known && old.State == "printing" {
			return ledger.ErrDeviceBusy
		}

		return nil
	}
	receipt := ledger.Receipt{Job: "sale:main:1", Shop: "main", OrderID: "1", Device: "DT279013", State: "printing", Anchor: "{}"}
	require.NoError(t, b.ledger.BeginReceipt(t.Context(), receipt, refuse))
	require.ErrorIs(t, b.ledger.BeginReceipt(t.Context(), receipt, refuse), ledger.ErrDeviceBusy)

	got, ok, err := b.ledger.Receipt(t.Context(), receipt.Job)
	require.NoError(t, err)
	require.True(t, ok)
	require.Equal(t, 1, got.Attempts)

	got.State, got.Number, got.IssuedAt = "printed", "0000085", b.clock.Now()
	b.tx(t, func(ctx context.Context, tx *sklad.Tx) error { return b.ledger.SaveReceipt(ctx, tx, got) })

	var states []string

	for r, err := range b.ledger.Receipts(t.Context(), ledger.ReceiptFilter{Shop: "main", Device: "DT279013"}) {
		require.NoError(t, err)
		states = append(states, r.State+" "+r.Number)
	}

	require.Equal(t, []string{"printed 0000085"}, states)
}

func TestEvents_are_kept_in_order(t *testing.T) {
	t.Parallel()

	b := setup(t)
	b.tx(t, func(ctx context.Context, tx *sklad.Tx) error {
		return b.ledger.Append(ctx, tx,
			ledger.Event{At: b.clock.Now(), Shop: "main", Kind: "imported", Record: "1"},
			ledger.Event{At: b.clock.Now(), Shop: "main", Kind: "acknowledged", Record: "1", Data: "УНП"},
			ledger.Event{At: b.clock.Now(), Shop: "main", Kind: "imported", Record: "2"})
	})

	var kinds []string

	for e, err := range b.ledger.Events(t.Context(), ledger.EventFilter{Record: "1"}) {
		require.NoError(t, err)
		require.Equal(t, b.clock.Now(), e.At)
		kinds = append(kinds, e.Kind)
	}

	require.Equal(t, []string{"imported", "acknowledged"}, kinds)
}

func TestRollback_leaves_nothing_behind(t *testing.T) {
	t.Parallel()

	b := setup(t)
	stop := errors.New("stop")
	err := b.db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
		return errors.Join(
			b.ledger.SaveOrder(ctx, tx, ledger.Order{Shop: "main", OrderID: "1", State: ledger.OrderWaiting}),
			b.ledger.Append(ctx, tx, ledger.Event{Kind: "x"}), stop)
	})
	require.ErrorIs(t, err, stop)

	_, ok, err := b.ledger.Order(t.Context(), "main", "1")
	require.NoError(t, err)
	require.False(t, ok)
}

func TestKeyHash_separates_kind_shop_and_id(t *testing.T) {
	t.Parallel()

	keys := []string{
		ledger.KeyHash("a", "b", "c"), ledger.KeyHash("ab", "", "c"), ledger.KeyHash("a", "bc", ""), ledger.KeyHash("", "ab", "c"),
	}
	require.Len(t, keys[0], 40)
	slices.Sort(keys)
	require.Len(t, slices.Compact(keys), 4)
}
