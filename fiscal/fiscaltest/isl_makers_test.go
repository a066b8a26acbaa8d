package fiscaltest_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal/fiscaltest"
)

// step is a command and what the device answers to it.
type step struct {
	cmd        byte
	data, want string
}

// book are the commands of one sale and one storno in the words of a maker: a sale of
// 12.00, one of 2 × 10.00 less 10 %, 1.00 off the subtotal, 9.00 by card, the rest in
// cash, then the first line taken back.
type book struct {
	group        fiscaltest.Group
	serial       string
	sale, storno []step
	reason       string
}

func zeros(n int) string { return strings.Repeat(",0000000000", n) }

func books() []book {
	return []book{
		{
			fiscaltest.DatecsA, "DT279013",
			[]step{
				{0x30, "1,0000,1,DT279013-0001-0000001", "0000,0000"},
				{0x36, "бележка", ""},
				{0x31, "Сирене\tБ12.00*1", ""},
				{0x31, "Мляко\tБ10.00*2.000#бр,-10.00", ""},
				{0x33, "10;-1.00", "0000002900,0000000000,0000002900" + zeros(6)},
				{0x35, "\tD9.00", "D000002000"},
				{0x35, "\tP50.00", "R000003000"},
				{0x36, "Поръчка 100234", ""},
				{0x4C, "T", "1,0002,+00002900,+00005900"},
				{0x38, "", "0001,0001"},
				{0x71, "", "0000001"},
				{0x4C, "T", "0,0002,+00002900,+00005900"},
			},
			[]step{
				{0x2E, "1,0000,1,E1,DT279013-0001-0000001,281126153000,02279013#върнато", "0001,0001"},
				{0x31, "Сирене\tB12.00*1", ""},
				{0x35, "\t", "R000000000"},
				{0x38, "", "0002,0002"},
			}, "operator-error",
		},
		{
			fiscaltest.DatecsB, "DT279013",
			[]step{
				{0x30, "1,1,DT279013-0001-0000001,1", "0000,0000"},
				{0x36, "бележка", ""},
				{0x31, "Сирене\tБ12.00*1", ""},
				{0x31, "Мляко\tБ10.00*2.000,-10.00", ""},
				{0x33, "10;-1.00", "0000002900,0000000000,0000002900" + zeros(6)},
				{0x35, "\tC9.00", "D000002000"},
				{0x35, "\tP50.00", "R000003000"},
				{0x36, "Поръчка 100234", ""},
				{0x38, "", "0001,0001"},
				{0x71, "", "0000001"},
			},
			[]step{
				{0x2E, "1,1,DT279013-0001-0000001,1,0,1,281126153000,02279013", "0001,0001"},
				{0x31, "Сирене\tБ12.00*1", ""},
				{0x35, "\t", "R000000000"},
				{0x38, "", "0002,0002"},
			}, "operator-error",
		},
		{
			fiscaltest.Daisy, "DY454545",
			[]step{
				{0x30, "1,1,DY454545-0001-0000001", "0000,0000"},
				{0x36, "бележка", ""},
				{0x31, "Сирене\tБ12.00*1", ""},
				{0x31, "Мляко\tБ10.00*2.000,-10.00", ""},
				{0x33, "10$-1.00", "0000002900,0000000000,0000002900" + zeros(6)},
				{0x35, "\tC9.00", "D0000002000"},
				{0x35, "\tP50.00", "R0000003000"},
				{0x36, "Поръчка 100234", ""},
				{0x4C, "T", "1,0002,0000002900,0000005900,0000000000"},
				{0x38, "", "0001,0001"},
				{0x71, "", "0000001"},
				{0x74, "", "PF,0,36454545*0000001*2026-11-28*15:30:00*29.00"},
			},
			[]step{
				{0x30, "20,1,DY454545-0001-0000001\tR0,1,28-11-26 15:30:00\t36454545", "0001,0001"},
				{0x31, "Сирене\tБ12.00*1", ""},
				{0x35, "\t", "D0000000000"},
				{0x38, "", "0002,0002"},
			}, "refund",
		},
		{
			fiscaltest.Eltrade, "ED325425",
			[]step{
				{0x90, "Иван,ED325425-0001-0000001", "0000,0000"},
				{0x36, "бележка", ""},
				{0x31, "Сирене\tБ12.00*1", ""},
				{0x31, "Мляко\tБ10.00*2.000,-10.00", ""},
				{0x33, "10;-1.00", "0000002900,0000000000,0000002900" + zeros(6)},
				{0x35, "\tL9.00", "D000002000"},
				{0x35, "\tP50.00", "R000003000"},
				{0x36, "Поръчка 100234", ""},
				{0x38, "", "0001,0001"},
				{0x71, "", "0000001"},
			},
			[]step{
				{0x90, "Иван,ED325425-0001-0000001,S,44325425,T,1,2026-11-28T15:30:00", "0001,0001"},
				{0x31, "Сирене\tБ12.00*1", ""},
				{0x35, "\t", "R000000000"},
				{0x38, "", "0002,0002"},
			}, "tax-base-reduction",
		},
		{
			fiscaltest.Incotex, "IN015013",
			[]step{
				{0x30, "1,IN015013-0001-0000001,0", "0000,0000"},
				{0x36, "бележка", ""},
				{0x31, "Сирене\tБ12.00*1", ""},
				{0x31, "Мляко\tБ10.00*2.000,-10.00@бр", ""},
				{0x33, "10;-1.00", "29.00,0.00,29.00,0.00,0.00,0.00,0.00,0.00,0.00"},
				{0x35, "\tC9.00", "D20.00"},
				{0x35, "\tP50.00", "R30.00"},
				{0x36, "Поръчка 100234", ""},
				{0x4C, "T", "1,0002,29.00,59.00"},
				{0x38, "", "0001,0001,IN015013-0001-0000001"},
				{0x71, "", "0000001"},
			},
			[]step{
				{0x30, "1,IN015013-0001-0000001,1,SS0,28-11-26 15:30:00,54015013", "0001,0001"},
				{0x31, "Сирене\tБ12.00*1", ""},
				{0x35, "\t", "D0.00"},
				{0x38, "", "0002,0002,IN015013-0001-0000001"},
			}, "refund",
		},
		{
			fiscaltest.DatecsX, "DT525860",
			[]step{
				{0x30, "1\t0000\tDT525860-0001-0000001\t1\t\t", "0\t1\t"},
				{0x36, "бележка\t\t\t\t\t\t", "0\t"},
				{0x31, "Сирене\t2\t12.00\t1\t\t\t0\t", "0\t1\t"},
				{0x31, "Мляко\t2\t10.00\t2.000\t2\t10.00\t0\tбр\t", "0\t1\t"},
				{0x33, "1\t0\t4\t1.00\t", "0\t1\t29.00\t0.00\t29.00\t0.00\t0.00\t0.00\t0.00\t0.00\t0.00\t"},
				{0x35, "1\t9.00\t1\t", "0\tD\t20.00\t"},
				{0x35, "0\t50.00\t1\t", "0\tR\t30.00\t"},
				{0x36, "Поръчка 100234\t\t\t\t\t\t", "0\t"},
				{0x4C, "", "0\t1\t1\t2\t29.00\t59.00\t"},
				{0x38, "", "0\t1\t"},
				{0x4C, "", "0\t0\t1\t2\t29.00\t59.00\t"},
			},
			[]step{
				{0x2B, "1\t0000\t1\t1\t1\t28-11-26 15:30:00\t02525860\t\t\t\tDT525860-0001-0000001\t", "0\t2\t"},
				{0x4C, "", "0\t3\t2\t0\t0.00\t0.00\t"},
				{0x31, "Сирене\t2\t12.00\t1\t0\t\t\t", "0\t2\t"},
				{0x35, "\t\t\t", "0\tR\t0.00\t"},
				{0x38, "", "0\t2\t"},
			}, "refund",
		},
	}
}

func (c *caller) play(steps []step) {
	c.t.Helper()
	for _, s := range steps {
		require.Equal(c.t, s.want, c.ok(s.cmd, s.data), "%02X %q", s.cmd, s.data)
	}
}

func TestEveryMakerPrintsTheSameSale(t *testing.T) {
	t.Parallel()
	for _, b := range books() {
		t.Run(string(b.group), func(t *testing.T) {
			t.Parallel()
			d := startISL(t, b.group)
			c := dial(t, d.Addr(), b.group == fiscaltest.DatecsX)
			c.play(b.sale)
			c.play(b.storno)
			require.Len(t, d.Receipts(), 2)
			sale, storno := d.Receipts()[0], d.Receipts()[1]
			usn := b.serial + "-0001-0000001"
			require.Equal(t, []string{"бележка", "Сирене", "Мляко", "", "Поръчка 100234"}, sale.Lines)
			require.Equal(t, []string{"0.00", "12.00", "18.00", "-1.00", "0.00"}, sale.Totals)
			require.Equal(t, []string{"card 9.00", "cash 50.00", "change -30.00"}, sale.Payments)
			require.Equal(t, []string{usn, "29.00", "0000001"}, []string{sale.USN, sale.Total, sale.Number})
			require.False(t, sale.Reversal)
			require.True(t, storno.Reversal)
			require.Equal(t, []string{usn, "12.00", "0000002", b.reason, "1", "2026-11-28T15:30:00"},
				[]string{storno.USN, storno.Total, storno.Number, storno.Reason, storno.OriginalNumber, storno.OriginalTime})
			require.Len(t, storno.OriginalMemory, 8)
			require.Len(t, d.Commands(), len(b.sale)+len(b.storno))
			require.False(t, d.ReceiptOpen())
			require.Equal(t, 2, d.LastDocument())
		})
	}
}

func TestWhatADeviceTellsOfItself(t *testing.T) {
	t.Parallel()
	tests := []struct {
		group fiscaltest.Group
		cmd   byte
		data  string
		want  string
	}{
		{fiscaltest.DatecsA, 0x5A, "1", "FP-800,1.00BG 23NOV18 1312,214A,00000000,DT279013,02279013"},
		{fiscaltest.DatecsB, 0x5A, "", "DP-25,263453 08Nov18 1312,FFFF,00000000,DT279013,02279013"},
		{fiscaltest.Daisy, 0x5A, "1", "CompactM 4.01 011118 1312,214A,0000,6,DY454545,36454545"},
		{fiscaltest.Eltrade, 0x5A, "1", "A1,KL5101.1811.0.3,2.11 15Nov18 1553,214A,0000,ED325425,44325425"},
		{fiscaltest.Incotex, 0x5A, "1", "2.11 Jan 22 2019 14:00,214A,0000,06,IN015013,54015013,284013911622147"},
		{fiscaltest.DatecsX, 0x5A, "1", "FP-700X,263453 08Nov18 1312,214A,00000000,DT525860,02525860"},
		{fiscaltest.DatecsX, 0x5A, "1\t", "0\tFP-700X\t263453\t08Nov18\t1312\t214A\t00000000\tDT525860\t02525860\t"},
		{fiscaltest.DatecsA, 0x63, "", "123456789,ЕИК"},
		{fiscaltest.Daisy, 0x63, "", "123456789"},
		{fiscaltest.Incotex, 0x63, "", "IN015013,123456789"},
		{fiscaltest.DatecsX, 0x63, "", "0\t123456789\t"},
		{fiscaltest.DatecsA, 0x3E, "", "28-11-26 15:30:00"},
		{fiscaltest.DatecsX, 0x3E, "", "0\t28-11-26 15:30:00\t"},
		{fiscaltest.Daisy, 0x80, "", "384,48,4,8,0,0,А,8,30,28,28,8,8,0,13,99,9999,0,0,10,20,16,0,0,0"},
		{fiscaltest.Incotex, 0x80, "", "384,48,4,8,0,0,А,8,36,34,34,8,8,0,13,99,9999,0,0,10,20,16,0,0,0,0,0"},
		{fiscaltest.Incotex, 0x4A, "W", ""},
		{fiscaltest.Daisy, 0x74, "", "F"},
		{fiscaltest.DatecsX, 0x7B, "1\t", "0\tDT525860\t02525860\t\t\t123456789\t\t\t"},
	}
	for _, tt := range tests {
		d := startISL(t, tt.group)
		c := dial(t, d.Addr(), tt.group == fiscaltest.DatecsX)
		require.Equal(t, tt.want, c.ok(tt.cmd, tt.data), "%s %02X", tt.group, tt.cmd)
	}
	_, err := fiscaltest.StartISL("sharp")
	require.ErrorContains(t, err, "sharp")
}

func TestStatusIsInTheDataToo(t *testing.T) {
	t.Parallel()
	short := dial(t, startISL(t, fiscaltest.DatecsA).Addr(), false).vector("01 24 20 4A 05 30 30 39 33 03")
	require.Equal(t, short.status, short.raw[4:10])
	long := dial(t, startISL(t, fiscaltest.DatecsX).Addr(), true).vector("01 30 30 32 3A 20 30 30 34 3A 05 30 31 3B 3F 03")
	require.Equal(t, "0\t", string(long.raw[10:12]))
	require.Equal(t, long.status, long.raw[12:20])
}

func TestGoldenX(t *testing.T) {
	t.Parallel()
	d := startISL(t, fiscaltest.DatecsX)
	c := dial(t, d.Addr(), true)
	open := c.vector("01 30 30 34 3A 21 30 30 33 30 31 09 30 30 30 30 09 44 54 35 32 35 38 36 30 2D 30 30 30 31 2D " +
		"30 30 30 30 30 30 31 09 31 09 09 05 30 37 34 34 03")
	require.Equal(t, "0\t1\t", open.data)
	require.True(t, open.has(2, 3))
	c.seq = 0x21
	c.ok(0x31, "Сирене\t2\t12.00\t\t\t\t\t")
	paid := c.vector("01 30 30 33 34 25 30 30 33 35 30 09 31 32 2E 30 30 09 31 09 05 30 33 32 36 03")
	require.Equal(t, "0\tR\t0.00\t", paid.data)
	c.seq = 0x25
	require.Equal(t, "0\t1\t", c.ok(0x38, ""))
	require.Equal(t, "12.00", d.Receipts()[0].Total)
}
