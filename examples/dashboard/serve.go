package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/kardianos/service"

	"github.com/skladmost/skladmost/examples/dashboard/internal/control"
	"github.com/skladmost/skladmost/examples/dashboard/internal/guard"
	"github.com/skladmost/skladmost/examples/dashboard/internal/page"
	"github.com/skladmost/skladmost/examples/internal/config"
	"github.com/skladmost/skladmost/examples/internal/lang"
)

// serveCmd shows the page.
type serveCmd struct {
	demoFlag `embed:""`
	place    `embed:""`

	Open bool `help:"${open}"`
}

// Run works until ctx ends, or until the system's service manager says so.
func (c serveCmd) Run(ctx context.Context, a *app) error {
	if service.Interactive() {
		return c.serve(ctx, a)
	}

	return c.manage(func(ctx context.Context) error { return c.serve(ctx, a) })
}

func (c serveCmd) serve(ctx context.Context, a *app) error {
	file, closing, err := c.demonstration(ctx)
	if err != nil {
		return err
	}

	demo := file != ""
	if demo {
		c.Config = file
	}

	return errors.Join(c.open(ctx, a, demo), closing())
}

// open puts settings, runs, pages and guard together.
func (c serveCmd) open(ctx context.Context, a *app, demo bool) error {
	if err := a.firstSettings(c.Config); err != nil {
		return err
	}

	logger := slog.New(slog.NewTextHandler(a.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))

	works := control.New(control.Options{ConfigFile: c.Config, Env: a.Env, Logger: logger})
	defer works.Close()

	pages, err := page.New(page.Options{Control: works, Lang: a.pageLang(), Demo: demo, Token: guard.Token, Logger: logger})
	if err != nil {
		return err
	}

	keeper, err := guard.New(guard.Options{
		Addr: c.Addr, Hosts: c.Hosts, PasswordFile: c.passwordFile(), CertFile: c.Cert, KeyFile: c.Key,
		StateDir: filepath.Dir(c.Config), Login: pages.Login, Uploads: map[string]int64{page.MatchUploadPath: page.MatchUpload},
		Refused: pages.Refused, Logger: logger,
	})
	if err != nil {
		return err
	}

	if err := works.Resume(); err != nil { //nolint:contextcheck // runs end with Close
		logger.WarnContext(ctx, "what was on is not known", slog.Any("error", err))
	}

	return a.listen(ctx, c, keeper, pages)
}

// pageLang is Bulgarian unless the command line says otherwise: who opens the
// page is seldom who has set the computer's language.
func (a *app) pageLang() lang.Lang {
	if a.asked != "" {
		return lang.Lang(a.asked)
	}

	return lang.BG
}

// firstSettings writes a commented file when there is none, so that the page can
// be filled in.
func (a *app) firstSettings(file string) error {
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) //nolint:gosec // the person names the file
	if errors.Is(err, os.ErrExist) {
		return nil
	}

	if err != nil {
		return &told{code: "file", cause: err, text: lang.Of(file+" cannot be written", file+" не може да се запише"),
			todo: lang.Of("check the folder and its permissions", "проверете папката и правата ѝ")}
	}

	_, err = f.Write(config.Template(a.pageLang()))
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}

	a.out.Say(lang.Of("%s is new: fill in the page Settings.", "%s е нов: попълнете страницата Настройки."), file)

	return nil
}
