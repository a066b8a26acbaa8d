package syncer_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Each of the 25 complaints has a line on both pages, and a test of its number.
func TestEveryComplaintHasItsTestAndItsLine(t *testing.T) {
	t.Parallel()

	files, err := filepath.Glob("complaints_*test.go")
	require.NoError(t, err)

	var tests strings.Builder

	for _, file := range files {
		source, err := os.ReadFile(file)
		require.NoError(t, err)
		tests.Write(source)
	}

	for _, page := range []string{"complaints.md", "complaints.bg.md"} {
		text, err := os.ReadFile(filepath.Join("..", "docs", page))
		require.NoError(t, err)

		for n := range 25 {
			name := fmt.Sprintf("TestComplaint%02d_", n+1)
			require.Contains(t, tests.String(), "func "+name)
			require.Contains(t, string(text), "`"+name+"…`", page)
		}
	}
}
