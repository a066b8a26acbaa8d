package gombashoptest

import (
	"fmt"
	"net/http"
	"reflect"
	"slices"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// saveVariant matches by id, else by external id. Naming a variant of another
// product moves it here.
func (s *Server) saveVariant(p *wire.Product, row wire.VariantPatch) wire.Result {
	home, at := s.findVariant(func(v wire.Variant) bool { return matches(v, row.ID, row.ExternalID) })

	status := wire.Updated

	switch {
	case home == nil && row.ID != "":
		return failed(wire.CodeNotFound, "there is no variant "+row.ID)
	case home == nil:
		p.Variants = append(p.Variants, s.newVariant(p, row.ExternalID))
		at, status = len(p.Variants)-1, wire.Created
	case home != p:
		p.Variants = append(p.Variants, home.Variants[at])
		home.Variants = slices.Delete(home.Variants, at, at+1)
		home.UpdatedAt = s.tick()
		at = len(p.Variants) - 1
	}

	v := &p.Variants[at]
	before := *v
	patchVariant(v, row)

	if status == wire.Updated && home == p && reflect.DeepEqual(before, *v) {
		status = wire.Unchanged
	}

	return wire.Result{Status: status, ID: v.ID, ExternalID: v.ExternalID}
}

func matches(v wire.Variant, id, external string) bool {
	if id != "" {
		return v.ID == id
	}

	return external != "" && v.ExternalID == external
}

// findVariant gives the product that the first fitting variant belongs to.
func (s *Server) findVariant(fits func(wire.Variant) bool) (*wire.Product, int) {
	for _, p := range s.products {
		if at := slices.IndexFunc(p.Variants, fits); at >= 0 {
			return p, at
		}
	}

	return nil, 0
}

func (s *Server) newVariant(p *wire.Product, external string) wire.Variant {
	s.serial++

	return wire.Variant{
		ID: fmt.Sprintf("%s-%d", p.ID, s.serial), ExternalID: external, Options: []string{}, Currency: s.opts.Currency, Active: true,
	}
}

func patchVariant(v *wire.Variant, row wire.VariantPatch) {
	if row.ExternalID != "" {
		v.ExternalID = row.ExternalID
	}

	row.SKU.Apply(&v.SKU)
	row.Barcode.Apply(&v.Barcode)
	row.Options.Apply(&v.Options)
	row.Price.ApplyPtr(&v.Price)
	row.CompareAtPrice.ApplyPtr(&v.CompareAtPrice)
	row.Currency.Apply(&v.Currency)
	row.Quantity.ApplyPtr(&v.Quantity)
	row.WeightG.ApplyPtr(&v.WeightG)
	row.Active.Apply(&v.Active)
}

func (s *Server) writeStock(w http.ResponseWriter, r *http.Request) { bulk(w, r, s.setStock) }

// setStock drops a row that is older than what is known.
func (s *Server) setStock(row wire.StockRow) wire.Result {
	home, at := s.findVariant(func(v wire.Variant) bool {
		if row.VariantID == "" && row.ExternalID == "" {
			return row.SKU != "" && v.SKU == row.SKU
		}

		return matches(v, row.VariantID, row.ExternalID)
	})
	if home == nil {
		return failed(wire.CodeNotFound, "there is no such variant")
	}

	v := &home.Variants[at]
	result := wire.Result{Status: wire.Unchanged, ID: v.ID, ExternalID: v.ExternalID}

	if row.AsOf.Before(s.stockAt[v.ID]) {
		return result
	}

	s.stockAt[v.ID] = row.AsOf

	if v.Quantity == nil || !v.Quantity.Equal(row.Quantity.Decimal) {
		quantity := row.Quantity
		v.Quantity, home.UpdatedAt, result.Status = &quantity, s.tick(), wire.Updated
	}

	return result
}

func (s *Server) writeMappings(w http.ResponseWriter, r *http.Request) { bulk(w, r, s.saveMapping) }

func (s *Server) saveMapping(row wire.Mapping) wire.Result {
	external := s.mapped(row)
	if external == nil {
		return failed(wire.CodeNotFound, "there is no "+row.Kind+" "+row.ID)
	}

	result := wire.Result{Status: wire.Unchanged, ID: row.ID, ExternalID: row.ExternalID}
	if *external != row.ExternalID {
		*external, result.Status = row.ExternalID, wire.Updated
	}

	return result
}

// mapped is where a record's external id stands.
func (s *Server) mapped(row wire.Mapping) *string {
	switch row.Kind {
	case "product":
		if p := s.products[row.ID]; p != nil {
			return &p.ExternalID
		}
	case "variant":
		if p, at := s.findVariant(func(v wire.Variant) bool { return v.ID == row.ID }); p != nil {
			return &p.Variants[at].ExternalID
		}
	case "category":
		if c := s.tree[row.ID]; c != nil {
			return &c.ExternalID
		}
	case "customer":
		if c := s.people[row.ID]; c != nil {
			return &c.ExternalID
		}
	}

	return nil
}
