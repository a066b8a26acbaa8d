package skladtest

import (
	"context"
	"errors"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// ledgerTopic is the ledger beside the vendor's tables: its texts are whole and
// its keys exact, whatever the database's own character set and collation.
func ledgerTopic(t *testing.T, s suite) {
	w := s.world(t)
	t.Run("two installations at once make one", w.installsOnce)
	l := w.ledger(t, w.db)
	t.Run("ids that a collation would merge", func(t *testing.T) { w.keepsIDs(t, l) })
	t.Run("an order keeps every field", func(t *testing.T) { w.keepsOrder(t, l) })
	t.Run("links may be written inside the loop", func(t *testing.T) { w.linksInside(t, l) })
	t.Run("one of two handles gets the lease", func(t *testing.T) { w.leasesOnce(t, l) })
	t.Run("one of two handles prints a job", func(t *testing.T) { w.printsOnce(t, l) })
	t.Run("one device prints one job at a time", func(t *testing.T) { w.printsAlone(t, l) })
	t.Run("the floor of the УНП never falls", func(t *testing.T) { w.raisesFloor(t, l) })
	t.Run("the journal is in order", func(t *testing.T) { w.journals(t, l) })
}

func (w world) installsOnce(t *testing.T) {
	dbs := []*sklad.DB{w.db, w.handle(t)}
	errs := make([]error, len(dbs))
	var group sync.WaitGroup
	for i, db := range dbs {
		group.Go(func() { errs[i] = ledger.Install(t.Context(), db) })
	}
	group.Wait()
	require.NoError(t, errors.Join(errs...))
	require.NoError(t, ledger.Install(t.Context(), w.db), "again")
}

// opaque are ids of a shop that one collation or another takes for equal.
func opaque() []string { return []string{"ab12", "AB12", "ab12 ", "äb12", "😀", "😁"} }

func (w world) inTx(t *testing.T, fn func(context.Context, *sklad.Tx) error) {
	t.Helper()
	require.NoError(t, w.db.InTx(t.Context(), fn))
}

func (w world) keepsIDs(t *testing.T, l *ledger.Ledger) {
	w.inTx(t, func(ctx context.Context, tx *sklad.Tx) error {
		for i, id := range opaque() {
			if _, err := l.ClaimOrder(ctx, tx, "main", id); err != nil {
				return err
			}
			if err := l.SaveLinks(ctx, tx, ledger.Link{Shop: "main", Kind: "k", LocalID: int64(i + 1), ShopID: id}); err != nil {
				return err
			}
		}
		return nil
	})
	var orders, links []string
	for o, err := range l.Orders(t.Context(), ledger.OrderFilter{}) {
		require.NoError(t, err)
		orders = append(orders, o.OrderID)
	}
	for link, err := range l.Links(t.Context(), "main", "k") {
		require.NoError(t, err)
		links = append(links, link.ShopID)
	}
	require.Equal(t, opaque(), orders)
	require.Equal(t, opaque(), links)
	for i, id := range opaque() {
		link, ok, err := l.LinkByShopID(t.Context(), "main", "k", id)
		require.NoError(t, err)
		require.True(t, ok, id)
		require.Equal(t, int64(i+1), link.LocalID)
	}
}

func (w world) keepsOrder(t *testing.T, l *ledger.Ledger) {
	at := time.Date(2026, 11, 23, 10, 0, 0, 123, time.UTC)
	sum := decimal.NullDecimal{Decimal: dec("25.98"), Valid: true}
	want := ledger.Order{
		Shop: "main", OrderID: "100234", Number: "D455C343", State: ledger.OrderParked, Status: "confirmed",
		Reason: "insufficient_stock", Problem: `{"code":"insufficient_stock"}`, Attempts: 3, NextTry: at,
		Fingerprint: "ff", ShopCreatedAt: at, ShopUpdatedAt: at, FirstSeen: at, LastSeen: at,
		OperType: sklad.OperSale, Acct: 38, USN: "DT279013-0001-0000001", Total: sum, DocumentTotal: sum, Currency: "EUR",
		Original: `{"ID":"100234 ","note":"Благодаря ѝ 😀"}`, AckOwed: true, ReceiptOwed: true, ReceiptUnknown: true, Paid: true,
		AckedAt: at, Note: "ähnlich",
	}
	for range 2 { // the same values again are no error
		w.inTx(t, func(ctx context.Context, tx *sklad.Tx) error { return l.SaveOrder(ctx, tx, want) })
	}
	got, ok, err := l.Order(t.Context(), "main", "100234")
	require.NoError(t, err)
	require.True(t, ok)
	require.Equal(t, want, got)
}

func (w world) linksInside(t *testing.T, l *ledger.Ledger) {
	w.inTx(t, func(ctx context.Context, tx *sklad.Tx) error {
		for id := range int64(5) {
			link := ledger.Link{Shop: "main", Kind: "variant", LocalID: id + 1, ShopID: strconv.FormatInt(id, 10)}
			if err := l.SaveLinks(ctx, tx, link); err != nil {
				return err
			}
		}
		return nil
	})
	n := 0
	for link, err := range l.Links(t.Context(), "main", "variant") {
		require.NoError(t, err)
		link.State = ledger.LinkHidden
		w.inTx(t, func(ctx context.Context, tx *sklad.Tx) error { return l.SaveLinks(ctx, tx, link) })
		n++
	}
	require.Equal(t, 5, n)
}

func (w world) journals(t *testing.T, l *ledger.Ledger) {
	w.inTx(t, func(ctx context.Context, tx *sklad.Tx) error {
		return l.Append(ctx, tx,
			ledger.Event{Shop: "main", Kind: "imported", Record: "1"},
			ledger.Event{Shop: "main", Kind: "acknowledged", Record: "1", Data: "УНП 😀"},
			ledger.Event{Shop: "main", Kind: "imported", Record: "2"})
	})
	var story []string
	for e, err := range l.Events(t.Context(), ledger.EventFilter{Shop: "main", Record: "1"}) {
		require.NoError(t, err)
		story = append(story, e.Kind+e.Data)
	}
	require.Equal(t, []string{"imported", "acknowledgedУНП 😀"}, story)
}
