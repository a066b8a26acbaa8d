package config

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

func TestAFilledTemplateIsReady(t *testing.T) {
	t.Parallel()

	for _, l := range []lang.Lang{lang.EN, lang.BG} {
		got, err := parse(t, string(FilledTemplate(l, Filled{URL: "http://127.0.0.1:8080/api/microinvest/v1", APIID: "test", Device: "DT123456"})))
		require.NoError(t, err)
		require.Equal(t, "http://127.0.0.1:8080/api/microinvest/v1", got.Shop.URL)
		require.Equal(t, "test", got.Shop.APIID)
		require.Equal(t, "DT123456", got.Fiscal.DeviceSerial)
		require.Equal(t, "0001", got.Fiscal.OperatorCode)
		require.Equal(t, Template(l), FilledTemplate(l, Filled{}))
	}
}

func TestEveryFilledLineIsRead(t *testing.T) {
	t.Parallel()

	f := Filled{
		DSN: "mysql://root@127.0.0.1:3306/sklad", PasswordEnv: "PASS", URL: "https://shop.example/api", APIID: `a"b`, KeyEnv: "MY_KEY",
		Statuses: []string{"confirmed", "Платена: да", "7"}, Object: "Магазин „Център“", User: "12", ImportEvery: "2m", ExportEvery: "1h",
		Device: "DT279013", Operator: "00AB", Printer: SmartPrinter{Enabled: true, Host: "192.168.1.7", Port: 4999, Dialect: "zfp"},
	}

	for _, l := range []lang.Lang{lang.EN, lang.BG} {
		text := FilledTemplate(l, f)
		got, err := Parse("g.yaml", text, func(name string) (string, bool) {
			value, ok := map[string]string{"PASS": "pass", "MY_KEY": "key"}[name]

			return value, ok
		})
		require.NoError(t, err)
		require.Equal(t, "mysql://root@127.0.0.1:3306/sklad", got.Warehouse.DSN.String())
		require.Contains(t, got.Warehouse.DSN.Driver(), "pass")
		require.Equal(t, "key", got.Shop.Key())
		require.Equal(t, f.APIID, got.Shop.APIID)
		require.Equal(t, f.Statuses, got.Import.Statuses)
		require.Equal(t, f.Object, got.Import.Object)
		require.Equal(t, f.User, got.Import.User)
		require.Equal(t, "2m0s 1h0m0s", got.Import.Start.Every.String()+" "+got.Export.Catalogue.Every.String())
		require.Equal(t, f.Operator, got.Fiscal.OperatorCode)
		require.Equal(t, f.Printer, got.Fiscal.SmartPrinter)

		for comment := range strings.Lines(string(Template(l))) {
			if strings.HasPrefix(strings.TrimSpace(comment), "# ") && !strings.Contains(comment, ": ") {
				require.Contains(t, string(text), comment, "the explanations stay")
			}
		}
	}
}
