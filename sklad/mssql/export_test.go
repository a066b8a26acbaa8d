package mssql

import (
	"time"

	native "github.com/microsoft/go-mssqldb"

	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// Dialect is this package's, for tests that bring a pool of their own.
var Dialect engine.Dialect = dialect{}

func Day(t time.Time) native.DateTime1 { return Dialect.Day(t).(native.DateTime1) }

func Stamp(t time.Time, loc *time.Location) native.DateTime1 {
	return Dialect.Stamp(t, loc).(native.DateTime1)
}
