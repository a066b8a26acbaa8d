package catalog

import (
	"maps"
	"slices"
)

// differs tells whether any good of the product was last sent with another
// value. All of them keep the product's hashes, and one that was held back
// meanwhile may have an old one: then the field is sent again.
func (p Product) differs(group, want string) bool {
	homes := 0

	for _, v := range p.Variants {
		if v.Held || !p.home(v) {
			continue
		}

		if homes++; v.Known.Hashes[group] != want {
			return true
		}
	}

	return homes == 0
}

// LastSent is the hash of a product's field as it was last sent; empty when it
// never was.
func (p Product) LastSent(group string) string {
	for _, v := range p.Variants {
		if hash := v.Known.Hashes[group]; p.home(v) && hash != "" {
			return hash
		}
	}

	return ""
}

// keep are the hashes that the ledger stores once the shop has taken the
// change. What the shop owns stays at what was sent last, and what stands
// beside the field groups, such as the quantity, stays as it is.
func (p Product) keep(v Variant, sent []string) map[string]string {
	out := map[string]string{}
	maps.Copy(out, v.Known.Hashes)

	for group, hash := range v.hashes() {
		if !p.Own || group != GroupOptions {
			out[group] = hash
		}
	}

	for group, hash := range p.hashes() {
		switch {
		case p.Own && group != GroupVAT && group != HashProductVisible:
			continue
		case (group == GroupName || group == GroupCategory) && !slices.Contains(sent, group):
			if hash = p.LastSent(group); hash == "" {
				delete(out, group)

				continue
			}
		}

		out[group] = hash
	}

	return out
}
