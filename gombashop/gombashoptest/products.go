package gombashoptest

import (
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"time"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

func (s *Server) listProducts(w http.ResponseWriter, r *http.Request) {
	listing[wire.Product]{
		rows: all(s.products), id: func(p wire.Product) string { return p.ID },
		at: func(p wire.Product) time.Time { return p.UpdatedAt }, keep: keepProduct,
	}.serve(w, r)
}

func keepProduct(p wire.Product, q url.Values) bool {
	if p.Deleted && q.Get("include_deleted") != "true" {
		return false
	}

	if since, err := time.Parse(time.RFC3339Nano, q.Get("created_since")); err == nil && p.CreatedAt.Before(since) {
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

func (s *Server) writeProducts(w http.ResponseWriter, r *http.Request) { bulk(w, r, s.saveProduct) }

// saveProduct matches by id, else by external id, never by sku.
func (s *Server) saveProduct(row wire.ProductPatch) wire.Result {
	p, status := s.findProduct(row.ID, row.ExternalID), wire.Updated
	if p == nil && row.ID != "" {
		return failed(wire.CodeNotFound, "there is no product "+row.ID)
	}

	if p == nil {
		if !row.Name.Set || row.Name.Value == "" {
			return failed(wire.CodeValidationFailed, "a new product needs a name")
		}

		p, status = s.newProduct(row.ExternalID), wire.Created
	}

	before := *p
	before.Variants = slices.Clone(p.Variants)
	s.patchProduct(p, row)

	result := wire.Result{ID: p.ID, ExternalID: p.ExternalID}
	for i, v := range row.Variants {
		one := s.saveVariant(p, v)
		one.Index = i
		result.Variants = append(result.Variants, one)
	}

	if status == wire.Created && len(p.Variants) == 0 {
		p.Variants = append(p.Variants, s.newVariant(p, ""))
	}

	if status == wire.Updated && reflect.DeepEqual(before, *p) {
		status = wire.Unchanged
	} else {
		p.UpdatedAt = s.tick()
	}

	result.Status = status

	return result
}

func (s *Server) findProduct(id, external string) *wire.Product {
	if id != "" {
		return s.products[id]
	}

	for _, p := range s.products {
		if external != "" && p.ExternalID == external {
			return p
		}
	}

	return nil
}

func (s *Server) newProduct(external string) *wire.Product {
	s.serial++
	id := strconv.Itoa(s.serial)
	p := &wire.Product{
		ID: id, ExternalID: external, Visible: true, CategoryIDs: []string{}, OptionNames: []string{}, Images: []string{},
		Variants: []wire.Variant{}, CreatedAt: s.tick(), URL: "https://shop.example/p/" + id,
	}
	s.products[id] = p

	return p
}

func (s *Server) patchProduct(p *wire.Product, row wire.ProductPatch) {
	if row.ExternalID != "" {
		p.ExternalID = row.ExternalID
	}

	row.Name.Apply(&p.Name)
	row.CategoryIDs.Apply(&p.CategoryIDs)
	row.Brand.Apply(&p.Brand)
	row.DescriptionHTML.Apply(&p.DescriptionHTML)
	row.TaxGroup.ApplyPtr(&p.TaxGroup)
	row.VATRate.ApplyPtr(&p.VATRate)
	row.Visible.Apply(&p.Visible)
	row.IsNew.Apply(&p.IsNew)
	row.IsService.Apply(&p.IsService)
	row.OptionNames.Apply(&p.OptionNames)
	row.Images.Apply(&p.Images)

	if p.Visible {
		p.Deleted = false
	}
}

func (s *Server) deleteProducts(w http.ResponseWriter, r *http.Request) {
	bulk(w, r, func(ref wire.Ref) wire.Result {
		p := s.findProduct(ref.ID, ref.ExternalID)
		if p == nil {
			return failed(wire.CodeNotFound, "there is no such product")
		}

		result := wire.Result{Status: wire.Unchanged, ID: p.ID, ExternalID: p.ExternalID}
		if !p.Deleted {
			p.Deleted, p.UpdatedAt, result.Status = true, s.tick(), wire.Updated
		}

		return result
	})
}
