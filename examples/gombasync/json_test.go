package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

// spoken is a command to be tried with --json.
type spoken struct {
	args []string
	// until is what ends a command that goes on until it is stopped.
	until string
	// text marks a command that prints a file, which is no value.
	text bool
	// quiet marks a list that is empty here.
	quiet bool
}

// everythingSaid runs each command once in a world with a sale and its receipt.
func everythingSaid(p *place) map[string]spoken {
	dir := p.t.TempDir()
	order := p.scalar("SELECT Number FROM gomba_orders")
	file := filepath.Join(dir, "matches.csv")
	p.order(7, "C1")

	early, err := p.shop.PlaceOrder(obj{"items": []obj{{"sku": "C1", "quantity": "1"}}})
	require.NoError(p.t, err)
	month := p.scalar("SELECT substr(CreatedAt, 1, 7) FROM gomba_usn")

	p.append("compliance: {eik: \"831641791\", shop_number: RF0000123, domain: shop.example}\n")
	require.NoError(p.t, os.WriteFile(filepath.Join(dir, "empty.csv"), []byte("#,Име на продукт,Цена\n"), 0o600))
	require.Equal(p.t, exitDone, p.run("match", "propose", "--out", file).code)

	return map[string]spoken{
		"init":                  {args: []string{"--config", filepath.Join(dir, "new.yaml"), "init"}},
		"check":                 {args: []string{"check"}},
		"plan export":           {args: []string{"plan", "export", "--full"}},
		"plan import":           {args: []string{"plan", "import"}},
		"export":                {args: []string{"export", "--full"}},
		"import":                {args: []string{"import"}},
		"match propose":         {args: []string{"match", "propose", "--out", filepath.Join(dir, "m2.csv")}, quiet: true},
		"match apply":           {args: []string{"match", "apply", file, "--finish"}},
		"match undo":            {args: []string{"match", "undo"}},
		"run":                   {args: []string{"run"}, until: `"task":"quantities"`},
		"orders list":           {args: []string{"orders", "list"}},
		"orders show":           {args: []string{"orders", "show", order}},
		"orders retry":          {args: []string{"orders", "retry", order}},
		"orders skip":           {args: []string{"orders", "skip", string(early), "--why", "no"}},
		"receipts list":         {args: []string{"receipts", "list"}},
		"receipts reconcile":    {args: []string{"receipts", "reconcile"}},
		"receipts reverse":      {args: []string{"receipts", "reverse", order}},
		"compliance tables":     {args: []string{"compliance", "tables", "--month", month, "--out", dir}},
		"compliance audit-file": {args: []string{"compliance", "audit-file", "--out", filepath.Join(dir, "a.xml")}},
		"status":                {args: []string{"status"}},
		"db create":             {args: []string{"db", "create", "sqlite:" + filepath.Join(dir, "new.db"), "--sample"}},
		"db info":               {args: []string{"db", "info"}},
		"db install":            {args: []string{"db", "install"}},
		"shop serve": {until: `"url"`, args: []string{
			"shop", "serve", "--addr", "127.0.0.1:0", "--api-id", "a", "--key", "b", "--products", filepath.Join(dir, "empty.csv"),
		}},
		"demo":       {args: []string{"demo"}},
		"completion": {args: []string{"completion", "bash"}, text: true},
	}
}

func TestEveryCommandSpeaksJSON(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir()) // of the demonstration
	t.Setenv("TMP", os.Getenv("TMPDIR"))

	p, _ := sold(t)
	all := everythingSaid(p)

	everyCommand(grammarOf(t, lang.EN).Model.Node, func(node *kong.Node) {
		_, name, _ := strings.Cut(node.FullPath(), " ")
		if !node.Leaf() {
			return
		}

		c, ok := all[name]
		require.True(t, ok, "nobody has tried %s with --json", name)

		r := p.speaks(c)
		require.Equal(t, exitDone, r.code, "%s: %s%s", name, r.out, r.err)
		values(t, name, r.err)

		if !c.text {
			require.Equal(t, c.quiet, r.out == "", "%s: %s", name, r.out)
			values(t, name, r.out)
		}
	})
}

// append adds a line to the configuration.
func (p *place) append(line string) {
	p.t.Helper()

	text, err := os.ReadFile(p.config)
	require.NoError(p.t, err)
	require.NoError(p.t, os.WriteFile(p.config, append(text, line...), 0o600))
}

// speaks runs a command, to its end or until it has said enough.
func (p *place) speaks(c spoken) result {
	p.t.Helper()

	args := append([]string{"--json"}, c.args...)
	if c.until == "" {
		return p.run(args...)
	}

	code, out, errs := p.runs(false, []string{c.until}, args...)

	return result{code, out, errs}
}

// values are lines of which each is a JSON object.
func values(t *testing.T, name, text string) {
	t.Helper()

	for line := range strings.Lines(text) {
		var value map[string]any
		require.NoError(t, json.Unmarshal([]byte(line), &value), "%s: %s", name, line)
	}
}

// Whatever is wrong is a value too: on the second writer, with code and remedy.
func TestEveryErrorIsJSON(t *testing.T) {
	t.Parallel()

	p := newPlace(t)
	nowhere := []string{"--config", filepath.Join(t.TempDir(), "none.yaml")}

	for _, args := range [][]string{
		{"exprot"}, {"orders"}, {}, {"orders", "skip", "5"}, {"export", "--only", "x"}, {"check", "--nope"}, {"completion", "cmd"},
		append(nowhere, "check"), append(nowhere, "db", "info"), append(nowhere, "orders", "list"), append(nowhere, "run"),
		append(nowhere, "receipts", "list"), append(nowhere, "compliance", "tables"), append(nowhere, "match", "propose"),
		{"orders", "show", "none"}, {"match", "apply", "none.csv"}, {"shop", "serve", "--addr", "x", "--api-id", "a", "--key", "b"},
		{"init"}, {"db", "create"}, {"db", "create", "sqlite:" + p.db}, {"db", "info", "sqlite:none.db"}, {"db", "create", "--print", "x"},
	} {
		for _, flag := range []string{"--json", "--json=true"} {
			r := p.run(append([]string{flag}, args...)...)
			require.NotEqual(t, exitDone, r.code, args)
			require.Empty(t, r.out, args)
			require.NotEmpty(t, r.err, args)
			values(t, strings.Join(args, " "), r.err)
			require.Contains(t, r.err, `{"error":{"code":"`, args)
		}
	}

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	values(t, "stopped", gombasyncIn(ctx, nil, "--json", "--config", p.config, "import").err)
}
