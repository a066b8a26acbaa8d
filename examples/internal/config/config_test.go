package config

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

const secretKey = "s3cr3t-Ключ-9f"

func env(name string) (string, bool) {
	value, ok := map[string]string{"GOMBASHOP_KEY": secretKey, "DB_PASS": "db-hunter2", "FP_PASS": "fp-hunter3"}[name]

	return value, ok
}

// minimal is the shortest file that is complete; more is appended to it.
const minimal = `warehouse: {dsn: "sqlite:shop.db"}
shop: {url: "https://shop.example/api", api_id: "77", key_env: GOMBASHOP_KEY}
import: {statuses: [confirmed], object: "2"}
`

func parse(t *testing.T, text string) (Config, error) {
	t.Helper()

	return Parse("g.yaml", []byte(text), env)
}

func faults(err error) []*Fault {
	var all []*Fault

	switch e := err.(type) { //nolint:errorlint // the tree itself is walked
	case nil:
	case *Fault:
		all = append(all, e)
	case interface{ Unwrap() []error }:
		for _, inner := range e.Unwrap() {
			all = append(all, faults(inner)...)
		}
	}

	return all
}

// plain drops what cannot be compared: closures.
func plain(c Config) Config {
	c.Shop.Key, c.Fiscal.Password, c.Warehouse.DSN = nil, nil, Config{}.Warehouse.DSN

	return c
}

func TestMinimalFileMeansTheDefaults(t *testing.T) {
	t.Parallel()

	got, err := parse(t, minimal)
	require.NoError(t, err)
	require.Equal(t, secretKey, got.Shop.Key())
	require.Empty(t, got.Fiscal.Password())
	require.Equal(t, "sqlite:shop.db", got.Warehouse.DSN.String())

	wants := Default()
	wants.Shop.URL, wants.Shop.APIID = "https://shop.example/api", "77"
	wants.Import.Statuses, wants.Import.Object = []string{"confirmed"}, "2"
	require.Equal(t, plain(wants), plain(got))
}

func TestTemplateParsesBackToTheDefaults(t *testing.T) {
	t.Parallel()

	for _, l := range []lang.Lang{lang.EN, lang.BG} {
		t.Run(string(l), func(t *testing.T) {
			t.Parallel()

			got, err := Parse("g.yaml", Template(l), env)
			require.NoError(t, err)

			wants := Default()
			wants.Shop.URL, wants.Shop.APIID = "https://shop.example/api/microinvest/v1", "0000000000000000"
			wants.Import.Statuses, wants.Import.Object = []string{"confirmed"}, "1"
			require.Equal(t, plain(wants), plain(got))
		})
	}
}

func TestTemplateNamesEverySetting(t *testing.T) {
	t.Parallel()

	for _, l := range []lang.Lang{lang.EN, lang.BG} {
		for _, s := range settings() {
			key := regexp.MustCompile(`(^|[\s{#])` + last(s.name) + `:`)
			require.Regexp(t, key, string(Template(l)), "%s: %s", l, s.name)
		}
	}

	require.Contains(t, string(Template("bg")), "Задължително")
	require.NotEqual(t, Template("bg"), Template("en"))
}

func TestTemplatesCommentedLinesAreValid(t *testing.T) {
	t.Parallel()

	commented := regexp.MustCompile(`(?m)^  # ((?:password_env: SK|delivery_good|user|since|guest_partner|payment_map|vat_map|device_serial|operator|printer_id)[a-z_]*.*)$`)

	for _, l := range []lang.Lang{lang.EN, lang.BG} {
		text := commented.ReplaceAllString(string(Template(l)), "  $1")
		text = strings.ReplaceAll(text, "SKLAD_PASSWORD", "DB_PASS")
		text = strings.Replace(text, `"sqlite:shop.db"`, `"mysql://u@h/d"`, 1)

		got, err := parse(t, text)
		require.NoError(t, err, l)
		require.Equal(t, "DT279013", got.Fiscal.DeviceSerial)
		require.Equal(t, "900", got.Import.DeliveryGood)
		require.Equal(t, int64(2), got.Import.VATMap["9"])
		require.Contains(t, got.Warehouse.DSN.Driver(), "db-hunter2")
	}
}

func TestEverySettingIsRead(t *testing.T) {
	t.Parallel()

	got, err := parse(t, `
warehouse: {dsn: "mysql://u@h/d", timezone: Europe/Berlin, supto: yes, password_env: DB_PASS}
shop: {id: second, url: "http://127.0.0.1:80/x", api_id: 77, key: "`+secretKey+`", rate: 9}
import:
  start: {delay: 1m, every: 2m}
  mode: add_only
  statuses: [confirmed, 5, "Изпратена"]
  object: 007
  document: order
  delivery_item: false
  delivery_good: D1
  nomenclature: false
  user: 0002
  since: 2026-11-01 08:30
  settle: 90s
  on_change: record
  voucher: payment
  missing_good: create
  guest_partner: "5"
  payment_map: {cod: 2, card: 3}
  vat_map: {20: 1, "9": 2}
export:
  start: {delay: 5s, every: 10m, quantities: {every: 1m}, catalogue: {delay: 1h}, partners: {delay: 2h, every: 3h}}
  goods: false
  partners: true
  quantities: false
  goods_groups: [AAA, AAB]
  grouping_field: catalog3
  quantity_object_groups: AAC
  price: PriceOut4
  reserved: none
  shop_reserves: true
edit_name_and_group: true
limits: {share: 12.5, min: 3}
fiscal:
  device_serial: DT279013
  operator_code: "0001"
  shared_device: true
  smart_printer: {enabled: false, host: printer.local, port: 8001, dialect: netfp}
  printer_id: dt279013
  operator: "1"
  password_env: FP_PASS
`)
	require.NoError(t, err)

	berlin, err := time.LoadLocation("Europe/Berlin")
	require.NoError(t, err)

	i := got.Import
	require.Equal(t, Start{time.Minute, 2 * time.Minute}, i.Start)
	require.Equal(t, []string{"confirmed", "5", "Изпратена"}, i.Statuses)
	require.Equal(t, "007", i.Object, "a code keeps its zeros")
	require.Equal(t, "0002", i.User)
	require.True(t, time.Date(2026, 11, 1, 8, 30, 0, 0, berlin).Equal(i.Since))
	require.Equal(t, []any{"add_only", "order", "record", "payment", "create", "5", "D1"},
		[]any{i.Mode, i.Document, i.OnChange, i.Voucher, i.MissingGood, i.GuestPartner, i.DeliveryGood})
	require.Equal(t, map[string]int64{"20": 1, "9": 2}, i.VATMap)
	require.Equal(t, map[string]int64{"cod": 2, "card": 3}, i.PaymentMap)
	require.False(t, i.DeliveryItem || i.Nomenclature)
	require.Equal(t, 90*time.Second, i.Settle)

	e := got.Export
	require.Equal(t, Start{5 * time.Second, time.Minute}, e.QuantityStart)
	require.Equal(t, Start{time.Hour, 10 * time.Minute}, e.Catalogue)
	require.Equal(t, Start{2 * time.Hour, 3 * time.Hour}, e.PartnerStart)
	require.Equal(t, []string{"AAA", "AAB"}, e.GoodsGroups)
	require.Equal(t, []string{"AAC"}, e.QuantityObjectGroups, "one value is a list of one")
	require.Equal(t, []any{"Catalog3", "PriceOut4", "none"}, []any{e.GroupingField, e.Price, e.Reserved})
	require.True(t, e.ShopReserves)
	require.False(t, e.Goods || e.Quantities)
	require.True(t, e.Partners && got.EditNameAndGroup)

	require.Equal(t, "12.5", got.Limits.Share.String())
	require.Equal(t, 3, got.Limits.Min)
	require.Equal(t, SmartPrinter{Host: "printer.local", Port: 8001, Dialect: "netfp"}, got.Fiscal.SmartPrinter)
	require.Equal(t, "fp-hunter3", got.Fiscal.Password())
	require.Equal(t, []any{"second", "77", 9}, []any{got.Shop.ID, got.Shop.APIID, got.Shop.Rate})
	require.Equal(t, []any{"DT279013", "0001", true, "dt279013", "1"}, []any{
		got.Fiscal.DeviceSerial, got.Fiscal.OperatorCode, got.Fiscal.SharedDevice, got.Fiscal.PrinterID, got.Fiscal.Operator,
	})
	require.Equal(t, []any{"yes", "Europe/Berlin"}, []any{got.Warehouse.SUPTO, got.Warehouse.Timezone.String()})
}

func TestDialects(t *testing.T) {
	t.Parallel()

	for _, dialect := range Dialects() {
		got, err := parse(t, minimal+"fiscal: {smart_printer: {enabled: true, host: h, port: 1, dialect: "+dialect+"}}\n")
		require.NoError(t, err, dialect)
		require.Equal(t, dialect, got.Fiscal.SmartPrinter.Dialect)
	}

	got, err := parse(t, minimal)
	require.NoError(t, err)
	require.Equal(t, "netfp", got.Fiscal.SmartPrinter.Dialect)

	_, err = parse(t, minimal+"fiscal: {smart_printer: {dialect: isl}}\n")
	require.ErrorContains(t, err, "netfp, isl-datecs-a, isl-datecs-b, isl-datecs-x, isl-daisy, isl-eltrade, isl-incotex, zfp")
}
