package main

import (
	"context"
	"errors"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/sample"
	"github.com/skladmost/skladmost/examples/internal/warehouse"
	"github.com/skladmost/skladmost/sklad/dsn"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// dbCmd makes and describes databases.
type dbCmd struct {
	Create  dbCreateCmd  `cmd:"" help:"${db_create}"`
	Info    dbInfoCmd    `cmd:"" help:"${db_info}"`
	Install dbInstallCmd `cmd:"" help:"${db_install}"`
}

type dbCreateCmd struct {
	DSN    string `arg:""           help:"${dsn_new}" name:"dsn"           optional:""`
	SUPTO  bool   `help:"${supto}"  name:"supto"`
	Sample bool   `help:"${sample}"`
	Print  string `help:"${print}"  name:"print"      placeholder:"ENGINE"`
}

// Run makes a database with the ledger's tables, or prints what would make one.
func (c *dbCreateCmd) Run(ctx context.Context, a *app) error {
	if c.Print != "" {
		return c.script(a)
	}

	if c.DSN == "" {
		return wrong("usage", lang.Of("the address of the new database is missing", "липсва адресът на новата база"),
			lang.Of("write gombasync db create sqlite:shop.db", "напишете gombasync db create sqlite:shop.db"))
	}

	address, err := a.address(c.DSN)
	if err != nil {
		return err
	}

	if err := c.make(ctx, address); err != nil {
		return err
	}

	a.out.Say(lang.Of("%s is made, with the ledger's tables.", "Базата %s е готова, с таблиците на журнала."), address)

	return a.out.JSON(map[string]any{"database": address.String(), "supto": c.SUPTO, "sample": c.Sample})
}

func (c *dbCreateCmd) make(ctx context.Context, address dsn.DSN) error {
	db, err := warehouse.Create(ctx, address, c.SUPTO)
	if err != nil {
		return err
	}

	if c.Sample {
		err = db.InTx(ctx, sample.Stock)
	}

	if err == nil {
		err = ledger.Install(ctx, db)
	}

	return errors.Join(err, db.Close())
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
