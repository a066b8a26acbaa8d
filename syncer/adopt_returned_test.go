package syncer_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// A refund that an older copy of the database lacks is not written again by
// itself, and nobody would look for it: the adopted sale is told with it.
func TestAdoptTellsOfAnOrderThatCameBackBefore(t *testing.T) {
	t.Parallel()

	w, paper, _ := selling(t, row{"method": "cod"})
	w.imports(t)

	data := backup(t, w)
	id := w.order(t, buys("A", "3", row{"payment": row{"method": "cod"}}))
	w.imports(t)
	w.status(t, id, "returned")
	w.imports(t)
	require.Len(t, paper.Receipts(), 3)

	old := restored(t, w, data)
	report, err := old.engine(t).Import(t.Context(), syncer.ImportOptions{Adopt: true})
	require.NoError(t, err)
	require.Equal(t, []text.Code{text.AdoptedWritten, text.AdoptedBack}, codes(report.Warnings))
	require.Empty(t, old.imports(t).Warnings)
	require.Len(t, paper.Receipts(), 3)
	require.Equal(t, "2 | 95 | 50.0 0", old.standing(t))
}
