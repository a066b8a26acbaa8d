package syncer

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
)

// customerPatch names the fields of the given groups. A partner with a company
// number is a company, any other a person. An empty contact clears nothing: the
// shop may know more. shown is the customer as the shop has it, the zero value
// when it is new or was not looked at.
func customerPatch(p sklad.Partner, groups []string, shown gombashop.Customer) gombashop.CustomerPatch {
	var patch gombashop.CustomerPatch

	for _, group := range groups {
		switch group {
		case customerName:
			nameCustomer(&patch, p)
		case customerNumbers:
			patch.EIK, patch.VATNumber = trimmed(p.Bulstat), trimmed(p.TaxNo)
			nameCustomer(&patch, p) // the numbers tell a company from a person
		case customerEmail:
			patch.Email = filled(firstEmail(p))
		case customerContacts:
			patch.Phone = filled(firstPhone(p))
			patch.Addresses = addresses(p, shown)
		case customerTerms:
			group, discount := int(p.PriceGroup), decimal.NewNullDecimal(p.Discount)
			patch.PriceGroup, patch.DiscountPercent = &group, &discount
		}
	}

	return patch
}

func nameCustomer(patch *gombashop.CustomerPatch, p sklad.Partner) {
	if first(p.Bulstat, p.TaxNo) == "" {
		kind := gombashop.Person
		patch.Type, patch.Name, patch.Company, patch.MOL = &kind, trimmed(p.Company), new(string), new(string)

		return
	}

	kind, name := gombashop.Company, first(p.MOL, p.Company)
	patch.Type, patch.Name, patch.Company, patch.MOL = &kind, &name, trimmed(p.Company), trimmed(p.MOL)
}

// homeCountry is that of the addresses: Склад Pro has no column for it.
const homeCountry = "BG"

// addresses puts the partner's place into the address that import takes it
// from, and leaves the customer's others as they are. Nil: nothing to change.
func addresses(p sklad.Partner, shown gombashop.Customer) *[]gombashop.Address {
	city, line := strings.TrimSpace(p.City), strings.TrimSpace(p.Address)
	if city == "" && line == "" {
		return nil
	}

	all := slices.Clone(shown.Addresses)

	i := slices.IndexFunc(all, func(a gombashop.Address) bool { return a.City != "" })
	if i < 0 {
		all = append(all, gombashop.Address{Kind: gombashop.BillingAddress, Country: homeCountry, City: city, Line1: line})

		return &all
	}

	before := all[i]
	if before.City == city && strings.TrimSpace(before.Line1+" "+before.Line2) == line {
		return nil
	}

	if line != "" {
		all[i].Line1, all[i].Line2 = line, ""
	}

	if city != "" && city != before.City {
		all[i].City, all[i].Postcode = city, "" // the postcode was the other town's
	}

	return &all
}

// after is the customer as the shop shows it once it has taken the contacts of a
// patch.
func after(patch gombashop.CustomerPatch, shown gombashop.Customer) gombashop.Customer {
	if patch.Email != nil {
		shown.Email = *patch.Email
	}

	if patch.Phone != nil {
		shown.Phone = *patch.Phone
	}

	if patch.Addresses != nil {
		shown.Addresses = *patch.Addresses
	}

	return shown
}

func trimmed(s string) *string {
	s = strings.TrimSpace(s)

	return &s
}

// filled is nil for an empty text, which changes nothing.
func filled(s string) *string {
	if s = strings.TrimSpace(s); s == "" {
		return nil
	}

	return &s
}
