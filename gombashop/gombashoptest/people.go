package gombashoptest

import (
	"net/http"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

func (s *Server) listCategories(w http.ResponseWriter, r *http.Request) {
	listing[wire.Category]{
		rows: all(s.tree), id: func(c wire.Category) string { return c.ID },
		at: func(c wire.Category) time.Time { return c.UpdatedAt },
	}.serve(w, r)
}

func (s *Server) writeCategories(w http.ResponseWriter, r *http.Request) { bulk(w, r, s.saveCategory) }

func (s *Server) saveCategory(row wire.CategoryPatch) wire.Result {
	c, status := s.findCategory(row.ID, row.ExternalID), wire.Updated

	switch {
	case c == nil && row.ID != "":
		return failed(wire.CodeNotFound, "there is no category "+row.ID)
	case row.ParentID.Set && !row.ParentID.Null && s.tree[row.ParentID.Value] == nil:
		return failed(wire.CodeValidationFailed, "there is no category "+row.ParentID.Value+" to be the parent")
	case c == nil:
		s.serial++
		c, status = &wire.Category{ID: strconv.Itoa(s.serial), ExternalID: row.ExternalID, Visible: true}, wire.Created
		s.tree[c.ID] = c
	}

	before := *c
	row.ParentID.ApplyPtr(&c.ParentID)
	row.Name.Apply(&c.Name)
	row.Position.Apply(&c.Position)
	row.Visible.Apply(&c.Visible)

	if row.ExternalID != "" {
		c.ExternalID = row.ExternalID
	}

	c.Path = s.path(c)

	if status == wire.Updated && reflect.DeepEqual(before, *c) {
		status = wire.Unchanged
	} else {
		c.UpdatedAt = s.tick()
	}

	return wire.Result{Status: status, ID: c.ID, ExternalID: c.ExternalID}
}

func (s *Server) findCategory(id, external string) *wire.Category {
	if id != "" {
		return s.tree[id]
	}

	for _, c := range s.tree {
		if external != "" && c.ExternalID == external {
			return c
		}
	}

	return nil
}

// path is the names from the root on. A circle ends after 20 levels.
func (s *Server) path(c *wire.Category) string {
	const deepest = 20

	names := []string{c.Name}
	for range deepest {
		if c.ParentID == nil || s.tree[*c.ParentID] == nil {
			break
		}

		c = s.tree[*c.ParentID]
		names = append([]string{c.Name}, names...)
	}

	return strings.Join(names, wire.Separator)
}

func (s *Server) listCustomers(w http.ResponseWriter, r *http.Request) {
	listing[wire.Customer]{
		rows: all(s.people), id: func(c wire.Customer) string { return c.ID },
		at: func(c wire.Customer) time.Time { return c.UpdatedAt },
	}.serve(w, r)
}

func (s *Server) writeCustomers(w http.ResponseWriter, r *http.Request) { bulk(w, r, s.saveCustomer) }

func (s *Server) saveCustomer(row wire.CustomerPatch) wire.Result {
	c, status := s.findCustomer(row.ID, row.ExternalID), wire.Updated

	switch {
	case c == nil && row.ID != "":
		return failed(wire.CodeNotFound, "there is no customer "+row.ID)
	case c == nil:
		s.serial++
		c, status = &wire.Customer{ID: strconv.Itoa(s.serial), Type: "person", Addresses: []wire.Address{}}, wire.Created
		s.people[c.ID] = c
	}

	before := *c
	patchCustomer(c, row)

	if status == wire.Updated && reflect.DeepEqual(before, *c) {
		status = wire.Unchanged
	} else {
		c.UpdatedAt = s.tick()
	}

	return wire.Result{Status: status, ID: c.ID, ExternalID: c.ExternalID}
}

func (s *Server) findCustomer(id, external string) *wire.Customer {
	if id != "" {
		return s.people[id]
	}

	for _, c := range s.people {
		if external != "" && c.ExternalID == external {
			return c
		}
	}

	return nil
}

func patchCustomer(c *wire.Customer, row wire.CustomerPatch) {
	if row.ExternalID != "" {
		c.ExternalID = row.ExternalID
	}

	row.Type.Apply(&c.Type)
	row.Name.Apply(&c.Name)
	row.Company.Apply(&c.Company)
	row.EIK.Apply(&c.EIK)
	row.VATNumber.Apply(&c.VATNumber)
	row.MOL.Apply(&c.MOL)
	row.Email.Apply(&c.Email)
	row.Phone.Apply(&c.Phone)
	row.Addresses.Apply(&c.Addresses)
	row.PriceGroup.ApplyPtr(&c.PriceGroup)
	row.DiscountPercent.ApplyPtr(&c.DiscountPercent)
}
