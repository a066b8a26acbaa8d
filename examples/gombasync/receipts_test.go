package main

import (
	"net"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal/fiscaltest"
)

// withPrinter sets k to a device of that dialect.
func (p *place) withPrinter(dialect, addr string) {
	p.t.Helper()

	host, port, err := net.SplitHostPort(addr)
	require.NoError(p.t, err)
	p.write(map[string]string{"fiscal": `fiscal: {device_serial: DT279013, operator_code: "0001", smart_printer: {enabled: true, host: ` +
		host + `, port: ` + port + `, dialect: ` + dialect + `}}`})
}

// cod places an order whose receipt is due at once.
func (p *place) cod(sku string) {
	p.t.Helper()

	_, err := p.shop.PlaceOrder(obj{
		"status": obj{"code": "confirmed"}, "items": []obj{{"sku": sku, "quantity": "1"}}, "payment": obj{"method": "cod"},
		"customer": obj{"name": "Клиент", "email": "k@example.com"},
	})
	require.NoError(p.t, err)
}

// sold is a place with one sale and its receipt on an ISL device.
func sold(t *testing.T) (*place, *fiscaltest.ISL) {
	t.Helper()

	p, d := newPlace(t), fiscaltest.NewISL(fiscaltest.DatecsA)
	t.Cleanup(d.Close)
	p.goods("Чаша")
	p.withPrinter("isl-datecs-a", d.Addr())
	require.Equal(t, exitDone, p.run("export").code)
	p.cod("C1")

	r := p.run("import")
	require.Equal(t, exitDone, r.code, r.err)
	require.Len(t, d.Receipts(), 1)

	return p, d
}

func TestAReceiptIsListedReversedOnceAndInTheTables(t *testing.T) {
	t.Parallel()

	p, d := sold(t)
	order := p.scalar("SELECT Number FROM gomba_orders")

	require.Regexp(t, order+`\s+sale\s+printed\s+DT279013-0001-0000001\s+0000001`, p.run("receipts", "list").out)
	require.Contains(t, p.run("--json", "receipts", "list").out, `"state":"printed"`)
	require.Equal(t, "Няма такъв бон.\n", p.run("--lang", "bg", "receipts", "list", "--state", "unknown").out)
	require.Contains(t, p.run("receipts", "reconcile").out, "Every receipt is settled.")

	r := p.run("receipts", "reverse", order, "--reason", "operator-error")
	require.Equal(t, exitDone, r.code, r.err)
	require.Equal(t, exitFailed, p.run("receipts", "reverse", order).code)
	require.Len(t, d.Receipts(), 2)
	require.Equal(t, "operator-error", d.Receipts()[1].Reason)
	require.Contains(t, p.run("--lang", "bg", "receipts", "list").out, "сторно")

	require.Contains(t, p.table("18.1 sales EUR"), "DT279013-0001-0000001;")
	require.Regexp(t, `DT279013-0001-0000001;1;C1;Чаша;1;8,3333;0,00;20;1,67;10,00;`, p.table("18.4 reversals EUR"))
}

// table is one of this month's tables, read back.
func (p *place) table(name string) string {
	p.t.Helper()

	dir := p.t.TempDir()
	month := p.scalar("SELECT substr(CreatedAt, 1, 7) FROM gomba_usn")
	r := p.run("compliance", "tables", "--month", month, "--out", dir)
	require.Equal(p.t, exitDone, r.code, r.err)

	return contentOf(p.t, dir, name+".csv")
}

// A person settles what the device cannot: a reply is lost and the number is not told.
func TestAPersonSettlesAReceipt(t *testing.T) {
	t.Parallel()

	p, d := sold(t)
	order := p.scalar("SELECT Number FROM gomba_orders")
	p.execute("UPDATE gomba_receipts SET State = 'unknown', Number = ''")
	require.Equal(t, exitUsage, p.run("receipts", "reconcile", order, "--printed", "77x").code, "no number")

	r := p.run("--json", "receipts", "reconcile", order, "--printed", "0000001")
	require.Equal(t, exitDone, r.code, r.err)
	require.Contains(t, r.out, `"state":"printed"`)
	require.Equal(t, "0000001", p.scalar("SELECT Number FROM gomba_receipts"))
	require.Equal(t, exitDone, p.run("import").code)
	require.Len(t, d.Receipts(), 1, "it is not printed again")
}

func TestWhatReceiptsDoNotUnderstand(t *testing.T) {
	t.Parallel()

	p, d := sold(t)
	order := p.scalar("SELECT Number FROM gomba_orders")

	for _, c := range []struct {
		args   []string
		code   int
		en, bg string
	}{
		{[]string{"list", "--state", "lost"}, exitUsage, "--state must be", "--state приема"},
		{[]string{"reconcile", order}, exitUsage, "an answer needs its order", "отговорът иска поръчка"},
		{[]string{"reconcile", "--not-printed"}, exitUsage, "an answer needs its order", "отговорът иска поръчка"},
		{[]string{"reconcile", "--storno"}, exitUsage, "an answer needs its order", "отговорът иска поръчка"},
		{[]string{"reconcile", order, "--printed", "1", "--not-printed"}, exitUsage, "can't be used together", "грешна команда"},
		{[]string{"reconcile", order, "--printed", "=1+1"}, exitUsage, "is no receipt number", "не е номер на бон"},
		{[]string{"reconcile", "nobody", "--printed", "1"}, exitUsage, "no order nobody", "nobody"},
		{[]string{"reconcile", order, "--printed", "0000099"}, exitFailed, "printed already", "вече е отпечатан"},
		{[]string{"reconcile", order, "--not-printed"}, exitFailed, "printed already", "вече е отпечатан"},
		{[]string{"reconcile", order, "--not-printed", "--storno"}, exitUsage, "has no such receipt", "няма такъв бон"},
		{[]string{"reverse", "nobody"}, exitUsage, "no order nobody", "nobody"},
		{[]string{"reverse", order, "--reason", "whim"}, exitUsage, "--reason must be", "--reason приема"},
	} {
		r := p.run(append([]string{"receipts"}, c.args...)...)
		require.Equal(t, c.code, r.code, "%q: %s", c.args, r.err)
		require.Contains(t, r.err, c.en, c.args)
		require.Contains(t, p.run(append([]string{"--lang", "bg", "receipts"}, c.args...)...).err, c.bg, c.args)
	}

	require.Len(t, d.Receipts(), 1)

	p.withPrinter("netfp", "127.0.0.1:1")
	require.Contains(t, p.run("receipts", "reconcile").err, "does not answer")
	require.Contains(t, p.run("--lang", "bg", "receipts", "reconcile").err, "касовият апарат не отговаря")
	p.write(nil)
	require.Equal(t, exitUsage, p.run("receipts", "reconcile").code, "no printer")
}
