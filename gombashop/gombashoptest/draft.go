package gombashoptest

import (
	"slices"
	"strconv"
	"strings"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// draft is a product while a row is applied to it. The shop sees nothing of it
// before keep.
type draft struct {
	server  *Server
	product wire.Product
	status  string
	moved   []string // variants that come from other products
	counted []string // variants whose quantity is named
}

func (d *draft) patch(row wire.ProductPatch) wire.Result {
	d.fields(row)

	result := wire.Result{ID: d.product.ID, ExternalID: d.product.ExternalID}

	for i, v := range row.Variants {
		one := d.variant(v)
		one.Index = i
		result.Variants = append(result.Variants, one)
	}

	// What a shopper is to see has at least one variant.
	if len(d.product.Variants) == 0 && (d.status == wire.Created || row.Visible.Value) {
		d.product.Variants = append(d.product.Variants, d.newVariant(""))
	}

	return result
}

func (d *draft) fields(row wire.ProductPatch) {
	p := &d.product
	if row.ExternalID != "" {
		p.ExternalID = row.ExternalID
	}

	row.Name.Apply(&p.Name)
	row.CategoryIDs.Apply(&p.CategoryIDs)
	row.Brand.Apply(&p.Brand)
	row.DescriptionHTML.Apply(&p.DescriptionHTML)
	row.TaxGroup.ApplyPtr(&p.TaxGroup)
	row.VATRate.ApplyPtr(&p.VATRate)
	row.Visible.Apply(&p.Visible)
	row.IsNew.Apply(&p.IsNew)
	row.IsService.Apply(&p.IsService)
	row.OptionNames.Apply(&p.OptionNames)
	row.Images.Apply(&p.Images)

	for _, list := range []*[]string{&p.CategoryIDs, &p.OptionNames, &p.Images} {
		if *list == nil { // a cleared list is an empty one
			*list = []string{}
		}
	}

	if row.Visible.Set && row.Visible.Value { // nothing else brings a deleted product back
		p.Deleted = false
	}
}

// variant matches by id, else by external id. Naming a variant of another
// product moves it here, with all that it has.
func (d *draft) variant(row wire.VariantPatch) wire.Result {
	status := wire.Updated

	at := d.find(row)
	if at < 0 {
		switch home, there := d.server.variant(row.ID, row.ExternalID); {
		case home != nil && home.ID != d.product.ID:
			d.moved = append(d.moved, home.Variants[there].ID)
			d.product.Variants = append(d.product.Variants, home.Variants[there])
		case row.ID != "":
			return failed(wire.CodeNotFound, "there is no variant "+row.ID)
		default:
			d.product.Variants = append(d.product.Variants, d.newVariant(row.ExternalID))
			status = wire.Created
		}

		at = len(d.product.Variants) - 1
	}

	v := &d.product.Variants[at]
	before := *v
	patchVariant(v, row, d.server.opts.currency)

	if row.Quantity.Set {
		d.counted = append(d.counted, v.ID)
	}

	if status == wire.Updated && d.isHome(v.ID) && same(before, *v) {
		status = wire.Unchanged
	}

	return wire.Result{Status: status, ID: v.ID, ExternalID: v.ExternalID}
}

func (d *draft) find(row wire.VariantPatch) int {
	for i, v := range d.product.Variants {
		if row.ID != "" && v.ID == row.ID || row.ID == "" && row.ExternalID != "" && v.ExternalID == row.ExternalID {
			return i
		}
	}

	return -1
}

func (d *draft) isHome(variant string) bool { return d.server.homes[variant] == d.product.ID }

// twins are active variants of one row that a customer could not tell from one
// another. A variant that the row does not name may be about to leave.
func (d *draft) twins(named []wire.Result) []wire.FieldError {
	first := map[string]string{}

	for i, row := range named {
		at := slices.IndexFunc(d.product.Variants, func(v wire.Variant) bool { return v.ID == row.ID })
		if at < 0 || !d.product.Variants[at].Active {
			continue
		}

		options := strings.Join(d.product.Variants[at].Options, "\x00")
		if twin, known := first[options]; known && twin != row.ID {
			return wrong("variants["+strconv.Itoa(i)+"].options", "duplicate", "variants %s and %s have the same options", twin, row.ID)
		}

		first[options] = row.ID
	}

	return nil
}

// keep makes the draft the shop's product.
func (d *draft) keep() {
	for _, id := range d.moved {
		d.server.leave(id)
	}

	for _, id := range d.counted {
		d.server.stockAt[id] = d.server.opts.now()
	}

	d.product.UpdatedAt = d.server.tick()
	d.server.put(d.product)
}
