package assembly

import (
	"context"
	"errors"
	"log/slog"

	"github.com/skladmost/skladmost/examples/internal/config"
	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/warehouse"
	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer"
)

// Version is sent to the shop beside the program's name.
const Version = "0.1.0"

// Session is what a configuration stands for. It is safe for concurrent use.
type Session struct {
	*syncer.Syncer

	Config config.Config
	DB     *sklad.DB
	Ledger *ledger.Ledger
	Shop   *gombashop.Client
	// Printer is nil while setting k is off.
	Printer fiscal.Printer
}

// Options of a Session; the zero value observes nothing.
type Options struct {
	// Application is the name that the shop reads in User-Agent.
	Application string
	// Observer is told what happens in runs. Nil is allowed.
	Observer syncer.Observer
	// Logger defaults to one that discards.
	Logger *slog.Logger
}

// Open opens the database and assembles the engine. It talks to no shop and to
// no printer. A database without the ledger's tables is ledger.ErrNotInstalled.
func Open(ctx context.Context, cfg config.Config, o Options) (*Session, error) {
	options := []sklad.Option{sklad.WithLocation(cfg.Warehouse.Timezone)}
	if o.Logger != nil {
		options = append(options, sklad.WithLogger(o.Logger))
	}

	db, err := warehouse.Open(ctx, cfg.Warehouse.DSN, options...)
	if err != nil {
		return nil, err
	}

	s := &Session{Config: cfg, DB: db}
	if err := s.assemble(ctx, o); err != nil {
		return nil, errors.Join(err, s.Close())
	}

	return s, nil
}

func (s *Session) assemble(ctx context.Context, o Options) error {
	var err error
	if s.Ledger, err = ledger.Open(ctx, s.DB); err != nil {
		return err
	}

	if s.Shop, err = Client(s.Config.Shop, o.Application); err != nil {
		return err
	}

	if s.Printer, err = Printer(s.Config.Fiscal); err != nil {
		return err
	}

	settings := Settings(s.Config)
	settings.Warehouse, settings.Shop = syncer.Sklad(s.DB, s.Ledger), syncer.Gomba(s.Shop)
	settings.Observer, settings.Fiscal.Printer, settings.Logger = o.Observer, s.Printer, o.Logger
	s.Syncer, err = syncer.New(settings)

	return err
}

// Client is the client of the shop that the configuration names.
func Client(c config.Shop, application string) (*gombashop.Client, error) {
	client, err := gombashop.NewClient(c.URL, gombashop.HMAC(c.APIID, c.Key()), gombashop.WithRateLimit(c.Rate),
		gombashop.WithRetry(gombashop.RetryOptions{MaxElapsed: c.Patience}), gombashop.WithApplication(application, Version))
	if err != nil {
		return nil, &Fault{Err: err, What: lang.Of("the settings under shop cannot be used", "настройките под shop не могат да се ползват"),
			Remedy: lang.Of("correct them", "поправете ги")}
	}

	return client, nil
}

// Close closes the printer's connection and the database.
func (s *Session) Close() error {
	var err error
	if s.Printer != nil {
		err = s.Printer.Close()
	}

	return errors.Join(err, s.DB.Close())
}
