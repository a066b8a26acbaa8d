package mysql

import (
	"context"
	"errors"
	"fmt"
	"net"

	native "github.com/go-sql-driver/mysql"
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
		return fmt.Errorf("%w; check host and port, and that the server runs and accepts connections from here", err)
	}
	refused, ok := errors.AsType[*native.MySQLError](err)
	if !ok {
		return err
	}
	switch refused.Number {
	case accessDenied:
		return fmt.Errorf("%w; check user and password", err)
	case databaseDenied, commandDenied:
		return fmt.Errorf("%w; the user needs SELECT, INSERT, UPDATE and DELETE in this database, "+
			"and CREATE and INDEX to install the ledger", err)
	case unknownDatabase:
		return fmt.Errorf("%w; check the name, or make the database (gombasync db create)", err)
	case noSuchTable:
		return fmt.Errorf("%w; name the database that Склад Pro itself opens, or restore the table", err)
	case readOnly, readOnlyTx:
		return fmt.Errorf("%w; name the server that takes writes", err)
	case badString, conversionRefused:
		return fmt.Errorf("%w; the column's character set lacks a character of the text: "+
			"leave it out, or convert the table to utf8mb4", err)
	case dataTooLong:
		return fmt.Errorf("%w; shorten the text", err)
	default:
		return err
	}
}
