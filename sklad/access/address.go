package access

import (
	"errors"
	"strings"
)

// The names of Microsoft's drivers. The second comes with Windows, for 32-bit
// programs and .mdb files alone.
const (
	aceDriver = "Microsoft Access Driver (*.mdb, *.accdb)"
	jetDriver = "Microsoft Access Driver (*.mdb)"
)

// address is where a database is.
type address struct {
	// path of the file, empty for a whole connection string.
	path string
	// texts are the connection strings to try, in that order. They may hold a
	// password, so they are no field that could be printed.
	texts func() []string
	// hide takes passwords out of a text.
	hide func(string) string
}

var errNoAddress = errors.New("access: the address is empty: give PATH;key=value, or a whole ODBC connection string")

// parse reads the dsn of Open.
func parse(dsn string) (address, error) {
	if strings.TrimSpace(dsn) == "" || strings.ContainsRune(dsn, 0) {
		return address{}, errNoAddress
	}
	a := address{hide: hider(pairs(dsn))}
	if whole(dsn) {
		a.texts = func() []string { return []string{dsn} }
		return a, nil
	}
	var rest string
	a.path, rest, _ = strings.Cut(dsn, ";")
	if strings.TrimSpace(a.path) == "" {
		return address{}, errNoAddress
	}
	front := []string{"Driver={" + aceDriver + "};"}
	if strings.HasSuffix(strings.ToLower(a.path), ".mdb") {
		front = append(front, "Driver={"+jetDriver+"};")
	}
	if named(pairs(rest)) {
		front = []string{""}
	}
	a.texts = func() []string {
		texts := make([]string, len(front))
		for i, driver := range front {
			texts[i] = driver + "DBQ=" + a.path
			if rest != "" {
				texts[i] += ";" + rest
			}
		}
		return texts
	}
	return a, nil
}

// whole tells a connection string from a path with pairs behind it: it begins
// with a pair, and one of its keys names a driver or a data source.
func whole(dsn string) bool {
	first, _ := cutPair(dsn)
	key, _, isPair := strings.Cut(first, "=")
	return isPair && !strings.ContainsAny(key, `/\.:`) && named(pairs(dsn))
}

// named tells whether pairs name a driver or a data source.
func named(all []pair) bool {
	for _, p := range all {
		switch strings.ToUpper(p.key) {
		case "DRIVER", "DSN", "FILEDSN":
			return true
		}
	}
	return false
}

type pair struct{ key, value string }

// pairs are the key=value pairs of a connection string. A value in braces may
// hold semicolons; two closing braces stand for one.
func pairs(s string) []pair {
	var found []pair
	for s != "" {
		var one string
		one, s = cutPair(s)
		if key, value, ok := strings.Cut(one, "="); ok {
			found = append(found, pair{strings.TrimSpace(key), strings.TrimSpace(value)})
		}
	}
	return found
}

// cutPair cuts at the first semicolon that is not within braces.
func cutPair(s string) (one, rest string) {
	inside := false
	for i := 0; i < len(s); i++ {
		switch {
		case inside && strings.HasPrefix(s[i:], "}}"):
			i++
		case inside:
			inside = s[i] != '}'
		case s[i] == '{' && strings.HasSuffix(strings.TrimRight(s[:i], " "), "="):
			inside = true
		case s[i] == ';':
			return s[:i], s[i+1:]
		}
	}
	return s, ""
}

// hider is a function that takes the passwords among all out of a text.
func hider(all []pair) func(string) string {
	var secrets []string
	for _, p := range all {
		switch strings.ToUpper(p.key) {
		case "PWD", "PASSWORD":
			plain := strings.ReplaceAll(strings.TrimSuffix(strings.TrimPrefix(p.value, "{"), "}"), "}}", "}")
			secrets = append(secrets, p.value, plain)
		}
	}
	return func(text string) string {
		for _, secret := range secrets {
			if secret != "" {
				text = strings.ReplaceAll(text, secret, "…")
			}
		}
		return text
	}
}
