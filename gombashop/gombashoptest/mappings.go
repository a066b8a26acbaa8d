package gombashoptest

import (
	"net/http"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

func (s *Server) writeMappings(w http.ResponseWriter, r *http.Request) {
	bulk(w, r, mappingRule(), s.saveMapping)
}

// saveMapping gives a record of the shop the warehouse's id.
func (s *Server) saveMapping(row wire.Mapping) wire.Result {
	result := wire.Result{Status: wire.Unchanged, ID: row.ID, ExternalID: row.ExternalID}

	known, changed := s.mapRecord(row)
	if !known {
		return failed(wire.CodeNotFound, "there is no "+row.Kind+" "+row.ID)
	}

	if changed {
		result.Status = wire.Updated
	}

	return result
}

func (s *Server) mapRecord(row wire.Mapping) (known, changed bool) {
	switch row.Kind {
	case "product":
		return s.mapProduct(s.products[row.ID], func(p *wire.Product) *string { return &p.ExternalID }, row.ExternalID)
	case "variant":
		home, at := s.variant(row.ID, "")

		return s.mapProduct(home, func(p *wire.Product) *string { return &p.Variants[at].ExternalID }, row.ExternalID)
	case "category":
		if c := s.tree[row.ID]; c != nil {
			return true, replace(&c.ExternalID, row.ExternalID, func() { c.UpdatedAt = s.tick() })
		}
	case "customer":
		if c := s.people[row.ID]; c != nil {
			return true, replace(&c.ExternalID, row.ExternalID, func() { c.UpdatedAt = s.tick() })
		}
	}

	return false, false
}

// mapProduct changes an external id of a product or of its variant, by way of
// put, which finds them by it.
func (s *Server) mapProduct(p *wire.Product, field func(*wire.Product) *string, external string) (known, changed bool) {
	if p == nil {
		return false, false
	}

	mapped := *p
	mapped.Variants = append([]wire.Variant{}, p.Variants...)

	changed = replace(field(&mapped), external, func() { mapped.UpdatedAt = s.tick() })
	if changed {
		s.put(mapped)
	}

	return true, changed
}

func replace(field *string, value string, then func()) bool {
	if *field == value {
		return false
	}

	*field = value

	then()

	return true
}
