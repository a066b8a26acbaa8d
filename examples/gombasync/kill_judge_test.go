package main

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// figures are what was counted when everything was quiet.
type figures struct {
	orders, lost, twice, differing     int
	numbers, holes                     int // holes are numbers that were given out and have no document
	receipts, unknown, goods, products int
	refunds, stornos, voided           int
	dropped                            int // receipts that a sale does not need any more
}

// rest runs both directions until neither has anything left to do. An order with
// which the program died too often waits for a person, who is this test.
func (m *mortal) rest() {
	for range 20 {
		m.runs++
		m.later.Add(int64(3 * 60 * 1e9))
		m.ask(http.MethodDelete, "requests", nil, nil)
		m.ends("import")
		m.ends("export")

		held := m.column("SELECT OrderID FROM gomba_orders WHERE State NOT IN ('imported', 'skipped') ORDER BY ID")
		for _, id := range held {
			m.aside++
			m.ends("orders", "retry", id)
		}

		if len(held) == 0 && len(m.writes()) == 0 {
			return
		}
	}

	require.Fail(m.t, "it does not come to rest", "%v", m.column("SELECT Reason FROM gomba_orders WHERE State <> 'imported'"))
}

// judge looks at both sides, and that nothing is left to do.
func (m *mortal) judge() {
	m.quiet()
	m.judgeOrders()
	m.judgeBack()
	m.judgeNumbers()
	m.judgeReceipts()
	m.judgeStock()
	m.judgeProducts()
}

// quiet runs both directions once more: they look at every good and keep nothing
// aside but the prints of unknown outcome, no write reaches the shop, and no row
// of the database changes.
func (m *mortal) quiet() {
	rows := m.everything()
	m.ask(http.MethodDelete, "requests", nil, nil)

	export := m.ends("export")
	require.Empty(m.t, export.Parked)

	goods := export.Buckets[syncer.KindGood]
	require.Equal(m.t, syncer.Bucket{Seen: len(m.goods), Unchanged: len(m.goods)}, syncer.Bucket{Seen: goods.Seen - goods.Filtered, Unchanged: goods.Unchanged})

	for _, p := range m.ends("import").Parked {
		require.Contains(m.t, []text.Code{text.ReceiptUnknown, text.ReceiptUnsettled}, p.Code)
	}

	require.Empty(m.t, m.writes())
	require.Equal(m.t, rows, m.everything())
}

func (m *mortal) everything() []string {
	var all []string
	for _, table := range []string{
		"operations", "payments", "cashbook", "ecrreceipts", "partners", "goods", "store", "nextacct",
		"gomba_orders", "gomba_documents", "gomba_usn", "gomba_links", "gomba_receipts",
	} {
		all = append(all, rowsOf(m.t, m.db, table)...)
	}

	for i, row := range all {
		if strings.Contains(row, " receiptunknown=1 ") {
			all[i] = asked.ReplaceAllString(row, "")
		}
	}

	return all
}

// asked is when the printer was asked last what became of a receipt, and how often
// a refund has waited for the answer; of an unknown one it is asked by every import.
var asked = regexp.MustCompile(` (?:claimedat|attempts|nexttry)=\S*`)

type soldOrder struct {
	ID     string `json:"id"`
	Number string `json:"number"`
	USN    string `json:"usn"`
	Totals struct {
		Total string `json:"grand_total"`
	} `json:"totals"`
	Payment struct {
		Method string `json:"method"`
		Paid   bool   `json:"paid"`
		Postal bool   `json:"carrier_ppp"`
	} `json:"payment"`
	Document *struct {
		Number string `json:"document_number"`
	} `json:"external_doc"`
	Receipts []struct {
		Type   string `json:"type"`
		Number string `json:"number"`
		Amount string `json:"amount"`
	} `json:"receipts"`
}

func (m *mortal) sold() []soldOrder {
	var all struct{ Data []soldOrder }

	m.ask(http.MethodGet, "orders", nil, &all)

	return all.Data
}

// judgeOrders: every order is one document with its total, paid once if it is
// paid, and the shop knows document and number.
func (m *mortal) judgeOrders() {
	t := m.t
	orders := m.sold()
	m.seen.orders = len(orders)
	require.Len(t, orders, len(m.orders))

	for _, o := range orders {
		documents := m.column(fmt.Sprintf("SELECT DISTINCT Acct FROM operations WHERE OperType = %d AND %s", m.kind(), noted(o)))

		switch {
		case m.document != "" && m.back[o.ID]:
			m.judgeVoided(o, documents)
			m.seen.voided++
		case len(documents) == 0:
			m.seen.lost++
		case len(documents) == 1:
			m.judgeOrder(o, documents[0])
		default:
			m.seen.twice++
		}
	}

	require.Zero(t, m.seen.lost+m.seen.twice+m.seen.differing, "%+v", m.seen)
	require.Equal(t, len(orders)-m.seen.voided,
		m.number(fmt.Sprintf("SELECT COUNT(DISTINCT Acct) FROM operations WHERE OperType = %d", m.kind())), "a document of no order")
	require.Equal(t, len(m.emails), m.number("SELECT COUNT(*) FROM partners WHERE ID > 1"), "one partner a customer")
}

func noted(o soldOrder) string { return "Note LIKE '%" + o.Number + "%'" }

func (m *mortal) judgeOrder(o soldOrder, acct string) {
	t := m.t
	document := fmt.Sprintf("OperType = %d AND Acct = %s", m.kind(), acct)
	money := "SELECT COALESCE(SUM(Qtty), 0) FROM payments WHERE " + document + " AND Mode = "

	due, paid := o.Totals.Total, "0.00"

	switch {
	case m.document != "": // an order document moves no money
		due = "0.00"
	case o.Payment.Paid:
		paid = o.Totals.Total
	}

	sums := []string{
		m.money("SELECT SUM(ROUND(Qtty * PriceOut, 2)) FROM operations WHERE " + document), m.money(money + "-1"), m.money(money + "1"),
	}
	// What was paid and came back between two runs is refunded without the money ever
	// being booked; judgeRefund sees that nothing is left between the two.
	if m.unbooked[o.ID] {
		paid = "0.00"
	}

	if !slices.Equal([]string{o.Totals.Total, due, paid}, sums) {
		m.seen.differing++

		t.Logf("order %s of %s: the document, what is due and what is paid are %v", o.Number, o.Totals.Total, sums)
	}

	require.NotNil(t, o.Document, "order %s", o.Number)
	require.Equal(t, fmt.Sprintf("%010s", acct), o.Document.Number)
	require.Equal(t, []string{o.USN}, m.column("SELECT USN FROM gomba_orders WHERE Acct = "+acct+" AND OrderID = '"+o.ID+"'"))

	if m.document == "" {
		require.Equal(t, []string{o.USN}, m.column("SELECT USN FROM gomba_usn WHERE Acct = "+acct))
	}
}

// judgeNumbers: the УНП go from 1 on without a hole and none is twice; a number
// without a document would be a recorded hole.
func (m *mortal) judgeNumbers() {
	t := m.t
	numbers := m.column("SELECT USN FROM gomba_usn ORDER BY Seq")

	for i, number := range numbers {
		require.Equal(t, fmt.Sprintf("DT279013-0001-%07d", i+1), number)
	}

	m.seen.numbers, m.seen.holes = len(numbers), m.number("SELECT COUNT(*) FROM gomba_usn WHERE State <> 'recorded' OR Acct = 0")

	sales := m.seen.orders
	if m.document != "" {
		sales = 0
	}

	require.Len(t, numbers, sales+m.seen.holes)
	require.Equal(t, numbers, m.column("SELECT Description FROM ecrreceipts WHERE ReceiptType = 8 AND OperType = 2 ORDER BY ReceiptID"))
}

// judgeStock: what was put on the shelves less what was sold and did not come
// back.
func (m *mortal) judgeStock() {
	for id, put := range m.stock {
		left := m.number(fmt.Sprintf("SELECT SUM(Qtty) FROM store WHERE GoodID = %d", id))
		gone := m.number(fmt.Sprintf(
			"SELECT COALESCE(SUM(CASE OperType WHEN 2 THEN Qtty ELSE -Qtty END), 0) FROM operations WHERE OperType IN (2, 34) AND GoodID = %d", id))
		require.Equal(m.t, put, int64(left+gone), "good %d", id)
	}
}

// judgeProducts: every good is one active variant with its price and quantity,
// under the product of its model, and is linked with it.
func (m *mortal) judgeProducts() {
	t := m.t

	var shop struct {
		Data []struct {
			ExternalID string `json:"external_id"`
			Deleted    bool
			Variants   []struct {
				ID         string `json:"id"`
				ExternalID string `json:"external_id"`
				Price      string `json:"price"`
				Quantity   string `json:"quantity"`
				Active     bool   `json:"active"`
			} `json:"variants"`
		} `json:"data"`
	}

	m.ask(http.MethodGet, "products", nil, &shop)

	found := map[string]string{}
	products := map[string]bool{}

	for _, p := range shop.Data {
		require.False(t, products[p.ExternalID], "two products %s", p.ExternalID)
		products[p.ExternalID] = true

		for _, v := range p.Variants {
			require.Empty(t, found[v.ExternalID], "good %s is twice in the shop", v.ExternalID)
			found[v.ExternalID] = strings.Join([]string{p.ExternalID, v.ID, v.Price, v.Quantity, fmt.Sprint(v.Active)}, " ")
		}
	}

	require.Len(t, found, len(m.goods))
	m.seen.goods, m.seen.products = len(found), len(products)

	for _, id := range m.goods {
		parent := fmt.Sprint(id)
		if model := m.column(fmt.Sprintf("SELECT Catalog3 FROM goods WHERE ID = %d", id))[0]; strings.TrimSpace(model) != "" {
			parent = "G:" + model
		}

		link := m.column(fmt.Sprintf("SELECT ShopID FROM gomba_links WHERE LocalID = %d AND ExternalID = '%d'", id, id))
		require.Len(t, link, 1, "good %d", id)
		require.Equal(t, strings.Join([]string{
			parent, link[0], m.money(fmt.Sprintf("SELECT PriceOut2 FROM goods WHERE ID = %d", id)),
			fmt.Sprintf("%d.000", m.number(fmt.Sprintf("SELECT SUM(Qtty) FROM store WHERE GoodID = %d", id))-m.ordered(id)), "true",
		}, " "), found[fmt.Sprint(id)], "good %d", id)
	}
}

func (m *mortal) column(query string) []string {
	m.t.Helper()

	rows, err := m.db.QueryContext(m.t.Context(), query)
	require.NoError(m.t, err, query)

	defer func() { _ = rows.Close() }()

	var all []string

	for rows.Next() {
		var value string
		require.NoError(m.t, rows.Scan(&value), query)
		all = append(all, value)
	}

	require.NoError(m.t, rows.Err())

	return all
}

func (m *mortal) money(query string) string {
	m.t.Helper()

	return fmt.Sprintf("%.2f", m.float(query))
}

func (m *mortal) number(query string) int {
	m.t.Helper()

	return int(m.float(query))
}

func (m *mortal) float(query string) float64 {
	m.t.Helper()

	var value float64
	require.NoError(m.t, m.db.QueryRowContext(m.t.Context(), query).Scan(&value), query)

	return value
}
