package skladtest

import (
	"context"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// numbersTopic is how documents get their numbers. The subtests share one
// database, each begins without documents.
func numbersTopic(t *testing.T, s suite) {
	w := s.shop(t)
	for _, c := range []struct {
		name string
		run  func(t *testing.T)
	}{
		{"each kind has its own series", w.countsKinds},
		{"sales share theirs with consignments", w.sharesSeries},
		{"a reservation in NextAcct is skipped", w.skipsReserved},
		{"a hundred reservations are too many", w.findsNoNumber},
		{"drafts have no number", w.passesDrafts},
		{"a voided last number is free again", w.reusesVoided},
		{"a refused document gives its number back", w.givesBack},
		{"per object, from the markers of the ranges", w.countsObjects},
		{"per object, a number of another object is skipped", w.skipsOtherObject},
		{"a collision with a program that ignores NextAcct is noticed", w.noticesCollision},
	} {
		t.Run(c.name, func(t *testing.T) {
			w.set(t, "configkey12", "-1")
			w.set(t, "configkey48", "0")
			w.exec(t, "DELETE FROM {Operations}")
			w.exec(t, "DELETE FROM {NextAcct}")
			c.run(t)
		})
	}
}

func (w shop) countsKinds(t *testing.T) {
	for _, d := range []sklad.Document{w.sale("1"), w.order("1"), w.refund("1")} {
		require.Equal(t, sklad.Acct(1), w.records(t, d).Acct)
	}
	require.Equal(t, sklad.Acct(2), w.records(t, w.sale("1")).Acct)
	require.Equal(t, []string{"OR1", "Rf1", "S1", "S2"}, w.reservations(t))
}

func (w shop) sharesSeries(t *testing.T) {
	w.add(t, "Operations", w.operation(5, engine.Row{"OperType": 16}), w.operation(9, engine.Row{"OperType": 19}))
	require.Equal(t, sklad.Acct(6), w.records(t, w.sale("1")).Acct)
	require.Equal(t, sklad.Acct(10), w.records(t, w.order("1")).Acct)
}

func (w shop) skipsReserved(t *testing.T) {
	w.add(t, "NextAcct", engine.Row{"NextAcct": "S1"}, engine.Row{"NextAcct": "S2"}, engine.Row{"NextAcct": "OR3"})
	next, err := w.db.NextAcct(t.Context(), sklad.OperSale, 1, 0)
	require.NoError(t, err)
	require.Equal(t, sklad.Acct(3), next)
	require.Equal(t, next, w.records(t, w.sale("1")).Acct)
}

func (w shop) findsNoNumber(t *testing.T) {
	for n := range 100 {
		w.add(t, "NextAcct", engine.Row{"NextAcct": "S" + strconv.Itoa(n+1)})
	}
	_ = w.refuses(t, w.sale("1"), sklad.ErrNoNumber)
	_, err := w.db.NextAcct(t.Context(), sklad.OperSale, 1, 0)
	require.ErrorIs(t, err, sklad.ErrNoNumber)
	next, err := w.db.NextAcct(t.Context(), sklad.OperSale, 1, 50)
	require.NoError(t, err)
	require.Equal(t, sklad.Acct(101), next)
}

func (w shop) passesDrafts(t *testing.T) {
	w.add(t, "Operations", w.operation(-11, nil), w.operation(-3, nil))
	require.Equal(t, sklad.Acct(1), w.records(t, w.sale("1")).Acct)
}

func (w shop) reusesVoided(t *testing.T) {
	require.Equal(t, sklad.Acct(1), w.records(t, w.sale("1")).Acct)
	w.exec(t, "DELETE FROM {Operations}") // the program's void
	w.exec(t, "DELETE FROM {NextAcct}")
	require.Equal(t, sklad.Acct(1), w.records(t, w.sale("1")).Acct)
}

func (w shop) givesBack(t *testing.T) {
	w.set(t, "configkey12", "0")
	_ = w.refuses(t, w.keyed("given back", "1000"), sklad.ErrInsufficientStock)
	w.set(t, "configkey12", "-1")
	r := w.records(t, w.keyed("kept", "1"))
	require.Equal(t, sklad.Acct(1), r.Acct)
	require.Equal(t, uint32(1), r.USN.Seq)
}

// countsObjects has a marker with partner 0 and one with NULL, as both were
// seen.
func (w shop) countsObjects(t *testing.T) {
	w.set(t, "configkey48", "-1")
	for object, partner := range map[sklad.ObjectID]any{w.first: 0, w.second: nil} {
		for _, kind := range []int{2, 19, 34} {
			w.add(t, "Operations", engine.Row{
				"OperType": kind, "Acct": int64(object)*1000000 + 9999, "ObjectID": int64(object), "PartnerID": partner,
				"Date": w.stored(2026, 11, 23),
			})
		}
	}
	for _, object := range []sklad.ObjectID{w.first, w.second} {
		for n := range 2 {
			for _, d := range []sklad.Document{w.sale("1"), w.order("1"), w.refund("1")} {
				d.ObjectID = object
				require.Equal(t, sklad.Acct(int64(object)*1000000+10000+int64(n)), w.records(t, d).Acct)
			}
		}
	}
	_, err := w.db.Document(t.Context(), sklad.OperSale, 1009999)
	require.ErrorIs(t, err, sklad.ErrNotFound, "a marker is no document")
}

func (w shop) skipsOtherObject(t *testing.T) {
	w.set(t, "configkey48", "-1")
	w.add(t, "Operations", w.operation(1, engine.Row{"ObjectID": int64(w.second)})) // reserved nothing
	require.Equal(t, sklad.Acct(2), w.records(t, w.sale("1")).Acct)
}

// noticesCollision has another program read the highest number before our sale
// and write after it.
func (w shop) noticesCollision(t *testing.T) {
	other := w.handle(t)
	var theirs engine.Int
	_, err := other.SQL().Get(t.Context(), &theirs, "SELECT MAX(o.[Acct]) FROM {Operations} o WHERE o.[OperType] = 2")
	require.NoError(t, err)
	r := w.records(t, w.sale("1"))
	require.NoError(t, other.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
		return insert(ctx, tx.SQL(), "Operations", w.operation(int(theirs)+1, nil))
	}))
	err = w.db.CheckRecorded(t.Context(), r)
	require.ErrorIs(t, err, sklad.ErrCollision)
	require.ErrorContains(t, err, "sale 1")
}
