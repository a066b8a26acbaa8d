package page

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"text/template/parse"

	"github.com/stretchr/testify/require"
)

// asked is what the templates and the code ask the words for.
type asked struct {
	// keys are written out whole, with the place of each; the words are checked
	// for each of them.
	keys map[string]string
	// computed are patterns such as "home.%s", with a place.
	computed map[string]string
	// texts are all literals of the code: a key that is one of them is in use.
	texts map[string]bool
}

func whatIsAsked(t *testing.T) asked {
	t.Helper()

	a := asked{keys: map[string]string{}, computed: map[string]string{}, texts: map[string]bool{}}
	eachTemplate(t, func(name string, tree *parse.Tree) { a.node(name, tree.Root) })
	eachSource(t, a.source)

	return a
}

// eachTemplate gives all trees of all templates, without knowing their functions.
func eachTemplate(t *testing.T, do func(name string, tree *parse.Tree)) {
	t.Helper()

	files, err := fs.Glob(templates, "templates/*.html")
	require.NoError(t, err)
	require.NotEmpty(t, files)

	for _, file := range files {
		source, err := fs.ReadFile(templates, file)
		require.NoError(t, err)

		tree := parse.New(file)
		tree.Mode = parse.SkipFuncCheck
		trees := map[string]*parse.Tree{}
		_, err = tree.Parse(string(source), "", "", trees)
		require.NoError(t, err)

		for _, one := range trees {
			do(file, one)
		}
	}
}

func (a asked) node(file string, n parse.Node) {
	switch n := n.(type) {
	case *parse.ListNode:
		if n == nil {
			return
		}

		for _, child := range n.Nodes {
			a.node(file, child)
		}
	case *parse.ActionNode:
		a.node(file, n.Pipe)
	case *parse.IfNode:
		a.branch(file, n.BranchNode)
	case *parse.RangeNode:
		a.branch(file, n.BranchNode)
	case *parse.WithNode:
		a.branch(file, n.BranchNode)
	case *parse.TemplateNode:
		a.node(file, n.Pipe)
	case *parse.PipeNode:
		if n == nil {
			return
		}

		for _, command := range n.Cmds {
			a.command(file, command)
		}
	}
}

func (a asked) branch(file string, n parse.BranchNode) {
	a.node(file, n.Pipe)
	a.node(file, n.List)
	a.node(file, n.ElseList)
}

func (a asked) command(file string, n *parse.CommandNode) {
	for i, arg := range n.Args {
		a.node(file, arg)

		if text, ok := arg.(*parse.StringNode); ok {
			a.texts[text.Text] = true
			a.pattern(text.Text, file)

			if i == 1 && n.Args[0].String() == "t" {
				a.keys[text.Text] = file
			}
		}
	}
}

// pattern notes a text from which a key is made.
func (a asked) pattern(text, place string) {
	if regexp.MustCompile(`^[a-z_]+\.([a-z_.]*%s[a-z_.]*)+$`).MatchString(text) {
		a.computed[text] = place
	}
}

// eachSource gives the files of the package, without tests and words.
func eachSource(t *testing.T, do func(name string, file *ast.File)) {
	t.Helper()

	files, err := os.ReadDir(".")
	require.NoError(t, err)

	for _, f := range files {
		name := f.Name()
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || strings.HasPrefix(name, "words_") {
			continue
		}

		tree, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		do(name, tree)
	}
}

func (a asked) source(name string, file *ast.File) {
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BasicLit:
			if text, ok := literal(n); ok {
				a.texts[text] = true
				a.pattern(text, name)
			}
		case *ast.BinaryExpr:
			if text, ok := sum(n); ok {
				a.pattern(text, name)

				return false
			}
		case *ast.CallExpr:
			a.call(name, n)
		}

		return true
	})
}

// call notes the key in p.say(r, key), w.t(key) and back(w, r, to, key).
func (a asked) call(name string, n *ast.CallExpr) {
	at := map[string]int{"t": 0, "say": 1, "back": 3}
	called := ""

	switch f := n.Fun.(type) {
	case *ast.SelectorExpr:
		called = f.Sel.Name
	case *ast.Ident:
		called = f.Name
	}

	i, known := at[called]
	if !known || len(n.Args) <= i {
		return
	}

	if text, ok := literal(n.Args[i]); ok {
		if called == "back" {
			text = "said." + text
		}

		a.keys[text] = name
	}
}

func literal(n ast.Expr) (string, bool) {
	lit, ok := n.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}

	text, err := strconv.Unquote(lit.Value)

	return text, err == nil
}

// sum is a "text." + that + ".text" with %s for what is computed.
func sum(n ast.Expr) (string, bool) {
	if text, ok := literal(n); ok {
		return text, true
	}

	b, ok := n.(*ast.BinaryExpr)
	if !ok || b.Op != token.ADD {
		return "%s", false
	}

	left, one := sum(b.X)
	right, other := sum(b.Y)

	return left + right, one || other
}
