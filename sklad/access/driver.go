//go:build windows || odbc

package access

import (
	"database/sql"
	"database/sql/driver"
	"errors"

	"github.com/alexbrainman/odbc"
)

// nativeDriver is the one that the driver's package has registered: it cannot be
// made anew. Opening the handle connects to nothing.
func nativeDriver() (driver.Driver, error) {
	handle, err := sql.Open("odbc", "")
	if err != nil {
		return nil, err
	}
	return handle.Driver(), handle.Close()
}

// driverRecords are the records of the driver's own errors.
func driverRecords(err error) []record {
	native, ok := errors.AsType[*odbc.Error](err)
	if !ok {
		return nil
	}
	all := make([]record, len(native.Diag))
	for i, d := range native.Diag {
		all[i] = record{d.State, d.NativeError, d.Message}
	}
	return all
}
