package fiscaltest

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestNumber(t *testing.T) {
	t.Parallel()
	good := []struct {
		text   string
		places int
		signs  string
		want   thousandths
	}{
		{"0", 2, "", 0}, {"12", 2, "", 12_000}, {"12.5", 2, "", 12_500}, {"12.50", 2, "", 12_500}, {"0.01", 2, "", 10},
		{"1.234", 3, "", 1_234}, {"-3.00", 2, "-", -3_000}, {"+3.00", 2, "+-", 3_000}, {"-0.00", 2, "-", 0}, {"007", 2, "", 7_000},
		{"9999999999", 2, "", 9_999_999_999_000},
	}
	for _, tt := range good {
		got, err := number(tt.text, tt.places, tt.signs)
		require.NoError(t, err, tt.text)
		require.Equal(t, tt.want, got, tt.text)
	}
	bad := []struct {
		text   string
		places int
		signs  string
	}{
		{"", 2, "+-"}, {"-", 2, "-"}, {"--1", 2, "-"}, {"+-1", 2, "+-"}, {"-1", 2, "+"}, {"+1", 2, "-"}, {"1.", 2, ""}, {".5", 2, ""},
		{"1.005", 2, ""}, {"1.0005", 3, ""}, {"1,5", 2, ""}, {"1 ", 2, ""}, {" 1", 2, ""}, {"1e3", 2, ""}, {"0x1", 2, ""}, {"1/2", 2, ""},
		{"12345678901", 2, ""}, {"1.2.3", 2, ""}, {"１", 2, ""}, {"1_0", 2, ""},
	}
	for _, tt := range bad {
		_, err := number(tt.text, tt.places, tt.signs)
		require.Error(t, err, "%q", tt.text)
		require.ErrorAs(t, err, new(*objection))
	}
}

func TestEight(t *testing.T) {
	t.Parallel()
	for text, good := range map[string]bool{
		"12345678": true, "123456.78": true, "-123456.78": true, "123456789": false, "1234567.89": false, "": true, "0.0000001": true,
		"0.00000001": false,
	} {
		require.Equal(t, good, eight(text) == nil, text)
	}
}

func TestSplitSale(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][3]string{
		"12.00": {"12.00", "", ""}, "12.00*2": {"12.00", "2", ""}, "12.00*2,-10": {"12.00", "2", ",-10"},
		"12.00,-10": {"12.00", "", ",-10"}, "12.00;-1": {"12.00", "", ";-1"}, "12.00*2$-1": {"12.00", "2", "$-1"},
		"12.00*2#кг;-1": {"12.00", "2", "#кг;-1"}, "12.00*2,-1@кг": {"12.00", "2", ",-1@кг"}, "": {"", "", ""}, "*": {"", "", ""},
		"-1*": {"-1", "", ""},
	} {
		price, quantity, rest := splitSale(text)
		require.Equal(t, want, [3]string{price, quantity, rest}, text)
	}
}

func TestChange(t *testing.T) {
	t.Parallel()
	datecs, daisy := islProtocol{group: DatecsA, amount: ';'}, islProtocol{group: Daisy, amount: '$'}
	for _, tt := range []struct {
		p               islProtocol
		text            string
		percent, amount thousandths
		bad             bool
	}{
		{datecs, "", 0, 0, false}, {datecs, ",-10", -10_000, 0, false}, {datecs, ",5.25", 5_250, 0, false}, {datecs, ";-1", 0, -1_000, false},
		{datecs, ";+1.50", 0, 1_500, false}, {datecs, ",-99", -99_000, 0, false}, {datecs, ",-99.01", 0, 0, true}, {datecs, "$-1", 0, 0, true},
		{datecs, ";-1,-1", 0, 0, true}, {datecs, ",", 0, 0, true}, {datecs, ";", 0, 0, true}, {datecs, ";1234567.89", 0, 0, true},
		{daisy, "$-1", 0, -1_000, false}, {daisy, ",99.99", 99_990, 0, false}, {daisy, ",100", 0, 0, true}, {daisy, ";-1", 0, 0, true},
	} {
		percent, amount, err := tt.p.change(tt.text)
		require.Equal(t, tt.bad, err != nil, "%s %q", tt.p.group, tt.text)
		if !tt.bad {
			require.Equal(t, [2]thousandths{tt.percent, tt.amount}, [2]thousandths{percent, amount}, tt.text)
		}
	}
}

func TestChangeX(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		kind, value     string
		percent, amount thousandths
		bad             bool
	}{
		{"", "", 0, 0, false}, {"0", "", 0, 0, false}, {"1", "5.00", 5_000, 0, false}, {"2", "5.00", -5_000, 0, false},
		{"3", "5.00", 0, 5_000, false}, {"4", "5.00", 0, -5_000, false}, {"2", "99.99", -99_990, 0, false}, {"2", "100.00", 0, 0, true},
		{"0", "0.00", 0, 0, true}, {"", "1.00", 0, 0, true}, {"1", "", 0, 0, true}, {"1", "0.00", 0, 0, true}, {"4", "-1.00", 0, 0, true},
		{"5", "1.00", 0, 0, true}, {"10", "1.00", 0, 0, true},
	} {
		percent, amount, err := changeX(tt.kind, tt.value)
		require.Equal(t, tt.bad, err != nil, "%q %q", tt.kind, tt.value)
		if !tt.bad {
			require.Equal(t, [2]thousandths{tt.percent, tt.amount}, [2]thousandths{percent, amount}, "%q %q", tt.kind, tt.value)
		}
	}
}

func TestZFPChange(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text            string
		percent, amount thousandths
		bad             bool
	}{
		{"", 0, 0, false}, {",-10", -10_000, 0, false}, {",-10.00%", -10_000, 0, false}, {":-1.00", 0, -1_000, false}, {": 1.00", 0, 1_000, false},
		{",100", 0, 0, true}, {",-100%", 0, 0, true}, {":-12345.678", 0, 0, true}, {":-123456.7", 0, 0, true}, {";-1", 0, 0, true}, {",%", 0, 0, true},
	} {
		percent, amount, err := zfpChange(tt.text)
		require.Equal(t, tt.bad, err != nil, tt.text)
		if !tt.bad {
			require.Equal(t, [2]thousandths{tt.percent, tt.amount}, [2]thousandths{percent, amount}, tt.text)
		}
	}
}

func TestUSNForms(t *testing.T) {
	t.Parallel()
	forms := map[string][]Group{
		"DT279013-0001-0000001":   {DatecsA, DatecsB, DatecsX, Daisy, Eltrade, Incotex},
		"DT279013-OP01-0000001":   {DatecsA, DatecsB, DatecsX, Daisy, Eltrade, Incotex},
		"DT279013-op01-0000001":   {DatecsA, DatecsB, DatecsX, Eltrade, Incotex},
		"dt279013-0001-0000001":   {DatecsB},
		"12345678-0001-0000001":   {DatecsB},
		"DT279013-0001-00000001":  {Daisy},
		"DT279013-0001-000001":    nil,
		"DT27901-0001-0000001":    nil,
		"DT279013-001-0000001":    nil,
		"DT279013 0001 0000001":   nil,
		"DT279013-0001-0000001 ":  nil,
		"\nDT279013-0001-0000001": nil,
		"DT279013-0001-0000001\n": nil,
		"ДТ279013-0001-0000001":   nil,
		"DT279013-000А-0000001":   nil, // a Cyrillic А
		"":                        nil,
	}
	for usn, takers := range forms {
		var got []Group
		for _, g := range []Group{DatecsA, DatecsB, DatecsX, Daisy, Eltrade, Incotex} {
			if (islProtocol{group: g}).usnPattern().MatchString(usn) {
				got = append(got, g)
			}
		}
		require.Equal(t, takers, got, "%q", usn)
	}
	require.NoError(t, zfpUSN("zk126720-op01-0000001"))
	require.Error(t, zfpUSN("zk126720-op01-00000001"))
}

func TestMoneyStyles(t *testing.T) {
	t.Parallel()
	for sum, want := range map[thousandths][4]string{
		0:           {"+00000000", "0000000000", "0.00", "+00000000000"},
		29_000:      {"+00002900", "0000002900", "29.00", "+00000002900"},
		-10:         {"-00000001", "-000000001", "-0.01", "-00000000001"},
		999_999_990: {"+99999999", "0099999999", "999999.99", "+00099999999"},
	} {
		require.Equal(t, want, [4]string{signedCents(sum), tenCents(sum), decimals(sum), twelve(sum)})
	}
}

func TestOrigin(t *testing.T) {
	t.Parallel()
	got, err := origin("refund", "0000085", "170519135518", "020106150405", "02279013")
	require.NoError(t, err)
	require.Equal(t, &original{reason: "refund", number: "0000085", time: "2019-05-17T13:55:18", memory: "02279013"}, got)
	for _, bad := range [][3]string{
		{"0", "170519135518", "02279013"}, {"", "170519135518", "02279013"}, {"-1", "170519135518", "02279013"}, {"+1", "170519135518", "02279013"},
		{"10000000", "170519135518", "02279013"}, {"1", "310219135518", "02279013"}, {"1", "170519245518", "02279013"},
		{"1", "170519135518", "0227901A"}, {"1", "170519135518", ""},
	} {
		_, err := origin("refund", bad[0], bad[1], "020106150405", bad[2])
		require.Error(t, err, "%q", bad)
	}
	_, err = reasonOf("", "0", "1", "2")
	require.ErrorContains(t, err, "reason")
}

func TestCutText(t *testing.T) {
	t.Parallel()
	require.Equal(t, "Сир", cutText("Сирене", 3))
	require.Equal(t, "Сирене", cutText("Сирене", 6))
	require.Equal(t, "Сирене", cutText("Сирене", 0))
	require.Empty(t, cutText("", 3))
	text, group, rest, err := zfpName(strings.Repeat("а", 36) + ";Б;1")
	require.NoError(t, err)
	require.Equal(t, []string{strings.Repeat("а", 36), "Б", "1"}, []string{text, string(group), rest})
}
