package config

import (
	"net/url"
	"strings"

	"github.com/skladmost/skladmost/sklad/dsn"
)

// ShownAddress is the address of a database as it may be shown, and the password
// that stands in it. An address that nobody can read is not shown at all: a
// password may be anywhere in it.
func ShownAddress(address string) (shown, password string) {
	if _, err := dsn.Parse(address); err != nil {
		return "", ""
	}

	scheme, rest, _ := strings.Cut(address, ":")

	switch dsn.Engine(strings.ToLower(scheme)) {
	case dsn.SQLite:
		return address, ""
	case dsn.MySQL, dsn.SQLServer:
		shown, password = urlPassword(rest)
	default:
		shown, password = pairsPassword(rest)
	}

	return scheme + ":" + shown, password
}

// urlPassword takes the password out of //user:password@host/path?query.
func urlPassword(rest string) (shown, password string) {
	address, query, asked := strings.Cut(rest, "?")

	end := strings.LastIndex(address, "@")
	if end >= 0 {
		user, secret, _ := strings.Cut(address[:end], ":")
		address = user + address[end:]
		password, _ = url.PathUnescape(secret) // dsn.Parse could
	}

	var kept []string

	for part := range strings.SplitSeq(query, "&") {
		if name, value, _ := strings.Cut(part, "="); isPassword(name) {
			password, _ = url.QueryUnescape(value)
		} else if part != "" {
			kept = append(kept, part)
		}
	}

	if asked = asked && len(kept) > 0; asked {
		address += "?" + strings.Join(kept, "&")
	}

	return address, password
}

// pairsPassword takes it out of path;key=value;key={value}.
func pairsPassword(rest string) (shown, password string) {
	var kept []string

	for _, part := range pairs(rest) {
		if name, value, found := strings.Cut(part, "="); found && isPassword(name) {
			password = unbraced(strings.TrimSpace(value))
		} else {
			kept = append(kept, part)
		}
	}

	return strings.Join(kept, ";"), password
}

func isPassword(name string) bool {
	name = strings.ToLower(strings.TrimSpace(name))

	return name == "pwd" || strings.Contains(name, "password")
}

// pairs splits at the semicolons that stand outside of braces.
func pairs(text string) []string {
	var all []string

	begin, inside := 0, false

	for i := range len(text) {
		switch text[i] {
		case '{':
			inside = true
		case '}':
			inside = i+1 < len(text) && text[i+1] == '}'
		case ';':
			if !inside {
				all = append(all, text[begin:i])
				begin = i + 1
			}
		}
	}

	return append(all, text[begin:])
}

func unbraced(value string) string {
	if !strings.HasPrefix(value, "{") {
		return value
	}

	return strings.ReplaceAll(strings.TrimSuffix(value[1:], "}"), "}}", "}")
}

// WithPassword puts a password into the address of a database, in the place of
// one that is there; ok is false where the address has no place for one.
func WithPassword(address, password string) (_ string, ok bool) {
	shown, _ := ShownAddress(address)
	scheme, rest, _ := strings.Cut(shown, ":")

	switch dsn.Engine(strings.ToLower(scheme)) {
	case dsn.MySQL, dsn.SQLServer:
		path, query, asked := strings.Cut(rest, "?")

		user, host, found := strings.Cut(path, "@")
		if !found {
			return address, false
		}

		if asked {
			host += "?" + query
		}

		return scheme + ":" + user + ":" + url.PathEscape(password) + "@" + host, true
	case dsn.Access, dsn.ODBC:
		return strings.TrimSuffix(shown, ";") + ";PWD={" + strings.ReplaceAll(password, "}", "}}") + "}", true
	default:
		return address, false
	}
}

// Password is what stands in warehouse.dsn of a file, to put it into a changed
// address of the same server. Show it to nobody.
func Password(path string) (string, error) {
	data, err := Typed(path, "")
	if err != nil {
		return "", err
	}

	all, err := rawValues(data)
	if err != nil {
		return "", err
	}

	address, _ := all["warehouse.dsn"].(string)
	_, password := ShownAddress(address)

	return password, nil
}
