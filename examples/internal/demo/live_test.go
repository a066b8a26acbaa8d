//go:build !nodemo

package demo_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/examples/internal/config"
	"github.com/skladmost/skladmost/examples/internal/demo"
	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// Every page of a program has something to show, and something to do.
func TestLiveLeavesSomethingForEveryPage(t *testing.T) {
	t.Parallel()

	w, err := demo.Open(t.Context(), t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, w.Close()) })
	require.NoError(t, w.Live(t.Context()))
	w.Quick()

	cfg, err := config.Parse("demo.yaml", w.Configuration(), nil)
	require.NoError(t, err)
	s, err := assembly.Open(t.Context(), cfg, assembly.Options{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })

	require.Equal(t, map[ledger.OrderState]int{ledger.OrderImported: 13, ledger.OrderParked: 1, ledger.OrderWaiting: 1}, states(t, s))
	require.Equal(t, []string{ledger.ReceiptUnknown}, unsettled(t, s))

	certain, goods := 0, map[int64]int{}

	for m, err := range s.ProposeMatches(t.Context()) {
		require.NoError(t, err)

		goods[int64(m.GoodID)]++

		if m.Certain {
			certain++
		}
	}

	require.Len(t, goods, 8)
	require.Equal(t, 3, certain)

	exported, err := s.Export(t.Context(), syncer.ExportOptions{})
	require.NoError(t, err)
	require.Equal(t, 11, exported.Buckets[syncer.KindGood].Written, "ten prices and a new good")
	require.Len(t, exported.Parked, 3)

	for _, p := range exported.Parked {
		require.Equal(t, text.PossibleDuplicate, p.Code)
	}

	outcomes, err := s.ReconcileReceipts(t.Context())
	require.NoError(t, err)
	require.Len(t, outcomes, 1)
	require.Equal(t, fiscal.StatePrinted, outcomes[0].State, "the printer can tell")

	_, err = s.Import(t.Context(), syncer.ImportOptions{})
	require.NoError(t, err)
	require.Equal(t, 16, states(t, s)[ledger.OrderImported])
}

func states(t *testing.T, s *assembly.Session) map[ledger.OrderState]int {
	t.Helper()

	all := map[ledger.OrderState]int{}

	for o, err := range s.Ledger.Orders(t.Context(), ledger.OrderFilter{Shop: s.Config.Shop.ID}) {
		require.NoError(t, err)

		all[o.State]++
	}

	return all
}

func unsettled(t *testing.T, s *assembly.Session) []string {
	t.Helper()

	var all []string

	for r, err := range s.Ledger.UnsettledReceipts(t.Context(), demo.Device) {
		require.NoError(t, err)

		all = append(all, r.State)
	}

	return all
}
