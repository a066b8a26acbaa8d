package march_test

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/skladmost/skladmost/syncer/march"
)

func numbers(keys ...int64) iter.Seq2[int64, error] {
	return func(yield func(int64, error) bool) {
		for _, k := range keys {
			if !yield(k, nil) {
				return
			}
		}
	}
}

func same(k int64) int64 { return k }

func TestMerge_yields_every_key_once(t *testing.T) {
	t.Parallel()

	var got []string

	for p, err := range march.Merge(numbers(1, 2, 5), same, numbers(2, 3, 5, 9), same) {
		require.NoError(t, err)
		got = append(got, fmt.Sprint(p.Key, " ", p.HasLeft, "/", p.HasRight))
	}

	require.Equal(t, []string{
		"1 true/false", "2 true/true", "3 false/true", "5 true/true", "9 false/true",
	}, got)
}

func TestMerge_of_empty_streams(t *testing.T) {
	t.Parallel()

	for range march.Merge(numbers(), same, numbers(), same) {
		t.Fatal("nothing was to be yielded")
	}

	var left int

	for p, err := range march.Merge(numbers(1, 2), same, numbers(), same) {
		require.NoError(t, err)
		require.True(t, p.HasLeft)
		require.False(t, p.HasRight)

		left++
	}

	require.Equal(t, 2, left)
}

func TestMerge_refuses_a_stream_that_does_not_ascend(t *testing.T) {
	t.Parallel()

	cases := map[string]struct {
		left, right iter.Seq2[int64, error]
		side        string
	}{
		"left falls":    {numbers(1, 3, 2), numbers(), "left"},
		"right repeats": {numbers(1), numbers(4, 4), "right"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			var last error
			for _, err := range march.Merge(tc.left, same, tc.right, same) {
				last = err
			}

			var order *march.OrderError
			require.ErrorAs(t, last, &order)
			require.Equal(t, tc.side, order.Side)
			require.Contains(t, order.Error(), "does not ascend")
		})
	}
}

func TestMerge_ends_with_the_error_of_a_stream(t *testing.T) {
	t.Parallel()

	broken := errors.New("line cut")
	left := func(yield func(int64, error) bool) {
		_ = yield(1, nil) && yield(0, broken)
	}

	var (
		keys []int64
		last error
	)

	for p, err := range march.Merge(left, same, numbers(1, 2), same) {
		if err != nil {
			last = err

			continue
		}

		keys = append(keys, p.Key)
	}

	require.ErrorIs(t, last, broken)
	require.Equal(t, []int64{1}, keys, "nothing is called missing after the error")
}

func TestMerge_stops_both_streams_when_the_loop_ends(t *testing.T) {
	t.Parallel()

	var closed int

	endless := func(yield func(int64, error) bool) {
		defer func() { closed++ }()

		for k := int64(0); yield(k, nil); k++ {
			continue
		}
	}

	for p, err := range march.Merge(endless, same, endless, same) {
		require.NoError(t, err)

		if p.Key == 3 {
			break
		}
	}

	require.Equal(t, 2, closed)
}

func TestMerge_is_the_union_of_two_sets(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		set := rapid.SliceOfDistinct(rapid.Int64Range(-50, 50), func(k int64) int64 { return k })
		left, right := set.Draw(t, "left"), set.Draw(t, "right")

		slices.Sort(left)
		slices.Sort(right)

		var gotLeft, gotRight []int64

		for p, err := range march.Merge(numbers(left...), same, numbers(right...), same) {
			require.NoError(t, err)

			if p.HasLeft {
				gotLeft = append(gotLeft, p.Left)
			}

			if p.HasRight {
				gotRight = append(gotRight, p.Right)
			}
		}

		require.True(t, slices.Equal(left, gotLeft))
		require.True(t, slices.Equal(right, gotRight))
	})
}

func ExampleMerge() {
	goods, links := numbers(101, 102, 104), numbers(102, 103)
	for p, err := range march.Merge(goods, same, links, same) {
		switch {
		case err != nil:
			fmt.Println(err)
		case !p.HasRight:
			fmt.Println(p.Key, "create")
		case !p.HasLeft:
			fmt.Println(p.Key, "hide")
		default:
			fmt.Println(p.Key, "compare")
		}
	}
	// Output:
	// 101 create
	// 102 compare
	// 103 hide
	// 104 create
}
