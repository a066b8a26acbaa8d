package assembly

import (
	"context"
	"strings"

	"github.com/skladmost/skladmost/examples/internal/config"
	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/fiscal/isl"
	"github.com/skladmost/skladmost/fiscal/netfp"
	"github.com/skladmost/skladmost/fiscal/smartprinter"
	"github.com/skladmost/skladmost/fiscal/zfp"
)

// Printer is that of setting k, and nil while it is off. It is dialled when the
// first receipt is printed.
func Printer(f config.Fiscal) (fiscal.Printer, error) {
	if !f.SmartPrinter.Enabled {
		return nil, nil //nolint:nilnil // no printer is a setting
	}

	p, err := smartprinter.New(f.SmartPrinter.Host, f.SmartPrinter.Port, dialer(f))
	if err != nil {
		return nil, &Fault{Err: err, What: lang.Of("fiscal.smart_printer cannot be used", "fiscal.smart_printer не може да се ползва"),
			Remedy: lang.Of("correct host and port", "поправете host и port")}
	}

	return p, nil
}

// dialer speaks the dialect of setting k, one of config.Dialects.
func dialer(f config.Fiscal) fiscal.Dialer {
	if f.SmartPrinter.Dialect == "zfp" {
		return zfp.Dial
	}

	if maker, ok := strings.CutPrefix(f.SmartPrinter.Dialect, "isl-"); ok {
		return isl.Dialer(isl.Maker(maker))
	}

	return func(ctx context.Context, addr string) (fiscal.Printer, error) {
		return netfp.Open(ctx, netfp.Options{Addr: addr, PrinterID: f.PrinterID})
	}
}

// password is nil when none is configured: then the device's own default holds.
func password(f config.Fiscal) func() string {
	if f.Password() == "" {
		return nil
	}

	return f.Password
}
