package interview

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strings"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/warehouse"
)

// place is where a database is, in the parts that a person knows.
type place struct{ engine, path, host, port, name, user string }

// database asks until a database of Склад Pro opens.
func (i *Interview) database(ctx context.Context) error {
	for {
		if err := i.askDatabase(ctx); err != nil {
			return err
		}

		err := i.tryDatabase(ctx)
		if err == nil {
			break
		}

		if ctx.Err() != nil {
			return ctx.Err()
		}

		i.again(err)
	}

	if i.password.value == "" {
		return nil
	}

	return i.keep(ctx, i.password, "SKLAD_PASSWORD", "password.txt", &i.filled.PasswordEnv, &i.filled.PasswordFile)
}

func (i *Interview) again(err error) {
	i.screen.Fail(err)
	i.screen.Say(lang.Of("Once more; Enter keeps what you have answered.", "Още веднъж; Enter запазва вече отговореното."))
}

func (i *Interview) askDatabase(ctx context.Context) error {
	l, p := i.screen.Lang(), &i.place

	kinds := slices.DeleteFunc([]option{
		{"access", lang.Of("a file .mdb (Access)", "файл .mdb (Access)").In(l)},
		{"mysql", lang.Of("a server MySQL or MariaDB", "сървър MySQL или MariaDB").In(l)},
		{"sqlserver", lang.Of("a server SQL Server", "сървър SQL Server").In(l)},
		{"sqlite", lang.Of("a file SQLite", "файл SQLite").In(l)},
	}, func(o option) bool { return !slices.Contains(warehouse.Engines(), o.value) })

	kind, err := i.choose(ctx, lang.Of("Which kind", "Какъв вид"), kinds, cmp.Or(p.engine, "sqlite"))
	if err != nil {
		return err
	}

	if kind != p.engine { // what was answered for another kind means nothing here
		*p, i.password = place{engine: kind}, secret{}
	}

	if kind == "sqlite" || kind == "access" {
		return i.askFile(ctx)
	}

	return i.askServer(ctx)
}

func (i *Interview) askFile(ctx context.Context) error {
	p := &i.place
	def := cmp.Or(p.path, map[string]string{"sqlite": "shop.db"}[p.engine])

	var err error
	if p.path, err = i.ask(ctx, question{text: lang.Of("The file", "Файлът"), def: def, check: i.addressed(&p.path)}); err != nil {
		return err
	}

	if p.engine == "sqlite" {
		return nil
	}

	return i.askSecret(ctx, lang.Of("Its password", "Паролата му"), "SKLAD_PASSWORD", &i.password, false)
}

func (i *Interview) askServer(ctx context.Context) error {
	p := &i.place
	user, port := "root", "3306"

	if p.engine == "sqlserver" {
		user, port = "sa", "1433"
	}

	for _, one := range []struct {
		text lang.Text
		def  string
		to   *string
	}{
		{lang.Of("Server", "Сървър"), "127.0.0.1", &p.host},
		{lang.Of("Port", "Порт"), port, &p.port},
		{lang.Of("Database", "База"), "microinvest", &p.name},
		{lang.Of("User", "Потребител"), user, &p.user},
	} {
		if one.to == &p.port && strings.Contains(p.host, `\`) {
			p.port = "" // an instance of SQL Server tells its port itself

			continue
		}

		answer, err := i.ask(ctx, question{text: one.text, def: cmp.Or(*one.to, one.def), check: i.addressed(one.to)})
		if err != nil {
			return err
		}

		*one.to = answer
	}

	return i.askSecret(ctx, lang.Of("Password (it is not shown)", "Парола (не се показва)"), "SKLAD_PASSWORD", &i.password, false)
}

// addressed tells whether a part of the address can be part of one.
func (i *Interview) addressed(part *string) func(string) error {
	return func(answer string) error {
		before := *part
		*part = answer
		i.filled.DSN = i.place.address()

		_, err := i.draft()
		if err != nil {
			*part = before
		}

		return err
	}
}

// address leaves the password out.
func (p place) address() string {
	written := strings.NewReplacer("%", "%25", "/", "%2F", "?", "%3F", "#", "%23", "@", "%40", ":", "%3A")
	host := p.host

	if p.port != "" {
		host += ":" + p.port
	}

	switch p.engine {
	case "mysql":
		return "mysql://" + written.Replace(p.user) + "@" + host + "/" + written.Replace(cmp.Or(p.name, "x"))
	case "sqlserver":
		return "sqlserver://" + written.Replace(p.user) + "@" + host + "?database=" + url.QueryEscape(cmp.Or(p.name, "x"))
	default:
		return p.engine + ":" + p.path
	}
}
