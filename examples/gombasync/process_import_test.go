package main

import (
	"fmt"
	"strings"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/usn"
)

func (p *processes) imports() {
	t := p.t
	before := p.scalar("SELECT SUM(Qtty) FROM store")
	totals := map[string]bool{}

	for n := range 12 {
		totals[p.order(n, fmt.Sprint(20+n))] = true
	}

	// Two at once: either may find the other at work, neither doubles.
	one, _ := p.start("import")
	two, _ := p.start("import")
	_, _ = one.Process.Wait()
	_, _ = two.Process.Wait()
	p.run("import")

	require.Equal(t, "12", p.scalar("SELECT COUNT(DISTINCT Acct) FROM operations WHERE OperType = 2 AND Acct IN (SELECT acct FROM gomba_orders)"))
	require.NotEqual(t, before, p.scalar("SELECT SUM(Qtty) FROM store"), "a sale moves stock")
	require.Equal(t, "12", p.scalar("SELECT COUNT(*) FROM payments WHERE OperType = 2 AND Mode = -1 AND Acct IN (SELECT acct FROM gomba_orders)"))

	for n := range 12 {
		text := p.scalar(fmt.Sprintf("SELECT usn FROM gomba_usn ORDER BY usn LIMIT 1 OFFSET %d", n))
		number, err := usn.Parse(text)
		require.NoError(t, err)
		require.Equal(t, uint32(n+1), number.Seq, "consecutive")

		due := p.scalar(fmt.Sprintf(`SELECT printf('%%.2f', p.Qtty) FROM payments p JOIN gomba_orders o ON o.acct = p.Acct
			WHERE p.OperType = 2 AND p.Mode = -1 ORDER BY p.Acct LIMIT 1 OFFSET %d`, n))
		require.True(t, totals[due], "%s is no total of the shop: %v", due, totals)
	}

	p.writes()
	rows := p.dump()
	p.run("import")
	require.Equal(t, rows, p.dump(), "a second import writes nothing")
	require.Empty(t, p.writes())
}

func (p *processes) importsAsOrders() {
	t := p.t
	p.configure("order")

	before := p.scalar("SELECT SUM(Qtty) FROM store")

	for n := range 3 {
		p.order(n, "40")
	}

	p.run("import")
	require.Equal(t, "3", p.scalar("SELECT COUNT(DISTINCT Acct) FROM operations WHERE OperType = 19 AND Acct IN (SELECT acct FROM gomba_orders WHERE OperType = 19)"))
	require.Equal(t, before, p.scalar("SELECT SUM(Qtty) FROM store"), "an order moves no stock")
}

// dump counts and sums what an import could write.
func (p *processes) dump() string {
	p.t.Helper()

	var all []string
	for _, table := range []string{"operations", "payments", "cashbook", "ecrreceipts", "partners", "goods", "nextacct", "gomba_orders", "gomba_usn", "gomba_links"} {
		all = append(all, table+" "+p.scalar("SELECT COUNT(*) FROM "+table))
	}

	return strings.Join(append(all, p.scalar("SELECT SUM(Qtty) FROM store")), "\n")
}
