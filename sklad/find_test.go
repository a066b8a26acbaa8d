package sklad_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
)

func TestPhoneDigits(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"": "", "12345": "", "0888 123 456": "0888123456", "+359888123456": "0888123456", "00359 (0) 888 123 456": "0888123456",
		"+44 20 7946 0000": "442079460000", "359123": "359123", "а": "",
	} {
		require.Equal(t, want, sklad.PhoneDigits(in), in)
	}
}

func TestBarCodes(t *testing.T) {
	t.Parallel()
	require.Empty(t, sklad.Good{}.BarCodes())
	good := sklad.Good{BarCode1: "1", BarCode2: "2", BarCode3: "3,, 1 ,4"}
	require.Equal(t, []string{"1", "2", "3", "4"}, good.BarCodes())
}
