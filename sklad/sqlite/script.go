package sqlite

import "github.com/skladmost/skladmost/sklad/schema"

// Script is the statements that Create runs to make the tables, in order.
func Script() []string { return schema.DDL(dialect{}, schema.Tables()) }
