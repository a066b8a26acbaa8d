package engine

import (
	"log/slog"
	"time"
)

// Settings is what the options of package sklad and of the engine packages
// set.
type Settings struct {
	Now      func() time.Time
	Location *time.Location
	Logger   *slog.Logger
	// WAL asks SQLite for write-ahead logging (sqlite.WithWAL). The other
	// engines refuse it.
	WAL bool
	// Hook sees every statement.
	Hook Hook
}
