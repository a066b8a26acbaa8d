package gombashoptest

import (
	"net/http"
	"strconv"
	"time"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

func (s *Server) listCustomers(w http.ResponseWriter, r *http.Request) {
	listing[wire.Customer]{
		rows: all(s.people), id: func(c wire.Customer) string { return c.ID },
		at: func(c wire.Customer) time.Time { return c.UpdatedAt },
	}.serve(w, r)
}

func (s *Server) writeCustomers(w http.ResponseWriter, r *http.Request) {
	bulk(w, r, customerRule(), s.saveCustomer)
}

func (s *Server) saveCustomer(row wire.CustomerPatch) wire.Result {
	c, status := s.customer(row.ID, row.ExternalID), wire.Updated

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

	if status == wire.Updated && same(before, *c) {
		status = wire.Unchanged
	} else {
		c.UpdatedAt = s.tick()
	}

	return wire.Result{Status: status, ID: c.ID, ExternalID: c.ExternalID}
}

func (s *Server) customer(id, external string) *wire.Customer {
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

	if c.Addresses == nil { // a cleared list is an empty one
		c.Addresses = []wire.Address{}
	}
}
