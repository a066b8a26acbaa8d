package gombashop

import "github.com/skladmost/skladmost/gombashop/internal/wire"

func toCategory(w wire.Category) (Category, error) {
	return Category{
		ID: w.ID, ExternalID: w.ExternalID, ParentID: value(w.ParentID), Name: w.Name, Path: w.Path,
		Position: w.Position, Visible: w.Visible, UpdatedAt: w.UpdatedAt,
	}, check(w.ID, w.UpdatedAt)
}

func toProduct(w wire.Product) (Product, error) {
	return Product{
		ID: w.ID, ExternalID: w.ExternalID, Name: w.Name, CategoryIDs: w.CategoryIDs, Brand: w.Brand,
		DescriptionHTML: w.DescriptionHTML, TaxGroup: value(w.TaxGroup), VATRate: nullPercent(w.VATRate),
		Visible: w.Visible, IsNew: w.IsNew, IsService: w.IsService, OptionNames: w.OptionNames, Images: w.Images,
		URL: w.URL, Variants: each(w.Variants, toVariant), CreatedAt: w.CreatedAt, UpdatedAt: w.UpdatedAt,
		Deleted: w.Deleted,
	}, check(w.ID, w.UpdatedAt)
}

func toVariant(w wire.Variant) Variant {
	return Variant{
		ID: w.ID, ExternalID: w.ExternalID, SKU: w.SKU, Barcode: w.Barcode, Options: w.Options,
		Price: nullMoney(w.Price), CompareAtPrice: nullMoney(w.CompareAtPrice), Currency: w.Currency,
		Quantity: nullQuantity(w.Quantity), WeightG: value(w.WeightG), Active: w.Active,
	}
}

func fromCategoryPatch(c CategoryPatch) (wire.CategoryPatch, error) {
	var p precise
	p.identified("", c.ID, c.ExternalID)
	p.named(c.Name)
	return wire.CategoryPatch{
		ID: c.ID, ExternalID: c.ExternalID, ParentID: clearable(c.ParentID), Name: field(c.Name),
		Position: field(c.Position), Visible: field(c.Visible),
	}, p.err()
}

func fromProductPatch(g ProductPatch) (wire.ProductPatch, error) {
	var p precise
	p.identified("", g.ID, g.ExternalID)
	p.named(g.Name)
	w := wire.ProductPatch{
		ID: g.ID, ExternalID: g.ExternalID, Name: field(g.Name), CategoryIDs: list(g.CategoryIDs),
		Brand: clearable(g.Brand), DescriptionHTML: clearable(g.DescriptionHTML), TaxGroup: clearable(g.TaxGroup),
		Visible: field(g.Visible), IsNew: field(g.IsNew), IsService: field(g.IsService),
		OptionNames: list(g.OptionNames), Images: list(g.Images),
	}
	if g.TaxGroup != nil && (*g.TaxGroup < 0 || *g.TaxGroup > 8) {
		p.addf("tax_group", "%d is not a fiscal group 1…8", *g.TaxGroup)
	}
	if g.VATRate != nil {
		w.VATRate = p.percent("vat_rate", *g.VATRate)
	}
	for i, v := range g.Variants {
		w.Variants = append(w.Variants, fromVariantPatch(&p, i, v))
	}
	return w, p.err()
}

func fromVariantPatch(p *precise, i int, v VariantPatch) wire.VariantPatch {
	at := at("variants", i)
	p.identified(at, v.ID, v.ExternalID)
	return wire.VariantPatch{
		ID: v.ID, ExternalID: v.ExternalID, SKU: clearable(v.SKU), Barcode: clearable(v.Barcode),
		Options: list(v.Options), Price: p.money(at+"price", v.Price),
		CompareAtPrice: p.nullMoney(at+"compare_at_price", v.CompareAtPrice), Currency: field(v.Currency),
		Quantity: p.quantity(at+"quantity", v.Quantity), WeightG: clearable(v.WeightG), Active: field(v.Active),
	}
}
