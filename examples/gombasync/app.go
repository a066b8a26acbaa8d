package main

import (
	"context"
	"time"

	"github.com/skladmost/skladmost/examples/internal/config"
	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/output"
	"github.com/skladmost/skladmost/examples/internal/warehouse"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/dsn"
)

// app is what every command is given.
type app struct {
	process

	out        *output.Output
	configFile string
	zone       *time.Location // of the times that are shown
}

// config reads the configuration file.
func (a *app) config() (config.Config, error) { return a.zoned(config.Load(a.configFile, a.Env)) }

// zoned shows times in the zone of the configuration from now on.
func (a *app) zoned(cfg config.Config, err error) (config.Config, error) {
	if err == nil {
		a.zone = cfg.Warehouse.Timezone
	}

	return cfg, err
}

// local is a moment as the person's clock shows it.
func (a *app) local(at time.Time) string { return at.In(a.zone).Format(time.DateTime) }

// database opens the database at an address, or that of the configuration when
// the address is empty.
func (a *app) database(ctx context.Context, address string) (*sklad.DB, error) {
	d, err := a.address(address)
	if err != nil {
		return nil, err
	}

	return warehouse.Open(ctx, d)
}

func (a *app) address(text string) (dsn.DSN, error) {
	if text == "" {
		cfg, err := a.zoned(config.LoadWarehouse(a.configFile, a.Env))

		return cfg.Warehouse.DSN, err
	}

	return dsn.Parse(text)
}

// fileFault is a file of ours that cannot be written.
func fileFault(path string, err error) error {
	return &told{
		code: "file", cause: err, text: lang.Of(path+" cannot be written", path+" не може да се запише"),
		todo: lang.Of("check the folder and its permissions", "проверете папката и правата ѝ"),
	}
}
