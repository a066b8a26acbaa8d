package fiscaltest_test

import (
	"bytes"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal/fiscaltest"
)

func TestArithmetic(t *testing.T) {
	t.Parallel()
	tests := []struct{ line, want string }{
		{"а\tБ12.00", "12.00"},
		{"а\tБ12.00*2", "24.00"},
		{"а\tБ0.33*2.5", "0.83"},                // 0.825
		{"а\tБ0.01*0.5", "0.01"},                // 0.005
		{"а\tБ0.01*0.499", "0.00"},              // 0.00499
		{"а\tБ1.15*1,-50.00", "0.57"},           // 0.575 off
		{"а\tБ0.33*2.5,-10.00", "0.75"},         // 0.083 off the rounded 0.83
		{"а\tБ0.05,10.00", "0.06"},              // 0.005 on top
		{"а\tБ10.00*3;-0.01", "29.99"},          // an amount off the line
		{"а\tБ10.00*3;0.01", "30.01"},           // and on top
		{"а\tБ10.00;-10.00", "0.00"},            // all of it
		{"а\tБ0.01*99999.999", "1000.00"},       // 999.99999
		{"а\tБ99999999", "99999999.00"},         // as a price; too much for a receipt
		{"а\tБ999999.99", "999999.99"},          //
		{"а\tБ3.33*3.333,-3.33", "10.73"},       // 11.09889, then 0.36963
		{"а\tБ19.99*1.005,7.77", "21.65"},       // 20.08995, then 1.560993
		{"а\tБ1000.00*0.001;+0.05", "1.05"},     //
		{"а\t7\t5.00*2", "10.00"},               // by department
		{"Ред 1\nРед 2\tБ5.00*2#кг", "10.00"},   // two lines and a unit
		{"а\tБ5.00*2#бр;-1.00", "9.00"},         // the unit before the change
		{"\tБ5.00", "5.00"},                     // no text at all
		{"\u0401\u2116\u20ac\tБ5.00", "5.00"},   // all of windows-1251
		{"а;б,в*г$д#е@ж\tБ5.00", "5.00"},        // signs are harmless before the tab
		{"а\tБ5.00*1.500,-0.00", "7.50"},        //
		{"а\tБ00000.50", "0.50"},                //
		{"а\tB5.00", "5.00"},                    // the Latin letter stands for Б
		{"а\tБ2.675*1", ""},                     // three decimals
		{"а\tБ2.67*100000000", ""},              // nine digits
		{"а\tБ99999999*2", ""},                  // the line has more than eight digits
		{"а\tБ999999.99*99", ""},                //
		{"а\tБ0.01*0.499,-99.00", "0.00"},       //
		{"а\tБ0.10*0.5,-50.00", "0.02"},         // 0.05 less 0.025
		{"а\tБ8888.88*8.888,-8.88", "71988.78"}, // 79004.36544 less 7015.588
	}
	for _, tt := range tests {
		d := startISL(t, fiscaltest.DatecsA)
		c := dial(t, d.Addr(), false)
		c.ok(0x30, openA)
		r := c.send(0x31, tt.line)
		if tt.want == "" || tt.want == "99999999.00" {
			require.True(t, r.has(0, 5), "%q", tt.line)
			continue
		}
		require.False(t, r.has(0, 5), "%q: % X", tt.line, r.status)
		c.ok(0x35, "\t")
		c.ok(0x38, "")
		require.Equal(t, tt.want, d.Receipts()[0].Total, "%q", tt.line)
	}
}

func TestOverflowBits(t *testing.T) {
	t.Parallel()
	c := dial(t, startISL(t, fiscaltest.DatecsA).Addr(), false)
	c.ok(0x30, openA)
	r := c.send(0x31, "а\tБ99999999")
	require.True(t, r.has(1, 0) && r.has(1, 1))
}

func TestSubtotalSpreadsOverTheGroups(t *testing.T) {
	t.Parallel()
	sell := func(change string) (*caller, reply) {
		c := dial(t, startISL(t, fiscaltest.DatecsA).Addr(), false)
		c.ok(0x30, openA)
		c.ok(0x31, "а\tА10.00")
		c.ok(0x31, "б\tБ10.00")
		c.ok(0x31, "в\tГ13.33")
		return c, c.send(0x33, "10"+change)
	}
	sums := func(total, a, b, g string) string {
		pad := func(s string) string { return "0000000000"[len(s):] + s }
		zero := pad("0")
		return pad(total) + "," + pad(a) + "," + pad(b) + "," + zero + "," + pad(g) + "," + zero + "," + zero + "," + zero + "," + zero
	}
	for change, want := range map[string]string{
		"":        sums("3333", "1000", "1000", "1333"),
		",-10.00": sums("3000", "900", "900", "1200"), // 3.333 off
		";-1.00":  sums("3233", "970", "970", "1293"),
		";+0.01":  sums("3334", "1000", "1000", "1334"), // what rounding leaves goes to the largest
		";-33.33": sums("0", "0", "0", "0"),
		",99.00":  sums("6633", "1990", "1990", "2653"),
	} {
		_, r := sell(change)
		require.False(t, r.has(0, 5), "%q: % X", change, r.status)
		require.Equal(t, want, r.data, change)
	}
	for change, bit := range map[string]int{";-33.34": 0x11, "$-1.00": 0, ",-99.01": 0, ";": 0, "-1.00": 0} {
		_, r := sell(change)
		require.True(t, r.has(bit>>4, bit&15), "%q: % X", change, r.status)
	}
	c := dial(t, startISL(t, fiscaltest.DatecsA).Addr(), false)
	c.ok(0x30, openA)
	c.no(1, 1, 0x33, "10;-1.00")
	c.no(0, 0, 0x33, "2")
	c.no(0, 0, 0x33, "12")
}

func TestVoids(t *testing.T) {
	t.Parallel()
	c := dial(t, startISL(t, fiscaltest.DatecsA).Addr(), false)
	c.ok(0x30, openA)
	c.ok(0x31, "Сирене\tБ12.00")
	c.ok(0x31, "Сирене\tБ-2.00")
	require.Equal(t, "0000001000", c.ok(0x33, "00")[:10])

	d := startISL(t, fiscaltest.Daisy)
	c = dial(t, d.Addr(), false)
	c.ok(0x30, "1,1,DY454545-0001-0000001")
	c.ok(0x31, "Сирене\tБ12.00*2")
	c.ok(0x8A, "12@5.00*2,-10.00")
	c.no(0, 0, 0x8A, "5.00")
	c.no(0, 0, 0x8A, "100@5.00")
	c.ok(0x31, "Сирене\tБ-12.00*2,-50.00") // the percentage is ignored
	require.Equal(t, "0000000900", c.ok(0x33, "00")[:10])
	c.ok(0x35, "\t")
	c.ok(0x38, "")
	require.Equal(t, []string{"Сирене", "Департамент 12", "Сирене"}, d.Receipts()[0].Lines)
	require.Equal(t, []string{"24.00", "9.00", "-24.00"}, d.Receipts()[0].Totals)
}

func TestDrawerAndReports(t *testing.T) {
	t.Parallel()
	c := dial(t, startISL(t, fiscaltest.DatecsA).Addr(), false)
	require.Equal(t, "P,+00000000,+00000000,+00000000", c.ok(0x46, ""))
	require.Equal(t, "F,+00000000,+00000000,+00000000", c.ok(0x46, "-0.01"))
	require.Equal(t, "P,+00005000,+00005000,+00000000", c.ok(0x46, "50.00"))
	require.Equal(t, "P,+00003000,+00005000,+00002000", c.ok(0x46, "-20.00"))
	c.sellA()
	require.Equal(t, "F,+00003000,+00005000,+00002000", c.ok(0x46, "1.00"))
	require.Equal(t, "0003,0001", c.ok(0x38, ""))
	c.no(0, 0, 0x46, "1.005")
	sums := "+00000001200,+00000000000,+00000001200,+00000000000,+00000000000,+00000000000,+00000000000,+00000000000,+00000000000"
	require.Equal(t, "0000,"+sums, c.ok(0x45, "2"))
	require.Equal(t, "0001,"+sums, c.ok(0x45, "0N"))
	require.Equal(t, "0002,+00000000000", c.ok(0x45, "")[:17])
	c.no(0, 0, 0x45, "9")
	c.ok(0x6D, "1")
	c.no(1, 1, 0x6D, "1")
	require.Equal(t, "0000007", c.ok(0x71, ""))

	x := dial(t, startISL(t, fiscaltest.DatecsX).Addr(), true)
	require.Equal(t, "0\t50.00\t50.00\t0.00\t", x.ok(0x46, "0\t50.00\t"))
	require.Equal(t, "0\t30.00\t50.00\t20.00\t", x.ok(0x46, "1\t20.00\t"))
	x.no(1, 1, 0x46, "1\t30.01\t")
	x.no(0, 0, 0x46, "2\t1.00\t")
	require.Equal(t, "0\t0\t0.00\t", x.ok(0x45, "X\t")[:9])
	require.Equal(t, "0\t1\t0.00\t", x.ok(0x45, "Z\t")[:9])
	x.no(0, 0, 0x45, "0\t")
}

func TestStornoCountsAgainstTheDay(t *testing.T) {
	t.Parallel()
	d := startISL(t, fiscaltest.Daisy)
	c := dial(t, d.Addr(), false)
	for _, b := range books() {
		if b.group == fiscaltest.Daisy {
			c.play(b.sale)
			c.play(b.storno)
		}
	}
	require.Equal(t, "P,0000000800,0000000000,0000000000", c.ok(0x46, ""), "20.00 in cash, 12.00 given back")
	sold, returned := "0000000000,0000002900"+zeros(6), ",0000000000,0000001200"+zeros(6)
	require.Equal(t, "0001,"+sold+returned, c.ok(0x45, "1"))
	require.Equal(t, 1, d.ZReports())
}

func TestClock(t *testing.T) {
	t.Parallel()
	d := startISL(t, fiscaltest.DatecsA)
	c := dial(t, d.Addr(), false)
	c.sellA()
	c.no(1, 1, 0x3D, "28-11-26 16:00:00") // a receipt is open
	c.ok(0x38, "")
	c.no(1, 1, 0x3D, "28-11-26 15:29:59") // before the last document
	c.no(0, 0, 0x3D, "2026-11-28 16:00")
	c.ok(0x3D, "28-11-26 16:00:00")
	require.Equal(t, "28-11-26 16:00:00", c.ok(0x3E, ""))
	c.ok(0x3D, "29-11-26 08:00")
	c.sellA()
	c.ok(0x38, "")
	require.Equal(t, "2026-11-29 08:00:00", d.Receipts()[1].Time.Format(time.DateTime))
}

func TestServiceReceipt(t *testing.T) {
	t.Parallel()
	d := startISL(t, fiscaltest.DatecsA)
	c := dial(t, d.Addr(), false)
	c.no(1, 1, 0x2A, "текст")
	c.no(1, 1, 0x27, "")
	c.ok(0x26, "")
	require.True(t, c.send(0x4A, "").has(2, 5))
	require.Equal(t, "1,0000,+00000000", c.ok(0x4C, ""))
	c.ok(0x2A, "текст")
	c.no(1, 1, 0x30, openA)
	c.no(1, 1, 0x26, "")
	c.no(1, 1, 0x45, "2")
	c.ok(0x27, "")
	c.ok(0x30, openA)
	require.Empty(t, d.Receipts())
	require.Equal(t, 1, d.LastDocument())
}

func TestPaperOfADevice(t *testing.T) {
	t.Parallel()
	var roll bytes.Buffer
	d := startISL(t, fiscaltest.DatecsA, fiscaltest.WithPaper(&roll), fiscaltest.WithDevice(fiscaltest.Device{
		Serial: "DT000600", FiscalMemory: "02000600", FirstNumber: 1234567,
	}))
	c := dial(t, d.Addr(), false)
	for _, b := range books()[:1] {
		for _, s := range b.sale[:10] {
			c.ok(s.cmd, s.data)
		}
	}
	want := `
       ПРОБНО ОТПЕЧАТВАНЕ В ПАМЕТТА
          няма фискална стойност
------------------------------------------
УНП                  DT279013-0001-0000001
Оператор                                 1
------------------------------------------
# бележка
Сирене
  1.000 x 12.00                    12.00 Б
Мляко
  2.000 x 10.00                    20.00 Б
  отстъпка                         -2.00  
ОТСТЪПКА                             -1.00
------------------------------------------
ОБЩА СУМА EUR                        29.00
С КАРТА                               9.00
В БРОЙ                               50.00
РЕСТО                               -30.00
# Поръчка 100234
------------------------------------------
1234567                28-11-2026 15:30:00
DT000600                          02000600
               СЛУЖЕБЕН БОН
`
	require.Equal(t, want[1:]+"\n", roll.String())
	require.Equal(t, want[1:], d.Receipts()[0].Paper)
}

func TestIncotexNumbersItsErrors(t *testing.T) {
	t.Parallel()
	c := dial(t, startISL(t, fiscaltest.Incotex).Addr(), false)
	c.ok(0x30, "1,IN015013-0001-0000001,0")
	for data, want := range map[string]byte{
		"а\tБ1.00;-1.01": 14, "а\tБ0.00": 9, "а\tБ999999.99*9": 8, "а\tБ-1.00": 3,
	} {
		r := c.send(0x31, data)
		require.True(t, r.has(1, 1), "%q", data)
		require.Equal(t, want, r.status[3]&0x7F, "%q", data)
	}
	require.Equal(t, byte(18), c.send(0x35, "\t").status[3]&0x7F)
	require.Equal(t, byte(0x80), c.send(0x4A, "").status[3])
}

func TestSeveralConnectionsAtOnce(t *testing.T) {
	t.Parallel()
	d := startISL(t, fiscaltest.Daisy)
	var work sync.WaitGroup
	for i := range 4 {
		c := dial(t, d.Addr(), false)
		c.seq = byte(0x20 + 20*i)
		work.Go(func() {
			for range 10 {
				c.next()
				if r, err := c.again(0x3E, ""); err != nil || r.data != "28-11-26 15:30:00" {
					t.Errorf("%q %v", r.data, err)
				}
			}
		})
	}
	work.Wait()
	require.Len(t, d.Commands(), 40)
}
