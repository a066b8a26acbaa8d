package planview

import (
	"strconv"
	"strings"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
)

// values are those of an action; made tells that its record is new.
type values struct {
	made bool
	all  []syncer.Change
}

func (v *values) change(field, before, after string) {
	v.all = append(v.all, syncer.Change{Field: field, Before: before, After: after})
}

func (v *values) of(action syncer.Action) {
	switch a := action.(type) {
	case syncer.UpsertCategory:
		v.made = a.New
		v.change("name", "", a.Path)
	case syncer.UpsertProduct:
		v.made = a.New
		v.product(a)
	case syncer.MoveVariant:
		v.change("product", a.From, a.To)
	case syncer.HideProduct:
		v.change("visible", "true", "false")
	case syncer.SetStock:
		v.quantity(a)
	case syncer.UpsertCustomer:
		v.made = a.New
		v.change("fields", "", strings.Join(a.Groups, "+"))
	default:
		v.imported(action)
	}
}

// imported are the values of the actions of an import.
func (v *values) imported(action syncer.Action) {
	switch a := action.(type) {
	case syncer.SaveGood:
		v.made = a.New
		v.good(a)
	case syncer.SavePartner:
		v.made = a.New
		v.partner(a)
	case syncer.VoidOrder:
		v.change("document", a.Document, "")
	case syncer.RefundSale:
		v.change("document", "", a.Document)
		v.change("total", "", a.Total.StringFixed(2))
	case syncer.ImportOrder:
		v.made = true
		v.change("document", "", string(a.Document))
		v.change("partner", "", a.Partner)
		v.change("lines", "", strconv.Itoa(a.Lines))
		v.change("total", "", a.Total.StringFixed(2))
	}
}

func (v *values) quantity(a syncer.SetStock) {
	before := ""
	if v.made = !a.Before.Valid; !v.made {
		before = a.Before.Decimal.String()
	}

	v.change("quantity", before, a.Quantity.String())
}

// partner are the contacts of a new partner, or what is written of a known one.
func (v *values) partner(a syncer.SavePartner) {
	if !a.New {
		v.all = a.Changes

		return
	}

	v.change("e-mail", "", a.Partner.Email)
	v.change("phone", "", a.Partner.Phone)
}

// good are the values of a good that are written.
func (v *values) good(a syncer.SaveGood) {
	v.change("name", "", a.Good.Name)

	if a.New || a.Fields&sklad.GoodCode != 0 {
		v.change("code", "", a.Good.Code)
	}
}

// product are the values of a product that the request holds.
func (v *values) product(a syncer.UpsertProduct) {
	if a.Patch.Name != nil {
		v.change("name", "", *a.Patch.Name)
	}

	if a.Reveals {
		v.change("visible", "false", "true")
	}

	for _, variant := range a.Patch.Variants {
		which := ""
		if len(a.Patch.Variants) > 1 {
			which = " (" + variant.ExternalID + ")"
		}

		if variant.Price != nil {
			v.change("price"+which, "", variant.Price.StringFixed(2))
		}
	}

	v.change("fields", "", strings.Join(a.Groups, "+"))
}
