package dsn

import (
	"errors"
	"fmt"
	"strings"
)

// Engine is the kind of database that an address names.
type Engine string

// The engines. ODBC addresses open with package access as well.
const (
	SQLite    Engine = "sqlite"
	MySQL     Engine = "mysql"
	SQLServer Engine = "sqlserver"
	Access    Engine = "access"
	ODBC      Engine = "odbc"
)

// ErrInvalid is wrapped by every error of Parse.
var ErrInvalid = errors.New("invalid database address")

// DSN is a parsed address. The zero value is no address. Its fields are safe to
// print; the password is in none of them.
type DSN struct {
	Engine Engine
	// Path of the file, for sqlite and access.
	Path string
	// Host (with port or instance), Database and User of a server.
	Host, Database, User string

	driver      func() string
	setPassword func(password string) DSN
}

// Parse reads an address. An error says what is wrong and how to write it, and
// wraps ErrInvalid.
func Parse(s string) (DSN, error) {
	scheme, rest, found := strings.Cut(strings.TrimSpace(s), ":")
	if !found {
		return DSN{}, invalid("it has no scheme: write sqlite:PATH, access:PATH, odbc:…, mysql://… or sqlserver://…")
	}
	switch Engine(strings.ToLower(scheme)) {
	case SQLite:
		return parseFile(SQLite, rest, rest)
	case Access:
		path, _, _ := strings.Cut(rest, ";")
		return parseFile(Access, path, rest)
	case ODBC:
		return parseODBC(rest)
	case MySQL:
		return parseServer(MySQL, rest)
	case SQLServer:
		return parseServer(SQLServer, rest)
	default:
		return DSN{}, invalid("its scheme is unknown: write sqlite:, access:, odbc:, mysql: or sqlserver: " +
			"in front, also before a Windows path")
	}
}

// Driver is the address as the engine's driver wants it, with the password:
// hand it to Open and keep it nowhere.
func (d DSN) Driver() string {
	if d.driver == nil {
		return ""
	}
	return d.driver()
}

// WithPassword replaces the password of a server address, or of an Access file
// (PWD). It fails for sqlite, which has none, and odbc, whose string is
// literal.
func (d DSN) WithPassword(password string) (DSN, error) {
	if d.setPassword == nil {
		return DSN{}, invalid(fmt.Sprintf("an address of %q takes no separate password: "+
			"remove the password setting, or put it into the connection string", d.Engine))
	}
	return d.setPassword(password), nil
}

// String is the address without the password, for logs.
func (d DSN) String() string {
	switch d.Engine {
	case "":
		return ""
	case SQLite, Access:
		return string(d.Engine) + ":" + d.Path
	case ODBC:
		return "odbc:…"
	default:
		text := string(d.Engine) + "://"
		if d.User != "" {
			text += d.User + "@"
		}
		return text + d.Host + "/" + d.Database
	}
}

// GoString keeps %#v from printing more than String.
func (d DSN) GoString() string { return "dsn.DSN(" + d.String() + ")" }

func invalid(why string) error { return fmt.Errorf("dsn: %w: %s", ErrInvalid, why) }

// parseFile takes path and text literally.
func parseFile(e Engine, path, text string) (DSN, error) {
	if strings.TrimSpace(path) == "" || strings.ContainsRune(text, 0) {
		return DSN{}, invalid("behind " + string(e) + ": the path of the database file is missing")
	}
	d := DSN{Engine: e, Path: path, driver: func() string { return text }}
	if e == Access {
		d.setPassword = func(password string) DSN {
			own := d
			own.driver = func() string { return withoutPassword(text) + ";PWD=" + braced(password) }
			return own
		}
	}
	return d, nil
}

// withoutPassword drops the key PWD, of which the driver would take the first.
func withoutPassword(text string) string {
	var kept []string
	for part := range strings.SplitSeq(text, ";") {
		key, _, _ := strings.Cut(part, "=")
		if !strings.EqualFold(strings.TrimSpace(key), "PWD") && strings.TrimSpace(part) != "" {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, ";")
}

// braced quotes a value of an ODBC connection string.
func braced(value string) string {
	return "{" + strings.ReplaceAll(value, "}", "}}") + "}"
}

func parseODBC(text string) (DSN, error) {
	if strings.TrimSpace(text) == "" {
		return DSN{}, invalid("behind odbc: the connection string is missing")
	}
	return DSN{Engine: ODBC, driver: func() string { return text }}, nil
}
