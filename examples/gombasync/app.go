package main

import (
	"context"

	"github.com/skladmost/skladmost/examples/internal/config"
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
}

// config reads the configuration file.
func (a *app) config() (config.Config, error) { return config.Load(a.configFile, a.Env) }

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
		cfg, err := a.config()

		return cfg.Warehouse.DSN, err
	}

	d, err := dsn.Parse(text)
	if err != nil {
		return d, usage(err)
	}

	return d, nil
}
