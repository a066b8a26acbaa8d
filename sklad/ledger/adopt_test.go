package ledger_test

import (
	"context"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/usn"
)

func TestMarks_are_listed_by_prefix_and_removed(t *testing.T) {
	t.Parallel()

	b := setup(t)
	b.tx(t, func(ctx context.Context, tx *sklad.Tx) error {
		for _, name := range []string{"aside:a_b:1", "aside:a_b:2", "aside:axb:3", "Aside:a_b:4", "aside"} {
			if err := b.ledger.SetMark(ctx, tx, name, "value of "+name); err != nil {
				return err
			}
		}

		return nil
	})

	marks, err := b.ledger.Marks(t.Context(), "aside:a_b:")
	require.NoError(t, err)
	require.Equal(t, map[string]string{"aside:a_b:1": "value of aside:a_b:1", "aside:a_b:2": "value of aside:a_b:2"}, marks)

	b.tx(t, func(ctx context.Context, tx *sklad.Tx) error {
		for _, name := range []string{"aside:a_b:1", "aside:a_b:77"} {
			if err := b.ledger.RemoveMark(ctx, tx, name); err != nil {
				return err
			}
		}

		return nil
	})

	marks, err = b.ledger.Marks(t.Context(), "aside:a_b:")
	require.NoError(t, err)
	require.Len(t, marks, 1)

	_, ok, err := b.ledger.Mark(t.Context(), "aside:a_b:1")
	require.NoError(t, err)
	require.False(t, ok)
}

func TestForeignUSN_is_a_number_that_the_ledger_did_not_give(t *testing.T) {
	t.Parallel()

	b := setup(t)

	foreign := func(device string, within ...usn.Range) uint32 {
		seq, err := b.ledger.ForeignUSN(t.Context(), device, append(within, usn.Range{})[0])
		require.NoError(t, err)

		return seq
	}

	receipt := func(device string, kind, number int) {
		b.tx(t, func(ctx context.Context, tx *sklad.Tx) error {
			return tx.SQL().Insert(ctx, "ECRReceipts", map[string]any{
				"OperType": 2, "Acct": number, "ReceiptID": number, "ReceiptDate": "2026-11-01 00:00:00", "ReceiptType": kind,
				"ECRID": device, "Description": " ", "Total": 5.0, "UserID": 1, "UserRealTime": "2026-11-01 00:00:00",
			})
		})
	}

	require.Zero(t, foreign("DT279013"))
	receipt("DT279013", 1, 900) // a receipt on paper has a number of its own
	receipt("DT000001", 8, 7)
	require.Zero(t, foreign("DT279013"))

	receipt("DT279013", 8, 41)
	require.Equal(t, uint32(41), foreign("DT279013"))
	require.Equal(t, uint32(41), foreign("DT279013", usn.Range{From: 41, To: 41}))
	require.Zero(t, foreign("DT279013", usn.Range{From: 42}), "that part of the series is another program's")
	require.Zero(t, foreign("DT279013", usn.Range{To: 40}))

	b.tx(t, func(ctx context.Context, tx *sklad.Tx) error {
		return tx.TakeUSN(ctx, "order:main:1", usn.Number{Device: "DT279013", Operator: "0001", Seq: 41})
	})
	require.Zero(t, foreign("DT279013"), "it is the ledger's own now")
}

func TestOrders_that_are_to_be_looked_at_again(t *testing.T) {
	t.Parallel()

	b := setup(t)
	now := b.clock.Now()
	b.tx(t, func(ctx context.Context, tx *sklad.Tx) error {
		for id, next := range map[string]time.Time{"done": {}, "due": now.Add(-time.Minute), "later": now.Add(time.Hour)} {
			err := b.ledger.SaveOrder(ctx, tx, ledger.Order{Shop: "main", OrderID: id, State: ledger.OrderImported, NextTry: next})
			if err != nil {
				return err
			}
		}

		return nil
	})

	var ids []string

	filter := ledger.OrderFilter{Shop: "main", States: []ledger.OrderState{ledger.OrderImported}, Again: true, DueBefore: now}
	for o, err := range b.ledger.Orders(t.Context(), filter) {
		require.NoError(t, err)
		ids = append(ids, o.OrderID)
	}

	require.Equal(t, []string{"due"}, ids)
}

func TestSavePrinted_tells_whether_it_was_news(t *testing.T) {
	t.Parallel()

	b := setup(t)
	printed := ledger.Receipt{
		Job: "sale:main:1", Shop: "main", OrderID: "1", Device: "DT279013", Number: "0000085",
		Amount: decimal.NewNullDecimal(decimal.NewFromInt(10)),
	}

	b.tx(t, func(ctx context.Context, tx *sklad.Tx) error {
		return b.ledger.SaveReceipt(ctx, tx, ledger.Receipt{Job: printed.Job, State: ledger.ReceiptPending, Request: "{}"})
	})

	for _, want := range []bool{true, false} {
		b.tx(t, func(ctx context.Context, tx *sklad.Tx) error {
			isNew, err := b.ledger.SavePrinted(ctx, tx, printed)
			require.Equal(t, want, isNew)

			return err
		})
	}

	kept, ok, err := b.ledger.Receipt(t.Context(), printed.Job)
	require.NoError(t, err)
	require.True(t, ok)
	require.Equal(t, ledger.ReceiptPrinted, kept.State)
	require.Equal(t, "0000085", kept.Number)
}
