package main

import (
	"errors"
	"io/fs"
	"os"

	"github.com/skladmost/skladmost/examples/internal/config"
	"github.com/skladmost/skladmost/examples/internal/lang"
)

// initCmd writes a commented configuration file with every default.
type initCmd struct {
	Force  bool   `help:"${init_force}"`
	Yes    bool   `help:"${init_yes}"    short:"y"`
	Shop   string `help:"${init_shop}"   placeholder:"URL"`
	APIID  string `help:"${init_api_id}" name:"api-id"        placeholder:"ID"`
	Device string `help:"${init_device}" placeholder:"SERIAL"`
}

// Run implements the command.
func (c *initCmd) Run(a *app) error {
	flags := os.O_WRONLY | os.O_CREATE | os.O_EXCL
	if c.Force {
		flags = os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	}

	f, err := os.OpenFile(a.configFile, flags, 0o600) // it may come to hold a key
	if errors.Is(err, fs.ErrExist) {
		return wrong("file_exists", lang.Of(a.configFile+" exists already", a.configFile+" вече съществува"),
			lang.Of("edit it, or overwrite it with --force", "редактирайте го или го презапишете с --force"))
	}

	if err != nil {
		return fileFault(a.configFile, err)
	}

	_, err = f.Write(config.FilledTemplate(a.out.Lang(), config.Filled{URL: c.Shop, APIID: c.APIID, Device: c.Device}))
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}

	a.out.Say(lang.Of("%[1]s is written. Next: put in the addresses and choices marked “required”, "+
		"then gombasync db install and gombasync check.",
		"%s е записан. Сега: попълнете редовете „задължително“, после gombasync db install и gombasync check."), a.configFile)

	return a.out.JSON(map[string]string{"file": a.configFile})
}
