package mssql

import (
	"context"
	"errors"
	"fmt"
	"net"
	"regexp"

	native "github.com/microsoft/go-mssqldb"

	"github.com/skladmost/skladmost/sklad"
)

// The server's numbers of errors.
const (
	noSuchColumn     = 207
	noSuchTable      = 208
	unknownDatabase  = 911
	permissionDenied = 229
	columnDenied     = 230
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
			"check host and port, and that TCP/IP is switched on in SQL Server's configuration")
	case noInstance.MatchString(err.Error()):
		return sklad.UnusableError(err, sklad.ReasonNoInstance, "check the instance's name, start the service SQL Server Browser and let "+
			"UDP port 1434 through the firewall, or write the instance's own port: sqlserver://user:password@host:PORT?database=NAME")
	case errors.Is(err, context.DeadlineExceeded):
		return err
	}
	refused, ok := errors.AsType[native.Error](err)
	if !ok {
		return err
	}
	if found := lookAlike.FindStringSubmatch(refused.Message); found != nil {
		return sklad.MissingError(err, found[1])
	}
	switch refused.Number {
	case noSuchTable, noSuchColumn:
		return sklad.MissingError(err, named(refused)...)
	case textTooLong, oldTextTooLong:
		return fmt.Errorf("%w; shorten the text", err)
	default:
		return explainAccess(err, refused)
	}
}

// noInstance is what the driver says, without an error of its own, when the
// service SQL Server Browser is silent or knows no such instance.
var noInstance = regexp.MustCompile(`^(?:mssql: )?(?:unable to open tcp connection: )?(?:no instance matching|invalid tcp port returned)`)

// lookAlike is how Babelfish misses a table or column, without a number of the
// server's.
var lookAlike = regexp.MustCompile(`^(?:relation|column) "?(?:\w+\.)?(\w+)"? does not exist`)

// explainAccess is what keeps the user out of the database.
func explainAccess(err error, refused native.Error) error {
	switch refused.Number {
	case loginFailed:
		return sklad.UnusableError(err, sklad.ReasonLogin, "check user and password, and that the server allows SQL Server logins")
	case noSuchDatabase, unknownDatabase:
		return sklad.UnusableError(err, sklad.ReasonNoDatabase,
			"check the name and the user's rights, or make the database (gombasync db create)")
	case permissionDenied, columnDenied, createDenied:
		return sklad.UnusableError(err, sklad.ReasonRights, "the user needs SELECT, INSERT, UPDATE and DELETE in this database, "+
			"and CREATE TABLE to install the ledger", named(refused)...)
	case databaseReadOnly:
		return sklad.UnusableError(err, sklad.ReasonReadOnly, "name the server that takes writes")
	default:
		return err
	}
}

// quoted is a name in the server's words: 'goods', 'dbo.goods'. What the object
// of a right is comes first.
var quoted = regexp.MustCompile(`'(?:[^'.]*\.)*([^']+)'`)

func named(refused native.Error) []string {
	if found := quoted.FindStringSubmatch(refused.Message); found != nil && refused.Number != createDenied {
		return []string{found[1]}
	}
	return nil
}
