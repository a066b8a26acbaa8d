//go:build !windows && !odbc

package access

import (
	"database/sql/driver"
	"fmt"

	"github.com/skladmost/skladmost/sklad"
)

func nativeDriver() (driver.Driver, error) {
	return nil, fmt.Errorf("access: %w: this program was built without the ODBC driver; build it with -tags odbc "+
		"(CGO_ENABLED=1 and the headers of unixODBC, package unixodbc-dev), or run a build for Windows", sklad.ErrUnsupported)
}

func driverRecords(error) []record { return nil }
