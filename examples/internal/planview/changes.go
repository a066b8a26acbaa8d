package planview

import (
	"strconv"
	"strings"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
)

func (row *Row) change(field, before, after string) {
	row.Changes = append(row.Changes, syncer.Change{Field: field, Before: before, After: after})
}

// changes fills New and Changes.
func (row *Row) changes(action syncer.Action) {
	switch a := action.(type) {
	case syncer.UpsertCategory:
		row.New = a.New
		row.change("name", "", a.Path)
	case syncer.UpsertProduct:
		row.New = a.New
		row.product(a)
	case syncer.MoveVariant:
		row.change("product", a.From, a.To)
	case syncer.HideProduct:
		row.change("visible", "true", "false")
	case syncer.SetStock:
		row.quantity(a)
	case syncer.UpsertCustomer:
		row.New = a.New
		row.change("fields", "", strings.Join(a.Groups, "+"))
	default:
		row.imported(action)
	}
}

// imported are the values of the actions of an import.
func (row *Row) imported(action syncer.Action) {
	switch a := action.(type) {
	case syncer.SaveGood:
		row.New = a.New
		row.good(a)
	case syncer.SavePartner:
		row.New = a.New
		row.partner(a)
	case syncer.VoidOrder:
		row.change("document", a.Document, "")
	case syncer.RefundSale:
		row.change("document", "", a.Document)
		row.change("total", "", a.Total.StringFixed(2))
	case syncer.ImportOrder:
		row.New = true
		row.change("document", "", string(a.Document))
		row.change("partner", "", a.Partner)
		row.change("lines", "", strconv.Itoa(a.Lines))
		row.change("total", "", a.Total.StringFixed(2))
	}
}

func (row *Row) quantity(a syncer.SetStock) {
	before := ""
	if row.New = !a.Before.Valid; !row.New {
		before = a.Before.Decimal.String()
	}

	row.change("quantity", before, a.Quantity.String())
}

// partner are the contacts of a new partner, or what is written of a known one.
func (row *Row) partner(a syncer.SavePartner) {
	if !a.New {
		row.Changes = a.Changes

		return
	}

	row.change("e-mail", "", a.Partner.Email)
	row.change("phone", "", a.Partner.Phone)
}

// good are the values of a good that are written.
func (row *Row) good(a syncer.SaveGood) {
	row.change("name", "", a.Good.Name)

	if a.New || a.Fields&sklad.GoodCode != 0 {
		row.change("code", "", a.Good.Code)
	}
}

// product are the values of a product that the request holds.
func (row *Row) product(a syncer.UpsertProduct) {
	if a.Patch.Name != nil {
		row.change("name", "", *a.Patch.Name)
	}

	if a.Reveals {
		row.change("visible", "false", "true")
	}

	for _, v := range a.Patch.Variants {
		which := ""
		if len(a.Patch.Variants) > 1 {
			which = " (" + v.ExternalID + ")"
		}

		if v.Price != nil {
			row.change("price"+which, "", v.Price.StringFixed(2))
		}
	}

	row.change("fields", "", strings.Join(a.Groups, "+"))
}
