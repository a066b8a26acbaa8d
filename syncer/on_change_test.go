package syncer_test

import (
	"maps"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// changing has an imported order of two pieces, as a sale or an order.
func changing(t *testing.T, on syncer.OnChange, kind syncer.DocumentKind, more ...row) (*world, gombashop.OrderID) {
	t.Helper()

	w := newWorld(t)
	w.goods(t, "A")
	w.cfg.Import.OnChange, w.cfg.Import.Document = on, kind
	id := w.order(t, buys("A", "2", more...))
	require.Len(t, w.imports(t).Documents, 1)

	return w, id
}

// standing are the documents, the stock and the money: kinds, pieces, due and
// paid with their signs.
func (w *world) standing(t *testing.T) string {
	t.Helper()

	return w.scalar(t, `SELECT (SELECT COALESCE(group_concat(DISTINCT OperType), '') FROM operations) || ' | ' ||
		(SELECT printf('%g', Qtty) FROM store WHERE GoodID = 2) || ' | ' ||
		(SELECT COALESCE(SUM(Sign * Qtty), 0) FROM payments WHERE Mode = -1) || ' ' ||
		(SELECT COALESCE(SUM(Sign * Qtty), 0) FROM payments WHERE Mode = 1)`)
}

func TestOnChange_EachSettingWithEachChange(t *testing.T) {
	t.Parallel()

	paid := row{"payment": row{"method": "card", "paid": true}}
	one := row{"items": []row{{"returned_quantity": "1"}}}
	open := row{"payment": row{"method": "card", "paid": false}}
	twice := both(paid, status("returned")) // comes back and is paid in one update

	for name, c := range map[string]struct {
		on     syncer.OnChange
		kind   syncer.DocumentKind
		order  row
		change row
		want   string
		told   []text.Code
	}{
		"the default records":         {"", syncer.DocumentSale, paid, status("returned"), "2 | 98 | 20.0 20.0", []text.Code{text.OrderChanged}},
		"record":                      {"record", syncer.DocumentSale, paid, status("returned"), "2 | 98 | 20.0 20.0", []text.Code{text.OrderChanged}},
		"record, an order":            {"record", syncer.DocumentOrder, nil, status("cancelled"), "19 | 100 | 0 0", []text.Code{text.OrderChanged}},
		"void":                        {"void_order", syncer.DocumentOrder, nil, status("cancelled"), " | 100 | 0 0", []text.Code{text.OrderVoided}},
		"void, returned":              {"void_order", syncer.DocumentOrder, nil, status("returned"), " | 100 | 0 0", []text.Code{text.OrderVoided}},
		"void, only shipped":          {"void_order", syncer.DocumentOrder, nil, status("shipped"), "19 | 100 | 0 0", []text.Code{text.OrderChanged}},
		"void, a sale stays":          {"void_order", syncer.DocumentSale, paid, status("cancelled"), "2 | 98 | 20.0 20.0", []text.Code{text.OrderChanged}},
		"refund, returned":            {"refund", syncer.DocumentSale, paid, status("returned"), "2,34 | 100 | 0.0 0.0", []text.Code{text.SaleRefunded}},
		"refund, refused and unpaid":  {"refund", syncer.DocumentSale, nil, status("refused"), "2,34 | 100 | 0.0 0", []text.Code{text.SaleRefunded}},
		"refund, only cancelled":      {"refund", syncer.DocumentSale, paid, status("cancelled"), "2 | 98 | 20.0 20.0", []text.Code{text.OrderChanged}},
		"refund, an order stays":      {"refund", syncer.DocumentOrder, nil, status("returned"), "19 | 100 | 0 0", []text.Code{text.OrderChanged}},
		"refund, a part came back":    {"refund", syncer.DocumentSale, paid, one, "2 | 98 | 20.0 20.0", []text.Code{text.PartialReturn}},
		"refund, returned but a part": {"refund", syncer.DocumentSale, paid, both(one, status("returned")), "2 | 98 | 20.0 20.0", []text.Code{text.PartialReturn, text.OrderChanged}},
		"refund, all pieces counted":  {"refund", syncer.DocumentSale, paid, both(row{"items": []row{{"returned_quantity": "2"}}}, status("returned")), "2,34 | 100 | 0.0 0.0", []text.Code{text.SaleRefunded}},
		"refund, edited too":          {"refund", syncer.DocumentSale, paid, both(row{"items": []row{{"quantity": "3"}}}, status("returned")), "2 | 98 | 20.0 20.0", []text.Code{text.OrderChanged}},
		"record, a part came back":    {"record", syncer.DocumentSale, paid, one, "2 | 98 | 20.0 20.0", []text.Code{text.PartialReturn}},
		"record, paid too":            {"record", syncer.DocumentSale, open, twice, "2 | 98 | 20.0 20.0", []text.Code{text.OrderChanged}},
		"record, an order paid too":   {"record", syncer.DocumentOrder, open, twice, "19 | 100 | 0 0", []text.Code{text.OrderChanged}},
		"void, a sale paid too":       {"void_order", syncer.DocumentSale, open, twice, "2 | 98 | 20.0 20.0", []text.Code{text.OrderChanged}},
		"void, paid too":              {"void_order", syncer.DocumentOrder, open, twice, " | 100 | 0 0", []text.Code{text.OrderVoided}},
		"refund, paid too":            {"refund", syncer.DocumentSale, open, twice, "2,34 | 100 | 0.0 0", []text.Code{text.SaleRefunded, text.PaidAfterRefund}},
		"refund, an order paid too":   {"refund", syncer.DocumentOrder, open, twice, "19 | 100 | 0 0", []text.Code{text.OrderChanged}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w, id := changing(t, c.on, c.kind, c.order)
			require.NoError(t, w.shop.ChangeOrder(id, c.change))

			planned := w.planned(t)
			h := &heard{}
			w.cfg.Observer = h
			require.Equal(t, c.told, codes(w.imports(t).Warnings))
			require.Len(t, h.written, len(planned), "the plan is what is done")
			require.Equal(t, c.want, w.standing(t))

			// The shop may say so as often as it likes.
			require.NoError(t, w.shop.ChangeOrder(id, status("shipped")))
			w.imports(t)
			require.NoError(t, w.shop.ChangeOrder(id, c.change))
			w.imports(t)
			require.Equal(t, c.want, w.standing(t))
			require.Empty(t, w.imports(t).Warnings)
		})
	}
}

func status(code string) row { return row{"status": row{"code": code}} }

func both(a, b row) row {
	all := maps.Clone(a)
	maps.Copy(all, b)

	return all
}

// A refund has the sale's number and lines, and goes to the same partner and
// object; costs stay.
func TestOnChange_TheRefundIsTheWholeSale(t *testing.T) {
	t.Parallel()

	w, id := changing(t, syncer.OnChangeRefund, syncer.DocumentSale, row{
		"payment": row{"method": "cod", "paid": true}, "discounts": []row{{"kind": "promo_code", "type": "percent", "value": "10"}},
	}, delivery("4.90", "0"))
	cost := w.scalar(t, "SELECT PriceIn FROM goods WHERE ID = 2")
	w.status(t, id, "returned")

	report := w.imports(t)
	require.Equal(t, 34, report.Documents[0].OperType)
	require.Equal(t, "22.90", report.Documents[0].Total.StringFixed(2))
	require.Equal(t, "DT279013-0001-0000001", report.Documents[0].USN)

	lines := `SELECT group_concat(line) FROM (SELECT GoodID || ' ' || Qtty || ' ' || PriceOut || ' ' || Discount || ' ' || PartnerID || ' ' || ObjectID ||
		' ' || trim(Note) AS line FROM operations WHERE OperType = ? ORDER BY ID)`
	require.Equal(t, w.scalar(t, lines, 2), w.scalar(t, lines, 34))
	require.Equal(t, "22.9 1", w.scalar(t, "SELECT Qtty || ' ' || Type FROM payments WHERE OperType = 34 AND Mode = 1 AND Sign = -1"))
	require.Equal(t, "DT279013-0001-0000001", w.scalar(t, "SELECT Description FROM ecrreceipts WHERE OperType = 34 AND ReceiptType = 8"))
	require.Equal(t, []string{"DT279013-0001-0000001"}, w.usns(t), "no number is given for it")
	require.Equal(t, cost, w.scalar(t, "SELECT PriceIn FROM goods WHERE ID = 2"))
	require.Equal(t, "imported", w.state(t, id))

	w.order(t, buys("A", "1"))
	require.Equal(t, "DT279013-0001-0000002", w.imports(t).Documents[0].USN, "the device's series goes on")
}

// What was sold comes back also when the good, or the customer, was taken off the
// lists since.
func TestOnChange_TheRefundOfWhatIsNotListedAnyMore(t *testing.T) {
	t.Parallel()

	for _, gone := range []string{"UPDATE goods SET Deleted = -1 WHERE Code = 'A'", "UPDATE partners SET Deleted = -1 WHERE ID > 1"} {
		w, id := changing(t, syncer.OnChangeRefund, syncer.DocumentSale)
		w.execute(t, gone)
		w.status(t, id, "returned")
		require.Len(t, w.imports(t).Documents, 1, gone)
		require.Equal(t, "2,34 | 100 | 0.0 0", w.standing(t))
	}
}

// A storno is owed only when a receipt was printed, and is printed once.
func TestOnChange_Storno(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct {
		method   string
		printer  string // "on", "off", "off at the refund"
		reversed int
		told     []text.Code
	}{
		"a receipt was printed":     {"cod", "on", 1, []text.Code{text.SaleRefunded}},
		"none was due":              {"bank_transfer", "on", 0, []text.Code{text.SaleRefunded}},
		"nothing prints":            {"cod", "off", 0, []text.Code{text.SaleRefunded}},
		"nothing prints any longer": {"cod", "off at the refund", 1, []text.Code{text.SaleRefunded, text.StornoOwed}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w := newWorld(t)
			w.goods(t, "A")
			w.cfg.Import.OnChange = syncer.OnChangeRefund
			paper := w.printer(t)
			printer := w.cfg.Fiscal.Printer

			if c.printer == "off" {
				w.cfg.Fiscal.Printer = nil
			}

			id := w.order(t, buys("A", "2", row{"payment": row{"method": c.method, "paid": true}}))
			w.imports(t)
			sold := len(paper.Receipts())

			if c.printer == "off at the refund" {
				w.cfg.Fiscal.Printer = nil
			}

			w.status(t, id, "returned")
			require.Equal(t, c.told, codes(w.imports(t).Warnings))

			w.cfg.Fiscal.Printer = printer
			if c.printer == "off" {
				w.cfg.Fiscal.Printer = nil
			}

			for range 2 {
				require.Empty(t, w.imports(t).Parked)
			}

			require.Len(t, paper.Receipts(), sold+c.reversed)
			require.Equal(t, "0", w.owes(t)[:1])

			var types []gombashop.ReceiptType
			for _, r := range w.told(t, id).Receipts {
				types = append(types, r.Type)
			}

			if c.reversed > 0 {
				require.Equal(t, []gombashop.ReceiptType{gombashop.SaleReceipt, gombashop.ReversalReceipt}, types)
				require.Equal(t, "1", w.scalar(t, "SELECT COUNT(*) FROM ecrreceipts WHERE ReceiptType = 3"))
			}
		})
	}
}

// What a person has done to the document since is left to that person.
func TestOnChange_WhatAPersonDidStays(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct {
		on      syncer.OnChange
		kind    syncer.DocumentKind
		prepare string
		want    text.Code
	}{
		"an edited sale": {"refund", syncer.DocumentSale, "UPDATE operations SET Qtty = 1 WHERE OperType = 2", text.SaleEdited},
		"a removed sale": {"refund", syncer.DocumentSale, "DELETE FROM operations WHERE OperType = 2", text.OrderChanged},
		"a made order": {
			"void_order", syncer.DocumentOrder,
			"INSERT INTO transformations (FromOperType, FromAcct, ToOperType, ToAcct, UserID, UserRealTime) VALUES (19, 1, 2, 5, 1, '2026-01-01')",
			text.OrderTransformed,
		},
		"a paid order": {
			"void_order", syncer.DocumentOrder,
			`INSERT INTO payments (Acct, OperType, PartnerID, ObjectID, Qtty, Mode, Sign, Date, UserID, UserRealTime, Type, TransactionNumber, EndDate)
				VALUES (1, 19, 2, 1, 5, 1, 1, '2026-01-01', 1, '2026-01-01', 1, ' ', '2026-01-01')`,
			text.OrderPaid,
		},
		"a voided order": {"void_order", syncer.DocumentOrder, "DELETE FROM operations WHERE OperType = 19", text.OrderChanged},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w, id := changing(t, c.on, c.kind)
			w.execute(t, c.prepare)
			before := w.standing(t)
			w.status(t, id, "returned")
			require.Empty(t, w.planned(t))
			require.Equal(t, []text.Code{c.want}, codes(w.imports(t).Warnings))
			require.Equal(t, before, w.standing(t))
			require.Empty(t, w.imports(t).Warnings)
		})
	}
}

// A voided order may come again, by a person's word.
func TestOnChange_AVoidedOrderComesAgainByHand(t *testing.T) {
	t.Parallel()

	w, id := changing(t, syncer.OnChangeVoidOrder, syncer.DocumentOrder)
	w.status(t, id, "cancelled")
	w.imports(t)
	require.Equal(t, "skipped", w.state(t, id))
	require.Contains(t, w.scalar(t, "SELECT Message FROM applicationlog"), "Анулиране на поръчка №0000000001")

	w.status(t, id, "confirmed")
	require.Empty(t, w.imports(t).Documents)
	require.NoError(t, w.engine(t).Unskip(t.Context(), string(id)))
	require.Len(t, w.imports2(t, syncer.ImportOptions{Orders: []string{string(id)}}).Documents, 1)
	require.Equal(t, "19 | 100 | 0 0", w.standing(t))
}
