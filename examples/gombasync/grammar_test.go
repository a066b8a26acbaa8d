package main

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAGuessOfTheParserIsOneOrSeveral(t *testing.T) {
	t.Parallel()

	for word, says := range map[string]string{
		"exprt": `непозната дума exprt, може би "export"; `,
		"d":     `непозната дума d, може би някое от "demo", "db"; `,
		"zzzzz": "непозната дума zzzzz; ",
	} {
		r := gombasync(t, nil, "--lang", "bg", word)
		require.Equal(t, exitUsage, r.code)
		require.Contains(t, r.err, says)
	}

	r := gombasync(t, nil, "--lang", "bg", "orders", "list", "--stat", "parked")
	require.Contains(t, r.err, `непознат флаг --stat, може би "--state"; `)
}
