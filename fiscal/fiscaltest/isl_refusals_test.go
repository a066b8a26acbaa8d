package fiscaltest_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal/fiscaltest"
)

// TestOpeningRefused: every line is refused with this status bit and opens nothing.
func TestOpeningRefused(t *testing.T) {
	t.Parallel()
	const syntax, denied = 0x00, 0x11
	usn := func(serial string) string { return serial + "-0001-0000001" }
	tests := []struct {
		group fiscaltest.Group
		cmd   byte
		bit   int
		data  []string
	}{
		{fiscaltest.DatecsA, 0x30, syntax, []string{
			"1", "1,0000", "0,0000,1," + usnA, "17,0000,1," + usnA, "1,000,1," + usnA, "1,0000,0," + usnA,
			"1,0000,100000," + usnA, "1,0000,1,DT279013-0001-000001", "1,0000,1,dt279013-0001-0000001",
			"1,0000,1,ДТ279013-0001-0000001", "1,0000,1,", "1,0000,1,I," + usnA, " 1,0000,1," + usnA, "1,0000,1," + usnA + " ",
		}},
		{fiscaltest.DatecsA, 0x30, denied, []string{"1,1234,1," + usnA}},
		{fiscaltest.DatecsA, 0x2E, syntax, []string{
			"1,0000,1,X1," + usnA + ",281126153000,02279013", "1,0000,1,E0," + usnA + ",281126153000,02279013",
			"1,0000,1,E," + usnA + ",281126153000,02279013", "1,0000,1,E1," + usnA + ",2811261530,02279013",
			"1,0000,1,E1," + usnA + ",281326153000,02279013", "1,0000,1,E1," + usnA + ",281126153000,2279013",
			"1,0000,1,E1,,281126153000,02279013", "1,0000,1," + usnA + ",E1," + usnA + ",281126153000,02279013",
			"1,0000,1,E1," + usnA + ",281126153000,02279013#" + strings.Repeat("а", 31),
		}},
		{fiscaltest.DatecsB, 0x30, syntax, []string{"1,1", "31,1," + usnA + ",1", "1,1,1," + usnA, "1,1,DT279013-0001-000000A,1"}},
		{fiscaltest.DatecsB, 0x30, denied, []string{"1,2," + usnA + ",1"}},
		{fiscaltest.DatecsB, 0x2E, syntax, []string{"1,1," + usnA + ",1,3,1,281126153000,02279013", "1,1," + usnA + ",1,0,1,28112615300,02279013"}},
		{fiscaltest.Daisy, 0x30, syntax, []string{
			"1,1", "1,1,", "1,1,1", "1,1,DY454545-op01-0000001", "1,1,DY454545-0001-000001", "21,1," + usn("DY454545"),
			"1,1,DY454545-0001-0000001\t", "1,1,DY454545-0001-0000001\tI",
			"1,1,DY454545-0001-0000001\tR3,1,28-11-26 15:30:00\t36454545", "1,1,DY454545-0001-0000001\tR1,1,281126153000\t36454545",
		}},
		{fiscaltest.Daisy, 0x30, denied, []string{"1,2," + usn("DY454545")}},
		{fiscaltest.Daisy, 0x30, 0x16, []string{"1,2," + usn("DY454545")}},
		{fiscaltest.Eltrade, 0x90, syntax, []string{
			"Иван", "," + usn("ED325425"), "Иван,ED32542-0001-0000001", "Иван," + usn("ED325425") + ",I",
			"Иван," + usn("ED325425") + ",X,44325425,R,1,2026-11-28T15:30:00", "Иван," + usn("ED325425") + ",S,44325425,R,1,28-11-26 15:30:00",
			"Иван," + usn("ED325425") + ",S,44325425,E,1,2026-11-28T15:30:00",
		}},
		{fiscaltest.Eltrade, 0x30, 0x01, []string{"1,1," + usn("ED325425")}},
		{fiscaltest.Incotex, 0x30, syntax, []string{
			"1", "0," + usn("IN015013") + ",0", "1," + usn("IN015013"), "1," + usn("IN015013") + ",1", "1,0,0",
			"1," + usn("IN015013") + ",1,RS0,28-11-26 15:30:00,54015013", "1," + usn("IN015013") + ",1,R,28-11-26 15:30:00,54015013",
		}},
		{fiscaltest.DatecsX, 0x30, syntax, []string{
			"", "1\t0000\t" + usn("DT525860") + "\t1\t", "1\t0000\t" + usn("DT525860") + "\t1\t\t\t", "1\t0000\tDT525860\t1\t\t",
			"31\t0000\t" + usn("DT525860") + "\t1\t\t", "1\t0000\t" + usn("DT525860") + "\t\t\t", "1\t0000\t1\t",
		}},
		{fiscaltest.DatecsX, 0x30, denied, []string{"1\t1\t" + usn("DT525860") + "\t1\t\t", "1\t0000\t" + usn("DT525860") + "\t1\tI\t"}},
		{fiscaltest.DatecsX, 0x2B, syntax, []string{
			"1\t0000\t1\t3\t1\t28-11-26 15:30:00\t02525860\t\t\t\t\t", "1\t0000\t1\t1\t1\t281126153000\t02525860\t\t\t\t\t",
			"1\t0000\t1\t1\t1\t28-11-26 15:30:00\t02525860\t\t\t\t",
		}},
	}
	for _, tt := range tests {
		d := startISL(t, tt.group)
		c := dial(t, d.Addr(), tt.group == fiscaltest.DatecsX)
		for _, data := range tt.data {
			r := c.send(tt.cmd, data)
			require.True(t, r.has(tt.bit>>4, tt.bit&15) && r.has(0, 5), "%s %02X %q: % X", tt.group, tt.cmd, data, r.status)
			require.False(t, d.ReceiptOpen(), "%s %q", tt.group, data)
			if tt.group == fiscaltest.DatecsX {
				require.Regexp(t, `^-\d+\t$`, r.data)
			} else {
				require.Empty(t, r.data)
			}
		}
	}
}

func TestNoReceiptIsOpen(t *testing.T) {
	t.Parallel()
	for _, cmd := range []struct {
		code byte
		data string
	}{{0x31, "а\tБ1.00"}, {0x33, "10"}, {0x35, "\t"}, {0x36, "а"}, {0x38, ""}, {0x3C, ""}} {
		d := startISL(t, fiscaltest.DatecsA)
		c := dial(t, d.Addr(), false)
		c.no(1, 1, cmd.code, cmd.data)
		require.Zero(t, d.LastDocument())
	}
	c := dial(t, startISL(t, fiscaltest.DatecsA).Addr(), false)
	require.Equal(t, "F", c.send(0x35, "\t").data)
	c.no(0, 1, 0x99, "")
	c.no(0, 1, 0x82, "")
	c.no(0, 0, 0x38, " ")
	c.no(0, 0, 0x4A, "Z")
	c.no(0, 0, 0x6D, "2")
	c.no(1, 1, 0x6D, "1")
}

func TestSaleRefused(t *testing.T) {
	t.Parallel()
	syntax := map[fiscaltest.Group][]string{
		fiscaltest.DatecsA: {
			"", "Сирене", "Сирене\t", "Сирене\tЙ1.00", "Сирене\tI1.00", "Сирене\tБ", "Сирене\tБ1.005", "Сирене\tБ1.00*1.0005",
			"Сирене\tБ123456789.00", "Сирене\tБ1.00*1,-10.00;-1.00", "Сирене\tБ1.00,-99.01", "Сирене\tБ1.00,99.01",
			"Сирене\tБ1.00$-0.03", "Сирене\tБ1.00*1#123456789", "Сирене\tБ1.00*1#", "Сирене\tБ1,00*1", "Сирене\tБ+1.00",
			"Сирене\t61\t1.00", "Сирене\t0\t1.00", "Си\nре\tне\tБ1.00", "Сирене\tБ1.00*1,-1.005", "Сирене\tБ.50", "Сирене\tБ1.",
			"Сирене\tБ1.00 ", "Сирене\tб1.00", "Сирене\tБ1.00*-1",
		},
		fiscaltest.DatecsB: {"Сирене\tB1.00", "Сирене\tБ1.00*1#кг", "Сирене\t10\t1.00"},
		fiscaltest.Daisy:   {"Сирене\tБ1.00;-0.03", "Сирене\tБ1.00,-10.00$-1.00", "Сирене\t1\t1.00"},
		fiscaltest.Incotex: {"Сирене\tБ1.00$-0.03", "Сирене\tБ1.00*1#кг"},
		fiscaltest.Eltrade: {"Сирене\tБ1.00$-0.03", "Сирене\t101\t1.00"},
		fiscaltest.DatecsX: {
			"Сирене\t2\t1.00\t1\t0\t0.00\t0\t", "\t2\t1.00\t1\t\t\t0\t", "Сирене\t9\t1.00\t1\t\t\t0\t", "Сирене\tБ\t1.00\t1\t\t\t0\t",
			"Сирене\t2\t\t1\t\t\t0\t", "Сирене\t2\t1.00\t1\t5\t1.00\t0\t", "Сирене\t2\t1.00\t1\t2\t\t0\t", "Сирене\t2\t1.00\t1\t2\t-5.00\t0\t",
			"Сирене\t2\t1.00\t1\t2\t100.00\t0\t", "Сирене\t2\t1.00\t1\t\t\t100\t", "Сирене\t2\t1.00\t1\t\t\t0", "Сирене\t2\t1.00\t1\t\t\t0\t\t",
			"Сирене\t2\t1.00\t1.0005\t\t\t0\t", "Сирене\t2\t1.00\t1\t\t\t",
		},
	}
	denied := map[fiscaltest.Group][]string{
		fiscaltest.DatecsA: {"Сирене\tБ0.00", "Сирене\tБ1.00*0", "Сирене\tБ1.00;-1.01", "Сирене\tБ-12.01", "Сирене\tА-0.01", "Сирене\tБ1.00*1#кг;-1.01"},
		fiscaltest.Daisy:   {"Сирене\tБ-11.00", "Сирене\tА-12.00", "Сирене\tБ-12.00*2"},
		fiscaltest.Incotex: {"Сирене\tБ-11.00"},
		fiscaltest.DatecsX: {"Сирене\t2\t0.00\t1\t\t\t0\t", "Сирене\t2\t1.00\t1\t4\t1.01\t0\t", "Сирене\t2\t-12.01\t1\t\t\t0\t"},
	}
	for group, data := range syntax {
		c := openedSale(t, group)
		for _, line := range data {
			c.no(0, 0, 0x31, line)
		}
	}
	for group, data := range denied {
		c := openedSale(t, group)
		for _, line := range data {
			c.no(1, 1, 0x31, line)
		}
	}
}

// openedSale opens a receipt and sells one Сирене of 12.00 in group Б.
func openedSale(t *testing.T, group fiscaltest.Group, opts ...fiscaltest.Option) *caller {
	t.Helper()
	c := dial(t, startISL(t, group, opts...).Addr(), group == fiscaltest.DatecsX)
	c.openSale(group)
	return c
}

func (c *caller) openSale(group fiscaltest.Group) {
	c.t.Helper()
	for _, b := range books() {
		if b.group == group {
			c.ok(b.sale[0].cmd, b.sale[0].data)
			c.ok(b.sale[2].cmd, b.sale[2].data)
		}
	}
}

func TestOrderOfCommands(t *testing.T) {
	t.Parallel()
	for _, b := range books() {
		t.Run(string(b.group), func(t *testing.T) {
			t.Parallel()
			d := startISL(t, b.group)
			c := dial(t, d.Addr(), b.group == fiscaltest.DatecsX)
			c.openSale(b.group)
			cancel, subtotal, cash, zero := byte(0x3C), "10", "\tP", "0"
			if b.group == fiscaltest.Daisy || b.group == fiscaltest.Incotex {
				cancel = 0x82
			}
			amount := func(sum string) string { return cash + sum }
			if b.group == fiscaltest.DatecsX {
				subtotal, zero = "1\t0\t\t\t", "Z\t"
				amount = func(sum string) string { return "0\t" + sum + "\t1\t" }
			}
			c.no(1, 1, b.sale[0].cmd, b.sale[0].data) // a second one
			c.no(1, 1, 0x45, zero)
			c.no(1, 1, 0x38, "") // nothing is paid
			c.ok(0x35, amount("5.00"))
			c.no(1, 1, 0x38, "") // not all is paid
			c.no(1, 1, 0x31, b.sale[2].data)
			c.no(1, 1, 0x33, subtotal)
			c.no(1, 1, cancel, "") // a cancellation after a payment
			c.ok(0x35, amount("7.00"))
			c.no(1, 1, 0x35, amount("1.00")) // all is paid
			c.no(1, 1, cancel, "")
			c.ok(0x38, "")
			require.Equal(t, []string{"cash 5.00", "cash 7.00"}, d.Receipts()[0].Payments)

			c.openSale(b.group)
			c.ok(cancel, "")
			require.Len(t, d.Receipts(), 1)
			require.Equal(t, 1, d.Cancelled())
			require.Equal(t, 2, d.LastDocument(), "a cancelled receipt takes a number")
			c.no(1, 1, cancel, "")
		})
	}
}

func TestPaymentRefused(t *testing.T) {
	t.Parallel()
	for _, data := range []string{"", "P12.00", "\tX12.00", "\tP-1.00", "\tP", "\tP1.005", "\tp\t1.00"} {
		c := openedSale(t, fiscaltest.DatecsA)
		r := c.send(0x35, data)
		require.True(t, r.has(0, 0), "%q: % X", data, r.status)
		require.Empty(t, r.data)
	}
	c := openedSale(t, fiscaltest.DatecsA)
	c.no(1, 1, 0x35, "\tP0.00")
	c.no(1, 1, 0x35, "\tP1000000.00")
	require.Equal(t, "D000000700", c.ok(0x35, "\t5.00"), "cash when no kind is given")
	c = dial(t, startISL(t, fiscaltest.DatecsA).Addr(), false)
	c.ok(0x30, openA)
	c.no(1, 1, 0x35, "\t") // nothing is sold

	c = dial(t, startISL(t, fiscaltest.Daisy).Addr(), false)
	c.ok(0x30, "1,1,DY454545-0001-0000001\tR1,1,28-11-26 15:30:00\t36454545")
	c.ok(0x31, "Сирене\tБ12.00")
	c.no(1, 1, 0x35, "\tC12.00") // a storno is paid in cash
	c.ok(0x35, "\tP12.00")
	x := openedSale(t, fiscaltest.DatecsX)
	x.no(0, 0, 0x35, "9\t12.00\t1\t")
	x.no(0, 0, 0x35, "0\t\t1\t")
	x.no(0, 0, 0x35, "0\t12.00\t2\t")
}

func TestTooManySales(t *testing.T) {
	t.Parallel()
	c := dial(t, startISL(t, fiscaltest.DatecsB).Addr(), false)
	c.ok(0x30, "1,1,"+usnA+",1")
	for i := range 120 {
		c.ok(0x31, "Ред "+strconv.Itoa(i)+"\tБ1.00")
	}
	c.no(1, 1, 0x31, "Ред 121\tБ1.00")
	require.Equal(t, "1,0120,+00012000,+00000000", c.ok(0x4C, "T"))
}

func TestThreeWrongPasswordsLockDatecsA(t *testing.T) {
	t.Parallel()
	d := startISL(t, fiscaltest.DatecsA, fiscaltest.WithPassword("4321"))
	c := dial(t, d.Addr(), false)
	good := strings.Replace(openA, "0000", "4321", 1)
	c.no(1, 1, 0x30, openA)
	c.no(1, 1, 0x30, openA)
	c.ok(0x30, good)
	c.ok(0x3C, "")
	for range 3 {
		c.no(1, 1, 0x30, openA)
	}
	c.no(1, 1, 0x30, good)
	c.no(1, 1, 0x71, "")
	c.ok(0x4A, "")
	d.PowerCut()
	_, err := c.again(0x4A, "")
	require.Error(t, err)
	dial(t, d.Addr(), false).ok(0x30, good)
}

func TestDatecsACountsOnFromTheLastUSN(t *testing.T) {
	t.Parallel()
	d := startISL(t, fiscaltest.DatecsA)
	c := dial(t, d.Addr(), false)
	c.no(1, 1, 0x30, "1,0000,1") // none was ever given
	require.Equal(t, "0000000", c.ok(0x30, ""))
	c.ok(0x30, "1,0000,1,DT279013-0001-0000099")
	c.ok(0x3C, "")
	require.Equal(t, "0000099", c.ok(0x30, ""))
	c.ok(0x30, "1,0000,1")
	c.ok(0x31, "Сирене\tБ12.00")
	c.ok(0x35, "\t")
	c.ok(0x38, "")
	require.Equal(t, "DT279013-0001-0000100", d.Receipts()[0].USN)
}
