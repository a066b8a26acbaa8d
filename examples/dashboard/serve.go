package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/skladmost/skladmost/examples/dashboard/internal/control"
	"github.com/skladmost/skladmost/examples/dashboard/internal/page"
	"github.com/skladmost/skladmost/examples/internal/lang"
)

// serve shows the page until ctx ends.
func serve(ctx context.Context, p process, c *cli) error {
	file, closing, err := c.demonstration(ctx)
	if err != nil {
		return err
	}

	demo := file != ""
	if !demo {
		file = c.Config
	}

	works := control.New(control.Options{ConfigFile: file, Env: p.Env}) //nolint:contextcheck // runs end with Close

	err = works.Resume()
	if err == nil {
		err = show(ctx, p, c, page.Options{Control: works, Lang: lang.Lang(c.Lang), Demo: demo})
	}

	works.Close()

	return errors.Join(err, closing())
}

func show(ctx context.Context, p process, c *cli, o page.Options) error {
	const patience = 10 * time.Second

	pages, err := page.New(o)
	if err != nil {
		return err
	}

	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", c.Addr)
	if err != nil {
		return err
	}

	server := &http.Server{Handler: pages, ReadHeaderTimeout: patience, ReadTimeout: time.Minute, IdleTimeout: 2 * time.Minute}

	stop := context.AfterFunc(ctx, func() { _ = server.Close() }) // open pages would wait for ever
	defer stop()

	_, _ = fmt.Fprintf(p.Stdout, "http://%s/\n", listener.Addr())

	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}

	return nil
}
