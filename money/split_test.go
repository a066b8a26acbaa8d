package money_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/skladmost/skladmost/money"
)

func decs(ss ...string) []decimal.Decimal {
	out := make([]decimal.Decimal, len(ss))
	for i, s := range ss {
		out[i] = dec(s)
	}
	return out
}

func texts(ds []decimal.Decimal, places int32) []string {
	out := make([]string, len(ds))
	for i, d := range ds {
		out[i] = d.StringFixed(places)
	}
	return out
}

func TestSplit(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		total   string
		places  int32
		weights []string
		want    []string
	}{
		{"one part takes all", "10.00", 2, []string{"3"}, []string{"10.00"}},
		{"thirds, the earlier wins a tie", "10.00", 2, []string{"1", "1", "1"}, []string{"3.34", "3.33", "3.33"}},
		{"two cents over three", "0.02", 2, []string{"5", "5", "5"}, []string{"0.01", "0.01", "0.00"}},
		{"largest remainder, not the largest part", "0.10", 2, []string{"64", "18", "18"}, []string{"0.06", "0.02", "0.02"}},
		{"a zero weight gets nothing", "1.00", 2, []string{"0", "1", "2"}, []string{"0.00", "0.33", "0.67"}},
		{"negative", "-10.00", 2, []string{"1", "1", "1"}, []string{"-3.34", "-3.33", "-3.33"}},
		{"zero total", "0", 2, []string{"1", "2"}, []string{"0.00", "0.00"}},
		{"whole units", "7", 0, []string{"1", "1"}, []string{"4", "3"}},
		{"fractional weights", "5.00", 2, []string{"0.125", "0.375"}, []string{"1.25", "3.75"}},
		{"weights of mixed exponents", "6.00", 2, []string{"1e3", "500.0", "1500"}, []string{"2.00", "1.00", "3.00"}},
		{"trailing zeros of the total", "1.000", 2, []string{"1", "1"}, []string{"0.50", "0.50"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := money.Split(dec(tt.total), tt.places, decs(tt.weights...))
			require.NoError(t, err)
			require.Equal(t, tt.want, texts(got, tt.places))
		})
	}
}

func TestSplitRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		total   string
		places  int32
		weights []string
		says    string
	}{
		{"no weights", "1", 2, nil, "no weights"},
		{"all zero", "1", 2, []string{"0", "0.00"}, "all 2 weights are zero"},
		{"negative weight", "1", 2, []string{"1", "-1"}, "weight 2 is negative"},
		{"a total finer than the places", "1.005", 2, []string{"1"}, "more than 2 decimal places"},
		{"negative places", "1", -1, []string{"1"}, "decimal places"},
		{"too many places", "1", 19, []string{"1"}, "decimal places"},
		{"monstrous total", "1e9999", 2, []string{"1"}, "out of range"},
		{"monstrous weight", "1", 2, []string{"1e9999"}, "out of range"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := money.Split(dec(tt.total), tt.places, decs(tt.weights...))
			require.ErrorIs(t, err, money.ErrSplit)
			require.ErrorContains(t, err, tt.says)
			require.Nil(t, got)
		})
	}
}

func TestSplitProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		places := rapid.Int32Range(0, 4).Draw(t, "places")
		total := decimal.New(rapid.Int64Range(-1e12, 1e12).Draw(t, "total"), -places)
		raw := rapid.SliceOfN(rapid.Int64Range(0, 1e9), 1, 30).Draw(t, "weights")
		raw[0]++ // at least one is not zero
		weights := make([]decimal.Decimal, len(raw))
		sum := decimal.Zero
		for i, w := range raw {
			weights[i] = decimal.New(w, -rapid.Int32Range(0, 6).Draw(t, "exponent"))
			sum = sum.Add(weights[i])
		}
		parts, err := money.Split(total, places, weights)
		if err != nil {
			t.Fatal(err)
		}
		if got := decimal.Sum(decimal.Zero, parts...); !got.Equal(total) {
			t.Fatalf("the parts sum to %s, not %s", got, total)
		}
		unit := decimal.New(1, -places)
		for i, p := range parts {
			// |p − total·w/sum| < unit, without a division.
			miss := p.Mul(sum).Sub(total.Mul(weights[i])).Abs()
			if !miss.LessThan(unit.Mul(sum)) {
				t.Fatalf("part %d is %s of %s", i, p, total)
			}
			if weights[i].IsZero() && !p.IsZero() {
				t.Fatalf("part %d of weight zero is %s", i, p)
			}
			if p.Sign()*total.Sign() < 0 {
				t.Fatalf("part %d is %s of %s", i, p, total)
			}
		}
	})
}

// Splitting is the same whichever unit the weights are measured in.
func TestSplitIgnoresTheScaleOfWeights(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		raw := rapid.SliceOfN(rapid.Int64Range(1, 1e6), 1, 12).Draw(t, "weights")
		total := decimal.New(rapid.Int64Range(-1e9, 1e9).Draw(t, "total"), -2)
		a, b := make([]decimal.Decimal, len(raw)), make([]decimal.Decimal, len(raw))
		for i, w := range raw {
			a[i], b[i] = decimal.New(w, 0), decimal.New(w, -3)
		}
		left, err := money.Split(total, 2, a)
		require.NoError(t, err)
		right, err := money.Split(total, 2, b)
		require.NoError(t, err)
		require.Equal(t, texts(left, 2), texts(right, 2))
	})
}

// A discount of 10.00 spread over three lines, to the cent.
func ExampleSplit() {
	lines := []decimal.Decimal{
		decimal.RequireFromString("20.00"),
		decimal.RequireFromString("30.00"),
		decimal.RequireFromString("40.00"),
	}
	parts, err := money.Split(decimal.RequireFromString("10.00"), 2, lines)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range parts {
		fmt.Println(p.StringFixed(2))
	}
	// Output:
	// 2.22
	// 3.33
	// 4.45
}
