package mssql

import (
	"context"
	"errors"
	"fmt"
	"net"

	native "github.com/microsoft/go-mssqldb"
)

// The server's numbers of errors.
const (
	noSuchTable      = 208
	unknownDatabase  = 911
	permissionDenied = 229
	createDenied     = 262
	deadlock         = 1205
	lockTimeout      = 1222
	duplicateIndex   = 2601
	duplicateKey     = 2627
	textTooLong      = 2628
	databaseReadOnly = 3906
	noSuchDatabase   = 4060
	oldTextTooLong   = 8152
	loginFailed      = 18456
)

// Explain implements engine.Dialect.
func (dialect) Explain(err error) error { return explain(err) }

// explain adds what to do next to what the server says. The server's own words
// hold no password.
func explain(err error) error {
	var network *net.OpError
	switch {
	case err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.As(err, &network) && network.Op == "dial":
		return fmt.Errorf("%w; check host and port, and that TCP/IP is switched on in SQL Server's configuration", err)
	}
	refused, ok := errors.AsType[native.Error](err)
	if !ok {
		return err
	}
	switch refused.Number {
	case loginFailed:
		return fmt.Errorf("%w; check user and password, and that the server allows SQL Server logins", err)
	case noSuchDatabase, unknownDatabase:
		return fmt.Errorf("%w; check the name and the user's rights, or make the database (gombasync db create)", err)
	case noSuchTable:
		return fmt.Errorf("%w; name the database that Склад Pro itself opens, or restore the table", err)
	case permissionDenied, createDenied:
		return fmt.Errorf("%w; the user needs SELECT, INSERT, UPDATE and DELETE in this database, "+
			"and CREATE TABLE to install the ledger", err)
	case databaseReadOnly:
		return fmt.Errorf("%w; name the server that takes writes", err)
	case textTooLong, oldTextTooLong:
		return fmt.Errorf("%w; shorten the text", err)
	default:
		return err
	}
}
