package page

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// The first preview of two shops full of goods keeps nearly all of them aside.
func TestThousandsOfRemediesAreReadAtOnce(t *testing.T) {
	w := newWords(lang.BG)
	row := planRowOf(syncer.Park{Problem: &syncer.Problem{
		Code: text.PossibleDuplicate, Record: `good 7 "Чаша" (code A04)`, Args: map[string]string{"other": `product 1049 "Чаша"`},
	}})

	start := time.Now()

	for range 5000 {
		require.Contains(t, w.planLine(row, time.UTC).todo(), "Съпоставяне")
	}

	require.Less(t, time.Since(start), 2*time.Second)
}
