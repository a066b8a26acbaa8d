package gombashoptest

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

func (s *Server) listProducts(w http.ResponseWriter, r *http.Request) {
	listing[wire.Product]{
		rows: all(s.products), id: func(p wire.Product) string { return p.ID },
		at:   func(p wire.Product) time.Time { return p.UpdatedAt },
		made: func(p wire.Product) time.Time { return p.CreatedAt }, keep: keepProduct,
	}.serve(w, r)
}

func keepProduct(p wire.Product, q url.Values) bool {
	if p.Deleted && q.Get("include_deleted") != "true" {
		return false
	}

	for name, of := range map[string]func(wire.Variant) string{
		"sku": func(v wire.Variant) string { return v.SKU }, "barcode": func(v wire.Variant) string { return v.Barcode },
	} {
		wanted := q[name]
		if len(wanted) > 0 && !slices.ContainsFunc(p.Variants, func(v wire.Variant) bool { return slices.Contains(wanted, of(v)) }) {
			return false
		}
	}

	return true
}

func (s *Server) writeProducts(w http.ResponseWriter, r *http.Request) {
	bulk(w, r, productRule(byID), s.saveProduct)
}

func (s *Server) saveProduct(row wire.ProductPatch) wire.Result { return s.saveRow(row, s.newProduct) }

// saveRow takes a row whole or not at all: it works on a draft. made begins a
// product that the shop lacks.
func (s *Server) saveRow(row wire.ProductPatch, made func(external string) wire.Product) wire.Result {
	d := draft{server: s, status: wire.Updated}

	switch p := s.product(row.ID, row.ExternalID); {
	case p != nil:
		d.product = *p
		d.product.Variants = slices.Clone(p.Variants)
	case row.ID != "":
		return failed(wire.CodeNotFound, "there is no product "+row.ID)
	case !row.Name.Set:
		return refused(wrong("name", "required", "a new product needs a name"))
	default:
		d.product, d.status = made(row.ExternalID), wire.Created
	}

	before := d.product
	before.Variants = slices.Clone(before.Variants)

	result := d.patch(row)
	if twins := d.twins(result.Variants); twins != nil {
		return refused(twins)
	}

	if result.Status = d.status; d.status == wire.Updated && same(before, d.product) {
		result.Status = wire.Unchanged
	} else {
		d.keep()
	}

	return result
}

func (s *Server) newProduct(external string) wire.Product {
	id := s.newID(0, func(id string) bool { return s.products[id] != nil })

	return wire.Product{ID: id, ExternalID: external, Visible: true, CreatedAt: s.tick(), URL: "https://shop.example/p/" + id}
}

// newID is one above base that the shop has not given out, and that nothing was
// brought in under.
func (s *Server) newID(base int, taken func(string) bool) string {
	for {
		s.serial++
		if id := strconv.Itoa(base + s.serial); !taken(id) {
			return id
		}
	}
}

func (s *Server) deleteProducts(w http.ResponseWriter, r *http.Request) {
	bulk(w, r, refRule(), func(ref wire.Ref) wire.Result {
		p := s.product(ref.ID, ref.ExternalID)
		if p == nil {
			return failed(wire.CodeNotFound, "there is no product "+strings.TrimSpace(ref.ID+" "+ref.ExternalID))
		}

		result := wire.Result{Status: wire.Unchanged, ID: p.ID, ExternalID: p.ExternalID}
		if !p.Deleted {
			p.Deleted, p.UpdatedAt, result.Status = true, s.tick(), wire.Updated
		}

		return result
	})
}
