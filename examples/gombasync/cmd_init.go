package main

import (
	"context"
	"errors"
	"os"

	"github.com/skladmost/skladmost/examples/internal/config"
	"github.com/skladmost/skladmost/examples/internal/interview"
	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/warehouse"
	"github.com/skladmost/skladmost/sklad/dsn"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// initCmd writes a commented configuration file. On a terminal it asks; with a
// flag, or where nobody types, it writes the defaults.
type initCmd struct {
	Force  bool   `help:"${init_force}"`
	Yes    bool   `help:"${init_yes}"    short:"y"`
	Shop   string `help:"${init_shop}"   placeholder:"URL"`
	APIID  string `help:"${init_api_id}" name:"api-id"        placeholder:"ID"`
	Device string `help:"${init_device}" placeholder:"SERIAL"`
}

// Run implements the command.
func (c *initCmd) Run(ctx context.Context, a *app) error {
	if _, err := os.Lstat(a.configFile); err == nil && !c.Force {
		return exists(a.configFile)
	}

	keys := a.keys()
	if given := c.Yes || c.Shop != "" || c.APIID != "" || c.Device != ""; keys != nil && !given && !a.out.IsJSON() {
		return c.interview(ctx, a, keys)
	}

	err := c.write(a, config.Filled{URL: c.Shop, APIID: c.APIID, Device: c.Device}, nil)
	if err != nil {
		return err
	}

	a.out.Say(lang.Of("%[1]s is written. Next: put in the addresses and choices marked “required”, "+
		"then gombasync db install and gombasync check.",
		"%s е записан. Сега: попълнете редовете „задължително“, после gombasync db install и gombasync check."), a.configFile)

	return a.out.JSON(map[string]string{"file": a.configFile})
}

// keys is nil where no person types.
func (a *app) keys() interview.Keyboard {
	if a.Keys != nil {
		return a.Keys
	}

	return interview.Terminal(a.Stdin)
}

func (c *initCmd) interview(ctx context.Context, a *app, keys interview.Keyboard) error {
	if err := writable(a.configFile); err != nil {
		return err
	}

	i := interview.New(keys, a.out, interview.Options{
		Path: a.configFile, Env: a.Env, Replace: c.Force, Application: "gombasync",
	})

	found, err := i.Run(ctx)
	if err != nil {
		a.out.Raw("\n") // behind the question that was not answered

		return unanswered(err)
	}

	if err := c.write(a, found.Filled, found.Secrets); err != nil {
		return err
	}

	a.out.Say(lang.Of("\n%s is written; every other setting stands in it with its default and what it means.",
		"\n%s е записан; в него са и всички останали настройки, с обяснения и стойност по подразбиране."), a.configFile)

	if found.NoLedger {
		if found.NoLedger, err = a.offerLedger(ctx, i, found.Database); err != nil {
			return err
		}
	}

	a.next(found)

	return nil
}

// unanswered is an interview that ended before its last question.
func unanswered(err error) error {
	if !interview.Ended(err) {
		return err
	}

	return &told{
		code: "stopped", text: lang.Of("stopped before the last answer", "спряно преди последния отговор"),
		todo: lang.Of("run gombasync init again when you have what it asks for", "пуснете gombasync init пак, когато имате нужното"),
	}
}

// offerLedger makes the ledger's tables if the person likes; it tells whether they
// are still missing.
func (a *app) offerLedger(ctx context.Context, i *interview.Interview, address dsn.DSN) (bool, error) {
	yes, err := i.Yes(ctx, lang.Of("Make the ledger's tables (gomba_*) in the database now; those of Склад Pro are not touched",
		"Да се направят ли сега таблиците на журнала (gomba_*) в базата; таблиците на Склад Pro не се пипат"))
	if interview.Ended(err) { // the configuration is there; only this is left
		a.out.Raw("\n")

		return true, nil
	}

	if err != nil || !yes {
		return true, err
	}

	return false, installLedger(ctx, address)
}

func installLedger(ctx context.Context, address dsn.DSN) error {
	db, err := warehouse.Open(ctx, address)
	if err != nil {
		return err
	}

	return errors.Join(ledger.Install(ctx, db), db.Close())
}

// next says what to do with the file.
func (a *app) next(found interview.Found) {
	for _, name := range []string{found.Filled.KeyEnv, found.Filled.PasswordEnv} {
		if name != "" {
			a.out.Say(lang.Of("Before every start set the variable %s.", "Преди всяко пускане задавайте променливата %s."), name)
		}
	}

	a.out.Say(lang.Of("Next:", "Оттук нататък:"))

	if found.NoLedger {
		a.out.Say(lang.Of("  gombasync db install    the ledger's tables", "  gombasync db install    таблиците на журнала"))
	}

	a.out.Say(lang.Of("  gombasync check         try everything once more\n  gombasync plan export   see what would be sent\n"+
		"  gombasync run           both directions, until stopped",
		"  gombasync check         проверява всичко още веднъж\n  gombasync plan export   показва какво би се изпратило\n"+
			"  gombasync run           двете посоки, докато бъде спряно"))
}
