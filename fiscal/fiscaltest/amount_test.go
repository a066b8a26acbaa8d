package fiscaltest

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestRead(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in   json.Number
		unit thousandths
		want thousandths
	}{
		{"", cent, 0}, {"12", cent, 12000}, {"12.345", 1, 12345}, {"12.345", cent, 12350}, {"12.3449", cent, 12340},
		{"-0.005", cent, -10}, {"-0.0049", cent, 0}, {"0.0005", 1, 1}, {"0.00049", 1, 0},
	}
	for _, tt := range tests {
		got, err := read(tt.in, tt.unit)
		require.NoError(t, err)
		require.Equal(t, tt.want, got, tt.in)
	}
	for _, bad := range []json.Number{"x", "1e9", "1/3", "99999999999999999999", "1.00000000000000000000000000000001"} {
		_, err := read(bad, cent)
		require.Error(t, err, bad)
	}
	require.Equal(t, "12.50", thousandths(12500).money())
	require.Equal(t, "-0.05", thousandths(-50).money())
	require.Equal(t, "1.005", thousandths(1005).quantity())
}
