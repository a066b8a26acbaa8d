package gombashoptest_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
)

func TestSigned(t *testing.T) {
	t.Parallel()

	for key, want := range map[string][]string{
		"secret": nil,
		"other":  {"gombashoptest: request 1, POST /customers/bulk, is not as expected: the signature is wrong"},
	} {
		b := &bench{}
		c := gombashoptest.ExpectInOrder(b, gombashoptest.Call{
			Method: "POST", Path: "/customers/bulk", Check: gombashoptest.Signed(key), Reply: gombashoptest.Results(row{"index": 0, "status": "created"}),
		})

		client, err := gombashop.NewClient(c.URL, gombashop.HMAC("test", "secret"))
		require.NoError(t, err)
		_, err = client.Customers.Upsert(t.Context(), []gombashop.CustomerPatch{{ExternalID: "9", Name: new("Иван")}})
		require.NoError(t, err)
		require.Equal(t, want, b.end())
	}
}

func TestARequestWithoutASignature(t *testing.T) {
	t.Parallel()

	b := &bench{}
	c := gombashoptest.ExpectInOrder(b, gombashoptest.Call{Path: "/ping", Check: gombashoptest.Signed("")})
	require.Equal(t, 200, send(t, c, "GET", "/ping", "").status)
	require.Len(t, b.end(), 1)
}
