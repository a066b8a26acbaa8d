package mysql

import (
	"context"
	"errors"
	"fmt"
	"net"
	"regexp"
	"strings"

	native "github.com/go-sql-driver/mysql"

	"github.com/skladmost/skladmost/sklad"
)

// Explain implements engine.Dialect.
func (dialect) Explain(err error) error { return explain(err) }

// explain adds what to do next to what the server says, once. The server's own words
// hold no password.
func explain(err error) error {
	if _, told := errors.AsType[*sklad.DatabaseError](err); told {
		return err
	}
	var network *net.OpError
	switch {
	case err == nil || errors.Is(err, context.Canceled):
		return err
	case errors.As(err, &network) && network.Op == "dial":
		return sklad.UnusableError(err, sklad.ReasonServerDown,
			"check host and port, and that the server runs and accepts connections from here")
	case errors.Is(err, context.DeadlineExceeded):
		return err
	}
	refused, ok := errors.AsType[*native.MySQLError](err)
	if !ok {
		return err
	}
	switch refused.Number {
	case badString, conversionRefused:
		return fmt.Errorf("%w; the column's character set lacks a character of the text: "+
			"leave it out, or convert the table to utf8mb4", err)
	case dataTooLong:
		return fmt.Errorf("%w; shorten the text", err)
	case noSuchTable, unknownColumn:
		return sklad.MissingError(err, named(refused)...)
	default:
		return explainAccess(err, refused)
	}
}

// explainAccess is what keeps the user out of the database.
func explainAccess(err error, refused *native.MySQLError) error {
	switch refused.Number {
	case accessDenied, pluginDenied:
		return sklad.UnusableError(err, sklad.ReasonLogin, "check user and password")
	case databaseDenied, commandDenied, columnDenied:
		return sklad.UnusableError(err, sklad.ReasonRights, "the user needs SELECT, INSERT, UPDATE and DELETE in this database, "+
			"and CREATE and INDEX to install the ledger", named(refused)...)
	case unknownDatabase:
		return sklad.UnusableError(err, sklad.ReasonNoDatabase, "check the name, or make the database (gombasync db create)")
	case readOnly, readOnlyTx:
		return sklad.UnusableError(err, sklad.ReasonReadOnly, "name the server that takes writes")
	default:
		return err
	}
}

// quoted is a name in the server's words, which may be in any language: 'shop.goods'
// or `shop`.`goods`.
var quoted = regexp.MustCompile("table [`'](?:[^`']+`\\.`)?([^`']+)[`']|'([^']+)'")

// named is the table or column that an error is about, without its database.
func named(refused *native.MySQLError) []string {
	if refused.Number == databaseDenied {
		return nil
	}
	for _, found := range quoted.FindAllStringSubmatch(refused.Message, -1) {
		switch {
		case found[1] != "":
			return []string{found[1][strings.LastIndex(found[1], ".")+1:]}
		case refused.Number == noSuchTable:
			return []string{found[2][strings.LastIndex(found[2], ".")+1:]}
		case refused.Number == unknownColumn:
			return []string{found[2]}
		}
	}
	return nil
}
