package config

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

const compact = `{warehouse: {dsn: "sqlite:shop.db"}, shop: {url: 'https://x.bg/a', api_id: '1', key: a}, ` +
	`import: {statuses: [new], object: "2"}, export: {start: {every: 15m}}} # all`

const braces = `{import: { # which
     statuses: [new, paid], object: "2" # one
   }, export: {start: {every: 15m}},
   shop: {url: 'it''s', # a, b } "
   api_id: "1" # it's }
   }
} # all
`

const onLines = `# first
warehouse:
    dsn: sqlite:shop.db     # where
    timezone: "Europe/Sofia"
shop:
    url: https://x.bg/a
    api_id: '0001'
    key: a # secret
import:
    statuses:   # which
    - new       # one
    # between
    - paid
    object: Магазин 1
    payment_map:
        cod: 1    # cash
        card: 3
    # user: 1

export:
    # nothing
fiscal:
    smart_printer:
        enabled: false
    # end
# last
`

// edits draws new values for some settings.
func edits(t *rapid.T) []Edit {
	anything := rapid.OneOf(
		rapid.SampledFrom([]string{"007", "yes", "null", "a#b", "a: b", "Мария Иванова", `C:\x`, "it's", `"`, "~", "1e3", "- a", "{", "x ", "0x1", "5m", "%"}),
		rapid.StringMatching(`[ -~а-яЖ]{1,12}`))
	names := slices.Sorted(maps.Keys(settingsByName()))

	var all []Edit

	for _, name := range rapid.SliceOfNDistinct(rapid.SampledFrom(names), 1, 8, rapid.ID[string]).Draw(t, "settings") {
		var value any

		switch rapid.IntRange(0, 5).Draw(t, "kind") {
		case 0: // out of the file
		case 1:
			value = rapid.Bool().Draw(t, "bool")
		case 2:
			value = rapid.IntRange(1, 99999).Draw(t, "int")
		case 3:
			value = rapid.SliceOfN(anything, 0, 4).Draw(t, "list")
		case 4:
			value = rapid.MapOfN(anything, rapid.Int64Range(1, 99), 0, 3).Draw(t, "map")
		default:
			value = anything.Draw(t, "text")
		}

		all = append(all, Edit{name, value})
	}

	return all
}

func TestEditsKeepEverythingElse(t *testing.T) {
	t.Parallel()

	files := map[string]string{
		"bg": string(Template(lang.BG)), "en": string(Template(lang.EN)), "compact": compact, "braces": braces, "lines": onLines,
		"windows": "\ufeff" + strings.ReplaceAll(onLines, "\n", "\r\n"),
	}

	rapid.Check(t, func(t *rapid.T) {
		text := files[rapid.SampledFrom(slices.Sorted(maps.Keys(files))).Draw(t, "file")]

		before, err := rawValues([]byte(text))
		require.NoError(t, err)

		for range rapid.IntRange(1, 3).Draw(t, "rounds") {
			changes := edits(t)

			after, err := Apply([]byte(text), changes...)
			require.NoError(t, err)

			for _, e := range changes {
				before[e.Setting] = e.Value
			}

			got, err := rawValues(after)
			require.NoError(t, err)

			for name := range settingsByName() {
				require.True(t, sameValue(got[name], before[name]), "%s: %v, not %v in\n%s", name, got[name], before[name], after)
			}

			require.True(t, inOrder(comments([]byte(text)), comments(after)))
			require.Equal(t, bytes.HasPrefix([]byte(text), bom), bytes.HasPrefix(after, bom))
			require.Equal(t, strings.Contains(text, "\r"), !strings.Contains(strings.ReplaceAll(string(after), "\r\n", ""), "\n") && strings.Contains(text, "\r"))

			again, err := Apply(after, changes...)
			require.NoError(t, err)
			require.Equal(t, string(after), string(again))

			text = string(after)
		}
	})
}
