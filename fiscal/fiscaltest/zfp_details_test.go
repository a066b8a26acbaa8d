package fiscaltest_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal/fiscaltest"
)

// sellZ opens a receipt and sells one Сирене of 12.00.
func (c *zfpCaller) sellZ() {
	c.t.Helper()
	c.want("00", 0x30, openZ)
	c.want("00", 0x31, named("Сирене", "Б;12.00"))
}

func TestTremolPayments(t *testing.T) {
	t.Parallel()
	d := startZFP(t)
	c := dialZFP(t, d.Addr())
	kinds := []string{
		"cash", "check", "coupons", "ext-coupons", "packaging", "internal-usage", "damage", "card", "bank", "reserved1", "reserved2", "currency",
	}
	for n, kind := range kinds {
		c.sellZ()
		c.want("00", 0x35, strconv.Itoa(n)+";0;12.00;0")
		sums := strings.Split(c.ask(0x72, "P"), ";")
		require.Equal(t, "12.00", sums[n+2], kind)
		c.want("00", 0x38, "")
		require.Equal(t, []string{kind + " 12.00"}, d.Receipts()[n].Payments)
	}
	c.sellZ()
	c.want("00", 0x35, `7;0;"`)
	c.want("00", 0x36, "") // nothing is left to be paid: it closes
	require.Equal(t, []string{"card 12.00"}, d.Receipts()[len(kinds)].Payments)
	c.sellZ()
	c.want("06", 0x35, "0;0;0.00")
	c.want("06", 0x35, "0;0;-1.00")
	c.want("05", 0x35, "0;0;9999999.00")
	c.want("00", 0x35, "7;0;5.00")
	c.want("00", 0x36, "")
	require.Equal(t, []string{"card 5.00", "cash 7.00"}, d.Receipts()[len(kinds)+1].Payments)
	c.want("00", 0x30, openZ)
	c.want("02", 0x36, "") // nothing is sold
}

func TestTremolTaxGroups(t *testing.T) {
	t.Parallel()
	places := []int{2, 3, 4, 14, 15, 16, 17, 18}
	for i, letter := range []string{"А", "Б", "В", "Г", "Д", "Е", "Ж", "З"} {
		c := dialZFP(t, startZFP(t).Addr())
		c.want("00", 0x30, openZ)
		c.want("00", 0x31, named("а", letter+";1.00"))
		info := strings.Split(c.ask(0x72, ""), ";")
		require.Len(t, info, 20)
		require.Equal(t, "1.00", info[places[i]], letter)
		c.want("04", 0x31, named("а", "A;1.00")) // a Latin A
	}
}

func TestTremolStornoForms(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ data, usn, reason, number string }{
		{"1;0000;1;1;@;0;85;17-05-19 13:55:18;02279013;DT279013-0001-0000001", "DT279013-0001-0000001", "operator-error", "85"},
		{"1;0000;1;0;B;1;000085;17-05-19 13:55:18;02279013", "", "refund", "000085"},
		{"1;0000  ;0;1;D;2;85;17-05-19 13:55:18;02279013;" + usnZ, usnZ, "tax-base-reduction", "85"},
	} {
		d := startZFP(t)
		c := dialZFP(t, d.Addr())
		c.want("00", 0x30, tt.data)
		require.Equal(t, "6", strings.Split(c.ask(0x72, ""), ";")[11], "a storno is open")
		c.want("00", 0x31, named("Сирене", "Б;12.00"))
		c.want("00", 0x36, "")
		r := d.Receipts()[0]
		require.True(t, r.Reversal)
		require.Equal(t, []string{tt.usn, tt.reason, tt.number, "2019-05-17T13:55:18", "02279013"},
			[]string{r.USN, r.Reason, r.OriginalNumber, r.OriginalTime, r.OriginalMemory})
	}
}

func TestTremolOpeningForms(t *testing.T) {
	t.Parallel()
	for data, usn := range map[string]string{
		"1;0000;1;1;0":           "",
		"20;0000;0;0;2":          "",
		"1;0000  ;1;1;4$" + usnZ: usnZ,
		openZ:                    usnZ,
	} {
		d := startZFP(t)
		c := dialZFP(t, d.Addr())
		c.want("00", 0x30, data)
		require.NotZero(t, c.status()[2]&2)
		c.want("00", 0x31, named("Сирене", "Б;12.00"))
		c.want("00", 0x36, "")
		require.Equal(t, usn, d.Receipts()[0].USN, data)
		require.Zero(t, c.status()[2]&2)
	}
}

func TestTremolSubtotals(t *testing.T) {
	t.Parallel()
	for change, want := range map[string]string{
		"": "12.00", ":-1.00": "11.00", ":+1.00": "13.00", ",-10": "10.80", ",-10.00%": "10.80", ",5.5": "12.66", ":-12.00": "0.00",
		":-12.01": "07", ",-99.99": "0.00", ":0.00": "12.00", ":x": "04", "-1": "04",
	} {
		c := dialZFP(t, startZFP(t).Addr())
		c.sellZ()
		c.want(want, 0x33, "1;0"+change)
	}
	c := dialZFP(t, startZFP(t).Addr())
	c.want("00", 0x30, openZ)
	c.want("02", 0x33, "1;0:-1.00") // nothing is sold
}

func TestTremolRefusesAtTheEnds(t *testing.T) {
	t.Parallel()
	d := startZFP(t)
	c := dialZFP(t, d.Addr())
	c.want("00", 0x30, openZ)
	for range 2 {
		c.want("00", 0x31, named("а", "Б;499999.99"))
	}
	c.want("05", 0x31, named("а", "Б;0.02")) // the receipt would have nine digits
	c.want("00", 0x31, named("а", "Б;0.01"))
	c.want("02", 0x48, "29-11-26 08:00:00")
	c.want("00", 0x39, "")
	c.sellZ()
	c.want("00", 0x36, "")
	c.want("02", 0x48, "28-11-26 15:29:59") // before the last document
	d.On(0x20, 1, fiscaltest.Slow(0))
	require.Len(t, c.status(), 7)
}
