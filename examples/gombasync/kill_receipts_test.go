package main

import (
	"strings"

	"github.com/stretchr/testify/require"
)

// owed is the receipt that the law asks for (Наредба Н-18 чл. 3, ал. 1): of cash
// on delivery, unless the carrier pays it by postal money transfer, and of a card
// payment once it is paid.
func (o soldOrder) owed() bool {
	return o.Payment.Method == "cod" && !o.Payment.Postal || o.Payment.Method == "card" && o.Payment.Paid
}

// judgeReceipts: every sale that needs a receipt has one, no other sale has, and
// none is twice on paper; a sale that came back has its storno. Of some the
// program says that it does not know.
func (m *mortal) judgeReceipts() {
	m.judgePaper()

	for _, o := range m.sold() {
		m.judgeReceipt(o)
	}

	require.Equal(m.t, m.seen.unknown+m.seen.dropped, m.number("SELECT COUNT(*) FROM gomba_receipts WHERE State <> 'printed'"), "none is left undecided")
}

func (m *mortal) judgeReceipt(o soldOrder) {
	t := m.t
	all := m.states(o, "")
	refunded := len(m.column("SELECT DISTINCT Acct FROM operations WHERE OperType = 34 AND "+noted(o))) > 0

	switch printed := strings.Join(all, ", "); {
	case m.document != "", !o.owed():
		require.Empty(t, printed, "order %s needs no receipt", o.Number)
	case !refunded:
		require.Contains(t, []string{"sale printed", "sale unknown"}, printed, "order %s needs a receipt", o.Number)
	case printed == "", printed == "sale failed": // it came back before its receipt was printed, and gets none any more
		m.seen.dropped += len(all)
		require.Equal(t, []string{"0"}, m.column("SELECT ReceiptOwed FROM gomba_orders WHERE OrderID = '"+o.ID+"'"), "order %s", o.Number)
	default:
		require.Contains(t, []string{"sale printed, reversal printed", "sale printed, reversal unknown"}, printed, "order %s", o.Number)
	}

	m.seen.unknown += len(m.states(o, "unknown"))
	m.seen.stornos += strings.Count(strings.Join(all, ", "), "reversal printed")

	printed := m.column("SELECT Number FROM gomba_receipts WHERE State = 'printed' AND OrderID = '" + o.ID + "' ORDER BY ID")
	require.Len(t, o.Receipts, len(printed), "order %s", o.Number)

	for i, r := range o.Receipts {
		require.Equal(t, printed[i], r.Number)
		require.Equal(t, o.Totals.Total, r.Amount)
		require.Equal(t, []string{"sale", "reversal"}[i], r.Type)
	}
}

// judgePaper: what is on paper is there once, and the program knows of it.
func (m *mortal) judgePaper() {
	t := m.t
	paper := map[string]int{}

	for _, r := range m.printer.Receipts() {
		kind := " sale"
		if r.Reversal {
			kind = " reversal"
		}

		paper[r.USN+kind]++
		require.Equal(t, 1, paper[r.USN+kind], r.USN+kind)
	}

	m.seen.receipts = len(paper)

	for _, kind := range []string{"sale", "reversal"} {
		for _, number := range m.column("SELECT USN FROM gomba_receipts WHERE State = 'printed' AND Kind = '" + kind + "'") {
			require.Equal(t, 1, paper[number+" "+kind], number)
			delete(paper, number+" "+kind)
		}

		for _, number := range m.column("SELECT USN FROM gomba_receipts WHERE State = 'unknown' AND Kind = '" + kind + "'") {
			delete(paper, number+" "+kind)
		}
	}

	require.Empty(t, paper, "on paper, and the program does not know")
}

// states are what became of the prints of an order, as "sale printed"; all of
// them, or those in one state.
func (m *mortal) states(o soldOrder, state string) []string {
	where := " WHERE OrderID = '" + o.ID + "'"
	if state != "" {
		where += " AND State = '" + state + "'"
	}

	kinds := m.column("SELECT Kind FROM gomba_receipts" + where + " ORDER BY ID")
	for i, s := range m.column("SELECT State FROM gomba_receipts" + where + " ORDER BY ID") {
		kinds[i] += " " + s
	}

	return kinds
}
