package usntest

import (
	"slices"
	"strconv"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// many is how many sales ask at the same moment.
const many = 100

// together asks for many keys at once, and for each of them twice. Numbers are unique
// and without holes: a hole would be a number that nobody can show a sale for.
func together(t *testing.T, open Open) {
	var (
		wg    sync.WaitGroup
		mu    sync.Mutex
		given = map[string][]uint32{}
	)
	for i := range 2 * many {
		key := "k" + strconv.Itoa(i%many)
		wg.Go(func() {
			n, err := open().Allocate(t.Context(), of(device, key))
			if err != nil {
				t.Errorf("%s: %v", key, err)
				return
			}
			mu.Lock()
			defer mu.Unlock()
			given[key] = append(given[key], n.Seq)
		})
	}
	wg.Wait()
	var all []uint32
	for key, numbers := range given {
		require.Len(t, numbers, 2, key)
		require.Equal(t, numbers[0], numbers[1], "%s has two numbers", key)
		all = append(all, numbers[0])
	}
	slices.Sort(all)
	require.Len(t, all, many)
	require.Equal(t, uint32(1), all[0])
	require.Equal(t, uint32(many), all[many-1], "there is a hole or a double")
	require.Len(t, slices.Compact(all), many)
}
