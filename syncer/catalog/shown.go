package catalog

import (
	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop"
)

// Shown are the hashes of what the shop shows of a variant that became a good:
// kept with the link, they let the next export send only what differs. Name,
// category and options are the shop's own and have no hash.
func Shown(p gombashop.Product, v gombashop.Variant) map[string]string {
	out := Seen(p, v)
	for _, group := range []string{GroupOptions, HashProductOptions} {
		delete(out, group)
	}

	for _, group := range []string{GroupVisible, HashProductVisible} {
		if out[group] == "" {
			delete(out, group)
		}
	}

	return out
}

// Seen are the hashes of what the shop shows of a variant, as far as Склад Pro
// owns it. What is not visible has an empty one.
func Seen(p gombashop.Product, v gombashop.Variant) map[string]string {
	out := Variant{SKU: v.SKU, Barcode: v.Barcode, Options: v.Options, Price: RegularPrice(v).Decimal.Round(2)}.hashes()
	out[GroupVAT], out[HashProductOptions], out[HashProductVisible] = hash(p.VATRate.Decimal.String()), hash(p.OptionNames...), shown

	if !v.Active {
		out[GroupVisible] = ""
	}

	if !p.Visible {
		out[HashProductVisible] = ""
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
