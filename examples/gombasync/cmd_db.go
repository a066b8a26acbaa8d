package main

import (
	"context"
	"errors"
	"strconv"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/output"
	"github.com/skladmost/skladmost/examples/internal/warehouse"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// dbCmd makes and describes databases.
type dbCmd struct {
	Create  dbCreateCmd  `cmd:"" help:"${db_create}"`
	Info    dbInfoCmd    `cmd:"" help:"${db_info}"`
	Install dbInstallCmd `cmd:"" help:"${db_install}"`
}

type dbCreateCmd struct {
	DSN   string `arg:""          help:"${dsn_new}" name:"dsn"`
	SUPTO bool   `help:"${supto}" name:"supto"`
}

// Run makes an empty database with the ledger's tables.
func (c *dbCreateCmd) Run(ctx context.Context, a *app) error {
	address, err := a.address(c.DSN)
	if err != nil {
		return err
	}

	db, err := warehouse.Create(ctx, address, c.SUPTO)
	if err != nil {
		return err
	}

	if err := errors.Join(ledger.Install(ctx, db), db.Close()); err != nil {
		return err
	}

	a.out.Say(lang.Of("%s is made, with the ledger's tables.", "Базата %s е готова, с таблиците на журнала."), address)

	return a.out.JSON(map[string]any{"database": address.String(), "supto": c.SUPTO})
}

type dbInstallCmd struct {
	DSN string `arg:"" help:"${dsn}" name:"dsn" optional:""`
}

// Run makes or upgrades the ledger's tables.
func (c *dbInstallCmd) Run(ctx context.Context, a *app) error {
	db, err := a.database(ctx, c.DSN)
	if err != nil {
		return err
	}

	if err := errors.Join(ledger.Install(ctx, db), db.Close()); err != nil {
		return err
	}

	a.out.Say(lang.Of("The ledger's tables (gomba_*) are in place, version %d. Склад Pro's own tables were not touched.",
		"Таблиците на журнала (gomba_*) са готови, версия %d. Таблиците на Склад Pro не са пипани."), ledger.Version)

	return a.out.JSON(map[string]int{"ledger": ledger.Version})
}

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

	a.out.Table([]output.Column{{Head: lang.Of("what", "какво")}, {Head: lang.Of("value", "стойност")}}, d.rows(a.out.Lang()))

	return a.out.JSON(d)
}

// description is what db info prints.
type description struct {
	Info   sklad.Info `json:"info"`
	Ledger bool       `json:"ledger"`
	Counts counts     `json:"counts"`
	// Objects are "code name".
	Objects []string `json:"objects"`
}

type counts struct {
	Goods    int `json:"goods"`
	Partners int `json:"partners"`
	Users    int `json:"users"`
}

func describe(ctx context.Context, db *sklad.DB) (description, error) {
	info, err := db.Info(ctx)
	d := description{Info: info}
	_, notInstalled := ledger.Open(ctx, db)
	d.Ledger = notInstalled == nil

	for _, count := range []func() error{
		func() error { return tally(db.Goods(ctx, sklad.GoodsFilter{}), &d.Counts.Goods) },
		func() error { return tally(db.Partners(ctx, sklad.PartnersFilter{}), &d.Counts.Partners) },
		func() error { return tally(db.Users(ctx), &d.Counts.Users) },
	} {
		err = errors.Join(err, count())
	}

	for o, fault := range db.Objects(ctx) {
		if fault != nil {
			return d, errors.Join(err, fault)
		}

		d.Objects = append(d.Objects, o.Code+" "+o.Name)
	}

	return d, err
}

func tally[T any](all func(yield func(T, error) bool), n *int) error {
	for _, err := range all {
		if err != nil {
			return err
		}

		*n++
	}

	return nil
}

func (d description) rows(l lang.Lang) [][]string {
	yes := func(b bool) string {
		if b {
			return lang.Of("yes", "да").In(l)
		}

		return lang.Of("no", "не").In(l)
	}

	rows := [][]string{
		{lang.Of("engine", "сървър").In(l), d.Info.Engine + " " + d.Info.ServerVersion},
		{lang.Of("characters", "кодиране").In(l), d.Info.Charset},
		{lang.Of("schema", "схема").In(l), d.Info.SchemaVersion},
		{lang.Of("СУПТО", "СУПТО").In(l), yes(d.Info.SUPTO) + " (" + d.Info.SUPTOReason + ")"},
		{lang.Of("base currency", "основна валута").In(l), d.Info.BaseCurrency},
		{lang.Of("prices with VAT", "цени с ДДС").In(l), yes(d.Info.PricesIncludeVAT)},
		{lang.Of("negative stock", "отрицателни наличности").In(l), yes(d.Info.NegativeStock)},
		{lang.Of("numbers per object", "номера по обекти").In(l), yes(d.Info.NumberPerObject)},
		{lang.Of("ledger", "журнал").In(l), yes(d.Ledger)},
		{lang.Of("goods", "стоки").In(l), strconv.Itoa(d.Counts.Goods)},
		{lang.Of("partners", "партньори").In(l), strconv.Itoa(d.Counts.Partners)},
		{lang.Of("users", "потребители").In(l), strconv.Itoa(d.Counts.Users)},
	}

	for _, o := range d.Objects {
		rows = append(rows, []string{lang.Of("object", "обект").In(l), o})
	}

	return rows
}
