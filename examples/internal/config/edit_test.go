package config

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAnEditChangesOnlyItsValue(t *testing.T) {
	t.Parallel()

	for _, c := range []struct {
		name, before, after string
		edits               []Edit
	}{
		{"a word", "shop:\n  id: main   # name\n", "shop:\n  id: other  # name\n", []Edit{{"shop.id", "other"}}},
		{"quotes stay", "shop: {id: 'a', url: \"x\"}\n", "shop: {id: 'b', url: \"y z\"}\n", []Edit{{"shop.id", "b"}, {"shop.url", "y z"}}},
		{"what YAML would misread", "shop:\n  id: a\n", "shop:\n  id: \"007\"\n", []Edit{{"shop.id", "007"}}},
		{"yes", "shop:\n  id: a\n", "shop:\n  id: \"yes\"\n", []Edit{{"shop.id", "yes"}}},
		{"null", "shop:\n  id: a\n", "shop:\n  id: \"null\"\n", []Edit{{"shop.id", "null"}}},
		{"a hash", "shop:\n  id: a\n", "shop:\n  id: \"a#b\"\n", []Edit{{"shop.id", "a#b"}}},
		{"Cyrillic", "shop:\n  id: a\n", "shop:\n  id: Магазин 2\n", []Edit{{"shop.id", "Магазин 2"}}},
		{"a Windows path", "warehouse:\n  dsn: a\n", "warehouse:\n  dsn: 'sqlite:C:\\a b\\c.db'\n", []Edit{{"warehouse.dsn", `sqlite:C:\a b\c.db`}}},
		{"an empty place", "fiscal:\n  smart_printer: {host: \"\", port: , dialect: netfp}\n",
			"fiscal:\n  smart_printer: {host: \"\", port: 8001, dialect: netfp}\n", []Edit{{"fiscal.smart_printer.port", 8001}}},
		{"an empty line", "shop:\n  rate:   # why\n  id: a\n", "shop:\n  rate: 7 # why\n  id: a\n", []Edit{{"shop.rate", 7}}},
		{"no blank", "shop:\n  rate:\n  id: a\n", "shop:\n  rate: 7\n  id: a\n", []Edit{{"shop.rate", 7}}},
		{"CRLF", "# жж\r\nshop:\r\n  # x\r\n  rate: 5 # ж\r\n  id: a\r\n", "# жж\r\nshop:\r\n  # x\r\n  rate: 6 # ж\r\n  id: a\r\n  url: b\r\n",
			[]Edit{{"shop.rate", 6}, {"shop.url", "b"}}},
		{"a mark at the beginning", "\ufeffshop:\n  rate: 5\n", "\ufeffshop:\n  rate: 6\n", []Edit{{"shop.rate", 6}}},
		{"a tab before the comment", "shop:\n  rate: 5\t# five\n", "shop:\n  rate: 6\t# five\n", []Edit{{"shop.rate", 6}}},
		{"no line end", "shop:\n  rate: 5", "shop:\n  rate: 5\n  id: a", []Edit{{"shop.id", "a"}}},
		{"beneath the commented one", "import:\n  # user: \"1\"   # who\n  #            # and more\n  mode: add_only\n",
			"import:\n  # user: \"1\"   # who\n  user: \"5\"\n  #            # and more\n  mode: add_only\n", []Edit{{"import.user", "5"}}},
		{"a comment that goes on", "import:\n  # user: \"1\"   # who\n             # and more\n  mode: add_only\n",
			"import:\n  # user: \"1\"   # who\n             # and more\n  user: \"5\"\n  mode: add_only\n", []Edit{{"import.user", "5"}}},
		{"a section that is missing", "shop: {id: a}\n", "shop: {id: a}\nlimits:\n  share: 25\n", []Edit{{"limits.share", "25"}}},
		{"a section that is commented out", "shop: {id: a}\n# compliance: {eik: \"1\"}\n# end\n",
			"shop: {id: a}\n# compliance: {eik: \"1\"}\ncompliance:\n  domain: x.bg\n# end\n", []Edit{{"compliance.domain", "x.bg"}}},
		{"a section without settings", "fiscal:   # УНП\n  # device_serial: X\n# end\n",
			"fiscal:   # УНП\n  # device_serial: X\n  device_serial: DT279013\n# end\n", []Edit{{"fiscal.device_serial", "DT279013"}}},
		{"nested and missing", "export:\n  start:\n    every: 15m\n    # quantities: {every: 5m}\n  goods: true\n",
			"export:\n  start:\n    every: 15m\n    # quantities: {every: 5m}\n    quantities: {every: 1m, delay: 2s}\n  goods: true\n",
			[]Edit{{"export.start.quantities.every", "1m"}, {"export.start.quantities.delay", "2s"}}},
		{"nested in braces", "export: {start: {every: 15m}, goods: true}\n",
			"export: {start: {every: 15m, catalogue: {every: 1h}}, goods: true}\n", []Edit{{"export.start.catalogue.every", "1h"}}},
		{"empty braces", "export: {start: {}, goods: true}\n", "export: {start: {every: 1h}, goods: true}\n", []Edit{{"export.start.every", "1h"}}},
		{"an empty section in braces", "export: {start: , goods: true}\n", "export: {start: {every: 1h}, goods: true}\n",
			[]Edit{{"export.start.every", "1h"}}},
		{"a file in braces", "{shop: {id: a}}\n", "{shop: {id: a}, limits: {min: 5}}\n", []Edit{{"limits.min", 5}}},
		{"an empty file", "", "shop:\n  id: a\n", []Edit{{"shop.id", "a"}}},
		{"comments alone", "# nothing yet\n", "# nothing yet\nshop:\n  id: a\n", []Edit{{"shop.id", "a"}}},
		{"a list", "import:\n  statuses: [confirmed]   # c\n", "import:\n  statuses: [\"1\", paid]   # c\n",
			[]Edit{{"import.statuses", []string{"1", "paid"}}}},
		{"a list on lines", "import:\n  statuses:   # c\n    - confirmed   # one\n    # two\n    - paid\n  mode: add_only\n",
			"import:\n  statuses: [new] # c\n    # one\n    # two\n  mode: add_only\n", []Edit{{"import.statuses", []string{"new"}}}},
		{"a list as deep as its key", "import:\n  statuses:\n  - confirmed\n  - paid\n  mode: add_only\n",
			"import:\n  statuses: [new]\n  mode: add_only\n", []Edit{{"import.statuses", []string{"new"}}}},
		{"a map", "import:\n  payment_map: {cod: 1}\n", "import:\n  payment_map: {card: 3, \"cod+ppp\": 2}\n",
			[]Edit{{"import.payment_map", map[string]int64{"cod+ppp": 2, "card": 3}}}},
		{"a long text", "shop:\n  id: >-\n    a\n    b\n  rate: 5\n", "shop:\n  id: c\n  rate: 5\n", []Edit{{"shop.id", "c"}}},
		{"the same", "import:\n  statuses: confirmed\n", "import:\n  statuses: confirmed\n", []Edit{{"import.statuses", []string{"confirmed"}}}},
		{"out of a line", "shop:\n  id: a\n  rate: 5\n  url: b\n", "shop:\n  id: a\n  url: b\n", []Edit{{"shop.rate", nil}}},
		{"out of a line with a comment", "shop:\n  rate: 5   # five\n", "shop:\n  rate:     # five\n", []Edit{{"shop.rate", nil}}},
		{"out of braces", "export: {start: {delay: 5s, every: 1h}, price: PriceOut3}\n", "export: {start: {every: 1h}}\n",
			[]Edit{{"export.start.delay", nil}, {"export.price", nil}}},
		{"out where it is not", "shop:\n  id: a\n", "shop:\n  id: a\n", []Edit{{"shop.rate", nil}}},
		{"a list out", "import:\n  statuses:\n    - a\n    - b\n  mode: add_only\n", "import:\n  mode: add_only\n", []Edit{{"import.statuses", nil}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()

			got, err := Apply([]byte(c.before), c.edits...)
			require.NoError(t, err)
			require.Equal(t, c.after, string(got))

			again, err := Apply(got, c.edits...)
			require.NoError(t, err)
			require.Equal(t, string(got), string(again))
		})
	}
}

func TestAnEditThatWouldLoseACommentIsRefused(t *testing.T) {
	t.Parallel()

	before := "import: {statuses: [new, # why\n  paid]}\n"

	_, err := Apply([]byte(before), Edit{"import.statuses", []string{"confirmed"}})
	require.ErrorContains(t, err, "change the setting in an editor")

	_, err = Apply([]byte("import: [\n"), Edit{"import.object", "1"})
	require.ErrorContains(t, err, "YAML")
}
