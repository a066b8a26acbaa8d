package gombashoptest

import (
	"fmt"
	"slices"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// newVariant is one more of the draft's product: 8810-1, 8810-2. A variant that
// moved away keeps its id, which is not given out again.
func (d *draft) newVariant(external string) wire.Variant {
	n := len(d.product.Variants) + 1
	id := fmt.Sprintf("%s-%d", d.product.ID, n)

	for d.server.homes[id] != "" || d.find(wire.VariantPatch{ID: id}) >= 0 {
		n++
		id = fmt.Sprintf("%s-%d", d.product.ID, n)
	}

	return wire.Variant{ID: id, ExternalID: external, Options: []string{}, Currency: d.server.opts.currency, Active: true}
}

func patchVariant(v *wire.Variant, row wire.VariantPatch, currency string) {
	if row.ExternalID != "" {
		v.ExternalID = row.ExternalID
	}

	row.SKU.Apply(&v.SKU)
	row.Barcode.Apply(&v.Barcode)
	row.Options.Apply(&v.Options)
	row.Price.ApplyPtr(&v.Price)
	row.CompareAtPrice.ApplyPtr(&v.CompareAtPrice)
	row.Currency.Apply(&v.Currency)
	row.Quantity.ApplyPtr(&v.Quantity)
	row.WeightG.ApplyPtr(&v.WeightG)
	row.Active.Apply(&v.Active)

	v.Currency = orElse(v.Currency, currency)
	if v.Options == nil {
		v.Options = []string{}
	}
}

// leave takes a variant out of its product. One that is left with none stays as
// visible as it was, with nothing to buy: to hide it is for whoever moved the
// variant, and a client that forgets is to be found out.
func (s *Server) leave(variant string) {
	home := *s.products[s.homes[variant]]
	home.Variants = slices.DeleteFunc(slices.Clone(home.Variants), func(v wire.Variant) bool { return v.ID == variant })
	home.UpdatedAt = s.tick()
	s.put(home)
}
