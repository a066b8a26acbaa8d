package usn_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/skladmost/skladmost/usn"
)

func TestOperatorCode(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{
		"7": "0007", "12": "0012", "123": "0123", "1234": "1234", "A": "000A", "OP01": "OP01", "Z9": "00Z9",
	} {
		got, err := usn.OperatorCode(code)
		require.NoError(t, err, code)
		require.Equal(t, want, got)
		require.NoError(t, usn.CheckOperator(got))
	}
	for _, code := range []string{"", " ", "7 ", " 7", "12345", "a", "op01", "Ива", "1.2", "-1", "Х1", "7\x00", "Administrator"} {
		got, err := usn.OperatorCode(code)
		require.ErrorIs(t, err, usn.ErrInvalid, "%q", code)
		require.Empty(t, got)
	}
}

func TestCheckDevice(t *testing.T) {
	t.Parallel()
	for _, serial := range []string{"DT279013", "IS017220", "OO000000"} {
		require.NoError(t, usn.CheckDevice(serial))
	}
	for _, serial := range []string{"", "DT27901", "DT2790133", "D2279013", "dt279013", "DT27901X", "DТ279013", "DT 79013"} {
		require.ErrorIs(t, usn.CheckDevice(serial), usn.ErrInvalid, "%q", serial)
	}
	require.ErrorContains(t, usn.CheckDevice("DТ279013"), "looks like the Latin T")
}

// What CheckDevice and CheckOperator let through makes a number that Parse reads.
func TestPartsAndWholeAgree(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		device := rapid.StringMatching(`[A-Za-z0-9ДТ]{8}`).Draw(t, "device")
		operator := rapid.StringMatching(`[A-Za-z0-9О-]{4}`).Draw(t, "operator")
		_, err := usn.Parse(device + "-" + operator + "-0000001")
		parts := usn.CheckDevice(device) == nil && usn.CheckOperator(operator) == nil
		if parts != (err == nil) {
			t.Fatalf("%s-%s: parts %v, whole %v", device, operator, parts, err)
		}
	})
}

func ExampleOperatorCode() {
	code, _ := usn.OperatorCode("7")
	fmt.Println(code)
	_, err := usn.OperatorCode("Иван")
	fmt.Println(err != nil)
	// Output:
	// 0007
	// true
}
