package compliance_test

import (
	"context"
	"iter"
	"path/filepath"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/compliance"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/sklad/sqlite"
	"github.com/skladmost/skladmost/usn"
)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func sofia(t *testing.T) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation("Europe/Sofia")
	require.NoError(t, err)
	return loc
}

// world is a new database with a ledger, whose clock the test sets.
type world struct {
	db     *sklad.DB
	ledger *ledger.Ledger
	books  *compliance.Books
	loc    *time.Location
	now    time.Time
	goods  map[string]sklad.GoodID
	client sklad.PartnerID
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{loc: sofia(t), goods: map[string]sklad.GoodID{}}
	w.now = time.Date(2026, 11, 23, 12, 30, 0, 0, w.loc)
	var err error
	w.db, err = sqlite.Create(t.Context(), filepath.Join(t.TempDir(), "sklad.db"), sqlite.WithWAL(),
		sklad.WithClock(func() time.Time { return w.now }))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, w.db.Close()) })
	require.NoError(t, ledger.Install(t.Context(), w.db))
	w.ledger, err = ledger.Open(t.Context(), w.db)
	require.NoError(t, err)
	w.books = compliance.New(w.db, w.ledger, compliance.Options{Source: "https://shop.example", Device: "DT279013"})
	for name, group := range map[string]sklad.VATGroupID{"Сирене": 1, "Книга": 2} {
		w.good(t, name, group)
	}
	w.tx(t, func(ctx context.Context, tx *sklad.Tx) error {
		w.client, err = tx.SavePartner(ctx, sklad.Partner{Code: "K1", Company: "Иван Иванов", Type: sklad.PartnerClient, GroupID: 1}, sklad.PartnerAll)
		return err
	})
	return w
}

func (w *world) tx(t *testing.T, do func(context.Context, *sklad.Tx) error) {
	t.Helper()
	require.NoError(t, w.db.InTx(t.Context(), do))
}

func (w *world) good(t *testing.T, name string, group sklad.VATGroupID) {
	t.Helper()
	w.tx(t, func(ctx context.Context, tx *sklad.Tx) error {
		id, err := tx.SaveGood(ctx, sklad.Good{Name: name, Code: name, TaxGroup: group, GroupID: 1}, sklad.GoodAll)
		if err != nil {
			return err
		}
		w.goods[name] = id
		_, err = tx.SQL().Update(ctx, "Store", map[string]any{"Qtty": 100.0, "Price": 1.0}, "[GoodID] = ?", int64(id))
		return err
	})
}

// sale is what a test sells.
type sale struct {
	order string
	lines []sklad.Line
	paid  string // in cash; empty = not yet
	shown string // the order as the ledger keeps it
	noUSN bool   // without СУПТО
}

func (w *world) line(good, quantity, price, percent string) sklad.Line {
	return sklad.Line{GoodID: w.goods[good], Qty: dec(quantity), Price: dec(price), Discount: dec(percent)}
}

// sell writes a sale as an import does.
func (w *world) sell(t *testing.T, s sale) sklad.Recorded {
	t.Helper()
	d := sklad.Document{
		OperType: sklad.OperSale, ExternalKey: "order:main:" + s.order, PartnerID: w.client, ObjectID: 1,
		OperatorID: 1, UserID: 1, Lines: s.lines, Note: s.order,
		USN: &sklad.USNRequest{Device: "DT279013", Operator: "0001"},
	}
	if s.noUSN {
		d.USN = nil
	}
	if s.paid != "" {
		d.Payments = []sklad.Payment{{Type: 1, Amount: dec(s.paid)}}
	}
	var recorded sklad.Recorded
	w.tx(t, func(ctx context.Context, tx *sklad.Tx) error {
		var err error
		if recorded, err = tx.Record(ctx, d); err != nil {
			return err
		}
		kept := ledger.Order{
			Shop: "main", OrderID: s.order, Number: "№" + s.order, State: ledger.OrderImported, OperType: sklad.OperSale,
			Acct: recorded.Acct, Original: s.shown,
		}
		if !s.noUSN {
			kept.USN = recorded.USN.String()
		}
		return w.ledger.SaveOrder(ctx, tx, kept)
	})
	return recorded
}

// printed keeps a receipt of the order as the spooler does.
func (w *world) printed(t *testing.T, order, kind string, at time.Time) {
	t.Helper()
	w.tx(t, func(ctx context.Context, tx *sklad.Tx) error {
		return w.ledger.SaveReceipt(ctx, tx, ledger.Receipt{
			Job: kind + ":" + order, Shop: "main", OrderID: order, Device: "DT279013", Kind: kind,
			State: ledger.ReceiptPrinted, Number: "0000085", IssuedAt: at, FiscalMemory: "02279013",
		})
	})
}

// refund takes a whole sale back.
func (w *world) refund(t *testing.T, order string, lines []sklad.Line, number usn.Number) sklad.Recorded {
	t.Helper()
	var recorded sklad.Recorded
	w.tx(t, func(ctx context.Context, tx *sklad.Tx) error {
		var err error
		recorded, err = tx.Record(ctx, sklad.Document{
			OperType: sklad.OperRefund, ExternalKey: "refund:main:" + order, PartnerID: w.client, ObjectID: 1,
			OperatorID: 1, UserID: 1, Lines: lines, Payments: []sklad.Payment{{Type: 1, Amount: dec("10.80")}},
			USN: &sklad.USNRequest{Device: number.Device, Operator: number.Operator, Number: number},
		})
		if err != nil {
			return err
		}
		return w.ledger.Append(ctx, tx, ledger.Event{
			Shop: "main", Kind: "refunded", Record: order, Data: decimal.NewFromInt(int64(recorded.Acct)).String(),
		})
	})
	return recorded
}

func (w *world) november() compliance.Filter {
	return compliance.Filter{Period: compliance.Month(2026, time.November, w.loc)}
}

func all[T any](t *testing.T, seq iter.Seq2[T, error]) []T {
	t.Helper()
	var found []T
	for v, err := range seq {
		require.NoError(t, err)
		found = append(found, v)
	}
	return found
}
