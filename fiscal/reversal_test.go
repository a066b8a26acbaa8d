package fiscal_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
)

func TestOperatorErrorUntilTheSeventhOfTheNextMonth(t *testing.T) {
	t.Parallel()
	for printed, want := range map[string]string{
		"2026-11-23 14:00:00": "2026-12-07 23:59:59",
		"2026-12-31 23:59:59": "2027-01-07 23:59:59",
		"2026-01-31 00:00:00": "2026-02-07 23:59:59",
	} {
		at, err := time.Parse(time.DateTime, printed)
		require.NoError(t, err)
		require.Equal(t, want, fiscal.OperatorErrorUntil(at).Format(time.DateTime))
	}
}
