package syncer_test

import (
	"fmt"
	"strconv"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/skladmost/skladmost/syncer"
)

// agreeBooks holds the documents, the money, the stock and the numbers against
// the orders.
func (m *model) agreeBooks(rt *rapid.T) {
	sold := 0

	for _, o := range m.orders {
		m.becomes(rt, o)

		if o.became != "" && m.sells() {
			sold++
		}
	}

	for _, o := range m.orders {
		m.agreeOrder(rt, o)
	}

	require.Equal(rt, strconv.Itoa(sold+len(m.made)), m.value(rt, "SELECT COUNT(DISTINCT Acct) FROM operations WHERE OperType = 2"))

	for acct, total := range m.made {
		require.Equal(rt, total, m.value(rt, "SELECT printf('%.2f', SUM(ROUND(Qtty * PriceOut, 2))) FROM operations WHERE OperType = 2 AND Acct = ?", acct))
	}

	m.agreeStock(rt)
	m.agreeNumbers(rt)
}

func (m *model) sells() bool { return m.w.cfg.Import.Document == syncer.DocumentSale }

// becomes looks up what has become of an order, which the rules allow or do not.
func (m *model) becomes(rt *rapid.T, o *modelOrder) {
	before := o.became
	o.state = m.value(rt, "SELECT State FROM gomba_orders WHERE OrderID = ?", string(o.id))
	o.reason = m.value(rt, "SELECT Reason FROM gomba_orders WHERE OrderID = ?", string(o.id))

	switch {
	case o.state == "imported" && m.value(rt, "SELECT COUNT(*) FROM operations WHERE OperType = 34 AND Note = ?", string(o.id)) != "0":
		o.became = "refunded"
	case o.state == "imported":
		o.became = "document"
	case o.state == "skipped" && o.reason == "order_voided":
		o.became = "voided"
	}

	m.mayBecome(rt, o, before)
}

// agreeOrder: what stands in the database is what has become of the order.
func (m *model) agreeOrder(rt *rapid.T, o *modelOrder) {
	switch o.became {
	case "":
		m.agreeAside(rt, o)
	case "voided":
		require.Equal(rt, "0", m.value(rt, "SELECT COUNT(*) FROM operations WHERE OperType IN (2, 19, 34) AND Note = ?", string(o.id)))
	default:
		m.agreeDocument(rt, o)
	}

	// The next runs begin here.
	o.wasPaid = m.paidNow(rt, o)
	o.sawBack, o.sawCancelled, o.sawPaid, o.sawConfirmed = false, false, false, false
}

// mayBecome: an order goes from nothing to a document, and from there back, when
// the shop said so at the time of a run.
func (m *model) mayBecome(rt *rapid.T, o *modelOrder, before string) {
	step := fmt.Sprintf("before %q: %s", before, o)

	switch before {
	case "refunded", "voided":
		require.Equal(rt, before, o.became, step)

		return
	case "document":
		require.NotEmpty(rt, o.became, step)
	case "":
		require.False(rt, o.became != "" && !o.sawConfirmed, step)
	}

	backs := m.sells() && m.w.cfg.Import.OnChange == syncer.OnChangeRefund
	voids := !m.sells() && m.w.cfg.Import.OnChange == syncer.OnChangeVoidOrder

	require.True(rt, o.became != "refunded" || backs && o.sawBack, step)
	require.True(rt, o.became != "voided" || voids && o.sawCancelled, step)
	require.False(rt, o.became == "document" && backs && o.cameBack(), step)
	require.False(rt, o.became == "document" && voids && o.cancelled(), step)
}

// agreeAside is an order without a document.
func (m *model) agreeAside(rt *rapid.T, o *modelOrder) {
	require.Equal(rt, "0", m.value(rt, "SELECT COUNT(*) FROM operations WHERE Note = ?", string(o.id)))

	if o.status != "confirmed" {
		require.Equal(rt, "waiting", o.state, "%s", o)

		return
	}

	require.Equal(rt, "parked", o.state, "%s", o)
	require.Contains(rt, m.obstacles(o), o.reason, "%s", o)
}

// agreeDocument is an order with its one document.
func (m *model) agreeDocument(rt *rapid.T, o *modelOrder) {
	kind := map[bool]int{true: 2, false: 19}[m.sells()]
	m.agreeLines(rt, o, kind)

	shop, err := m.w.client.Orders.Get(rt.Context(), o.id)
	require.NoError(rt, err)
	require.NotNil(rt, shop.ExternalDoc, "%s", o)

	acct := m.value(rt, "SELECT DISTINCT Acct FROM operations WHERE OperType = ? AND Note = ?", kind, string(o.id))
	require.Equal(rt, fmt.Sprintf("%010s", acct), shop.ExternalDoc.DocumentNumber)
	require.Equal(rt, m.value(rt, "SELECT USN FROM gomba_orders WHERE OrderID = ?", string(o.id)), shop.USN)
	require.Equal(rt, m.sells(), shop.USN != "")
	require.Equal(rt, o.email, m.value(rt, "SELECT p.eMail FROM partners p JOIN operations o ON o.PartnerID = p.ID WHERE o.Note = ?", string(o.id)))

	if !m.sells() {
		require.Equal(rt, "0", m.value(rt, "SELECT COUNT(*) FROM payments WHERE OperType = 19"))

		return
	}

	paid := m.paidNow(rt, o)
	// What is paid after the sale has gone back, or with the same word, is for a person.
	require.True(rt, paid || !o.wasPaid && (!o.paid || o.became == "refunded"), "not paid: %s", o)
	require.True(rt, !paid || o.sawPaid || o.wasPaid, "paid: %s", o)

	want := m.money(o, paid)
	require.Equal(rt, want, m.moneyOf(rt, o, 2), "%s", o)

	if o.became == "refunded" {
		m.agreeLines(rt, o, 34)
		require.Equal(rt, want, m.moneyOf(rt, o, 34), "refund of %s", o)
	}
}

// agreeLines: one document of the kind, of every line's quantity and the whole
// total.
func (m *model) agreeLines(rt *rapid.T, o *modelOrder, kind int) {
	require.Equal(rt, "1", m.value(rt, "SELECT COUNT(DISTINCT Acct) FROM operations WHERE OperType = ? AND Note = ?", kind, string(o.id)), "%s", o)
	require.Equal(rt, o.total.StringFixed(2), m.value(rt,
		"SELECT printf('%.2f', SUM(ROUND(Qtty * PriceOut, 2))) FROM operations WHERE OperType = ? AND Note = ?", kind, string(o.id)), "%s", o)

	for code, qty := range o.wants() {
		require.Equal(rt, qty.StringFixed(3), m.value(rt, `SELECT printf('%.3f', SUM(o.Qtty)) FROM operations o JOIN goods g ON g.ID = o.GoodID
			WHERE o.OperType = ? AND o.Note = ? AND g.Code = ? AND o.ObjectID = 1`, kind, string(o.id), code), "good %s of %s", code, o)
	}
}

// money is what is due and what is paid, by type.
func (m *model) money(o *modelOrder, paid bool) string {
	voucher := decimal.Min(o.voucher, o.total)
	rest := o.total.Sub(voucher)
	kind := map[string]string{"cod": "1", "bank_transfer": "2", "card": "3"}[o.method]
	all := "due " + o.total.StringFixed(2)

	if paid && rest.IsPositive() {
		all += " " + kind + ": " + rest.StringFixed(2)
	}

	if voucher.IsPositive() {
		all += " 4: " + voucher.StringFixed(2)
	}

	return all
}

func (m *model) moneyOf(rt *rapid.T, o *modelOrder, kind int) string {
	return m.value(rt, `SELECT group_concat(part, ' ') FROM (
		SELECT CASE Mode WHEN -1 THEN 'due ' ELSE Type || ': ' END || printf('%.2f', Qtty) part FROM payments WHERE OperType = ?1
		AND Acct = (SELECT Acct FROM operations WHERE OperType = ?1 AND Note = ?2) ORDER BY Mode, Type)`, kind, string(o.id))
}

// paidNow tells that all of the sale is paid.
func (m *model) paidNow(rt *rapid.T, o *modelOrder) bool {
	open := o.total.Sub(decimal.Min(o.voucher, o.total))

	return o.became != "" && m.sells() && (open.IsZero() && (o.paid || o.wasPaid) || m.value(rt, `SELECT COUNT(*) FROM payments WHERE OperType = 2 AND Mode = 1 AND Type <> 4
		AND Acct = (SELECT Acct FROM operations WHERE OperType = 2 AND Note = ?)`, string(o.id)) != "0")
}

// agreeStock: what the people put and took, less what is sold, and what came back.
func (m *model) agreeStock(rt *rapid.T) {
	for _, g := range m.goods {
		for at := range g.stock {
			require.Equal(rt, m.left(g, at).StringFixed(3),
				m.value(rt, "SELECT printf('%.3f', Qtty) FROM store WHERE GoodID = ? AND ObjectID = ?", g.id, at+1), "stock of %s at %d", g.code, at+1)
		}
	}

	require.Equal(rt, strconv.Itoa(1+len(m.goods)), m.value(rt, "SELECT COUNT(*) FROM goods WHERE Type <> 8"))
}

// left is the stock with the orders that became sales taken off.
func (m *model) left(g *modelGood, at int) decimal.Decimal {
	left := g.stock[at]

	for _, o := range m.orders {
		if at == 0 && m.sells() && o.became == "document" {
			left = left.Sub(o.wants()[g.code])
		}
	}

	return left
}

// agreeNumbers: the УНП go from 1 on, each is a document's or a recorded hole.
func (m *model) agreeNumbers(rt *rapid.T) {
	require.Equal(rt, "1", m.value(rt, `SELECT COUNT(*) = COUNT(DISTINCT Seq) AND COALESCE(MAX(Seq), 0) = COUNT(*) FROM gomba_usn`))
	require.Equal(rt, m.value(rt, "SELECT COUNT(*) FROM gomba_usn WHERE State = 'recorded' AND Acct <> 0"),
		m.value(rt, "SELECT COUNT(*) FROM gomba_orders WHERE USN <> ''"))
	require.Equal(rt, m.value(rt, "SELECT COALESCE(group_concat(USN), '') FROM (SELECT USN FROM gomba_usn WHERE State = 'recorded' ORDER BY Seq)"),
		m.value(rt, "SELECT COALESCE(group_concat(Description), '') FROM (SELECT Description FROM ecrreceipts WHERE ReceiptType = 8 AND OperType = 2 ORDER BY Description)"))
}
