package main

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/output"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
)

type dbInfoCmd struct {
	DSN string `arg:"" help:"${dsn}" name:"dsn" optional:""`
}

// Run tells what the database is, how it is set and what is in it.
func (c *dbInfoCmd) Run(ctx context.Context, a *app) error {
	db, err := a.database(ctx, c.DSN)
	if err != nil {
		return err
	}

	d, err := describe(ctx, db)
	if err := errors.Join(err, db.Close()); err != nil {
		return err
	}

	a.out.Table([]output.Column{{Head: lang.Of("what", "какво")}, {Head: lang.Of("value", "стойност"), Wrap: true}}, d.rows(a.out.Lang()))

	return a.out.JSON(d)
}

// description is what db info prints.
type description struct {
	Info   sklad.Info   `json:"info"`
	Ledger bool         `json:"ledger"`
	Counts sklad.Counts `json:"counts"`
	// Objects are "code name".
	Objects []string `json:"objects"`
}

func describe(ctx context.Context, db *sklad.DB) (description, error) {
	info, err := db.Info(ctx)
	d := description{Info: info}
	_, notInstalled := ledger.Open(ctx, db)
	d.Ledger = notInstalled == nil

	var fault error
	d.Counts, fault = db.Counts(ctx)
	err = errors.Join(err, fault)

	for o, fault := range db.Objects(ctx) {
		if fault != nil {
			return d, errors.Join(err, fault)
		}

		d.Objects = append(d.Objects, strings.TrimSpace(o.Code+" "+o.Name))
	}

	return d, err
}

func (d description) rows(l lang.Lang) [][]string {
	i := d.Info

	var rows [][]string

	add := func(en, bg, value string) { rows = append(rows, []string{lang.Of(en, bg).In(l), value}) }

	add("engine", "вид база", strings.TrimSpace(i.Engine+" "+i.ServerVersion))
	add("characters", "кодиране", i.Charset)

	if i.JournalMode != "" {
		add("journal mode", "режим на записване", i.JournalMode)
	}

	add("schema", "схема", i.SchemaVersion)
	add("СУПТО", "СУПТО", yesNo(i.SUPTO, l)+" ("+suptoReason(i, l)+")")
	add("base currency", "основна валута", i.BaseCurrency)
	add("prices", "цени", choose(i.PricesIncludeVAT, lang.Of("with VAT", "с ДДС"), lang.Of("without VAT", "без ДДС"), l))
	add("cost of goods", "себестойност", costing(i.Costing, l))
	add("numbers of documents", "номера на документи", choose(i.NumberPerObject,
		lang.Of("each object its own", "за всеки обект отделно"), lang.Of("one series", "една поредица"), l))
	add("negative stock", "отрицателни наличности", choose(i.NegativeStock,
		lang.Of("allowed", "позволени"), lang.Of("refused", "забранени"), l))
	add("tables without transactions", "таблици без транзакции", choose(len(i.UnsafeTables) == 0,
		lang.Of("none", "няма"), lang.Of(strings.Join(i.UnsafeTables, ", "), strings.Join(i.UnsafeTables, ", ")), l))
	add("ledger", "журнал", yesNo(d.Ledger, l))
	add("goods", "стоки", strconv.Itoa(d.Counts.Goods))
	add("partners", "партньори", strconv.Itoa(d.Counts.Partners))
	add("users", "потребители", strconv.Itoa(d.Counts.Users))
	add("documents", "документи", strconv.Itoa(d.Counts.Documents))
	add("objects", "обекти", strconv.Itoa(d.Counts.Objects))

	for _, o := range d.Objects {
		add("object", "обект", o)
	}

	return rows
}

func choose(is bool, yes, no lang.Text, l lang.Lang) string {
	if is {
		return yes.In(l)
	}

	return no.In(l)
}

func yesNo(is bool, l lang.Lang) string {
	return choose(is, lang.Of("yes", "да"), lang.Of("no", "не"), l)
}

// suptoReason is Info's reason, which is an English sentence, in the language.
func suptoReason(i sklad.Info, l lang.Lang) string {
	switch {
	case l != lang.BG:
		return i.SUPTOReason
	case !i.SUPTO:
		return "в ECRReceipts няма УНП и версията в System е " + i.SchemaVersion
	case strings.HasPrefix(i.SUPTOReason, "ECRReceipts"):
		return "в ECRReceipts има УНП"
	default:
		return "версията в System е " + i.SchemaVersion
	}
}

func costing(c sklad.Costing, l lang.Lang) string {
	names := map[sklad.Costing]lang.Text{
		sklad.CostingAverage: lang.Of("average", "средна цена"), sklad.CostingLastPrice: lang.Of("last price", "последна цена"),
		sklad.CostingFIFO:   lang.Of("lots, first in first out", "партиди, FIFO"),
		sklad.CostingLIFO:   lang.Of("lots, last in first out", "партиди, LIFO"),
		sklad.CostingFEFO:   lang.Of("lots, first to expire", "партиди, FEFO"),
		sklad.CostingManual: lang.Of("lots chosen by hand", "партиди по избор"),
	}
	if name, ok := names[c]; ok {
		return name.In(l)
	}

	return strconv.Itoa(int(c))
}
