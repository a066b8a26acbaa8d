package gombashop

import (
	"strconv"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// toListedCustomer is toCustomer for a listing, where an id is a must.
func toListedCustomer(w wire.Customer) (Customer, error) {
	return toCustomer(w), check(w.ID, w.UpdatedAt)
}

func toCustomer(w wire.Customer) Customer {
	return Customer{
		ID: w.ID, ExternalID: w.ExternalID, Type: CustomerType(w.Type), Name: w.Name, Company: w.Company,
		EIK: w.EIK, VATNumber: w.VATNumber, MOL: w.MOL, Email: w.Email, Phone: w.Phone,
		Addresses: each(w.Addresses, toAddress), PriceGroup: value(w.PriceGroup),
		DiscountPercent: nullPercent(w.DiscountPercent), UpdatedAt: w.UpdatedAt,
	}
}

func toAddress(w wire.Address) Address {
	return Address{
		Kind: AddressKind(w.Kind), Name: w.Name, Company: w.Company, EIK: w.EIK, VATNumber: w.VATNumber, MOL: w.MOL,
		Email: w.Email, Phone: w.Phone, Country: w.Country, City: w.City, Postcode: w.Postcode,
		Line1: w.Line1, Line2: w.Line2,
	}
}

func fromAddress(a Address) wire.Address {
	return wire.Address{
		Kind: string(a.Kind), Name: a.Name, Company: a.Company, EIK: a.EIK, VATNumber: a.VATNumber, MOL: a.MOL,
		Email: a.Email, Phone: a.Phone, Country: a.Country, City: a.City, Postcode: a.Postcode,
		Line1: a.Line1, Line2: a.Line2,
	}
}

func fromCustomerPatch(c CustomerPatch) (wire.CustomerPatch, error) {
	var p precise
	p.identified("", c.ID, c.ExternalID)
	w := wire.CustomerPatch{
		ID: c.ID, ExternalID: c.ExternalID, Name: clearable(c.Name), Company: clearable(c.Company),
		EIK: clearable(c.EIK), VATNumber: clearable(c.VATNumber), MOL: clearable(c.MOL), Email: clearable(c.Email),
		Phone: clearable(c.Phone), PriceGroup: field(c.PriceGroup),
	}
	if c.PriceGroup != nil && *c.PriceGroup < 0 {
		w.PriceGroup = wire.Clear[int]()
	}
	if c.Type != nil {
		w.Type = wire.Of(string(*c.Type))
	}
	if c.Addresses != nil {
		w.Addresses = wire.Of(append([]wire.Address{}, each(*c.Addresses, fromAddress)...))
	}
	switch d := c.DiscountPercent; {
	case d == nil:
	case !d.Valid:
		w.DiscountPercent = wire.Clear[wire.Percent]()
	default:
		w.DiscountPercent = p.percent("discount_percent", d.Decimal)
	}
	return w, p.err()
}

// at begins the name of a field of a row's nth part: "variants[0].".
func at(list string, i int) string { return list + "[" + strconv.Itoa(i) + "]." }
