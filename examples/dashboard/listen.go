package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/cli/browser"

	"github.com/skladmost/skladmost/examples/dashboard/internal/guard"
	"github.com/skladmost/skladmost/examples/internal/lang"
)

// listen serves until ctx ends.
func (a *app) listen(ctx context.Context, c serveCmd, keeper *guard.Guard, pages http.Handler) error {
	const patience = 10 * time.Second

	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", c.Addr)
	if err != nil {
		return &told{code: "address", cause: err,
			text: lang.Of("the page cannot be opened at "+c.Addr, "на "+c.Addr+" не може да се отвори страница"),
			todo: lang.Of("another program may be there, perhaps this one: choose another port with --addr",
				"може би там има друга програма, дори същата: изберете друг порт с --addr")}
	}

	scheme := "http"
	if keeper.TLS() != nil {
		scheme = "https"
	}

	server := &http.Server{
		Handler: keeper.Handler(pages), ReadHeaderTimeout: patience, ReadTimeout: time.Minute, IdleTimeout: 2 * time.Minute,
		TLSConfig: keeper.TLS(), BaseContext: func(net.Listener) context.Context { return ctx },
	}

	stop := context.AfterFunc(ctx, func() { _ = server.Close() }) // open pages would keep a Shutdown waiting
	defer stop()

	addresses := pageAddresses(scheme, listener.Addr())
	for _, address := range addresses {
		a.out.Say(lang.Of("The page: %s", "Страницата: %s"), address)
	}

	if c.Open {
		if err := browser.OpenURL(addresses[0]); err != nil {
			a.out.Say(lang.Of("No browser could be opened; open the address yourself.", "Не се отвори браузър; отворете адреса сами."))
		}
	}

	if mark := keeper.Fingerprint(); mark != "" {
		a.out.Say(lang.Of("Its certificate, SHA-256: %s", "Сертификатът ѝ, SHA-256: %s"), mark)
	}

	if scheme == "https" { // with HTTP/2: a browser that has many pages open keeps one connection
		err = server.ServeTLS(listener, "", "")
	} else {
		err = server.Serve(listener)
	}

	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}

	return err
}

// pageAddresses are what a person writes into a browser: every address of this
// computer where the page listens on all of them.
func pageAddresses(scheme string, at net.Addr) []string {
	listened, ok := at.(*net.TCPAddr)
	if !ok || !listened.IP.IsUnspecified() {
		return []string{scheme + "://" + at.String() + "/"}
	}

	port := strconv.Itoa(listened.Port)
	all := []string{scheme + "://localhost:" + port + "/"}

	found, err := net.InterfaceAddrs()
	if err != nil {
		return all
	}

	for _, one := range found {
		if network, ok := one.(*net.IPNet); ok && network.IP.To4() != nil && !network.IP.IsLoopback() {
			all = append(all, scheme+"://"+net.JoinHostPort(network.IP.String(), port)+"/")
		}
	}

	return all
}
