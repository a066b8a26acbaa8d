package gombashoptest

import (
	"fmt"
	"slices"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

func (s *Server) newVariant(product, external string) wire.Variant {
	s.serial++

	return wire.Variant{
		ID: fmt.Sprintf("%s-%d", product, s.serial), ExternalID: external, Options: []string{}, Currency: s.opts.currency, Active: true,
	}
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
