package text_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/syncer/text"
)

// declared are the codes that the package's sources declare.
func declared(t *testing.T) []text.Code {
	t.Helper()

	files, err := filepath.Glob("codes_*.go")
	require.NoError(t, err)

	var codes []text.Code

	for _, file := range files {
		source, err := os.ReadFile(file)
		require.NoError(t, err)
		tree, err := parser.ParseFile(token.NewFileSet(), file, source, 0)
		require.NoError(t, err)

		ast.Inspect(tree, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || len(spec.Values) == 0 {
				return true
			}

			if kind, ok := spec.Type.(*ast.Ident); ok && kind.Name == "Code" {
				value, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
				require.NoError(t, err)
				codes = append(codes, text.Code(value))
			}

			return true
		})
	}

	return codes
}

func TestEveryCodeHasBothLanguages(t *testing.T) {
	t.Parallel()

	codes := declared(t)
	require.Greater(t, len(codes), 30)

	seen := map[text.Code]bool{}
	for _, code := range codes {
		require.False(t, seen[code], "%s is declared twice", code)
		seen[code] = true

		p := text.Problem{Code: code, Record: "order 7"}
		for _, l := range []text.Language{text.EN, text.BG} {
			full := l.Full(p)
			require.NotEqual(t, text.EN.Full(text.Problem{Code: "no_such_code", Record: "order 7"}), full)
			require.NotContains(t, full, string(code)+" ", "%s has no text", code)
			require.Contains(t, full, " 7", "%s", code)
		}

		require.NotEqual(t, text.EN.Full(p), text.BG.Full(p), "%s", code)
		require.True(t, strings.ContainsAny(text.BG.Full(p), "абвгдежзийклмнопрстуфхцчшщъьюя"), "%s", code)
	}
}

func TestArgumentsAreFilledIn(t *testing.T) {
	t.Parallel()

	p := text.Problem{Code: text.OrderTotal, Record: "order 7", Args: map[string]string{"document": "10.00", "shop": "12.00"}}
	for _, l := range []text.Language{text.EN, text.BG} {
		full := l.Full(p)
		require.Contains(t, full, "10.00")
		require.Contains(t, full, "12.00")
		require.NotContains(t, full, "{")
	}
}
