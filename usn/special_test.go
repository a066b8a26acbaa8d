package usn_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/usn"
)

func TestFormOf(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]usn.Form{
		"DT279013-0001-0000001": usn.FormSale,
		"OO000000-0000-0000000": usn.FormBeforeSUPTO,
		"DT111111-1111-1111111": usn.FormBeforeSUPTO,
		"DT000000-0000-0000000": usn.FormRecalled,
		"DT000000-0000-0000001": usn.FormSale,
	} {
		got, err := usn.FormOf(text)
		require.NoError(t, err, text)
		require.Equal(t, want, got, text)
	}
	for _, text := range []string{"", "ОО000000-0000-0000000", "oo000000-0000-0000000", "DT279013-0001-0000000", "D1000000-0000-0000000"} {
		_, err := usn.FormOf(text)
		require.ErrorIs(t, err, usn.ErrInvalid, text)
	}
	_, err := usn.Parse(usn.BeforeSUPTO())
	require.ErrorIs(t, err, usn.ErrInvalid, "it is the number of no sale")
}

func TestRecalled(t *testing.T) {
	t.Parallel()
	form, err := usn.Recalled("ZK126720")
	require.NoError(t, err)
	require.Equal(t, "ZK000000-0000-0000000", form)
	_, err = usn.Recalled("ZK12672")
	require.ErrorIs(t, err, usn.ErrInvalid)
}
