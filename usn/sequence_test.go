package usn_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/skladmost/skladmost/usn"
)

func TestRange(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		r    usn.Range
		used uint32
		want uint32
		err  error
	}{
		{"the first of all", usn.Range{}, 0, 1, nil},
		{"the next", usn.Range{}, 41, 42, nil},
		{"the last of all", usn.Range{}, 9_999_998, 9_999_999, nil},
		{"nothing after the last", usn.Range{}, 9_999_999, 0, usn.ErrExhausted},
		{"no wrap of the integer", usn.Range{}, math.MaxUint32, 0, usn.ErrExhausted},
		{"a range starts at its first", usn.Range{From: 5_000_000}, 0, 5_000_000, nil},
		{"also after numbers below it", usn.Range{From: 5_000_000}, 4_000, 5_000_000, nil},
		{"and goes on inside", usn.Range{From: 5_000_000}, 5_000_000, 5_000_001, nil},
		{"the end of a range", usn.Range{From: 1, To: 10}, 10, 0, usn.ErrExhausted},
		{"past the end of a range", usn.Range{From: 1, To: 10}, 11, 0, usn.ErrExhausted},
		{"a range of one", usn.Range{From: 10, To: 10}, 9, 10, nil},
		{"upside down", usn.Range{From: 10, To: 9}, 0, 0, usn.ErrInvalid},
		{"too high", usn.Range{From: 1, To: 10_000_000}, 0, 0, usn.ErrInvalid},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := tt.r.Next(tt.used)
			require.ErrorIs(t, err, tt.err)
			require.Equal(t, tt.want, got)
		})
	}
}

func TestRangeContains(t *testing.T) {
	t.Parallel()
	r := usn.Range{From: 10, To: 20}
	require.True(t, r.Contains(10))
	require.True(t, r.Contains(20))
	require.False(t, r.Contains(9))
	require.False(t, r.Contains(21))
	require.True(t, usn.Range{}.Contains(usn.MaxSeq))
	require.False(t, usn.Range{}.Contains(0))
	require.False(t, usn.Range{From: 2, To: 1}.Contains(1))
}

func TestNextRisesAndStaysInside(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := usn.Range{From: rapid.Uint32Range(0, 100).Draw(t, "from"), To: rapid.Uint32Range(100, 200).Draw(t, "to")}
		used := rapid.Uint32Range(0, 250).Draw(t, "used")
		for {
			next, err := r.Next(used)
			if err != nil {
				if !errors.Is(err, usn.ErrExhausted) || used < r.Last() {
					t.Fatalf("%v after %d: %v", r, used, err)
				}
				return
			}
			if next <= used || !r.Contains(next) {
				t.Fatalf("%v after %d gave %d", r, used, next)
			}
			used = next
		}
	})
}

func TestRequestValidate(t *testing.T) {
	t.Parallel()
	good := usn.Request{Device: "DT279013", Operator: "0001", Key: "main/100234"}
	require.NoError(t, good.Validate())
	for _, spoil := range []func(*usn.Request){
		func(r *usn.Request) { r.Device = "" },
		func(r *usn.Request) { r.Operator = "1" },
		func(r *usn.Request) { r.Key = "" },
	} {
		bad := good
		spoil(&bad)
		require.ErrorIs(t, bad.Validate(), usn.ErrInvalid)
	}
}

func ExampleAllocator() {
	used, given := uint32(41), map[string]usn.Number{}
	var allocator usn.Allocator = usn.AllocatorFunc(func(_ context.Context, r usn.Request) (usn.Number, error) {
		if n, ok := given[r.Key]; ok {
			return n, nil // the same sale keeps its number
		}
		seq, err := usn.Range{}.Next(used)
		if err != nil {
			return usn.Number{}, err
		}
		used = seq // a real one stores it before it returns
		given[r.Key] = usn.Number{Device: r.Device, Operator: r.Operator, Seq: seq}
		return given[r.Key], nil
	})
	for _, order := range []string{"main/100234", "main/100235", "main/100234"} {
		n, err := allocator.Allocate(context.Background(), usn.Request{Device: "DT279013", Operator: "0001", Key: order})
		fmt.Println(order, n, err)
	}
	// Output:
	// main/100234 DT279013-0001-0000042 <nil>
	// main/100235 DT279013-0001-0000043 <nil>
	// main/100234 DT279013-0001-0000042 <nil>
}

func ExampleRange_Next() {
	library := usn.Range{From: 5_000_000} // the desktop program uses 1…4999999
	next, _ := library.Next(1234)
	fmt.Println(next)
	_, err := library.Next(usn.MaxSeq)
	fmt.Println(errors.Is(err, usn.ErrExhausted))
	// Output:
	// 5000000
	// true
}
