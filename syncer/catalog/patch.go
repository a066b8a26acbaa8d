package catalog

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
)

// The field groups: each has a hash of its own in the ledger, and only the
// groups that differ are sent.
const (
	GroupName     = "name"     // product: name; follows setting l once known
	GroupCategory = "category" // product: category; follows setting l once known
	GroupVAT      = "vat"      // product: VAT rate and tax group
	GroupOptions  = "options"  // product and variant: option names and values
	GroupPrice    = "price"    // variant
	GroupCodes    = "codes"    // variant: sku and barcode
	GroupVisible  = "visible"  // product visible, variant active
)

// Change is what has to be sent for one product.
type Change struct { //nolint:recvcheck // it is built up, then only read
	New    bool
	Groups []string
	Patch  gombashop.ProductPatch
	// Members are the hashes to keep for each good that the patch names.
	Members map[sklad.GoodID]map[string]string
	// Moves are the goods whose variant comes from another product.
	Moves map[sklad.GoodID]string
}

// Empty tells that the shop already has all of it.
func (c Change) Empty() bool { return len(c.Groups) == 0 }

// Patch compares the product with what the shop has of it.
func (p Product) Patch(t Terms) Change {
	c := Change{
		New: p.ID == "", Members: map[sklad.GoodID]map[string]string{}, Moves: map[sklad.GoodID]string{},
		Patch: gombashop.ProductPatch{ID: p.ID, ExternalID: p.ExternalID},
	}
	c.product(t, p)

	for i, v := range p.Variants {
		c.variant(t, p, v, i == 0)
	}

	slices.Sort(c.Groups)
	c.Groups = slices.Compact(c.Groups)

	return c
}

// product adds the fields of the product itself. Their hashes are kept with
// its first good.
func (c *Change) product(t Terms, p Product) {
	want, have := p.hashes(), p.Variants[0].Known
	known := have.Hashes

	if have.ParentID != p.ExternalID {
		known = nil
	}

	differs := func(group string) bool { return c.New || t.Full || known[group] != want[group] }
	edit := c.New || t.EditNameAndGroup

	if edit && differs(GroupName) {
		c.Patch.Name = &p.Name
		c.add(GroupName)
	}

	if edit && p.CategoryID != "" && differs(GroupCategory) {
		c.Patch.CategoryIDs = &[]string{p.CategoryID}
		c.add(GroupCategory)
	}

	if differs(GroupVAT) {
		c.Patch.VATRate = &p.Rate
		if group, err := fiscal.TaxGroupForRate(p.Rate); err == nil {
			number := int(group)
			c.Patch.TaxGroup = &number
		}

		c.add(GroupVAT)
	}

	if differs("product "+GroupOptions) && (len(p.Options) > 0 || !c.New) {
		c.Patch.OptionNames = &p.Options
		c.add(GroupOptions)
	}

	c.visible(t, p, known)
}

// visible shows a product that is new or was hidden, and sends what the shop
// owns from then on only when the product is made.
func (c *Change) visible(t Terms, p Product, known map[string]string) {
	yes := true
	if c.New || t.Full || known["product "+GroupVisible] != shown {
		c.Patch.Visible = &yes
		c.add(GroupVisible)
	}

	if c.New && p.Description != "" {
		c.Patch.DescriptionHTML = &p.Description
	}
}

func (c *Change) add(group string) { c.Groups = append(c.Groups, group) }

// shown is the hash of what is visible: there is nothing else to tell apart.
const shown = "1"

// variant adds the fields of one variant that differ.
func (c *Change) variant(t Terms, p Product, v Variant, first bool) {
	want := v.hashes()
	if first {
		maps.Copy(want, p.hashes())
	}

	patch := gombashop.VariantPatch{ID: v.Known.VariantID, ExternalID: strconv.FormatInt(int64(v.GoodID), 10)}
	moved := v.Known.VariantID != "" && v.Known.ParentID != p.ExternalID
	whole := v.Known.VariantID == "" || t.Full || moved
	before := len(c.Groups)

	v.fill(&patch, t.Currency, func(group string) bool {
		if !whole && v.Known.Hashes[group] == want[group] {
			return false
		}

		c.add(group)

		return true
	})

	if moved {
		c.Moves[v.GoodID] = v.Known.ParentID
	}

	if len(c.Groups) > before {
		c.Patch.Variants = append(c.Patch.Variants, patch)
	}

	if len(c.Groups) > before || first {
		c.Members[v.GoodID] = keep(v.Known, want, p, t, c.New, first)
	}
}

// keep are the hashes that the ledger stores once the shop has taken the
// change. Name and category of a known product stay at what was sent last.
func keep(known Known, want map[string]string, p Product, t Terms, isNew, first bool) map[string]string {
	out := maps.Clone(want)

	if !first || isNew || t.EditNameAndGroup || known.ParentID != p.ExternalID {
		return out
	}

	for _, group := range []string{GroupName, GroupCategory} {
		if hash, ok := known.Hashes[group]; ok {
			out[group] = hash
		}
	}

	return out
}

// fill sets the field groups of the variant that want says yes to.
func (v Variant) fill(patch *gombashop.VariantPatch, currency string, want func(group string) bool) {
	yes := true

	if want(GroupCodes) {
		patch.SKU, patch.Barcode = &v.SKU, &v.Barcode
	}

	if want(GroupPrice) {
		patch.Price, patch.Currency = &v.Price, &currency
	}

	if want(GroupOptions) {
		patch.Options = &v.Options
	}

	if want(GroupVisible) {
		patch.Active = &yes
	}
}

func (p Product) hashes() map[string]string {
	return map[string]string{
		GroupName:                 hash(p.Name),
		GroupCategory:             hash(p.CategoryID),
		GroupVAT:                  hash(p.Rate.String()),
		"product " + GroupOptions: hash(p.Options...),
		"product " + GroupVisible: shown,
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

// hash is short: it only has to tell two states of one record apart.
func hash(values ...string) string {
	var b strings.Builder
	for _, v := range values {
		b.WriteString(strconv.Quote(v))
	}

	sum := sha256.Sum256([]byte(b.String()))

	return hex.EncodeToString(sum[:8])
}
