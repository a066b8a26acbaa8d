package syncer_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// paidRows are the payments of the only sale, with their types.
func (w *world) paidRows(t *testing.T) string {
	t.Helper()

	return w.scalar(t, "SELECT group_concat(printf('%.2f', Qtty) || ' ' || Type) FROM Payments WHERE Mode = 1")
}

func TestASaleThatIsPaidLaterHasOnePayment(t *testing.T) {
	t.Parallel()

	for method, c := range map[string]struct {
		paid, cash string
		receipts   [2]int // before and after
	}{
		"card":          {"10.00 3", "0", [2]int{0, 1}},
		"paypal":        {"10.00 3", "0", [2]int{0, 1}},
		"voucher":       {"10.00 4", "0", [2]int{0, 1}},
		"cod":           {"10.00 1", "1", [2]int{1, 1}},
		"bank_transfer": {"10.00 2", "0", [2]int{0, 0}},
	} {
		t.Run(method, func(t *testing.T) {
			t.Parallel()

			w := newWorld(t)
			w.goods(t, "A")
			device := w.printer(t)
			id := w.order(t, buys("A", "1", row{"payment": row{"method": method, "paid": false}}))
			w.imports(t)
			require.Empty(t, w.paidRows(t))
			require.Len(t, device.Receipts(), c.receipts[0])

			require.NoError(t, w.shop.ChangeOrder(id, row{"payment": row{"method": method, "paid": true, "transaction_ref": "T-1"}}))
			require.Contains(t, w.planned(t), "payment")

			report := w.imports(t)
			require.Equal(t, 1, report.Buckets[syncer.KindOrder].Written)
			require.Empty(t, report.Warnings, "to be paid is no change that a person must look at")

			// The shop may say so as often as it likes.
			require.NoError(t, w.shop.ChangeOrder(id, row{"payment": row{"method": method, "paid": false}}))
			w.imports(t)
			require.NoError(t, w.shop.ChangeOrder(id, row{"payment": row{"method": method, "paid": true}}))
			w.imports(t)

			require.Equal(t, c.paid, w.paidRows(t))
			require.Equal(t, c.cash, w.scalar(t, "SELECT COUNT(*) FROM CashBook"))
			require.Len(t, device.Receipts(), c.receipts[1])
			require.Len(t, w.told(t, id).Receipts, c.receipts[1])
			require.Equal(t, "T-1", w.scalar(t, "SELECT TransactionNumber FROM Payments WHERE Mode = 1"))
		})
	}
}

// What a person has entered by hand is not entered again.
func TestAPaymentThatStandsIsNotDoubled(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	id := w.order(t, buys("A", "1"))
	w.imports(t)
	w.execute(t, `INSERT INTO Payments (Acct, OperType, PartnerID, ObjectID, Qtty, Mode, Sign, Date, UserID, UserRealTime, Type, TransactionNumber, EndDate)
		SELECT Acct, OperType, PartnerID, ObjectID, 4, 1, Sign, Date, UserID, UserRealTime, 1, ' ', EndDate FROM Payments WHERE Mode = -1`)

	require.NoError(t, w.shop.ChangeOrder(id, row{"payment": row{"method": "card", "paid": true}}))
	w.imports(t)
	require.Equal(t, "4.00 1,6.00 3", w.paidRows(t))
}

// A payment that cannot be written yet is tried again by itself, although the
// shop shows no further change.
func TestAPaymentOfAnUnknownKindIsTriedAgain(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.cfg.Import.Nomenclature = false
	id := w.order(t, buys("A", "1", row{"payment": row{"method": "card", "paid": false}}))
	w.imports(t)
	require.NoError(t, w.shop.ChangeOrder(id, row{"payment": row{"method": "crypto", "paid": true}}))

	for range 2 {
		require.Equal(t, text.PaymentUnmapped, problem(t, w.samePlan(t)).Code)
	}

	require.NoError(t, w.shop.ChangeOrder(id, row{"payment": row{"method": "card", "paid": true}}))
	require.Empty(t, w.imports(t).Parked)
	require.Equal(t, "10.00 3", w.paidRows(t))
	require.Equal(t, "imported||", w.scalar(t, "SELECT State || '|' || Reason || '|' || NextTry FROM gomba_orders"))
	require.Equal(t, gombashop.Card, w.told(t, id).Payment.Method)
}

// What can never be recorded when it is paid is not imported before either: the
// remedy is the same on the first day, and nothing is lost track of.
func TestAnUnknownKindOfPaymentParksBeforeItIsPaid(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.cfg.Import.Nomenclature = false
	id := w.order(t, buys("A", "1", row{"payment": row{"method": "crypto", "name": "Биткойн", "paid": false}}))

	p := problem(t, w.samePlan(t))
	require.Equal(t, text.PaymentUnmapped, p.Code)
	require.Equal(t, "import.payment_map.other", p.Args["key"])
	require.Contains(t, text.BG.Full(*p), "import.payment_map.other")
	require.NotContains(t, p.Error(), "—")

	w.cfg.Import.PaymentMap = map[string]int64{"other": 2}
	require.Len(t, w.samePlan(t).Documents, 1, "the setting decides, and the order is judged anew at once")
	require.NoError(t, w.shop.ChangeOrder(id, row{"payment": row{"method": "crypto", "paid": true}}))
	require.Empty(t, w.samePlan(t).Parked)
	require.Equal(t, "10.00 2", w.paidRows(t))
}

// A customer order carries no payments, so their kind does not matter.
func TestACustomerOrderTakesAnyKindOfPayment(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.cfg.Import.Nomenclature, w.cfg.Import.Document = false, syncer.DocumentOrder
	w.cfg.Fiscal = syncer.FiscalConfig{}
	w.order(t, buys("A", "1", row{"payment": row{"method": "crypto", "paid": true}}))
	require.Len(t, w.samePlan(t).Documents, 1)
}

// Money that the shop takes back is reported, once, and never touched.
func TestAPaymentThatIsTakenBackIsReported(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.cfg.Import.Nomenclature = false
	paid := row{"payment": row{"method": "card", "paid": true}}
	id := w.order(t, buys("A", "1", paid))
	w.imports(t)

	open := row{"payment": row{"method": "card", "paid": false}}
	require.NoError(t, w.shop.ChangeOrder(id, open))

	report := w.imports(t)
	require.Len(t, report.Warnings, 1)
	require.Equal(t, text.PaymentWithdrawn, report.Warnings[0].Code)
	require.NotContains(t, report.Warnings[0].Error(), "—")
	require.Equal(t, "1", w.scalar(t, "SELECT COUNT(*) FROM gomba_events WHERE Kind = 'changed' AND Code = 'payment_withdrawn'"))
	require.Equal(t, "10.00 3", w.paidRows(t))

	require.NoError(t, w.shop.ChangeOrder(id, paid))
	require.Empty(t, w.imports(t).Warnings)
	require.NoError(t, w.shop.ChangeOrder(id, row{"payment": row{"method": "card", "paid": false}, "status": row{"code": "returned"}}))

	codes := []text.Code{}
	for _, p := range w.imports(t).Warnings {
		codes = append(codes, p.Code)
	}

	require.ElementsMatch(t, []text.Code{text.PaymentWithdrawn, text.OrderChanged}, codes)
	require.Equal(t, "10.00 3", w.paidRows(t))

	w.cfg.ChangePolicy = syncer.ChangePolicyFunc(func(context.Context, syncer.ChangeQuery) (syncer.ChangeAnswer, error) {
		return syncer.ChangeAnswer{Do: syncer.IgnoreChange}, nil
	})

	require.NoError(t, w.shop.ChangeOrder(id, paid))
	w.imports(t)
	require.NoError(t, w.shop.ChangeOrder(id, open))
	require.Empty(t, w.imports(t).Warnings, "who ignores changes ignores this one")
}
