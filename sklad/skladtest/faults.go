package skladtest

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
)

// faultsTopic lets each statement of a document fail in turn.
func faultsTopic(t *testing.T, s suite) {
	w := s.shop(t)
	for name, d := range map[string]sklad.Document{
		"sale": w.keyed("a sale", "3"), "order": w.order("2"), "refund": w.refund("1"),
	} {
		t.Run("an error at each statement of the "+name, func(t *testing.T) { w.failsAtEach(t, d) })
	}
	t.Run("an error at each statement of a sale from lots", func(t *testing.T) {
		w.fillLots(t, "2")
		w.failsAtEach(t, w.keyed("from lots", "15"))
	})
	t.Run("a context that ends at each statement", func(t *testing.T) {
		w.set(t, "configkey23", "0")
		w.cancelsAtEach(t, w.keyed("cancelled", "1"))
	})
}

var errInjected = errors.New("injected")

// failsAtEach makes the n-th statement fail, for n = 1, 2, … until the document
// is written, and compares the whole database each time.
func (w shop) failsAtEach(t *testing.T, d sklad.Document) {
	db, each := w.hooked(t)
	before := w.dump(t)
	for n := 1; ; n++ {
		left := n
		*each = func(context.Context, string) error {
			if left--; left == 0 {
				return errInjected
			}
			return nil
		}
		r, err := db.Record(t.Context(), d)
		*each = nil
		if err == nil {
			require.Greater(t, n, 10, "statements")
			require.NoError(t, db.CheckRecorded(t.Context(), r))
			return
		}
		require.ErrorIs(t, err, errInjected, "statement %d", n)
		require.Equal(t, before, w.dump(t), "statement %d left something behind", n)
	}
}

// cancelsAtEach ends the context at the n-th statement. The last is COMMIT.
func (w shop) cancelsAtEach(t *testing.T, d sklad.Document) {
	db, each := w.hooked(t)
	before := w.dump(t)
	for n := 1; ; n++ {
		ctx, cancel := context.WithCancel(t.Context())
		left := n
		*each = func(context.Context, string) error {
			if left--; left == 0 {
				cancel()
			}
			return nil
		}
		r, err := db.Record(ctx, d)
		*each = nil
		cancel()
		if err == nil {
			require.Greater(t, n, 10, "statements")
			require.NoError(t, db.CheckRecorded(t.Context(), r))
			return
		}
		require.ErrorIs(t, err, context.Canceled, "statement %d", n)
		require.Equal(t, before, w.dump(t), "statement %d left something behind", n)
	}
}
