package main

import (
	"fmt"
	"io"
	"os"
	"strconv"

	"github.com/skladmost/skladmost/examples/internal/config"
	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/gombashop/csvexport"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
)

// stock puts the products of the file on sale, and says what is odd about it.
func (c shopServeCmd) stock(shop *gombashoptest.Server, a *app) error {
	if c.Products == "" {
		return nil
	}

	file, err := os.Open(c.Products)
	if err != nil {
		return productsFault(c.Products, err)
	}

	defer func() { _ = file.Close() }()

	s := shelf{shop: shop, rows: map[string]int{}}
	if err := s.fill(file); err != nil {
		return productsFault(c.Products, err)
	}

	a.out.Say(lang.Of("%d products from %s", "%d продукта от %s"), s.products, c.Products)

	if s.repeated > 0 {
		a.out.WarnText("products", lang.Of(
			fmt.Sprintf("%d rows have the number of an earlier row, the first on line %d: each is a product of its own, such as %s",
				s.repeated, s.line, s.id),
			fmt.Sprintf("%d реда са с номер на по-горен ред, първият е на ред %d: всеки е отделен продукт, например %s",
				s.repeated, s.line, s.id)))
	}

	return nil
}

// shelf fills a shop from a product export.
type shelf struct {
	shop     *gombashoptest.Server
	rows     map[string]int // how many rows had a number
	products int
	repeated int
	line     int    // of the first row that repeats a number
	id       string // that it got
}

func (s *shelf) fill(file io.Reader) error {
	for p, err := range csvexport.Products(file, csvexport.WithLocation(config.Default().Warehouse.Timezone)) {
		if err == nil {
			err = s.put(p)
		}

		if err != nil {
			return err
		}
	}

	return nil
}

// put gives a product the shop's own number, so that it is the same one after a
// restart. Real exports repeat rows word for word; nothing of a file is left out.
func (s *shelf) put(p csvexport.Product) error {
	s.products++
	s.rows[p.ID]++

	id := p.ID
	if n := s.rows[p.ID]; n > 1 {
		id += "." + strconv.Itoa(n)
		s.repeated++

		if s.repeated == 1 {
			s.line, s.id = p.Line, id
		}
	}

	row, err := productRow(p)
	if err != nil {
		return &csvexport.Error{Line: p.Line, Column: 1, Cause: err}
	}

	row["id"] = id

	if len(p.Category) > 0 {
		category, err := s.shop.AddCategory(p.Category...)
		if err != nil {
			return &csvexport.Error{Line: p.Line, Column: 1, Cause: err}
		}

		row["category_ids"] = []string{category}
	}

	if _, err = s.shop.AddProduct(row); err != nil {
		return &csvexport.Error{Line: p.Line, Column: 1, Cause: err}
	}

	return nil
}

// productsFault is a file that is no product CSV of GombaShop. The cause names the
// place.
func productsFault(path string, err error) error {
	return &usageError{told{
		code: "products", cause: err,
		text: lang.Of("the products of "+path+" cannot be read", "продуктите от "+path+" не могат да се прочетат"),
		todo: lang.Of("mend that place, or export them anew from GombaShop as CSV",
			"поправете това място или ги експортирайте отново от GombaShop като CSV"),
	}}
}
