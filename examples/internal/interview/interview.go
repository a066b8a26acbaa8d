package interview

import (
	"context"
	"errors"
	"io"
	"time"

	"github.com/skladmost/skladmost/examples/internal/config"
	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/dsn"
)

// Keyboard is where answers come from. Both methods end with the context's error
// when it ends, and with io.EOF when nobody answers any more.
type Keyboard interface {
	// Line is an answer without its end of line.
	Line(ctx context.Context) (string, error)
	// Secret is Line, typed unseen.
	Secret(ctx context.Context) (string, error)
}

// Screen is where questions go; *output.Output is one.
type Screen interface {
	Lang() lang.Lang
	Say(t lang.Text, args ...any)
	Raw(text string)
	Heading(text string) string
	Fail(err error)
	WarnText(code string, t lang.Text)
}

// Options of an interview.
type Options struct {
	// Path is the configuration that the answers are for: files are looked for
	// beside it.
	Path string
	// Env looks up the variables that may hold secrets already.
	Env config.Env
	// Replace allows files of secrets to be overwritten.
	Replace bool
	// Application is what the shop is told who asks.
	Application string
}

// Found is what the answers come to.
type Found struct {
	// Filled are the lines of the configuration.
	Filled config.Filled
	// Secrets are the contents of the files beside it, by their names in it.
	Secrets map[string]string
	// Database is the address with its password.
	Database dsn.DSN
	// NoLedger tells that the ledger's tables are not there yet.
	NoLedger bool
}

// Interview is one person's answers so far.
type Interview struct {
	keys   Keyboard
	screen Screen
	opts   Options

	filled        config.Filled
	secrets       map[string]string
	password, key secret
	place         place // of the database
	info          sklad.Info
	objects       []option
	users         []option
	noLedger      bool
}

// patience is the longest that a person waits for one connection.
const patience = 20 * time.Second

// New begins an interview.
func New(keys Keyboard, screen Screen, o Options) *Interview {
	return &Interview{keys: keys, screen: screen, opts: o, secrets: map[string]string{}}
}

// Run asks everything. Its error is the keyboard's or the context's.
func (i *Interview) Run(ctx context.Context) (Found, error) {
	i.screen.Say(lang.Of("A few questions. Enter takes what stands in brackets; Ctrl+C ends, and nothing is written.",
		"Няколко въпроса. Enter приема написаното в скобите; Ctrl+C прекъсва, без да се записва нищо."))

	for _, part := range []struct {
		head lang.Text
		ask  func(context.Context) error
	}{
		{lang.Of("The database of Склад Pro", "Базата на Склад Pro"), i.database},
		{lang.Of("The shop", "Магазинът"), i.shop},
		{lang.Of("Orders that become documents", "Поръчките, които стават документи"), i.documents},
		{lang.Of("Receipts and УНП", "Бонове и УНП"), i.fiscal},
		{lang.Of("How often", "Колко често"), i.starts},
	} {
		i.screen.Raw("\n" + i.screen.Heading(part.head.In(i.screen.Lang())) + "\n")

		if err := part.ask(ctx); err != nil {
			return Found{}, err
		}
	}

	c, err := i.draft()

	return Found{Filled: i.filled, Secrets: i.secrets, Database: c.Warehouse.DSN, NoLedger: i.noLedger}, err
}

// Ended tells whether an interview ended because nobody answered any more.
func Ended(err error) bool { return errors.Is(err, context.Canceled) || errors.Is(err, io.EOF) }

// starts asks for the two intervals.
func (i *Interview) starts(ctx context.Context) error {
	for _, one := range []struct {
		text lang.Text
		def  string
		to   *string
	}{
		{lang.Of("Read orders every", "Поръчките се четат на всеки"), "5m", &i.filled.ImportEvery},
		{lang.Of("Send goods and quantities every", "Стоките и количествата се пращат на всеки"), "15m", &i.filled.ExportEvery},
	} {
		if err := i.fill(ctx, one.to, question{text: one.text, def: one.def}); err != nil {
			return err
		}
	}

	return nil
}

// draft is the configuration as far as it is known. What is not known yet stands
// at the template's own values, which can be read.
func (i *Interview) draft() (config.Config, error) {
	const password, key = "P", "K"

	f := i.filled
	f.KeyEnv, f.KeyFile, f.PasswordEnv, f.PasswordFile = key, "", "", ""

	if i.password.value != "" {
		f.PasswordEnv = password
	}

	values := map[string]string{password: i.password.value, key: "-"}
	if i.key.value != "" {
		values[key] = i.key.value
	}

	c, err := config.Parse(i.opts.Path, config.FilledTemplate(lang.EN, f), func(name string) (string, bool) {
		value, ok := values[name]

		return value, ok
	})

	return c, unusable(err)
}
