package gombashoptest

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// ErrProduct is wrapped by every refusal to put a product or a category into the
// shop.
var ErrProduct = errors.New("gombashoptest: it cannot be added")

// AddProduct puts a product on sale without a request: product is anything whose
// JSON is a row of POST /products/bulk. A product that the shop lacks may also
// bring its id, url and created_at with it, which a client cannot set. It
// returns the shop's id. Errors wrap ErrProduct and change nothing.
func (s *Server) AddProduct(product any) (string, error) {
	var (
		row  wire.ProductPatch
		own  origin
		text json.RawMessage // as a client would write it
	)

	for _, err := range []error{convert(product, &row), convert(product, &own), convert(row, &text)} {
		if err != nil {
			return "", fmt.Errorf("%w: %w", ErrProduct, err)
		}
	}

	if problems := productRule(object)("", text); problems != nil {
		return "", unfit(summary(problems))
	}

	s.mu.Lock()
	defer s.mu.Unlock()

	if s.products[row.ID] == nil {
		row.ID = ""
	}

	for _, v := range row.Variants {
		if home, _ := s.variant(v.ID, ""); v.ID != "" && home == nil {
			return "", unfit("there is no variant " + v.ID)
		}
	}

	result := s.saveRow(row, func(external string) wire.Product { return own.begin(s.newProduct(external)) })
	if result.Status == wire.Failed {
		return "", unfit(result.Error.Message)
	}

	return result.ID, nil
}

// origin is what a product brings with it from another shop.
type origin struct {
	ID        string    `json:"id"`
	URL       string    `json:"url"`
	CreatedAt time.Time `json:"created_at"`
}

func (o origin) begin(p wire.Product) wire.Product {
	p.ID, p.URL = orElse(o.ID, p.ID), orElse(o.URL, p.URL)
	if !o.CreatedAt.IsZero() {
		p.CreatedAt = o.CreatedAt.UTC()
	}

	return p
}

// AddCategory makes the categories of a path, the root first, as far as the shop
// lacks them, and returns the id of the last. Errors wrap ErrProduct.
func (s *Server) AddCategory(names ...string) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()

	id := ""

	for _, name := range names {
		if name == "" {
			return "", unfit("a category without a name")
		}

		id = s.child(id, name)
	}

	if id == "" {
		return "", unfit("a path without categories")
	}

	return id, nil
}

// child is the category of a name below a parent; an empty parent is none.
func (s *Server) child(parent, name string) string {
	for _, c := range s.tree {
		if c.Name == name && (c.ParentID == nil && parent == "" || c.ParentID != nil && *c.ParentID == parent) {
			return c.ID
		}
	}

	row := wire.CategoryPatch{Name: wire.Of(name)}
	if parent != "" {
		row.ParentID = wire.Of(parent)
	}

	return s.saveCategory(row).ID
}

func unfit(why string) error { return fmt.Errorf("%w: %s", ErrProduct, why) }
