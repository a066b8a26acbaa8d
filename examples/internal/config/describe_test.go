package config

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

func described() map[string]Setting {
	all := map[string]Setting{}
	for _, s := range Describe() {
		all[s.Name] = s
	}

	return all
}

func TestEverySettingIsDescribedOnce(t *testing.T) {
	t.Parallel()

	var names, known []string
	for _, s := range Describe() {
		names = append(names, s.Name)
	}

	for _, s := range settings() {
		known = append(known, s.name)
	}

	require.ElementsMatch(t, known, names)
}

func TestADescriptionIsWhole(t *testing.T) {
	t.Parallel()

	cyrillic := func(s string) bool {
		return strings.IndexFunc(s, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) >= 0
	}

	var letters []string

	for _, s := range Describe() {
		require.NotEmpty(t, s.Title.EN, s.Name)
		require.NotEmpty(t, s.Title.BG, s.Name)
		require.True(t, cyrillic(s.Help.BG), s.Name)
		require.True(t, strings.HasSuffix(s.Help.BG, ".") && strings.HasSuffix(s.Help.EN, "."), s.Name)
		require.Contains(t, []Kind{
			KindText, KindSecret, KindBool, KindInt, KindDuration, KindPercent, KindChoice, KindList, KindMap, KindMoment,
		}, s.Kind, s.Name)
		require.Equal(t, s.Kind == KindChoice, len(s.Choices) > 0 && s.Kind != KindMap, s.Name)

		for _, c := range s.Choices {
			require.NotEmpty(t, c.Title.BG, "%s %s", s.Name, c.Value)
			require.NotEmpty(t, c.Title.EN, "%s %s", s.Name, c.Value)
		}

		if s.Letter != "" {
			letters = append(letters, s.Letter)
		}
	}

	slices.Sort(letters)
	require.Equal(t, "abcdefghijklnop", strings.Join(letters, ""), "m is a command")
}

// What a description calls a choice must be one, and all of them.
func TestDescribedChoicesAreThoseOfTheReader(t *testing.T) {
	t.Parallel()

	for _, s := range Describe() {
		if s.Kind != KindChoice {
			continue
		}

		var values []string

		for _, c := range s.Choices {
			if c.Value != "" {
				values = append(values, c.Value)
			}

			_, ok := CheckValue(s.Name, c.Value)
			require.True(t, ok, "%s: %s", s.Name, c.Value)
		}

		wants, ok := CheckValue(s.Name, "no such choice")
		require.False(t, ok)

		allowed := strings.Split(strings.TrimPrefix(wants.EN, "write one of "), ", ")
		require.ElementsMatch(t, allowed, values, s.Name)
	}
}

func TestDescribedDefaultsAreThoseOfTheTemplates(t *testing.T) {
	t.Parallel()

	for _, l := range []lang.Lang{lang.BG, lang.EN} {
		values, err := rawValues(Template(l))
		require.NoError(t, err)

		for _, s := range Describe() {
			if got, ok := values[s.Name].(string); ok && !s.Required && s.Name != "shop.key_env" {
				require.Equal(t, got, s.Default, s.Name)
			}
		}
	}
}

// Writing every default out changes nothing.
func TestDescribedDefaultsAreThoseOfTheReader(t *testing.T) {
	t.Parallel()

	var written []Edit

	for _, s := range Describe() {
		switch {
		case s.Default == "":
		case s.Kind == KindBool:
			written = append(written, Edit{s.Name, s.Default == "true"})
		default:
			written = append(written, Edit{s.Name, s.Default})
		}
	}

	full, err := Apply([]byte(minimal), written...)
	require.NoError(t, err)

	want, err := parse(t, minimal)
	require.NoError(t, err)
	got, err := parse(t, string(full))
	require.NoError(t, err)

	require.Equal(t, want.Warehouse.Timezone.String(), got.Warehouse.Timezone.String())
	require.Equal(t, want.Warehouse.SUPTO, got.Warehouse.SUPTO)

	for _, c := range []*Config{&want, &got} { // functions never equal one another
		c.Shop.Key, c.Fiscal.Password, c.Warehouse = nil, nil, Warehouse{}
	}

	require.Equal(t, want, got)
}

func TestCheckValueIsTheReader(t *testing.T) {
	t.Parallel()

	for _, c := range []struct {
		setting string
		value   any
		says    string
	}{
		{"shop.rate", 5, ""},
		{"shop.rate", "5000", "напишете число от 1 до 1000"},
		{"shop.rate", "", ""},
		{"shop.url", "http://shop.bg", "напишете адрес с https; http е само за този компютър"},
		{"shop.url", "", "напишете адреса от магазина"},
		{"warehouse.dsn", "mysql:x", "mysql://"},
		{"warehouse.dsn", "", "напишете адреса на базата"},
		{"import.statuses", []string{}, "изброите статусите"},
		{"import.statuses", []string{"new"}, ""},
		{"import.since", "вчера", "ден като"},
		{"import.payment_map", map[string]string{"cod": "x"}, "за всяко име число"},
		{"import.payment_map", map[string]string{"cod": "1"}, ""},
		{"import.missing_item", []string{"9"}, ""},
		{"fiscal.device_serial", "X", "две латински"},
		{"fiscal.smart_printer.enabled", true, ""},
		{"fiscal.smart_printer.enabled", "maybe", "true или false"},
		{"fiscal.operator_code", "0001", ""},
		{"fiscal.operator_code", "1", "четири знака"},
		{"limits.share", "101", "процент"},
		{"shop.key_env", "NAME", ""},
		{"export.price", "PriceOut11", "едно от"},
	} {
		got, ok := CheckValue(c.setting, c.value)
		require.Equal(t, c.says == "", ok, "%s %v: %s", c.setting, c.value, got.BG)
		require.Contains(t, got.BG, c.says, c.setting)
	}

	require.Contains(t, described()["import.object"].Title.BG, "Обект")
}
