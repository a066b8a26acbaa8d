package usn_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/usn"
)

func TestZeroNumber(t *testing.T) {
	t.Parallel()
	var n usn.Number
	require.True(t, n.IsZero())
	require.Empty(t, n.String())
	require.ErrorIs(t, n.Validate(), usn.ErrInvalid)
	text, err := n.MarshalText()
	require.NoError(t, err)
	require.Empty(t, text)
}

func TestNew(t *testing.T) {
	t.Parallel()
	n, err := usn.New("DT279013", "0001", 7)
	require.NoError(t, err)
	require.Equal(t, "DT279013-0001-0000007", n.String())
	require.False(t, n.IsZero())

	for name, bad := range map[string]usn.Number{
		"short device":       {Device: "DT27901", Operator: "0001", Seq: 1},
		"device of 8 digits": {Device: "12345678", Operator: "0001", Seq: 1},
		"small device":       {Device: "dt279013", Operator: "0001", Seq: 1},
		"cyrillic device":    {Device: "ДТ279013", Operator: "0001", Seq: 1},
		"cyrillic operator":  {Device: "DT279013", Operator: "000О", Seq: 1},
		"short operator":     {Device: "DT279013", Operator: "1", Seq: 1},
		"hyphen in operator": {Device: "DT279013", Operator: "0-01", Seq: 1},
		"number zero":        {Device: "DT279013", Operator: "0001"},
		"eight digits":       {Device: "DT279013", Operator: "0001", Seq: 10_000_000},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := usn.New(bad.Device, bad.Operator, bad.Seq)
			require.ErrorIs(t, err, usn.ErrInvalid)
			require.True(t, got.IsZero())
			_, err = bad.MarshalText()
			require.ErrorIs(t, err, usn.ErrInvalid)
		})
	}
}

func TestNumberInJSON(t *testing.T) {
	t.Parallel()
	type sale struct {
		USN usn.Number `json:"usn"`
	}
	in := sale{USN: usn.Number{Device: "DT279013", Operator: "0001", Seq: 1}}
	data, err := json.Marshal(in)
	require.NoError(t, err)
	require.JSONEq(t, `{"usn":"DT279013-0001-0000001"}`, string(data))
	var out sale
	require.NoError(t, json.Unmarshal(data, &out))
	require.Equal(t, in, out)

	require.ErrorIs(t, json.Unmarshal([]byte(`{"usn":"DT279013-0001-1"}`), &out), usn.ErrInvalid)
	require.Equal(t, in, out, "a faulty text leaves the number alone")
	require.NoError(t, json.Unmarshal([]byte(`{"usn":""}`), &out))
	require.True(t, out.USN.IsZero())
}
