package usn_test

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/skladmost/skladmost/usn"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]usn.Number{
		"DT279013-0001-0000001": {Device: "DT279013", Operator: "0001", Seq: 1},
		"DY000600-OP01-0000001": {Device: "DY000600", Operator: "OP01", Seq: 1},
		"ZK126720-A1B2-9999999": {Device: "ZK126720", Operator: "A1B2", Seq: 9_999_999},
		"BN025335-ZZZZ-0102030": {Device: "BN025335", Operator: "ZZZZ", Seq: 102_030},
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			got, err := usn.Parse(text)
			require.NoError(t, err)
			require.Equal(t, want, got)
			require.Equal(t, text, got.String())
			require.NoError(t, got.Validate())
		})
	}
}

func TestParseNamesTheFault(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text  string
		fault usn.Fault
		at    int
		says  string
	}{
		{"", usn.FaultLength, 0, "0 characters"},
		{"DT27901-0001-0000001", usn.FaultLength, 20, "20 characters"},
		{"DT279013-001-0000001", usn.FaultLength, 20, "20 characters"},
		{"DT279013-0001-000001", usn.FaultLength, 20, "20 characters"},
		{"DT279013-0001-00000001", usn.FaultLength, 22, "22 characters"},
		{strings.Repeat("A", 5000), usn.FaultLength, 5000, "5000 characters"},
		{"dt279013-0001-0000001", usn.FaultLowerCase, 1, "position 1"},
		{"Dt279013-0001-0000001", usn.FaultLowerCase, 2, "position 2"},
		{"DT279013-000a-0000001", usn.FaultLowerCase, 13, "position 13"},
		{"DT279013_0001_0000001", usn.FaultHyphen, 9, "position 9"},
		{"DT279013-0001–0000001", usn.FaultHyphen, 14, "position 14"},
		{"ДТ279013-0001-0000001", usn.FaultCyrillic, 1, "Cyrillic letter Д"},
		{"DТ279013-0001-0000001", usn.FaultCyrillic, 2, "looks like the Latin T"},
		{"DT279013-00О1-0000001", usn.FaultCyrillic, 12, "looks like the Latin O"},
		{"DT279013-00о1-0000001", usn.FaultCyrillic, 12, "looks like the Latin O"},
		{" DT279013-0001-0000001", usn.FaultSpace, 1, "white space"},
		{"DT279013-0001-0000001 ", usn.FaultSpace, 22, "white space"},
		{"DT279013-0001-0000001\n", usn.FaultSpace, 22, "white space"},
		{"DT279013-0001-0000000", usn.FaultZeroNumber, 15, "0000001"},
		{"OO000000-0000-0000000", usn.FaultZeroNumber, 15, "0000001"},
		{"D1279013-0001-0000001", usn.FaultCharacter, 2, "position 2"},
		{"DTA79013-0001-0000001", usn.FaultCharacter, 3, "position 3"},
		{"DT279013-0.01-0000001", usn.FaultCharacter, 11, "position 11"},
		{"DT279013-0001-00000O1", usn.FaultCharacter, 20, "position 20"},
		{"DT279013-0001-000000١", usn.FaultCharacter, 21, "position 21"},
		{"DT279013-0001-000000\xff", usn.FaultCharacter, 21, "position 21"},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprintf("%.30q", tt.text), func(t *testing.T) {
			t.Parallel()
			got, err := usn.Parse(tt.text)
			require.ErrorIs(t, err, usn.ErrInvalid)
			require.True(t, got.IsZero())
			var format *usn.FormatError
			require.ErrorAs(t, err, &format)
			require.Equal(t, tt.fault, format.Fault)
			require.Equal(t, tt.at, format.Position)
			require.ErrorContains(t, err, tt.says)
			require.Less(t, len(err.Error()), 300)
		})
	}
}

// Every look-alike is told apart from the letter that it looks like.
func TestParseKnowsTheLookAlikes(t *testing.T) {
	t.Parallel()
	const cyrillic, latin = "АВЕКМНОРСТХ", "ABEKMHOPCTX"
	for i, r := range []rune(cyrillic) {
		_, err := usn.Parse("D" + string(r) + "279013-0001-0000001")
		require.ErrorContains(t, err, fmt.Sprintf("%c, which looks like the Latin %c", r, latin[i]))
	}
}

func TestNumberAndTextAgree(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := usn.Number{
			Device:   rapid.StringMatching(`[A-Z]{2}[0-9]{6}`).Draw(t, "device"),
			Operator: rapid.StringMatching(`[0-9A-Z]{4}`).Draw(t, "operator"),
			Seq:      rapid.Uint32Range(1, usn.MaxSeq).Draw(t, "seq"),
		}
		got, err := usn.Parse(n.String())
		if err != nil || got != n {
			t.Fatalf("%v came back as %v: %v", n, got, err)
		}
	})
}

// Parse takes exactly what the strictest device takes, less the number zero.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"DT279013-0001-0000001", "OO000000-0000-0000000", "ДТ279013-0001-0000001", "", " ", "DT279013-0001-000000\xff",
		"DT279013-0001-9999999\u00a0", "dt279013_0001_0000001", "\u0085", "DT279013-0001-0000001\x00",
	} {
		f.Add(seed)
	}
	strict := regexp.MustCompile(`^[A-Z]{2}[0-9]{6}-[0-9A-Z]{4}-[0-9]{7}$`)
	f.Fuzz(func(t *testing.T, text string) {
		n, err := usn.Parse(text)
		want := strict.MatchString(text) && !strings.HasSuffix(text, "-0000000")
		require.Equal(t, want, err == nil, "%q: %v", text, err)
		if err != nil {
			require.ErrorIs(t, err, usn.ErrInvalid)
			require.NotEmpty(t, err.Error())
			return
		}
		require.Equal(t, text, n.String())
	})
}

func ExampleParse() {
	n, err := usn.Parse("DT279013-0001-0000042")
	fmt.Println(n.Device, n.Operator, n.Seq, err)

	_, err = usn.Parse("DТ279013-0001-0000042") // the Т is Cyrillic
	fmt.Println(errors.Is(err, usn.ErrInvalid))
	fmt.Println(err)
	// Output:
	// DT279013 0001 42 <nil>
	// true
	// usn: "DТ279013-0001-0000042": position 2 is the Cyrillic letter Т, which looks like the Latin T; type the Latin one: not a valid unique sale number (УНП)
}
