package catalog

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
)

// The field groups: each has a hash of its own in the ledger, and only the
// groups that differ are sent.
const (
	GroupName     = "name"     // product: name; stays as it was sent first, unless setting l is on
	GroupCategory = "category" // product: category; likewise
	GroupVAT      = "vat"      // product: VAT rate and tax group
	GroupOptions  = "options"  // product and variant: option names and values
	GroupPrice    = "price"    // variant: regular price
	GroupCodes    = "codes"    // variant: sku and barcode
	GroupVisible  = "visible"  // product visible, variant active
)

// The hashes of a product's share of the two groups that it has in common with
// its variants. Every variant's link keeps its product's hashes, so that they
// are not lost when one of the goods leaves.
const (
	HashProductOptions = "product " + GroupOptions
	HashProductVisible = "product " + GroupVisible
)

// shown is the hash of what is visible: there is nothing else to tell apart.
const shown = "1"

// hashes are those of the product itself.
func (p Product) hashes() map[string]string {
	return map[string]string{
		GroupName:          hash(p.Name),
		GroupCategory:      hash(p.CategoryID),
		GroupVAT:           hash(p.Rate.String()),
		HashProductOptions: hash(p.Options...),
		HashProductVisible: shown,
	}
}

func (v Variant) hashes() map[string]string {
	return map[string]string{
		GroupCodes:   hash(v.SKU, v.Barcode),
		GroupPrice:   hash(v.Price.String()),
		GroupOptions: hash(v.Options...),
		GroupVisible: shown,
	}
}

// NameHash and CategoryHash are the hashes that links keep of a product's name
// and category; of a category that is a goods group the id is our external one.
func NameHash(name string) string { return hash(clean(name)) }

// CategoryHash is NameHash for a category.
func CategoryHash(id string) string { return hash(id) }

// hash is short: it only has to tell two states of one record apart.
func hash(values ...string) string {
	var b strings.Builder
	for _, v := range values {
		b.WriteString(strconv.Quote(v))
	}

	sum := sha256.Sum256([]byte(b.String()))

	return hex.EncodeToString(sum[:8])
}
