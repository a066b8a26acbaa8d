package catalog

import "github.com/skladmost/skladmost/gombashop"

// Shown are the hashes of what the shop shows of a variant that became a good:
// kept with the link, they let the next export send only what differs.
func Shown(p gombashop.Product, v gombashop.Variant) map[string]string {
	variant := Variant{SKU: v.SKU, Barcode: v.Barcode, Options: v.Options, Price: v.Price.Decimal.Round(2)}

	out := variant.hashes()
	if !v.Active {
		delete(out, GroupVisible)
	}

	product := Product{Name: p.Name, Rate: p.VATRate.Decimal, Options: p.OptionNames}
	for group, hash := range product.hashes() {
		if group != GroupCategory && (group != "product "+GroupVisible || p.Visible) {
			out[group] = hash
		}
	}

	return out
}
