package catalog

import (
	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop"
)

// Shown are the hashes of what the shop shows of a variant that became a good:
// kept with the link, they let the next export send only what differs. Name,
// category and options are the shop's own and have no hash.
func Shown(p gombashop.Product, v gombashop.Variant) map[string]string {
	variant := Variant{SKU: v.SKU, Barcode: v.Barcode, Price: RegularPrice(v).Decimal.Round(2)}

	out := variant.hashes()
	delete(out, GroupOptions)

	if !v.Active {
		delete(out, GroupVisible)
	}

	out[GroupVAT] = hash(p.VATRate.Decimal.String())
	if p.Visible {
		out[HashProductVisible] = shown
	}

	return out
}

// RegularPrice is what a variant costs without its promotion, VAT included. Not
// valid when the shop has no price.
func RegularPrice(v gombashop.Variant) decimal.NullDecimal {
	if Promoted(v) {
		return v.CompareAtPrice
	}

	return v.Price
}

// Promoted tells whether the shop sells a variant below its regular price,
// which then stands in CompareAtPrice.
func Promoted(v gombashop.Variant) bool {
	return v.Price.Valid && v.CompareAtPrice.Valid && v.CompareAtPrice.Decimal.GreaterThan(v.Price.Decimal)
}
