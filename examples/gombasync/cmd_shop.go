package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"syscall"
	"time"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
)

// shopCmd is a shop for trying things out.
type shopCmd struct {
	Serve shopServeCmd `cmd:"" help:"${shop_serve}"`
}

type shopServeCmd struct {
	Addr     string `help:"${addr}"     placeholder:"HOST:PORT" required:""`
	APIID    string `help:"${api_id}"   name:"api-id"           placeholder:"ID" required:""`
	Key      string `help:"${key}"      placeholder:"KEY"       required:""`
	Products string `help:"${products}" placeholder:"FILE.csv"  predictor:"csv"  type:"existingfile"`
	State    string `help:"${state}"    placeholder:"FILE"      predictor:"file" type:"path"`
}

// Run serves the shop until the context ends.
func (c shopServeCmd) Run(ctx context.Context, a *app) error {
	file := &stateFile{path: c.State}

	unlock, err := file.lock()
	if err != nil {
		return err
	}

	shop, err := c.open(file, a)
	if err == nil {
		err = c.serve(ctx, shop, a)
	}

	return errors.Join(err, unlock())
}

// serve opens the shop's door and says where it is.
func (c shopServeCmd) serve(ctx context.Context, shop http.Handler, a *app) error {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", c.Addr)
	if err != nil {
		return listenFault(c.Addr, err)
	}

	base := "http://" + listener.Addr().String() + gombashoptest.BasePath
	a.out.Say(lang.Of("The shop is open: %s", "Магазинът работи: %s"), base)

	if err := a.out.JSON(map[string]string{"url": base}); err != nil {
		return errors.Join(err, listener.Close())
	}

	return serve(ctx, listener, shop)
}

// open makes the shop: as it was left, or else with the products of the file.
func (c shopServeCmd) open(file *stateFile, a *app) (*gombashoptest.Server, error) {
	options := []gombashoptest.Option{gombashoptest.WithCredentials(c.APIID, c.Key)}
	if c.State != "" {
		options = append(options, gombashoptest.WithSaving(file.save))
	}

	shop := gombashoptest.NewHandler(options...)

	found, err := file.load(shop)
	if err != nil {
		return nil, err
	}

	if found {
		file.tell(a, c.Products)

		return shop, nil
	}

	if err := c.stock(shop, a); err != nil {
		return nil, err
	}

	return shop, file.begin(shop)
}

// serve lets the requests in hand end when the context does.
func serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
	const grace = 5 * time.Second

	server := &http.Server{Handler: handler, ReadHeaderTimeout: grace}
	done := make(chan error, 1)

	stop := context.AfterFunc(ctx, func() {
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
		defer cancel()

		done <- server.Shutdown(last)
	})
	defer stop()

	err := server.Serve(listener)
	if errors.Is(err, http.ErrServerClosed) {
		return <-done
	}

	return err
}

// listenFault is an address on which no shop can be opened.
func listenFault(address string, err error) error {
	text := lang.Of("a shop cannot be opened at "+address, "на "+address+" не може да се отвори магазин")
	if errors.Is(err, syscall.EADDRINUSE) {
		text = lang.Of("the address "+address+" is in use", "адресът "+address+" е зает")
	}

	return wrong("address", text, lang.Of("name another with --addr, such as 127.0.0.1:8080, or stop the program that has it",
		"посочете друг с --addr, например 127.0.0.1:8080, или спрете програмата, която го държи"))
}
