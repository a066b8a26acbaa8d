package gombashoptest

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func differences(t *testing.T, want, got string) []string {
	t.Helper()

	a, err := meaning(want)
	require.NoError(t, err, want)
	b, err := meaning(got)
	require.NoError(t, err, got)

	return unlike("body", a, b)
}

func TestJSONOfOneMeaning(t *testing.T) {
	t.Parallel()

	for want, got := range map[string]string{
		`{"a":1,"b":[true,null]}`: ` { "b" : [ true , null ] , "a" : 1.00 } `,
		`"Чаша"`:                  `"\u0427\u0430\u0448\u0430"`,
		`1e3`:                     `1000`,
		`0.1`:                     `0.10`,
		`-0`:                      `0`,
		`1e999999999`:             `1e999999999`,
		`123456789012345678901`:   `123456789012345678901.0`,
		`{}`:                      `{}`,
		`[]`:                      `[]`,
		`null`:                    `null`,
	} {
		require.Empty(t, differences(t, want, got), "%s %s", want, got)
		require.Empty(t, differences(t, got, want), "%s %s", got, want)
	}
}

func TestJSONOfAnotherMeaning(t *testing.T) {
	t.Parallel()

	for want, got := range map[string]string{
		`1`: `"1"`, `"1.00"`: `"1.0"`, `null`: `false`, `{}`: `[]`, `[]`: `null`, `{"a":null}`: `{}`, `[1,2]`: `[2,1]`, `[1]`: `[1,1]`,
		`123456789012345678901`: `123456789012345678902`, `1e400`: `1e401`, `true`: `[true]`, `"a"`: `{"a":"a"}`,
		`0.1`: `0.10000000000000001`,
	} {
		require.NotEmpty(t, differences(t, want, got), "%s %s", want, got)
		require.NotEmpty(t, differences(t, got, want), "%s %s", got, want)
	}
}

func FuzzMeaning(f *testing.F) {
	f.Add(`{"a":[1,2.50,"x",null,{"b":true}]}`)
	f.Add(`1e5`)
	f.Fuzz(func(t *testing.T, text string) {
		value, err := meaning(text)
		if err != nil {
			return
		}

		require.Empty(t, unlike("body", value, value), "everything is like itself")

		again, err := meaning([]any{value})
		require.NoError(t, err)
		require.NotEmpty(t, unlike("body", value, again), "and unlike a list of it")
		require.NotContains(t, unlike("body", value, again)[0], "\n")
	})
}
