package engine_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/skladmost/skladmost/sklad/internal/engine"
)

func TestDecimal(t *testing.T) {
	t.Parallel()
	for f, want := range map[float64]string{
		0: "0", 0.1 + 0.2: "0.3", 1.0049999999999999: "1.005", 1.00499999999999: "1.00499999999999",
		2.0000999999999998: "2.0001", 3.08333333333333: "3.08333333333333", -7.7709: "-7.7709", 1e15: "1000000000000000", 1e-7: "0.0000001",
	} {
		got, err := engine.Decimal(f)
		require.NoError(t, err)
		require.Equal(t, want, got.String())
	}
	for _, f := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		_, err := engine.Decimal(f)
		require.Error(t, err)
	}
}

func TestDecimalOfCents(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		cents := rapid.Int64Range(-1e12, 1e12).Draw(t, "cents")
		got, err := engine.Decimal(float64(cents) / 100)
		require.NoError(t, err)
		require.True(t, got.Shift(2).IsInteger())
		require.Equal(t, cents, got.Shift(2).IntPart())
	})
}

func TestFloat(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		src   any
		want  string
		valid bool
		err   string
	}{
		{nil, "0", false, ""},
		{1.5, "1.5", true, ""},
		{float32(1.5), "1.5", true, ""},
		{int64(3), "3", true, ""},
		{[]byte("12.3400"), "12.34", true, ""},
		{" 7 ", "7", true, ""},
		{" ", "0", false, ""},
		{"1,5", "", false, "not a number"},
		{"inf", "", false, "finite"},
		{math.Inf(1), "", false, "finite"},
		{true, "", false, "boolean"},
		{time.Time{}, "", false, "time.Time"},
	} {
		f := engine.Float{Value: 9, Valid: true}
		err := f.Scan(c.src)
		if c.err != "" {
			require.ErrorContains(t, err, c.err)
			continue
		}
		require.NoError(t, err)
		require.Equal(t, c.want, f.Decimal().String())
		require.Equal(t, c.valid, f.Null().Valid)
	}
}

func TestInt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		src  any
		want engine.Int
		err  bool
	}{
		{nil, 0, false}, {int64(-1), -1, false}, {int32(-1), -1, false}, {35.0, 35, false}, {"12", 12, false}, {[]byte("12"), 12, false}, {" ", 0, false},
		{true, -1, false}, {false, 0, false}, {1.5, 0, true}, {"x", 0, true}, {1e300, 0, true}, {math.NaN(), 0, true},
	} {
		n := engine.Int(9)
		err := n.Scan(c.src)
		if c.err {
			require.Error(t, err, "%v", c.src)
			continue
		}
		require.NoError(t, err)
		require.Equal(t, c.want, n, "%v", c.src)
	}
}

func TestText(t *testing.T) {
	t.Parallel()
	for src, want := range map[any]engine.Text{nil: "", "": "", " ": "", " чаша ": "чаша", int64(7): "7"} {
		text := engine.Text("old")
		require.NoError(t, text.Scan(src))
		require.Equal(t, want, text)
	}
	var text engine.Text
	require.NoError(t, text.Scan([]byte(" a ")))
	require.Equal(t, engine.Text("a"), text)
}

func TestTime(t *testing.T) {
	t.Parallel()
	ten := time.Date(2026, 3, 29, 10, 0, 0, 0, time.UTC)
	for src, want := range map[any]time.Time{
		nil: {}, " ": {}, "0000-00-00 00:00:00": {}, ten: ten, "2026-03-29": ten.Add(-10 * time.Hour), "2026-03-29 10:00": ten,
		"2026-03-29 10:00:00": ten, "2026-03-29T10:00:00.1234567": ten.Add(123456700), "2026-03-29T12:00:00+02:00": ten,
		"2026-03-29 10:00:00Z": ten,
	} {
		var got engine.Time
		require.NoError(t, got.Scan(src), "%v", src)
		require.True(t, want.Equal(got.Time), "%v: %v", src, got)
	}
	var got engine.Time
	require.NoError(t, got.Scan([]byte("2026-03-29 10:00:00")))
	require.True(t, ten.Equal(got.Time))
	for _, src := range []any{"23.11.2026", "2026-03-29 10:00:00 +0200 EET", int64(1700000000)} {
		require.ErrorContains(t, got.Scan(src), "date")
	}
	sofia, err := time.LoadLocation("Europe/Sofia")
	require.NoError(t, err)
	require.Equal(t, "2026-03-29 00:00:00 +0200 EET", engine.Time{Time: ten}.Day(sofia).String())
	require.True(t, engine.Time{}.Day(sofia).IsZero())
}

func FuzzColumns(f *testing.F) {
	for _, seed := range []string{"", "1", "1e999", "nan", "2026-01-01", "0x1p-2"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var number engine.Float
		if number.Scan(s) == nil && number.Valid {
			require.False(t, math.IsNaN(number.Value) || math.IsInf(number.Value, 0))
			_ = number.Decimal()
		}
		_ = new(engine.Int).Scan(s)
		_ = new(engine.Time).Scan(s)
		require.NoError(t, new(engine.Text).Scan(s))
	})
}
