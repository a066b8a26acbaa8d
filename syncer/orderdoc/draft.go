package orderdoc

import (
	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/text"
)

// Draft is a document whose total is proven, with what it was made of.
type Draft struct {
	Document sklad.Document
	// Total is what the document comes to, with VAT, in the base currency: the
	// amount due that Склад Pro writes for it.
	Total decimal.Decimal
	// ShopTotal is the shop's grand total, with VAT, in the base currency. It
	// differs from Total by the delivery where that is no line (setting h), and
	// by vouchers that count in another way than in the shop.
	ShopTotal decimal.Decimal
	// Open is what the customer has still to pay, and how. Its Amount is 0 when
	// nothing is open.
	Open sklad.Payment
	// Lines tell where each document line comes from, with the shop's figures.
	Lines []Line
	// Currency and OriginalTotal are those of the order.
	Currency      string
	OriginalTotal decimal.Decimal
	// Warnings are differences that a person should know of.
	Warnings []*text.Problem
}

// Line is a part of the order as the document holds it. UnitPrice, Discount and
// OrderDiscount are the shop's: in the order's currency and VAT basis.
type Line struct {
	Source Source `json:"source"`
	// ItemID is the id of the order's item; empty for delivery and fees.
	ItemID string       `json:"item_id,omitempty"`
	Name   string       `json:"name"`
	GoodID sklad.GoodID `json:"good_id"`
	// Rate is the VAT percentage of the good.
	Rate decimal.Decimal `json:"rate"`
	Qty  decimal.Decimal `json:"qty"`
	// UnitPrice is before all discounts.
	UnitPrice decimal.Decimal `json:"unit_price"`
	// Discount is the line's own, OrderDiscount its share of the order's.
	Discount      decimal.Decimal `json:"discount"`
	OrderDiscount decimal.Decimal `json:"order_discount"`
	// Total is with VAT, in the base currency, after everything.
	Total decimal.Decimal `json:"total"`
	// First and Count say which of Document.Lines these are.
	First int `json:"first"`
	Count int `json:"count"`
}

// Source is the part of an order that a line comes from.
type Source string

// The sources.
const (
	FromItem     Source = "item"
	FromDelivery Source = "delivery"
	FromFee      Source = "fee"
)
