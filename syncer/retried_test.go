package syncer_test

import (
	"context"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
	"github.com/skladmost/skladmost/syncer"
)

// Whoever watches a run, a plan or a check sees that it waits for the shop, and
// why, and nothing of requests that were answered at once.
func TestRepeatedRequestsAreTold(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.order(t, buys("A", "1"))

	var told []syncer.Retried

	w.cfg.Observer = syncer.ObserverFunc(func(_ context.Context, e syncer.Event) {
		if r, ok := e.(syncer.Retried); ok {
			told = append(told, r)
		}
	})
	engine := w.engine(t)

	for name, run := range map[string]func() error{
		"import": func() error { _, err := engine.Import(t.Context(), syncer.ImportOptions{}); return err },
		"export": func() error { _, err := engine.Export(t.Context(), syncer.ExportOptions{}); return err },
		"check":  func() error { _, err := engine.Check(t.Context()); return err },
		"match": func() error {
			for _, err := range engine.ProposeMatches(t.Context()) {
				return err
			}

			return nil
		},
		"plan": func() error {
			for _, err := range engine.PlanImport(t.Context(), syncer.ImportOptions{}).Actions() {
				if err != nil {
					return err
				}
			}

			return nil
		},
	} {
		told = nil

		require.NoError(t, w.shop.SetFaults(gombashoptest.Fault{
			Kind: gombashoptest.FaultStatus, Path: "/ping", Status: http.StatusServiceUnavailable, Times: 1,
		}))
		require.NoError(t, run(), name)
		require.Len(t, told, 1, name)
		require.Equal(t, "GET /ping", told[0].Request)
		require.Equal(t, 1, told[0].Attempt)
		require.Positive(t, told[0].Wait)
		require.True(t, gombashop.IsCode(told[0].Err, gombashop.CodeInternal), "%v", told[0].Err)
	}
}
