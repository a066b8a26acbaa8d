package main

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop/gombashoptest"
)

func TestARunThatWaitsForTheShopSaysSo(t *testing.T) {
	t.Parallel()

	for lang, says := range map[string]string{
		"en": "the shop does not answer as it should (scripted, HTTP 429); trying again in 2s\n",
		"bg": "магазинът не отговаря както трябва (HTTP 429, заявка ",
	} {
		p := newPlace(t)
		require.NoError(t, p.shop.SetFaults(gombashoptest.Fault{Kind: gombashoptest.FaultRateLimit, Path: "/statuses", RetryAfter: 2, Times: 1}))

		r := p.run("--lang", lang, "import")
		require.Equal(t, exitDone, r.code, r.err)
		require.Contains(t, r.err, says)
	}
}
