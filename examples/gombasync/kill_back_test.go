package main

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
)

// kind is the OperType of what orders become.
func (m *mortal) kind() int {
	if m.document != "" {
		return int(sklad.OperOrder)
	}

	return int(sklad.OperSale)
}

// turnBack is, now and then, an order that comes back after it became a sale, or
// is cancelled after it became an order document.
func (m *mortal) turnBack() {
	if m.random.IntN(3) == 0 {
		return
	}

	for _, id := range m.column("SELECT OrderID FROM gomba_orders WHERE State = 'imported' ORDER BY ID DESC") {
		if m.back[id] || m.random.IntN(2) == 0 {
			continue
		}

		status := []string{"returned", "refused"}[m.random.IntN(2)]
		if m.document != "" {
			status = "cancelled"
		}

		m.back[id] = true
		m.unbooked[id] = m.document == "" && m.number("SELECT COUNT(*) FROM payments p JOIN gomba_orders o ON o.Acct = p.Acct "+
			"AND o.OperType = p.OperType WHERE p.Mode = 1 AND o.OrderID = '"+id+"'") == 0
		m.ask(http.MethodPatch, "orders/"+id, obj{"status": obj{"code": status}}, nil)

		return
	}
}

// judgeBack: what came back is refunded, whole and once, and nothing else is.
func (m *mortal) judgeBack() {
	if m.document != "" {
		require.Zero(m.t, m.number("SELECT COUNT(*) FROM operations WHERE OperType = 34"))
		require.Zero(m.t, m.number("SELECT COUNT(*) FROM payments"))

		return
	}

	for _, o := range m.sold() {
		refunds := m.column("SELECT DISTINCT Acct FROM operations WHERE OperType = 34 AND " + noted(o))

		switch unsettled := m.states(o, "unknown"); {
		case !m.back[o.ID]:
			require.Empty(m.t, refunds, "order %s did not come back", o.Number)
		case len(refunds) == 0 && len(unsettled) > 0: // first somebody has to know what is to be reversed
			require.Equal(m.t, []string{"sale unknown"}, unsettled)
		default:
			require.Len(m.t, refunds, 1, "order %s came back", o.Number)
			m.judgeRefund(o, refunds[0])
		}
	}

	require.Equal(m.t, m.seen.refunds, m.number("SELECT COUNT(DISTINCT Acct) FROM operations WHERE OperType = 34"), "a refund of no order")
	require.Equal(m.t, m.seen.orders+m.seen.refunds, m.number("SELECT COUNT(*) FROM gomba_documents"))
}

// judgeRefund: it has the sale's lines and number, and no money is left between
// the two.
func (m *mortal) judgeRefund(o soldOrder, acct string) {
	t := m.t
	m.seen.refunds++

	for _, column := range []string{"GoodID", "Qtty", "PriceOut", "Discount", "PartnerID", "ObjectID"} {
		of := "SELECT " + column + " FROM operations WHERE OperType = %d AND " + strings.ReplaceAll(noted(o), "%", "%%") + " ORDER BY ID"
		require.Equal(t, m.column(fmt.Sprintf(of, 2)), m.column(fmt.Sprintf(of, 34)), "order %s: %s", o.Number, column)
	}

	sale := m.column("SELECT DISTINCT Acct FROM operations WHERE OperType = 2 AND " + noted(o))[0]
	for _, mode := range []string{"-1", "1"} {
		require.Equal(t, "0.00", m.money("SELECT COALESCE(SUM(Sign * Qtty), 0) FROM payments WHERE Mode = "+mode+
			" AND (OperType = 2 AND Acct = "+sale+" OR OperType = 34 AND Acct = "+acct+")"), "order %s, mode %s", o.Number, mode)
	}

	require.Equal(t, []string{o.USN}, m.column("SELECT Description FROM ecrreceipts WHERE ReceiptType = 8 AND OperType = 34 AND Acct = "+acct))
}

// judgeVoided: nothing is left of its document, and the journal knows why.
func (m *mortal) judgeVoided(o soldOrder, documents []string) {
	require.Empty(m.t, documents, "order %s was cancelled", o.Number)
	require.Equal(m.t, []string{"order_voided"},
		m.column("SELECT Reason FROM gomba_orders WHERE State = 'skipped' AND Acct = 0 AND OrderID = '"+o.ID+"'"), "order %s", o.Number)
}

// ordered is how much of a good order documents keep for their customers.
func (m *mortal) ordered(id sklad.GoodID) int {
	return m.number(fmt.Sprintf("SELECT COALESCE(SUM(Qtty), 0) FROM operations WHERE OperType = 19 AND GoodID = %d", id))
}
