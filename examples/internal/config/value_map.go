package config

import (
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// choices are pairs of a name and one of the allowed words.
func choices(field func(*draft) *map[string]string, allowed ...string) func(*draft, entry) (Text, bool) {
	words := strings.Join(allowed, ", ")

	return func(c *draft, e entry) (Text, bool) {
		m, ok := e.node.(*ast.MappingNode)
		if !ok {
			return want("pairs such as {card: never} of "+words, "двойки като {card: never} от "+words)
		}

		all := map[string]string{}

		for _, v := range m.Values {
			name, plain := keyText(v.Key)
			s, _ := scalar(v.Value)

			if !plain || !slices.Contains(allowed, s) {
				return want("one of "+words+" for each name", "за всяко име едно от "+words)
			}

			all[name] = s
		}

		*field(c) = all

		return fine()
	}
}

// ids reads a mapping from a name to the ID of a row.
func ids(field func(*draft) *map[string]int64) func(*draft, entry) (Text, bool) {
	return func(c *draft, e entry) (Text, bool) {
		m, ok := e.node.(*ast.MappingNode)
		if !ok {
			return want("pairs such as {cod: 1, card: 3}", "двойки като {cod: 1, card: 3}")
		}

		all := map[string]int64{}

		for _, v := range m.Values {
			name, plain := keyText(v.Key)
			s, _ := scalar(v.Value)

			id, err := strconv.ParseInt(s, 10, 64)
			if !plain || err != nil || id < 1 {
				return want("a number above 0, the ID of a row, for each name", "за всяко име число над 0: ID на ред")
			}

			all[name] = id
		}

		*field(c) = all

		return fine()
	}
}
