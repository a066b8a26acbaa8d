package main

import (
	"strings"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/warehouse"
)

// script prints what makes a database, for a person who makes it by other means.
func (c *dbCreateCmd) script(a *app) error {
	if c.DSN != "" || c.Sample {
		return wrong("usage", lang.Of("--print makes no database, so it takes neither an address nor --sample",
			"--print не прави база, затова не приема нито адрес, нито --sample"),
			lang.Of("leave them out, or leave out --print", "махнете ги или махнете --print"))
	}

	statements, err := warehouse.Script(c.Print, c.SUPTO)
	if err != nil {
		have := strings.Join(warehouse.Scripts(), ", ")

		return wrong("no_engine", lang.Of("there is no script for "+c.Print, "няма скрипт за "+c.Print),
			lang.Of("name one of "+have, "посочете някое от "+have))
	}

	if a.out.IsJSON() {
		return a.out.JSON(map[string]any{"engine": c.Print, "statements": statements})
	}

	for _, statement := range statements {
		a.out.Raw(statement + ";\n\n")
	}

	return nil
}
