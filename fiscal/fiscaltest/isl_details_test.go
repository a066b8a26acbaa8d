package fiscaltest_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal/fiscaltest"
)

// finished closes the open receipt and gives what came out.
func (c *caller) finished(d *fiscaltest.ISL) fiscaltest.PrintedReceipt {
	c.t.Helper()
	c.ok(0x38, "")
	all := d.Receipts()
	return all[len(all)-1]
}

func TestTextForms(t *testing.T) {
	t.Parallel()
	d := startISL(t, fiscaltest.DatecsA)
	c := dial(t, d.Addr(), false)
	c.ok(0x30, openA)
	c.ok(0x31, "Сирене\tБ12.00")
	c.ok(0x36, "\t2BHудебелен")
	c.ok(0x36, "")
	c.no(0, 0, 0x36, "а\nб")
	c.no(0, 0, 0x36, "а\tб")
	c.ok(0x35, "Благодарим\nЕлате пак\tD12.00")
	require.Equal(t, []string{"Сирене", "удебелен", "", "Благодарим", "Елате пак"}, c.finished(d).Lines)

	d = startISL(t, fiscaltest.Daisy)
	c = dial(t, d.Addr(), false)
	c.ok(0x30, "1,1,DY454545-0001-0000001")
	c.ok(0x31, strings.Repeat("к", 30)+"\n"+strings.Repeat("и", 30)+"\tБ+12.00$-2.00")
	c.ok(0x36, strings.Repeat("т", 30))
	c.ok(0x35, "\t")
	r := c.finished(d)
	require.Equal(t, []string{
		"#" + strings.Repeat("к", 28) + "\n" + strings.Repeat("и", 28), strings.Repeat("т", 28),
	}, r.Lines, "the first text is a comment")
	require.Equal(t, "10.00", r.Total)

	d = startISL(t, fiscaltest.DatecsX)
	c = dial(t, d.Addr(), true)
	c.ok(0x30, "1\t0000\t1\t\t") // without УНП
	c.ok(0x31, strings.Repeat("и", 73)+"\t4\t12.00\t\t\t\t\t")
	c.ok(0x36, strings.Repeat("т", 41)+"\t1\t0\t1\t\t2\t")
	for _, marks := range []string{"2\t\t\t\t\t", "\t\t\t\t3\t", "01\t\t\t\t\t", "\t\t\t\t"} {
		c.no(0, 0, 0x36, "а\t"+marks)
	}
	c.ok(0x35, "4\t12.00\t\t")
	r = c.finished(d)
	require.Equal(t, []string{strings.Repeat("и", 72), strings.Repeat("т", 40)}, r.Lines)
	require.Equal(t, []string{"ext-coupons 12.00"}, r.Payments)
	require.Empty(t, r.USN)
}

func TestPaymentLetters(t *testing.T) {
	t.Parallel()
	all := map[fiscaltest.Group]map[string]string{
		fiscaltest.DatecsA: {
			"P": "cash", "C": "check", "D": "card", "m": "coupons", "n": "ext-coupons", "o": "packaging",
			"p": "internal-usage", "q": "damage", "r": "bank", "I": "reserved1", "L": "reserved2", "s": "check",
		},
		fiscaltest.DatecsB: {"P": "cash", "C": "card", "D": "reserved1", "I": "ext-coupons", "J": "coupons"},
		fiscaltest.Daisy:   {"P": "cash", "N": "check", "C": "card", "D": "reserved1"},
		fiscaltest.Incotex: {"P": "cash", "N": "check", "C": "card", "D": "reserved1"},
		fiscaltest.Eltrade: {
			"P": "cash", "N": "check", "C": "coupons", "D": "ext-coupons", "I": "packaging", "J": "internal-usage",
			"K": "damage", "L": "card", "M": "bank", "Q": "reserved1", "R": "reserved2",
		},
	}
	for group, letters := range all {
		d := startISL(t, group)
		c := dial(t, d.Addr(), false)
		for letter, kind := range letters {
			c.openSale(group)
			c.ok(0x35, "\t"+letter+"12.00")
			require.Equal(t, []string{kind + " 12.00"}, c.finished(d).Payments, "%s %s", group, letter)
		}
		c.openSale(group)
		c.no(0, 0, 0x35, "\tZ12.00")
	}
	d := startISL(t, fiscaltest.DatecsX)
	c := dial(t, d.Addr(), true)
	for code, kind := range map[string]string{"0": "cash", "1": "card", "2": "card", "3": "check", "4": "ext-coupons", "5": "coupons"} {
		c.openSale(fiscaltest.DatecsX)
		c.ok(0x35, code+"\t12.00\t1\t")
		require.Equal(t, []string{kind + " 12.00"}, c.finished(d).Payments)
	}
}

func TestTaxGroups(t *testing.T) {
	t.Parallel()
	for i, letter := range []string{"А", "Б", "В", "Г", "Д", "Е", "Ж", "З"} {
		c := dial(t, startISL(t, fiscaltest.DatecsA).Addr(), false)
		c.ok(0x30, openA)
		c.ok(0x31, "а\t"+letter+"1.00")
		c.ok(0x31, "а\t"+string(rune('A'+i))+"1.00")
		sums := strings.Split(c.ok(0x33, "00"), ",")
		require.Equal(t, "0000000200", sums[i+1], letter)
		require.Len(t, sums, 9)
	}
}

func TestStornoForms(t *testing.T) {
	t.Parallel()
	tests := []struct {
		group             fiscaltest.Group
		cmd               byte
		data, usn, reason string
		number, time      string
	}{
		{fiscaltest.DatecsA, 0x2E, "1,0000,1,T7," + usnA + ",281126153000,02279013", usnA, "tax-base-reduction", "7", "2026-11-28T15:30:00"},
		{fiscaltest.DatecsB, 0x2E, "1,1,,1,1,0000007,2811261530,02279013", "", "refund", "0000007", "2026-11-28T15:30:00"},
		{fiscaltest.DatecsB, 0x2E, "1,1," + usnA + ",1,2,7,281126153001,02279013", usnA, "tax-base-reduction", "7", "2026-11-28T15:30:01"},
		{
			fiscaltest.DatecsX, 0x2B, "1\t0000\t1\t0\t7\t28-07-26 15:30:00 DST\t02525860\t\t\t\t\t", "", "operator-error", "7",
			"2026-07-28T15:30:00",
		},
		{fiscaltest.DatecsX, 0x2B, "1\t0000\t1\t2\t7\t28-11-26 15:30:00\t02525860\t\t\t\t" + usnA + "\t", usnA, "tax-base-reduction", "7", "2026-11-28T15:30:00"},
		{fiscaltest.Daisy, 0x30, "1,1," + usnA + "\tR1,7,28-11-26 15:30\t36454545", usnA, "operator-error", "7", "2026-11-28T15:30:00"},
		{fiscaltest.Daisy, 0x30, "1,1," + usnA + "\tR2,7,28-11-26 15:30:00\t36454545", usnA, "tax-base-reduction", "7", "2026-11-28T15:30:00"},
		{fiscaltest.Eltrade, 0x90, "Иван," + usnA + ",S,44325425,O,7,2026-11-28T15:30:00", usnA, "operator-error", "7", "2026-11-28T15:30:00"},
		{fiscaltest.Eltrade, 0x90, "Иван," + usnA + ",S,44325425,R,7,2026-11-28T15:30:00", usnA, "refund", "7", "2026-11-28T15:30:00"},
		{fiscaltest.Incotex, 0x30, "1,0,7,VV0,28-11-26 15:30:00,54015013", "", "tax-base-reduction", "7", "2026-11-28T15:30:00"},
		{fiscaltest.Incotex, 0x30, "1," + usnA + ",7,RR0,28-11-26 15:30:00,54015013", usnA, "operator-error", "7", "2026-11-28T15:30:00"},
	}
	for _, tt := range tests {
		d := startISL(t, tt.group)
		c := dial(t, d.Addr(), tt.group == fiscaltest.DatecsX)
		c.ok(tt.cmd, tt.data)
		if c.long {
			c.ok(0x31, "Сирене\t2\t12.00\t\t\t\t\t")
			c.ok(0x35, "\t\t\t")
		} else {
			c.ok(0x31, "Сирене\tБ12.00")
			c.ok(0x35, "\t")
		}
		r := c.finished(d)
		require.True(t, r.Reversal)
		require.Equal(t, []string{tt.usn, tt.reason, tt.number, tt.time},
			[]string{r.USN, r.Reason, r.OriginalNumber, r.OriginalTime}, "%s %q", tt.group, tt.data)
	}
}

func TestCancelAnswers(t *testing.T) {
	t.Parallel()
	for group, want := range map[fiscaltest.Group]string{
		fiscaltest.DatecsA: "", fiscaltest.DatecsB: "", fiscaltest.Eltrade: "", fiscaltest.DatecsX: "0\t",
		fiscaltest.Daisy: "0001,0001", fiscaltest.Incotex: "IN015013-0001-0000001",
	} {
		c := openedSale(t, group)
		cmd := byte(0x3C)
		if group == fiscaltest.Daisy || group == fiscaltest.Incotex {
			cmd = 0x82
		}
		if !c.long {
			c.no(0, 0, cmd, "1")
		}
		require.Equal(t, want, c.ok(cmd, ""), "%s", group)
	}
	c := openedSale(t, fiscaltest.DatecsA)
	c.ok(0x3C, "")
	require.Equal(t, "0,0000,+00000000,+00000000", c.ok(0x4C, "T"), "a cancelled receipt has no sum")
}

func TestSmallCommandsOfX(t *testing.T) {
	t.Parallel()
	summer := func() time.Time {
		sofia, err := time.LoadLocation("Europe/Sofia")
		require.NoError(t, err)
		return time.Date(2026, 7, 1, 12, 0, 0, 0, sofia)
	}
	d := startISL(t, fiscaltest.DatecsX, fiscaltest.WithClock(summer))
	c := dial(t, d.Addr(), true)
	require.Equal(t, "0\t01-07-26 12:00:00 DST\t", c.ok(0x3E, ""))
	require.Equal(t, "0\t", c.ok(0x3D, "02-07-26 08:00:00 DST\t"))
	require.Equal(t, "0\t02-07-26 08:00:00 DST\t", c.ok(0x3E, ""))
	c.no(0, 0, 0x3D, "02-07-26 08:00:00")
	c.no(1, 1, 0x6D, "")
	c.openSale(fiscaltest.DatecsX)
	c.ok(0x35, "\t\t\t")
	c.ok(0x38, "")
	require.Equal(t, "0\t", c.ok(0x6D, ""))
	require.Equal(t, "0\t1\t02-07-2026 08:00:00\t0\t01-01-0001 00:00:00\t", c.ok(0x7B, "3\t"))
	c.no(0, 0, 0x7B, "9\t")
	c.no(0, 0, 0x5A, "2")
	c.no(0, 0, 0x33, "2\t0\t\t\t")
	c.no(0, 0, 0x4A, "\t")
	c.openSale(fiscaltest.DatecsX)
	c.no(0, 0, 0x33, "1\t0\t2\t\t")
	c.no(1, 1, 0x33, "1\t0\t4\t12.01\t")
	require.Equal(t, "0\t3\t13.20\t", c.ok(0x33, "1\t0\t1\t10.00\t")[:10])
	require.Equal(t, "0\t3\t14.20\t", c.ok(0x33, "1\t0\t3\t1.00\t")[:10])
}

func TestOptionsOfSmallCommands(t *testing.T) {
	t.Parallel()
	c := dial(t, startISL(t, fiscaltest.DatecsA).Addr(), false)
	require.Contains(t, c.ok(0x5A, "*1"), ",214A,")
	require.Contains(t, c.ok(0x5A, "*"), ",FFFF,")
	c.no(0, 0, 0x5A, "2")
	c.no(0, 0, 0x4C, "X")
	c.ok(0x4A, "W")
	c.ok(0x4A, "X")
	c.no(0, 0, 0x63, "1")
	require.Equal(t, "0,0000,+00000000", c.ok(0x4C, ""))
	i := openedSale(t, fiscaltest.Incotex)
	require.Equal(t, "IN015013-0001-0000001", i.ok(0x82, ""))
	daisy := openedSale(t, fiscaltest.Daisy)
	daisy.ok(0x8A, "-7@1.00*0.500"[1:])
	daisy.ok(0x8A, "-7@1.00*0.500,-5.00")
	daisy.no(0, 0, 0x8A, "7@1.005")
	daisy.no(1, 1, 0x8A, "-7@9.00")
	require.Equal(t, "0000001200", daisy.ok(0x33, "00")[:10])
	daisy.no(0, 0, 0x33, "10;-1.00")
	daisy.ok(0x33, "10,-99.99")
}
