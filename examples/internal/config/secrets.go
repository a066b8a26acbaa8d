package config

import (
	"strings"

	"github.com/skladmost/skladmost/examples/internal/explain"
	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/sklad/dsn"
)

// secrets fetches key and passwords from where the file says they are, and
// shuts them into closures.
func (r *reader) secrets(c *draft) {
	r.shopKey(c)
	r.database(c)

	if c.fiscalPasswordEnv != "" {
		if password, ok := r.variable("fiscal.password_env", c.fiscalPasswordEnv); ok {
			c.Fiscal.Password = func() string { return password }
		}
	}
}

func (r *reader) shopKey(c *draft) {
	key, ok, given := r.secret(
		source{setting: "shop.key", value: c.key},
		source{setting: "shop.key_env", value: c.keyEnv, env: true},
		source{setting: "shop.key_file", value: c.keyFile, file: true},
	)
	if !given {
		r.fault(Missing, "shop.key_env", "", lang.Of("name the variable that holds the shop's Ключ (or use key_file or key)",
			"посочете променливата с Ключа от магазина (или key_file, или key)"))
	}

	if ok {
		c.Shop.Key = func() string { return key }
	}
}

// database parses the address and puts a password from elsewhere into it.
func (r *reader) database(c *draft) {
	if c.dsn == "" {
		r.fault(Missing, "warehouse.dsn", "", lang.Of("write the address of the database, such as sqlite:shop.db",
			"напишете адреса на базата, например sqlite:shop.db"))

		return
	}

	address, err := dsn.Parse(r.located(c.dsn))
	c.dsn = ""

	if err != nil {
		inBulgarian := explain.Reader{Lang: lang.BG}.Notice(err)
		r.fault(Conflict, "warehouse.dsn", "", lang.Of(
			strings.TrimPrefix(err.Error(), "dsn: "), inBulgarian.Message+"; "+inBulgarian.Remedy))

		return
	}

	password, ok, _ := r.secret(
		source{setting: "warehouse.password_env", value: c.passwordEnv, env: true},
		source{setting: "warehouse.password_file", value: c.passwordFor, file: true},
	)
	if ok {
		if address, err = address.WithPassword(password); err != nil {
			r.fault(Conflict, "warehouse.password_env", "", lang.Of(err.Error(),
				"база от този вид няма отделна парола; махнете настройката"))

			return
		}
	}

	c.Warehouse.DSN = address
}

// located is an address whose file is looked for beside the configuration, as
// every other file that it names.
func (r *reader) located(address string) string {
	scheme, rest, _ := strings.Cut(address, ":")
	path, options := rest, ""

	switch dsn.Engine(strings.ToLower(scheme)) {
	case dsn.SQLite:
	case dsn.Access:
		if end := strings.IndexByte(rest, ';'); end >= 0 {
			path, options = rest[:end], rest[end:]
		}
	default:
		return address
	}

	if strings.TrimSpace(path) == "" {
		return address
	}

	return scheme + ":" + r.near(path) + options
}

// source is a place where a secret may be.
type source struct {
	setting, value string
	env, file      bool
}

// secret fetches a secret that has at most one source. given tells that the
// file names one.
func (r *reader) secret(sources ...source) (value string, ok, given bool) {
	var chosen source

	for _, s := range sources {
		switch {
		case s.value == "":
		case given:
			r.fault(Conflict, s.setting, "", lang.Of("the secret stands elsewhere already ("+chosen.setting+"); keep one of the two",
				"тайната вече е дадена другаде ("+chosen.setting+"); оставете едното"))

			return "", false, true
		default:
			chosen, given = s, true
		}
	}

	if !given {
		return "", false, false
	}

	value, ok = r.fetch(chosen)

	return value, ok, true
}

func (r *reader) fetch(s source) (string, bool) {
	switch {
	case s.env:
		return r.variable(s.setting, s.value)
	case s.file:
		value, err := r.beside(s.value)
		if err != nil || value == "" {
			r.fault(Conflict, s.setting, "", lang.Of("the file "+s.value+" cannot be read or is empty; put the secret alone into it",
				"файлът "+s.value+" не се чете или е празен; запишете в него само тайната"))

			return "", false
		}

		return value, true
	default:
		return s.value, true
	}
}

func (r *reader) variable(setting, name string) (string, bool) {
	if r.env != nil {
		if value, ok := r.env(name); ok && value != "" {
			return value, true
		}
	}

	r.fault(Conflict, setting, "", lang.Of("the variable "+name+" is not set; set it before you start the program",
		"променливата "+name+" не е зададена; задайте я преди старта"))

	return "", false
}
