package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/internal/output"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
)

func TestWrongInputIsOneLineThatSaysWhatToDo(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct {
		shop   []gombashoptest.Option
		change map[string]string
		spoil  string
		goods  bool
		says   string
		code   int
	}{
		"unknown key":      {change: map[string]string{"export": "export: {goods: true, gods: true}"}, says: ":4: ", code: exitUsage},
		"missing key":      {change: map[string]string{"shop": "shop: {id: main, url: 'http://127.0.0.1:1/', api_id: x}"}, says: "key_env", code: exitUsage},
		"wrong API key":    {change: map[string]string{"shop": ""}, says: "Ключ", code: exitUsage},
		"clock":            {shop: []gombashoptest.Option{gombashoptest.WithClock(late)}, says: "clock", code: exitFailed},
		"shop down":        {change: map[string]string{"shop": "down"}, says: "connection", code: exitFailed},
		"not a database":   {change: map[string]string{"warehouse": "file"}, says: "Склад", code: exitUsage},
		"schema 3.06":      {spoil: "UPDATE System SET Version = '3.06'", says: "3.06", code: exitUsage},
		"object":           {change: map[string]string{"import": `import: {statuses: [confirmed], object: "77"}`}, says: "77", code: exitUsage},
		"user":             {change: map[string]string{"import": `import: {statuses: [confirmed], object: "1", user: "77"}`}, says: "77", code: exitUsage},
		"lev":              {spoil: "UPDATE Currencies SET Currency = 'BGN' WHERE ID = 1", says: "BGN", code: exitUsage},
		"unlinked":         {goods: true, says: "match", code: exitUsage},
		"base path":        {change: map[string]string{"shop": "base"}, says: "/api/microinvest/v1", code: exitUsage},
		"device, no СУПТО": {change: map[string]string{"warehouse": "no"}, says: "device_serial", code: exitUsage},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			p := newPlace(t, c.shop...)
			change := c.change

			switch {
			case change["warehouse"] == "file":
				other := filepath.Join(t.TempDir(), "text.sqlite")
				require.NoError(t, os.WriteFile(other, []byte("not a database at all"), 0o600))
				change = map[string]string{"warehouse": `warehouse: {dsn: "sqlite:` + filepath.ToSlash(other) + `"}`}
			case change["warehouse"] == "no":
				change = map[string]string{"warehouse": `warehouse: {dsn: "sqlite:` + filepath.ToSlash(p.db) + `", supto: no}`}
			case change["shop"] == "down":
				change = map[string]string{"shop": `shop: {id: main, url: "http://127.0.0.1:9/api/microinvest/v1", api_id: test, key: secret, patience: 1s}`}
			case change["shop"] == "base":
				change = map[string]string{"shop": `shop: {id: main, url: "` + strings.TrimSuffix(p.shop.URL, "v1") + `v2", api_id: test, key: secret}`}
			case name == "wrong API key":
				change = map[string]string{"shop": `shop: {id: main, url: "` + p.shop.URL + `", api_id: test, key: wrong}`}
			}

			p.write(change)

			if c.spoil != "" {
				p.execute(c.spoil)
			}

			if c.goods {
				p.goods("Чаша")
				_, err := p.shop.AddProduct(obj{"name": "Друго", "variants": []obj{{"sku": "X", "price": "1.00"}}})
				require.NoError(t, err)
			}

			commands := []string{"check", "import", "export"}
			if name == "user" {
				commands = commands[:2] // an export signs nothing
			}

			for _, command := range commands {
				r := p.run(command)
				require.Equal(t, c.code, r.code, "%s: %s", command, r.err)
				require.Equal(t, 1, strings.Count(r.err, "\n"), "%s: %s", command, r.err)
				require.Contains(t, r.err, c.says, command)
				require.NotContains(t, r.out, "--", "a failed run has no table")

				r = p.run("--lang", "bg", command)
				require.Equal(t, c.code, r.code)
				require.Regexp(t, `^грешка: [^\n]*[а-я]{4}[^\n]*\n$`, r.err)
				require.NotRegexp(t, `[:;(] ?(sqlite|sklad|ledger|gombashop|dsn)[.:] |not found|wrong|cannot|check the|the shop`, r.err)

				r = p.run("--json", command)

				var told struct {
					Error output.Notice `json:"error"`
				}

				require.NoError(t, json.Unmarshal([]byte(r.err), &told), r.err)
				require.NotEmpty(t, told.Error.Code)
				require.NotEmpty(t, told.Error.Remedy, r.err)
				require.Empty(t, p.shop.Writes())
			}
		})
	}
}

func late() time.Time { return time.Now().Add(10 * time.Minute) }

func TestAnOrderIsSkippedOnlyWithAReason(t *testing.T) {
	t.Parallel()

	p := newPlace(t)

	for lang, says := range map[string]string{"en": `say it: --why "`, "bg": `посочете я: --why "`} {
		for _, why := range []string{"", "  "} {
			r := p.run("--lang", lang, "orders", "skip", "5", "--why", why)
			require.Equal(t, exitUsage, r.code)
			require.Contains(t, r.err, says)
			require.Equal(t, 1, strings.Count(r.err, "\n"), r.err)
		}
	}
}
