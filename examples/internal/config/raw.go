package config

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/goccy/go-yaml/ast"
)

var bom = []byte("\ufeff")

// plainText is a file as the parser counts its lines rightly: without the mark
// that Windows puts at the beginning, and with line feeds alone.
func plainText(data []byte) []byte {
	return bytes.ReplaceAll(bytes.TrimPrefix(data, bom), []byte("\r\n"), []byte("\n"))
}

// rawValues are the settings of a file that have a value, as it is written there.
func rawValues(data []byte) (map[string]any, error) {
	found, faults := tree("YAML", data)
	if len(faults) > 0 && found == nil {
		return nil, errors.Join(faults...)
	}

	all := map[string]any{}

	for name, e := range found {
		if v := raw(e.node); v != nil {
			all[name] = v
		}
	}

	return all, nil
}

// raw is a value as the file has it: a string, []string or map[string]string;
// nil where there is none, and for an empty text, which means none.
func raw(n ast.Node) any {
	switch n := n.(type) {
	case nil:
		return nil
	case *ast.SequenceNode:
		all := []string{}
		for _, item := range n.Values {
			all = append(all, written(item))
		}

		return all
	case *ast.MappingNode:
		all := map[string]string{}

		for _, v := range n.Values {
			name, _ := keyText(v.Key)
			all[name] = written(v.Value)
		}

		return all
	default:
		if s := written(n); s != "" {
			return s
		}

		return nil
	}
}

// written is a scalar, or the text of what should be one and is not.
func written(n ast.Node) string {
	if s, ok := scalar(n); ok {
		return s
	}

	return n.String()
}

// sameValue compares what a file says with the value of an edit. A list of one
// may be written as its element.
func sameValue(a, b any) bool {
	a, b = canonical(a), canonical(b)

	switch x := a.(type) {
	case []string:
		y, ok := b.([]string)

		return ok && slices.Equal(x, y)
	case map[string]string:
		y, ok := b.(map[string]string)

		return ok && maps.Equal(x, y)
	case string:
		if list, ok := b.([]string); ok {
			return len(list) == 1 && list[0] == x
		}

		return a == b
	default:
		return a == b
	}
}

func canonical(v any) any {
	switch v := v.(type) {
	case bool:
		return strconv.FormatBool(v)
	case int:
		return strconv.Itoa(v)
	case map[string]int64:
		all := map[string]string{}
		for name, id := range v {
			all[name] = strconv.FormatInt(id, 10)
		}

		return all
	case string:
		if v == "" {
			return nil
		}

		return v
	case nil, []string, map[string]string:
		return v
	default:
		return fmt.Sprint(v)
	}
}
