package schema_test

import (
	"fmt"

	"github.com/skladmost/skladmost/sklad/schema"
)

func ExampleTables() {
	for _, table := range schema.Tables() {
		if table.Name == "Lots" {
			for _, column := range table.Columns {
				fmt.Println(column.Name)
			}
		}
	}
	// Output:
	// ID
	// SerialNo
	// EndDate
	// ProductionDate
	// Location
}
