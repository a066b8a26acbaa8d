package config

import (
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

// entry is a setting as the file has it.
type entry struct {
	node ast.Node
	line int
}

// tree flattens a file to its settings by full name, and reports every key that
// is not in the table.
func tree(file string, data []byte) (map[string]entry, []error) {
	parsed, err := parser.ParseBytes(plainText(data), 0)
	if err != nil {
		return nil, []error{syntaxFault(file, err)}
	}

	w := walker{file: file, found: map[string]entry{}, known: settingsByName(), groups: sections()}

	documents := 0

	for _, d := range parsed.Docs {
		if d.Body == nil {
			continue
		}

		if documents++; documents > 1 {
			w.fault(Syntax, d.Body, "", lang.Of("a second document begins here; keep one", "тук започва втори документ; оставете един"))

			break
		}

		w.section("", d.Body)
	}

	return w.found, w.faults
}

type walker struct {
	file   string
	found  map[string]entry
	faults []error
	known  map[string]setting
	groups map[string]bool
}

func (w *walker) fault(code FaultCode, at ast.Node, setting string, wants Text) {
	w.faults = append(w.faults, &Fault{Code: code, File: w.file, Line: lineOf(at), Setting: setting, Wants: wants})
}

func lineOf(n ast.Node) int {
	if n == nil || n.GetToken() == nil || n.GetToken().Position == nil {
		return 0
	}

	return n.GetToken().Position.Line
}

// section walks a mapping whose keys are sections and settings.
func (w *walker) section(name string, n ast.Node) {
	switch n := n.(type) {
	case *ast.NullNode:
	case *ast.MappingNode:
		for _, v := range n.Values {
			w.pair(name, v)
		}
	case *ast.MappingValueNode:
		w.pair(name, n)
	default:
		code := BadValue
		if name == "" { // the file itself
			code = Syntax
		}

		w.fault(code, n, name, lang.Of("settings, one a line: name: value", "настройки, по една на ред: име: стойност"))
	}
}

func (w *walker) pair(section string, v *ast.MappingValueNode) {
	name, plain := keyText(v.Key)
	if section != "" {
		name = section + "." + name
	}

	_, known := w.known[name]

	switch {
	case !plain:
		w.fault(Unknown, v.Key, name, lang.Of("anchors and merged keys are not read; write the settings out",
			"препратки и вмъкнати ключове не се четат; изпишете настройките"))
	case known:
		w.found[name] = entry{node: v.Value, line: lineOf(v.Key)}
	case w.groups[name]:
		w.section(name, v.Value)
	default:
		w.fault(Unknown, v.Key, name, suggestion(name))
	}
}

func keyText(k ast.MapKeyNode) (string, bool) {
	switch k := k.(type) {
	case *ast.StringNode:
		return k.Value, true
	case ast.ScalarNode:
		if k.Type() == ast.MergeKeyType {
			return "<<", false
		}

		return k.GetToken().Value, true
	default:
		return strings.TrimSpace(k.String()), false
	}
}

func suggestion(name string) Text {
	near := nearest(name)
	if near == "" {
		return lang.Of("remove it; gombasync init writes a file with every setting",
			"махнете я; gombasync init пише файл с всички настройки")
	}

	return lang.Of("did you mean "+near+"?", "може би имахте предвид "+near+"?")
}
