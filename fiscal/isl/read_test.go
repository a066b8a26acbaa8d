package isl

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
)

func TestReadAmount(t *testing.T) {
	for text, want := range map[string]string{
		"29.00": "29", "+00002900": "29", "-00002900": "-29", "0000002900": "29", "0": "0", "+000000001": "0.01", "-000000001": "-0.01",
		"+29.05": "29.05", "-0.10": "-0.1",
	} {
		got, err := readAmount(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, got.String(), text)
	}
	for _, text := range []string{"", "x", "1,5", "1e9", "++1", "123456789012345678901", "0x10"} {
		_, err := readAmount(text)
		assert.Error(t, err, text)
	}
}

func TestAppendNumber(t *testing.T) {
	for _, c := range []struct {
		value  string
		places int32
		full   bool
		want   string
	}{
		{"12", 2, true, "12.00"}, {"0.05", 2, true, "0.05"}, {"-0.05", 2, true, "-0.05"}, {"1.005", 2, true, "1.01"},
		{"-1.005", 2, true, "-1.01"}, {"999999.99", 2, true, "999999.99"}, {"1.5", 3, false, "1.5"}, {"1.000", 3, false, "1"},
		{"0.125", 3, false, "0.125"}, {"100.010", 3, false, "100.01"}, {"2", 3, true, "2.000"}, {"0", 2, true, "0.00"},
		{"1e3", 2, true, "1000.00"},
	} {
		assert.Equal(t, c.want, string(appendNumber(nil, decimalOf(c.value), c.places, c.full)), c.value)
	}
}

func TestReadQR(t *testing.T) {
	sofia, err := time.LoadLocation("Europe/Sofia")
	require.NoError(t, err)
	for text, want := range map[string]string{
		"02279013*0000085*2026-11-28*10:00:07*41.85":      "0000085 2026-11-28 10:00:07 +0200 EET 41.85",
		"PF,0,36454545*85*2026-06-28*10:00*0.05":          "0000085 2026-06-28 10:00:00 +0300 EEST 0.05",
		"0\t02279013*0000085*2026-11-28*10:00:07*41,85\t": "0000085 2026-11-28 10:00:07 +0200 EET 41.85",
	} {
		r, ok := readQR(text, sofia)
		require.True(t, ok, text)
		assert.Equal(t, want, r.Number+" "+r.Time.String()+" "+r.Amount.String())
	}
	for _, text := range []string{
		"", "F", "PS,XXXXX", "02279013*0000085*2026-13-28*10:00:07*41.85", "2279013*0000085*2026-11-28*10:00:07*41.85",
	} {
		_, ok := readQR(text, sofia)
		assert.False(t, ok, text)
	}
}

func TestWallTime(t *testing.T) {
	for text, want := range map[string]string{
		"28-11-26 10:00:07": "2026-11-28 10:00:07", "28-11-26 10:00:07 DST": "2026-11-28 10:00:07",
		"28.11.26 10:00:07": "2026-11-28 10:00:07", "28-11-2026 10:00:07": "2026-11-28 10:00:07", "28-11-26 10:00": "2026-11-28 10:00:00",
	} {
		assert.Equal(t, want, wallTime(text, time.UTC).Format(time.DateTime), text)
	}
	assert.True(t, wallTime("soon", time.UTC).IsZero())
	assert.True(t, wallTime("", time.UTC).IsZero())
}

func TestPaddedAndPreceding(t *testing.T) {
	assert.Equal(t, "0000085", padded("85"))
	assert.Equal(t, "0000085", padded("0000085"))
	assert.Equal(t, "12345678", padded("12345678"))
	assert.Empty(t, padded("F"))
	assert.Equal(t, "0000084", preceding("0000085"))
	assert.Empty(t, preceding("0000000"))
	assert.Empty(t, preceding(""))
}

func TestParseInfo(t *testing.T) {
	for name, c := range map[string]struct {
		maker Maker
		text  string
		want  deviceInfo
	}{
		"group B, memory before serial": {DatecsB, "DP-25,263453 08Nov18 1312,FFFF,,02279013,DT279013",
			deviceInfo{serial: "DT279013", memory: "02279013", model: "DP-25", firmware: "263453 08Nov18 1312"}},
		"switches are no memory": {DatecsA, "FP-800,1.00BG,214A,00000000,DT279013,02279013",
			deviceInfo{serial: "DT279013", memory: "02279013", model: "FP-800", firmware: "1.00BG"}},
		"Datecs X with tabs": {DatecsX, "0\tFP-700X\t263453\t08Nov18\t1312\t214A\t00000000\tDT279013\t02279013\t",
			deviceInfo{serial: "DT279013", memory: "02279013", model: "FP-700X", firmware: "263453"}},
		"Daisy by its document": {Daisy, "4.01 011118 1312,214A,0000,6,DY454545,36454545",
			deviceInfo{serial: "DY454545", memory: "36454545", firmware: "4.01 011118 1312"}},
	} {
		t.Run(name, func(t *testing.T) {
			got, ok := parseInfo(c.maker.dialect().profile(), c.text)
			require.True(t, ok)
			assert.Equal(t, c.want, got)
		})
	}
	for _, text := range []string{
		"", "F", "DT279013,02279013", "FP-800,1.00BG,214A,0000,dt279013,02279013", "FP-800,1.00BG,214A,0000,DT279013,x",
	} {
		_, ok := parseInfo(profile{}, text)
		assert.False(t, ok, text)
	}
}

func TestColumnsOfDatecsX(t *testing.T) {
	assert.Equal(t, 48, columnsX("FMP-350X"))
	assert.Equal(t, 32, columnsX("FMP-55X"))
	assert.Equal(t, 42, columnsX("DP-150X"))
}

// Every status bit of every maker is in range, said once, and has a code that tells a
// failure from a warning.
func TestFlags(t *testing.T) {
	for _, m := range everyMaker() {
		p := m.dialect().profile()
		seen := map[[2]int]bool{}
		for _, f := range p.flags {
			at := [2]int{f.at, f.bit}
			assert.False(t, seen[at], "%s %d.%d twice", m, f.at, f.bit)
			seen[at] = true
			assert.Less(t, f.at, p.framing.statusLen())
			assert.Less(t, f.bit, 7, "bit 7 is always 1")
			assert.NotEmpty(t, f.text)
		}
		for _, bit := range [][2]int{{0, 0}, {0, 1}, {0, 2}, {0, 5}, {1, 1}, {2, 0}, {2, 3}, {2, 5}, {4, 4}, {4, 5}} {
			assert.True(t, seen[bit], "%s %v", m, bit)
		}
	}
}

func TestGeneralErrorOnlyWhereNothingElseIsNamed(t *testing.T) {
	p := DatecsA.dialect().profile()
	codes := func(status ...byte) (out []string) {
		for _, m := range p.messages(status) {
			if m.Kind != fiscal.Info {
				out = append(out, m.Code)
			}
		}
		return out
	}
	assert.Equal(t, []string{"E199"}, codes(0xA0, 0x80, 0x80, 0x80, 0x80, 0x80))
	assert.Equal(t, []string{"E301", "W301"}, codes(0xA0, 0x80, 0x83, 0x80, 0x80, 0x80))
	assert.Equal(t, []string{"E201"}, codes(0x80, 0x80, 0x80, 0x80, 0xB0, 0x80))
	assert.Empty(t, codes(0x80, 0x80, 0x88, 0xFF, 0x86, 0x9A), "switches and what is set are no errors")
	assert.Empty(t, codes())
}

// The published answer: a syntax error while a receipt is open.
func TestThePublishedAnswer(t *testing.T) {
	f, err := DecodeFrame([]byte("\x01\x2B\x29\x31\x04\xA1\xA0\x88\x80\x84\x82\x05\x30\x33\x3D\x3D\x03"))
	require.NoError(t, err)
	a := answer{code: f.Cmd, data: f.Data, status: f.Status, p: DatecsB.dialect().profile()}
	assert.True(t, a.open())
	assert.True(t, a.unknown())
	require.NotEmpty(t, classic{}.refusal(a))
	assert.Equal(t, "E401", classic{}.refusal(a)[0].Code)
}

// Cash is one payment and the last one: only it may be more than what is due.
func TestPayments(t *testing.T) {
	letters := DatecsA.dialect().profile().letters
	pay := func(k fiscal.PaymentKind, s string) fiscal.Payment {
		return fiscal.Payment{Kind: k, Amount: decimalOf(s)}
	}
	got, err := payments(letters, fiscal.Receipt{Payments: []fiscal.Payment{
		pay(fiscal.PayCash, "50"), pay(fiscal.PayBank, "10"), pay(fiscal.PayCash, "5"), pay(fiscal.PayChange, "-13"), pay(fiscal.PayCard, "1"),
	}})
	require.NoError(t, err)
	require.Len(t, got, 3)
	assert.Equal(t, "r", got[0].letter)
	assert.Equal(t, "D", got[1].letter)
	assert.Equal(t, "P", got[2].letter)
	assert.Equal(t, "55", got[2].amount.String())
}

func TestReasons(t *testing.T) {
	of := original{number: "0000085", memory: "02279013", time: time.Date(2019, 5, 17, 13, 55, 18, 0, time.UTC)}
	o := opening{operator: "1", password: func() string { return "1" }, till: 1, usn: "DT279013-0001-0000001"}
	for m, codes := range map[Maker][3]string{
		DatecsA: {",E0000085,", ",R0000085,", ",T0000085,"}, DatecsB: {",1,0,0000085", ",1,1,0000085", ",1,2,0000085"},
		DatecsX: {"\t0\t85\t", "\t1\t85\t", "\t2\t85\t"}, Daisy: {"\tR1,", "\tR0,", "\tR2,"},
		Eltrade: {",O,", ",R,", ",T,"}, Incotex: {",RR0,", ",SS0,", ",VV0,"},
	} {
		for i, r := range []fiscal.Reason{fiscal.ReasonOperatorError, fiscal.ReasonRefund, fiscal.ReasonTaxBaseReduction} {
			of.reason = r
			_, data, err := m.dialect().openStorno(o, of)
			require.NoError(t, err)
			assert.Contains(t, data, codes[i], m)
		}
	}
}

// Without a УНП the field is left out, or is 0, as the makers have it.
func TestOpeningWithoutUSN(t *testing.T) {
	o := opening{operator: "1", password: func() string { return "2" }, till: 3}
	for m, want := range map[Maker]string{
		DatecsA: "1,2,3", DatecsB: "1,2,3", DatecsX: "1\t2\t3\t\t", Eltrade: "1", Incotex: "1,0,0",
	} {
		_, data, err := m.dialect().openSale(o)
		require.NoError(t, err)
		assert.Equal(t, want, data, m)
	}
}
