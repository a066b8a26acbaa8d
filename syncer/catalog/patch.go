package catalog

import (
	"slices"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
)

// Change is what has to be sent for one product.
type Change struct { //nolint:recvcheck // it is built up, then only read

	// New tells that no good of the product is known to be in it yet. The shop
	// may still have it, from before: it goes by the external id.
	New bool
	// Groups are the field groups that are sent, sorted.
	Groups []string
	Patch  gombashop.ProductPatch
	// Sent are the goods behind Patch.Variants, in that order.
	Sent []sklad.GoodID
	// Members are the hashes to keep for each good, once the shop has taken the
	// change. A good may be here without being in Sent: its product changed.
	Members map[sklad.GoodID]map[string]string
	// Moves are the goods whose variant comes from another product, with the
	// external id of that product.
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
	if !slices.ContainsFunc(p.Variants, func(v Variant) bool { return !v.Held }) {
		return c
	}

	c.product(t, p)
	ofProduct := len(c.Groups) > 0

	for _, v := range p.Variants {
		if v.Held {
			continue
		}

		if c.variant(t, p, v) || ofProduct {
			c.Members[v.GoodID] = p.keep(v, c.Groups)
		}
	}

	slices.Sort(c.Groups)
	c.Groups = slices.Compact(c.Groups)

	return c
}

// Forgotten is the product as one that the shop has never had: what to send
// when it turns out to be gone there. A product of the shop's own stays gone.
func (p Product) Forgotten() Product {
	p.ID, p.Edits, p.Variants = "", Edits{}, slices.Clone(p.Variants)
	for i := range p.Variants {
		p.Variants[i].Known = Known{}
	}

	return p
}

// product adds the fields of the product itself.
func (c *Change) product(t Terms, p Product) {
	want := p.hashes()
	differs := func(group string) bool { return c.New || t.Full || p.differs(group, want[group]) }

	if name := p.named(t, c.New || differs(GroupName)); name != "" {
		c.Patch.Name = &name
		c.add(GroupName)
	}

	if p.CategoryID != "" && p.placed(t, c.New, differs(GroupCategory)) {
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

	// Also when there are none: the shop may have the product from before.
	if !p.Own && differs(HashProductOptions) {
		c.Patch.OptionNames = &p.Options
		c.add(GroupOptions)
	}

	if yes := true; differs(HashProductVisible) {
		c.Patch.Visible = &yes
		c.add(GroupVisible)
	}

	// The shop owns the description from then on.
	if c.New && p.Description != "" {
		c.Patch.DescriptionHTML = &p.Description
	}
}

func (c *Change) add(group string) { c.Groups = append(c.Groups, group) }

// variant adds the fields of one variant that differ, and tells whether there
// were any.
func (c *Change) variant(t Terms, p Product, v Variant) bool {
	want := v.hashes()
	whole := t.Full || !p.home(v)

	patch := gombashop.VariantPatch{ID: v.Known.VariantID, ExternalID: SingleID(v.GoodID)}
	if p.Own {
		patch.ExternalID = "" // the shop's own, which stays
	}

	before := len(c.Groups)

	v.fill(&patch, t.Currency, func(group string) bool {
		if p.Own && group == GroupOptions || !whole && v.Known.Hashes[group] == want[group] {
			return false
		}

		c.add(group)

		return true
	})

	if v.Known.VariantID != "" && !p.home(v) {
		c.Moves[v.GoodID] = v.Known.ParentID
	}

	if len(c.Groups) == before {
		return false
	}

	c.Patch.Variants = append(c.Patch.Variants, patch)
	c.Sent = append(c.Sent, v.GoodID)

	return true
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
