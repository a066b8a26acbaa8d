package gombashoptest_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
)

func TestNewServerServesUntilItIsClosed(t *testing.T) {
	t.Parallel()

	s := gombashoptest.NewServer(
		gombashoptest.WithCredentials("id", "key"), gombashoptest.WithShop("s-1", "Магазин"), gombashoptest.WithCurrency("BGN"), nil,
	)
	once := gombashop.WithRetry(gombashop.RetryOptions{MaxElapsed: time.Millisecond})

	c, err := gombashop.NewClient(s.URL, gombashop.HMAC("id", "key"), once)
	require.NoError(t, err)

	ping, err := c.Ping(t.Context())
	require.NoError(t, err)
	require.Equal(t, []string{"s-1", "Магазин", "BGN"}, []string{ping.ShopID, ping.ShopName, ping.Currency})

	s.Close()

	_, err = c.Ping(t.Context())
	code(t, err, gombashop.CodeNetwork)
	gombashoptest.New(gombashoptest.Options{}).Close() // it listens nowhere
}

func TestOptionsOfAnIllShop(t *testing.T) {
	t.Parallel()

	late := gombashoptest.NewServer(gombashoptest.WithClock(func() time.Time { return time.Now().Add(9*time.Minute + 50*time.Second) }))
	defer late.Close()

	_, err := client(t, late, gombashop.HMAC("test", "secret")).Ping(t.Context())
	code(t, err, gombashop.CodeClockSkew)
	require.ErrorContains(t, err, "10 minutes behind", "rounded, not cut off")

	off := gombashoptest.NewServer(gombashoptest.WithModuleOff())
	defer off.Close()

	_, err = client(t, off, gombashop.HMAC("test", "secret")).Ping(t.Context())
	code(t, err, gombashop.CodeModuleDisabled)
}
