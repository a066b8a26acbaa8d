package config

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// render writes a value as the file would have it. Old is what it replaces: a
// text in quotes stays in quotes.
func render(e Edit, old string) (string, error) {
	switch v := e.Value.(type) {
	case bool:
		return strconv.FormatBool(v), nil
	case int:
		return strconv.Itoa(v), nil
	case string:
		return textOf(e.Setting, v, old), nil
	case []string:
		var items []string
		for _, item := range v {
			items = append(items, word(item))
		}

		return "[" + strings.Join(items, ", ") + "]", nil
	case map[string]string, map[string]int64:
		m, _ := canonical(v).(map[string]string)

		var pairs []string
		for _, name := range slices.Sorted(maps.Keys(m)) {
			pairs = append(pairs, word(name)+": "+number(m[name]))
		}

		return "{" + strings.Join(pairs, ", ") + "}", nil
	default:
		return "", fmt.Errorf("config: edit %s: a %T is no value of a setting", e.Setting, e.Value)
	}
}

func textOf(setting, v, old string) string {
	switch {
	case strings.HasPrefix(old, `"`), strings.HasPrefix(old, `'`):
		return inQuotes(v, old[0])
	case setting == "limits.share":
		return number(v)
	default:
		return word(v)
	}
}

// number leaves digits bare; a text with digits alone would need quotes.
func number(v string) string {
	if regexp.MustCompile(`^(0|[1-9]\d*)(\.\d+)?$`).MatchString(v) {
		return v
	}

	return word(v)
}

// word is a text without quotes, where every reader of YAML takes it for the
// same text.
func word(v string) string {
	if !regexp.MustCompile(`^[\p{L}\d][\p{L}\d_./-]*( [\p{L}\d_./-]+)*$`).MatchString(v) || otherwise(v) {
		return inQuotes(v, '"')
	}

	return v
}

// otherwise tells whether YAML, in an old version too, reads a word as something
// else than a text.
func otherwise(v string) bool {
	if slices.Contains([]string{"y", "n", "yes", "no", "on", "off", "true", "false", "null"}, strings.ToLower(v)) {
		return true
	}

	f, err := parser.ParseBytes([]byte("x: "+v), 0)
	if err != nil || len(f.Docs) != 1 {
		return true
	}

	m, ok := f.Docs[0].Body.(*ast.MappingNode)
	if !ok || len(m.Values) != 1 {
		return true
	}

	s, ok := m.Values[0].Value.(*ast.StringNode)

	return !ok || s.Value != v
}

// inQuotes puts a text into quotes; the single ones leave a backslash of a
// Windows path as it is.
func inQuotes(v string, quote byte) string {
	plain := strings.IndexFunc(v, func(r rune) bool { return !strconv.IsPrint(r) }) < 0
	if plain && !strings.Contains(v, "'") && (quote == '\'' || strings.Contains(v, `\`)) {
		return "'" + v + "'"
	}

	return strconv.Quote(v)
}
