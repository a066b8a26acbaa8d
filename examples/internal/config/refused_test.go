package config

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestFaultsOfOneSetting(t *testing.T) {
	t.Parallel()

	for _, c := range []struct{ name, line, setting, says string }{
		{"unknown key", "imprt: {mode: add_only}", "imprt", "did you mean import?"},
		{"unknown in section", "export: {prise: PriceOut1}", "export.prise", "did you mean export.price?"},
		{"wrong section", "export: {statuses: [a]}", "export.statuses", "did you mean import.statuses?"},
		{"nothing near", "zzzzzzzz: 1", "zzzzzzzz", "gombasync init"},
		{"bool", "edit_name_and_group: maybe", "edit_name_and_group", "true or false"},
		{"yes is no bool", "edit_name_and_group: yes", "edit_name_and_group", "true or false"},
		{"number", "limits: {min: few}", "limits.min", "a number from 1"},
		{"number range", "limits: {min: 0}", "limits.min", "a number from 1"},
		{"percent", "limits: {share: 101}", "limits.share", "percentage"},
		{"percent text", "limits: {share: 20%}", "limits.share", "percentage"},
		{"choice", "export: {price: PriceOut11}", "export.price", "PriceOut10"},
		{"list in choice", "export: {price: [PriceOut1]}", "export.price", "PriceOut10"},
		{"duration", "export: {start: {every: 5}}", "export.start.every", "such as 30s"},
		{"negative", "export: {start: {delay: -5s}}", "export.start.delay", "such as 30s"},
		{"too often", "export: {start: {every: 1ms}}", "export.start.every", "such as 30s"},
		{"section is a value", "export: 5", "export", "one a line"},
		{"section is a list", "export: [a]", "export", "one a line"},
		{"list item", "export: {goods_groups: [[a]]}", "export.goods_groups", "list"},
		{"device", "fiscal: {device_serial: ДТ279013}", "fiscal.device_serial", "two Latin capitals"},
		{"operator", "fiscal: {operator_code: 1}", "fiscal.operator_code", "four of"},
		{"printer host", "fiscal: {smart_printer: {enabled: true, port: 1}}", "fiscal.smart_printer.host", "127.0.0.1"},
		{"printer port", "fiscal: {smart_printer: {enabled: true, host: h}}", "fiscal.smart_printer.port", "8001"},
		{"port range", "fiscal: {smart_printer: {port: 70000}}", "fiscal.smart_printer.port", "65535"},
		{"unset variable", "fiscal: {password_env: NOPE}", "fiscal.password_env", "NOPE is not set"},
		{"merge key", "export: {<<: {price: PriceOut1}}", "export.<<", "write the settings out"},
		{"anchor", "edit_name_and_group: &x true", "edit_name_and_group", "true or false"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()

			_, err := parse(t, minimal+c.line+"\n")
			all := faults(err)
			require.Len(t, all, 1, "%v", err)
			require.Equal(t, c.setting, all[0].Setting)
			require.Contains(t, err.Error(), c.says)
			require.NotEmpty(t, all[0].In("bg"))
			require.NotEqual(t, all[0].In("bg"), all[0].In("en"))

			if all[0].Code != Missing {
				require.Equal(t, 4, all[0].Line)
				require.True(t, strings.HasPrefix(err.Error(), "g.yaml:4: "), err.Error())
			}
		})
	}
}

func TestWhatTheFileMustSay(t *testing.T) {
	t.Parallel()

	_, err := parse(t, "")

	names := map[string]bool{}
	for _, f := range faults(err) {
		require.Equal(t, Missing, f.Code)
		names[f.Setting] = true
	}

	require.Equal(t, map[string]bool{
		"warehouse.dsn": true, "shop.url": true, "shop.api_id": true, "shop.key_env": true,
		"import.statuses": true, "import.object": true,
	}, names)
}

func TestAllFaultsAtOnceInOrderOfTheFile(t *testing.T) {
	t.Parallel()

	_, err := parse(t, `warehouse: {dsn: "nonsense", supto: perhaps}
import:
  mode: sometimes
  statusses: [a]
  since: yesterday
  payment_map: [cod]
  vat_map: {"20": first}
shop:
  url: http://shop.example
  rate: 0
`)
	got := []string{}
	for _, f := range faults(err) {
		got = append(got, fmt.Sprintf("%d %s", f.Line, f.Setting))
	}

	require.Equal(t, []string{
		"1 warehouse.supto", "1 warehouse.dsn", "3 import.mode", "4 import.statusses", "5 import.since", "6 import.payment_map",
		"7 import.vat_map", "9 shop.url", "10 shop.rate", "0 shop.key_env", "0 shop.api_id", "0 import.statuses", "0 import.object",
	}, got)
}

func TestSettingsThatContradictOneAnother(t *testing.T) {
	t.Parallel()

	printer := "fiscal: {smart_printer: {enabled: true, host: h, port: 1}}\n"
	for _, c := range []struct{ name, text, setting string }{
		{"no СУПТО", strings.Replace(minimal, `shop.db"`, `shop.db", supto: no`, 1) + "fiscal: {device_serial: DT279013}", "fiscal.device_serial"},
		{"orders are not printed", strings.Replace(minimal, "object:", "document: order, object:", 1) + printer, "fiscal.smart_printer.enabled"},
		{"delivery is printed", strings.Replace(minimal, "object:", "delivery_item: false, object:", 1) + printer, "import.delivery_item"},
		{"a device has no name of a server", minimal + "fiscal: {printer_id: x, smart_printer: {enabled: true, host: h, port: 1, dialect: zfp}}\n", "fiscal.printer_id"},
		{"two keys", strings.Replace(minimal, "key_env", "key: x, key_env", 1), "shop.key_env"},
		{"two passwords", strings.Replace(minimal, `"sqlite:shop.db"`, `"mysql://u@h/d", password_env: DB_PASS, password_file: f`, 1), "warehouse.password_file"},
		{"sqlite has no password", strings.Replace(minimal, `shop.db"`, `shop.db", password_env: DB_PASS`, 1), "warehouse.password_env"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()

			_, err := parse(t, c.text)
			all := faults(err)
			require.Len(t, all, 1, "%v", err)
			require.Equal(t, c.setting, all[0].Setting)
			require.Equal(t, Conflict, all[0].Code)
		})
	}
}

func TestSyntaxErrorsNameTheLine(t *testing.T) {
	t.Parallel()

	for text, line := range map[string]int{
		minimal + "a: [1\n": 4, minimal + "shop: {}\n": 4, "a:\n\tb: 1\n": 2, minimal + "---\nshop: {}\n": 5,
	} {
		_, err := parse(t, text)
		all := faults(err)
		require.NotEmpty(t, all, "%q", text)
		require.Equal(t, Syntax, all[0].Code)
		require.Equal(t, line, all[0].Line, "%q: %v", text, err)
	}
}

func TestFilesThatCannotBeRead(t *testing.T) {
	t.Parallel()

	_, err := Load(filepath.Join(t.TempDir(), "none.yaml"), env)
	require.ErrorContains(t, err, "gombasync init")

	_, err = Load(t.TempDir(), env)
	require.Equal(t, Unreadable, faults(err)[0].Code)

	_, err = Parse("g.yaml", make([]byte, maxFile+1), env)
	require.ErrorContains(t, err, "larger than 1 MB")
}

func TestSecretsFromFilesBesideTheConfiguration(t *testing.T) {
	t.Parallel()

	dir := t.TempDir()
	path := filepath.Join(dir, "g.yaml")
	text := strings.Replace(minimal, "key_env: GOMBASHOP_KEY", "key_file: key.txt", 1)
	text = strings.Replace(text, `"sqlite:shop.db"`, `"sqlserver://u@h?database=d", password_file: pw.txt`, 1)
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "key.txt"), []byte("\ufeff"+secretKey+"\r\n"), 0o600))

	_, err := Load(path, env)
	require.ErrorContains(t, err, "pw.txt")
	require.Len(t, faults(err), 1)

	require.NoError(t, os.WriteFile(filepath.Join(dir, "pw.txt"), []byte("db-hunter2"), 0o600))

	got, err := Load(path, env)
	require.NoError(t, err)
	require.Equal(t, secretKey, got.Shop.Key())
	require.Contains(t, got.Warehouse.DSN.Driver(), "db-hunter2")
}

// Whatever is wrong with a file, and however a Config is printed, no secret of
// it is shown.
func TestSecretsAreNeverShown(t *testing.T) {
	t.Parallel()

	secret := "hunter2-hunter2"
	base := strings.Replace(minimal, "key_env: GOMBASHOP_KEY", `key: "`+secret+`"`, 1)
	base = strings.Replace(base, "sqlite:shop.db", "mysql://u:"+secret+"@h/d", 1)

	c, err := parse(t, base)
	require.NoError(t, err)
	require.Equal(t, secret, c.Shop.Key())
	require.NotContains(t, fmt.Sprintf("%v %+v %#v", c, c, c), secret)

	for _, broken := range []string{
		base + "oops",
		base + "a: [1",
		strings.Replace(base, `key: "`+secret+`"`, `key: ["`+secret+`"]`, 1),
		strings.Replace(base, `key: "`+secret+`"`, `key: "`+secret, 1),
		strings.Replace(base, `key: "`+secret+`"`, `key: '`+secret+`' x`, 1),
		strings.Replace(base, `key: "`+secret+`"`, `key: "`+secret+`", key_env: GOMBASHOP_KEY`, 1),
		strings.Replace(base, "@h/d", "@h", 1),
		strings.Replace(base, "mysql://u:", "mysql://u:%zz", 1),
		strings.Replace(base, "https://", "https://u:"+secret+"@", 1),
		strings.Replace(base, `"mysql://u:`+secret+`@h/d"`, `["mysql://u:`+secret+`@h/d"]`, 1),
	} {
		_, err := parse(t, broken)
		require.Error(t, err)
		require.NotContains(t, err.Error(), secret)

		for _, f := range faults(err) {
			require.NotContains(t, f.In("bg"), secret)
			require.NotContains(t, fmt.Sprintf("%#v", f), secret)
		}
	}
}

func FuzzParseNeverPanics(f *testing.F) {
	f.Add(minimal)
	f.Add(string(Template("bg")))
	f.Add("import: {start: {every: [}}")
	f.Add("? [a]\n: b\n!!binary x: *y\n")
	f.Fuzz(func(t *testing.T, text string) {
		_, err := Parse("g.yaml", []byte(text), env)

		var fault *Fault
		if err != nil {
			require.ErrorAs(t, err, &fault, "%v", err)
		}
	})
}
