package csvexport

import (
	"io"
	"iter"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// Product is one row of a product export. All texts come without HTML entities.
type Product struct {
	// Line is where the row begins in the file, from 1.
	Line int
	// ID is the shop's own id, opaque, never empty.
	ID string
	// Name is never empty.
	Name string
	// SKU is empty when the merchant gave none, and not unique.
	SKU string
	// Category is the names from the root on, empty when the product has none.
	Category []string
	// Options are what a customer may choose from, read out of Parameters.
	Options []Option
	// Parameters is the column "Параметри" as it stands, for what Options
	// cannot hold.
	Parameters string
	// Description is plain text: escape it before it becomes HTML.
	Description string
	Brand       string
	// Price is what one piece costs now, with VAT, in Currency; 0 or more.
	Price decimal.Decimal
	// OldPrice is the price before a promotion; it equals Price when there is
	// none, and is 0 when the file has none.
	OldPrice decimal.Decimal
	// Currency is ISO 4217, "EUR" or "BGN"; empty where the amounts stand bare.
	Currency string
	// InPromotion and New are marks that the merchant set; a promotion may have
	// equal prices.
	InPromotion, New bool
	// Hidden products are not shown in the shop.
	Hidden bool
	// Created is local time of the shop, see WithLocation; zero when unknown.
	Created         time.Time
	URL, PictureURL string
}

// The heads of a product export.
const (
	headID          = "#"
	headName        = "Име на продукт"
	headSKU         = "sku"
	headCategory    = "Категория"
	headParameters  = "Параметри"
	headDescription = "Описание"
	headBrand       = "Марка"
	headPrice       = "Цена"
	headOldPrice    = "Стара цена"
	headPromotion   = "В промоция"
	headNew         = "Нов продукт"
	headDate        = "Дата"
	headHidden      = "Скрит продукт"
	headURL         = "Линк към продукта"
	headPicture     = "Линк към снимка на продукта"
)

func productColumns() []column {
	return []column{
		needed(headID), needed(headName), optional(headSKU), optional(headCategory), optional(headParameters),
		optional(headDescription), optional(headBrand), needed(headPrice), optional(headOldPrice), optional(headPromotion),
		optional(headNew), optional(headDate), optional(headHidden), optional(headURL), optional(headPicture, "Линк към снимка"),
	}
}

// Products yields the rows of a product export, which is read as the loop goes
// on and can be ranged over once. An error wraps ErrValue when the next row
// follows, and anything else when it is the last.
func Products(r io.Reader, opts ...ReadOption) iter.Seq2[Product, error] {
	return read(r, productColumns(), opts, product)
}

func product(r *row) Product {
	p := Product{
		Line: r.line, ID: r.must(headID), Name: r.must(headName), SKU: r.text(headSKU), Category: r.path(headCategory),
		Parameters: r.text(headParameters), Description: r.text(headDescription), Brand: r.text(headBrand),
		Price: r.price(headPrice), OldPrice: r.amount(headOldPrice).Decimal,
		InPromotion: r.yes(headPromotion), New: r.yes(headNew), Hidden: r.yes(headHidden),
		Created: r.moment(headDate), URL: r.url(headURL), PictureURL: r.url(headPicture),
	}
	p.Options = r.options(headParameters)
	p.Currency = r.currency

	return p
}

// path reads "Реплики > AEG Карабини".
func (r *row) path(head string) []string {
	var names []string

	for name := range strings.SplitSeq(r.raw(head), " > ") {
		if name = plain(name); name != "" {
			names = append(names, name)
		}
	}

	return names
}

// url is an address; of the entities only &amp; can be meant in one.
func (r *row) url(head string) string {
	return strings.ReplaceAll(strings.TrimSpace(r.raw(head)), "&amp;", "&")
}
