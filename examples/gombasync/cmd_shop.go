package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"syscall"
	"time"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/gombashop/csvexport"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
)

// shopCmd is a shop for trying things out.
type shopCmd struct {
	Serve shopServeCmd `cmd:"" help:"${shop_serve}"`
}

type shopServeCmd struct {
	Addr     string `help:"${addr}"     required:""`
	APIID    string `help:"${api_id}"   name:"api-id"       required:""`
	Key      string `help:"${key}"      required:""`
	Products string `help:"${products}" type:"existingfile"`
}

// Run serves the shop until the context ends.
func (c shopServeCmd) Run(ctx context.Context, a *app) error {
	shop := gombashoptest.NewHandler(gombashoptest.WithCredentials(c.APIID, c.Key))
	if err := c.stock(shop); err != nil {
		return err
	}

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

// stock puts the products of a CSV on sale.
func (c shopServeCmd) stock(shop *gombashoptest.Server) error {
	if c.Products == "" {
		return nil
	}

	file, err := os.Open(c.Products)
	if err != nil {
		return productsFault(c.Products, err)
	}

	defer func() { _ = file.Close() }()

	for p, err := range csvexport.Unique(csvexport.Products(file)) {
		if err == nil {
			_, err = shop.AddProduct(productRow(p))
		}

		if err != nil {
			return productsFault(c.Products, err)
		}
	}

	return nil
}

// productRow is a product of the file as the contract has it: one variant, for
// the file knows no quantity of a single option. It names no VAT rate either;
// 20 % is Bulgaria's standard one.
func productRow(p csvexport.Product) map[string]any {
	variant := map[string]any{"sku": p.SKU, "price": p.Price.StringFixed(2), "active": !p.Hidden}
	if p.InPromotion && p.OldPrice.GreaterThan(p.Price) {
		variant["compare_at_price"] = p.OldPrice.StringFixed(2)
	}

	return map[string]any{
		"name": p.Name, "brand": p.Brand, "description_html": p.Description, "visible": !p.Hidden, "is_new": p.New,
		"vat_rate": "20.00", "tax_group": 2, "images": []string{p.PictureURL}, "variants": []any{variant},
	}
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

// productsFault is a file that is no product CSV of GombaShop. The reader's own
// words name line and column.
func productsFault(path string, err error) error {
	return &usageError{told{
		code: "products", cause: err,
		text: lang.Of("the products of "+path+" cannot be read", "продуктите от "+path+" не могат да се прочетат"),
		todo: lang.Of("export them anew from GombaShop as CSV", "експортирайте ги отново от GombaShop като CSV"),
	}}
}
