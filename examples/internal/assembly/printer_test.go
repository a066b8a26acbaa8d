package assembly

import (
	"net"
	"strconv"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/internal/config"
	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/fiscal/fiscaltest"
)

// settingK is the setting for a printer at addr, without a password.
func settingK(t *testing.T, dialect, addr string) config.Fiscal {
	t.Helper()

	host, port, err := net.SplitHostPort(addr)
	require.NoError(t, err)

	number, err := strconv.Atoi(port)
	require.NoError(t, err)

	return config.Fiscal{
		SmartPrinter: config.SmartPrinter{Enabled: true, Host: host, Port: number, Dialect: dialect},
		Password:     func() string { return "" },
	}
}

// prints dials the device of setting k and prints one receipt, as the engine would.
func prints(t *testing.T, f config.Fiscal) fiscal.Result {
	t.Helper()

	p, err := Printer(f)
	require.NoError(t, err)

	defer p.Close()

	one := decimal.NewFromInt(1)
	r, err := p.Print(t.Context(), fiscal.Receipt{
		TaskID: "dialect", Operator: f.Operator, OperatorPassword: password(f),
		Items: []fiscal.Item{{Text: "Сирене", Quantity: one, UnitPrice: one, TaxGroup: fiscal.GroupB}},
	})
	require.NoError(t, err)

	return r
}

func TestEachDialectReachesItsDevice(t *testing.T) {
	t.Parallel()

	server := fiscaltest.NewServer()
	t.Cleanup(server.Close)
	require.NotEmpty(t, prints(t, settingK(t, "netfp", server.Addr())).Number)
	require.Len(t, server.Receipts(), 1)

	device := fiscaltest.NewZFP()
	t.Cleanup(device.Close)
	require.Equal(t, "000001", prints(t, settingK(t, "zfp", device.Addr())).Number)
	require.Len(t, device.Receipts(), 1)
}
