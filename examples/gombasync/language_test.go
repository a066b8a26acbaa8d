package main

import (
	"context"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
)

// mistake is something wrong and the commands that meet it.
type mistake struct {
	shop     []gombashoptest.Option
	change   map[string]string
	file     string // the whole configuration, or %CSV%'s content
	spoil    string
	fault    gombashoptest.Fault
	goods    bool
	commands [][]string
}

func mistakes() map[string]mistake {
	sides := [][]string{{"check"}, {"import"}, {"export"}, {"plan", "import"}, {"plan", "export"}}
	first := sides[:1]
	shop := func(rest string) map[string]string {
		return map[string]string{"shop": "shop: {id: main, " + rest + "}"}
	}
	all := map[string]mistake{
		"clock ahead":    {shop: []gombashoptest.Option{gombashoptest.WithClock(late)}, commands: sides},
		"shop down":      {change: shop(`url: "http://127.0.0.1:9/api/microinvest/v1", api_id: test, key: secret, patience: 1s`), commands: sides},
		"no such shop":   {change: shop(`url: "https://nowhere.invalid/api/microinvest/v1", api_id: test, key: secret, patience: 1s`), commands: first},
		"wrong key":      {change: shop(`url: "%SHOP%", api_id: test, key: wrong`), commands: sides},
		"wrong id":       {change: shop(`url: "%SHOP%", api_id: other, key: secret`), commands: first},
		"other page":     {change: shop(`url: "%SHOP%/v9", api_id: test, key: secret`), commands: sides},
		"module off":     {shop: []gombashoptest.Option{gombashoptest.WithModuleOff()}, commands: sides},
		"shop fails":     {fault: gombashoptest.Fault{Kind: gombashoptest.FaultStatus, Status: http.StatusInternalServerError}, commands: sides, change: shop(`url: "%SHOP%", api_id: test, key: secret, patience: 1s`)},
		"schema":         {spoil: "UPDATE System SET Version = '3.06'", commands: append(sides, []string{"status"}, []string{"orders", "list"}, []string{"db", "info"}, []string{"db", "install"})},
		"lev":            {spoil: "UPDATE Currencies SET Currency = 'BGN' WHERE ID = 1", commands: sides},
		"no ledger":      {spoil: "DROP TABLE gomba_marks", commands: append(sides, []string{"status"})},
		"newer ledger":   {spoil: "UPDATE gomba_marks SET Value = '9' WHERE Name = 'version'", commands: append(sides, []string{"db", "install"})},
		"both populated": {goods: true, commands: sides},
		"no СУПТО":       {change: map[string]string{"warehouse": `warehouse: {dsn: "sqlite:%DB%", supto: no}`}, commands: sides},
		"not СУПТО":      {spoil: "UPDATE System SET Version = '3.07'", change: map[string]string{"warehouse": `warehouse: {dsn: "sqlite:%DB%", supto: auto}`}, commands: sides},
		"object":         {change: map[string]string{"import": `import: {statuses: [confirmed], object: "Магазин 77"}`}, commands: sides},
		"user":           {change: map[string]string{"import": `import: {statuses: [confirmed], object: "1", user: "77"}`}, commands: sides[:2]},
		"status":         {change: map[string]string{"import": `import: {statuses: [shipped-x], object: "1"}`}, commands: sides[:2]},
		"delivery good":  {change: map[string]string{"import": `import: {statuses: [confirmed], object: "1", delivery_good: "900"}`}, commands: sides[:2]},
		"guest":          {change: map[string]string{"import": `import: {statuses: [confirmed], object: "1", guest_partner: "900"}`}, commands: sides[:2]},
		"VAT map":        {change: map[string]string{"import": `import: {statuses: [confirmed], object: "1", vat_map: {"20": 900}}`}, commands: sides[:2]},
		"payment map":    {change: map[string]string{"import": `import: {statuses: [confirmed], object: "1", payment_map: {cod: 900}}`}, commands: sides[:2]},
		"goods group":    {change: map[string]string{"export": `export: {goods_groups: [ZZZ]}`}, commands: sides},
		"object group":   {change: map[string]string{"export": `export: {quantity_object_groups: [ZZZ]}`}, commands: sides},
		"operator":       {change: map[string]string{"fiscal": `fiscal: {device_serial: DT279013}`}, commands: sides[:2]},
		"printer down":   {change: map[string]string{"fiscal": `fiscal: {device_serial: DT279013, operator_code: "0001", smart_printer: {enabled: true, host: 127.0.0.1, port: 9}}`}, commands: first},
		"no order":       {commands: [][]string{{"orders", "show", "5"}, {"orders", "retry", "5"}, {"orders", "skip", "5"}, {"import", "--order", "5"}, {"plan", "import", "--order", "5"}}},
		"no good":        {commands: [][]string{{"export", "--good", "99"}, {"plan", "export", "--good", "99"}}},
		"words": {commands: [][]string{
			{"exprot"}, {}, {"orders"}, {"orders", "lst"}, {"exprt"}, {"--nope", "check"}, {"check", "--jsn"}, {"check", "more"}, {"orders", "show"},
			{"export", "--only", "category"}, {"export", "--only"}, {"export", "--good", "x"}, {"orders", "list", "--state", "x"},
			{"orders", "retry"}, {"shop", "serve"}, {"shop", "serve", "--addr", "127.0.0.1:1"}, {"db"}, {"db", "create"}, {"db", "create", "--print"},
			{"db", "create", "--print", "oracle"}, {"db", "create", "--print", "sqlite", "--sample"}, {"db", "create", "shop.db"},
			{"db", "create", "mysql://h"}, {"db", "create", "sqlserver://u:p@h"}, {"db", "create", "nonsense:x"}, {"db", "create", "mysql://u:%zz@h/d"},
			{"db", "info", "sqlite:none.db"}, {"db", "info", "sqlite:" + os.TempDir()}, {"db", "create", "sqlite:%DB%"}, {"db", "create", "sqlite:/no/such/folder/x.db"},
			{"db", "info", "mysql://u:p@127.0.0.1:9/d"}, {"db", "info", "sqlserver://u:p@127.0.0.1:9?database=d"},
			{"db", "info", "sqlite:%FILE%"}, {"db", "install", "sqlite:%FILE%"}, {"db", "info", "sqlite:%EMPTY%"}, {"db", "info", "sqlite:"},
			{"init"}, {"--config", "/no/such/folder/g.yaml", "init"}, {"--config", "none.yaml", "check"}, {"--config", os.TempDir(), "check"},
			{"shop", "serve", "--addr", "%USED%", "--api-id", "a", "--key", "b"}, {"shop", "serve", "--addr", "nowhere", "--api-id", "a", "--key", "b"},
			{"shop", "serve", "--addr", "127.0.0.1:99999", "--api-id", "a", "--key", "b"}, {"plan"}, {"--lang"}, {"--config"}, {"export", "--full=maybe"},
			{"shop", "serve", "--addr", "127.0.0.1:0", "--api-id", "a", "--key", "b", "--products", "none.csv"},
		}},
	}
	for name, csv := range map[string]string{
		"empty": "", "no table": "Склад Pro\n1\n", "semicolons": "#;Име на продукт;Цена\n1;Чаша;2,50\n", "no price": "#,Име на продукт,Цена\n1,Чаша,\n",
		"text": "#,Име на продукт,Цена\n1,Чаша,евтино\n", "cells": "#,Име на продукт,Цена\n1,Чаша\n", "quote": "#,Име на продукт,Цена\n1,\"Чаша,2.50\n",
		"bare quote": "#,Име на продукт,Цена\n1,Ча\"ша,2.50\n", "thousand": "#,Име на продукт,Цена\n1,Чаша,\"1,250\"\n", "negative": "#,Име на продукт,Цена\n1,Чаша,-1.00\n",
		"no name": "#,Име на продукт,Цена\n1,,1.00\n", "two currencies": "#,Име на продукт,Цена,Стара цена\n1,Чаша,1.00 EUR,2.00 BGN\n",
		"windows": "#,\xc8\xec\xe5,\xd6\xe5\xed\xe0\n1,\xd7\xe0\xf8\xe0,1.00\n", "windows cell": "#,Име на продукт,Цена\n1,\xd7\xe0\xf8\xe0,1.00\n", "date": "#,Име на продукт,Цена,Дата\n1,Чаша,1.00,вчера\n",
		"yes": "#,Име на продукт,Цена,Скрит продукт\n1,Чаша,1.00,може\n", "head twice": "#,Име на продукт,Цена,Цена\n1,Чаша,1.00,2.00\n", "option": "#,Име на продукт,Цена,Параметри\n1,Чаша,1.00 EUR,\"Цвят: Син(+x €),\"\n",
		"binary": "PK\x03\x04\x00\x00",
	} {
		all["CSV "+name] = mistake{file: csv, commands: [][]string{{"shop", "serve", "--addr", "127.0.0.1:0", "--api-id", "a", "--key", "b", "--products", "%FILE%"}}}
	}
	for name, text := range map[string]string{
		"bracket": "a: [1\n", "tab": "a:\n\tb: 1\n", "twice": "shop: {}\nshop: {}\n", "quote": "a: \"b\n", "indent": "a: 1\n  b: 2\n", "colon": "a: b: c\n", "second": "a: 1\n---\nb: 2\n",
		"anchor": "a: *x\n", "apostrophe": "a: 'b\n", "brace": "a: {b: 1\n", "at": "a: @b\n", "percent": "%a\n", "no colon": "shop\n", "list": "- a\n", "list and map": "- a\nb: 1\n", "pipe": "a: |\nb\n",
		"binary": "\x00\x01\x02", "backtick": "a: `b\n", "escape": "a: \"\\q\"\n", "alias": "a: &\n", "comma": "a: [1,,2]\n", "closing": "a: ]\n", "question": "? a\n", "dash": "a: - b\n", "document": "---\n...\n",
		"keys": "imprt: {mode: x}\nexport: {prise: 1, statuses: [a], gods: true}\nzzzzzzzz: 1\nlimits: 5\nexport2: [a]\n",
		"types": "warehouse: {dsn: [a], timezone: 5, supto: perhaps, password_env: NOPE}\nshop: {id: \"\", url: 5, api_id: [a], key_env: NOPE, rate: few, patience: 5}\n" +
			"import: {mode: 1, statuses: {a: b}, object: [1], document: x, delivery_item: 1, nomenclature: maybe, since: yesterday, settle: -5s, on_change: refund, voucher: x, missing_good: x, missing_item: [[a]], payment_map: [a], vat_map: {\"20\": x}}\n" +
			"export: {goods: 1, partners: true, goods_groups: [[a]], grouping_field: x, price: PriceOut11, reserved: x, start: {every: 5}}\nedit_name_and_group: true\nlimits: {share: 101, min: 0}\n" +
			"fiscal: {device_serial: ДТ279013, operator_code: 1, shared_device: x, smart_printer: {enabled: true, port: 70000, dialect: x}, password_env: NOPE}\n",
		"conflicts": "warehouse: {dsn: \"sqlite:x.db\", supto: no, password_file: none}\nshop: {url: \"http://shop.example\", key: a, key_file: b}\nimport: {document: order, delivery_item: false, statuses: [a], object: a}\n" +
			"fiscal: {device_serial: DT279013, smart_printer: {enabled: true, host: h, port: 1}}\n",
		"nothing": "", "address": "warehouse: {dsn: \"nonsense\"}\n", "sqlite password": "warehouse: {dsn: \"sqlite:x\", password: x, password_env: LANG}\n", "key file": "shop: {key_file: none}\n",
	} {
		all["YAML "+name] = mistake{file: text, commands: [][]string{{"--config", "%FILE%", "check"}}}
	}

	return all
}

// Whatever is wrong, what is said is in one language, names apart.
func TestEveryMessageIsInOneLanguage(t *testing.T) {
	t.Parallel()

	for name, m := range mistakes() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			for _, l := range []lang.Lang{lang.BG, lang.EN} {
				for _, r := range m.meet(t, string(l)) {
					require.NotEqual(t, exitDone, r.code, r.out)
					require.NotEmpty(t, r.err)

					for line := range strings.Lines(r.err) {
						require.Empty(t, foreign(l, line), line)
						require.NotContains(t, line, "—", "a value is missing")
					}
				}
			}
		})
	}
}

func TestForeignWordsAreFound(t *testing.T) {
	t.Parallel()

	require.Equal(t, []string{"the", "cell", "is", "empty"}, foreign(lang.BG, `грешка: f.csv: "x": the cell is empty; gombasync db info`))
	require.Equal(t, []string{"заявка"}, foreign(lang.EN, "error: Склад Pro: no key (Ключ, HTTP 401, заявка 7)"))
}

// meet runs the commands in a place of their own, for no run leaves anything.
func (m mistake) meet(t *testing.T, l string) []result {
	t.Helper()

	p := newPlace(t, m.shop...)
	file, empty := filepath.Join(t.TempDir(), "f.txt"), filepath.Join(t.TempDir(), "e.txt")
	require.NoError(t, os.WriteFile(file, []byte(m.file), 0o600))
	require.NoError(t, os.WriteFile(empty, nil, 0o600))

	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)

	defer func() { require.NoError(t, listener.Close()) }()

	filled := strings.NewReplacer("%DB%", p.db, "%SHOP%", p.shop.URL, "%FILE%", file, "%EMPTY%", empty, "%USED%", listener.Addr().String())

	changes := map[string]string{}
	for start, line := range m.change {
		changes[start] = filled.Replace(line)
	}

	p.write(changes)

	if m.spoil != "" {
		p.execute(m.spoil)
	}

	if m.fault.Kind != "" {
		require.NoError(t, p.shop.SetFaults(m.fault))
	}

	if m.goods {
		p.goods("Чаша")
		_, err := p.shop.AddProduct(obj{"name": "Друго", "variants": []obj{{"sku": "X", "price": "1.00"}}})
		require.NoError(t, err)
	}

	ctx, cancel := context.WithTimeout(t.Context(), time.Minute) // a mistake that is none any more would serve for ever
	defer cancel()

	var all []result

	for _, command := range m.commands {
		args := []string{"--lang", l, "--config", p.config}
		for _, word := range command {
			args = append(args, filled.Replace(word))
		}

		all = append(all, gombasyncIn(ctx, nil, args...))
	}

	return all
}

// namesIn are what keeps its spelling in the other language: names, keys, values
// and what stands in quotes.
func namesIn(l lang.Lang) *regexp.Regexp {
	if l == lang.EN {
		return regexp.MustCompile(`"[^"]*"|“[^”]*”|Склад Pro|СУПТО|УНП|Ключ|API Идентификатор|Microinvest Синхронизация|` +
			`Служебн?е?н?а? (?:обект|потребител|група)|neither Да nor Не|(?:Магазин|Чаша) 77|choose from: .*|columns? [^:]*`)
	}

	return regexp.MustCompile(`"[^"]*"|[\w-]*[./_\\:@=-][\w./_\\:@%?=-]*|\[[\w, ]*\]|\{.*\}|gombasync(?: [a-z]+)*|orders list|plan export|match (?:propose|apply)|` +
		`--[a-z-]+|Склад Pro|Smart Printer|API|Microinvest|GombaShop|YAML|CSV|HTTP|UTF|ODBC|SQL Server|TCP|UDP|IP|Windows|EUR|BGN|ID|id|` +
		`import|export|main|shipped|cod|номер \S+|едно от .*|някое от .*|изберете от: .*|напишете (?:true|false|record|park или create).*?(?:$|:|;)|` +
		`задайте (?:true|false|auto или yes)|настройка \w+|предвид \w+|ZZZ|файлът \w+|променливата \w+|колони?а?т?е? #|PriceOut\d+|limits|oracle|nowhere|` +
		`адрес с https; http|DT\d{6}|sale|непозната дума \w+|shop|yes|true|false|auto|заявка \w+|скрипт за \w+|key|https`)
}

// foreign are the words of the other language.
func foreign(l lang.Lang, line string) []string {
	other := map[lang.Lang]string{lang.BG: `[A-Za-z]{2,}`, lang.EN: `\p{Cyrillic}+`}[l]

	return regexp.MustCompile(other).FindAllString(namesIn(l).ReplaceAllString(line, " "), -1)
}
