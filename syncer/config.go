package syncer

import (
	"log/slog"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/syncer/orderdoc"
	"github.com/skladmost/skladmost/usn"
)

// Config assembles a Syncer. Warehouse, Shop and ShopID are required; every
// other field works at its zero value as its comment says.
type Config struct {
	// Warehouse is the Склад Pro side; Sklad makes one.
	Warehouse Warehouse
	// Shop is the online shop; Gomba makes one.
	Shop Shop
	// ShopID is the merchant's own constant name of the shop. It is part of
	// every key of the ledger, so it must never change. Required.
	ShopID string

	// Export is what goes from Склад Pro to the shop.
	Export ExportConfig
	// Import is what comes from the shop to Склад Pro.
	Import ImportConfig
	// Fiscal is УНП and receipts.
	Fiscal FiscalConfig
	// EditNameAndGroup lets name and group of a known good change in either
	// direction. Defaults to false: both sides keep their own.
	EditNameAndGroup bool
	// Limits are the guard rails of a run that would hide or zero too much.
	Limits Limits

	// PriceRule, StockRule, Grouper, Eligibility, VATMap, PartnerMatcher,
	// GoodMatcher, DocumentBuilder and ChangePolicy replace a decision. Nil is
	// the default that the interface's comment describes.
	PriceRule       PriceRule
	StockRule       StockRule
	Grouper         Grouper
	Eligibility     Eligibility
	VATMap          VATMap
	PartnerMatcher  PartnerMatcher
	GoodMatcher     GoodMatcher
	DocumentBuilder DocumentBuilder
	ChangePolicy    ChangePolicy

	// Observer is told what happens while it happens. Nil is allowed.
	Observer Observer
	// Logger defaults to one that discards.
	Logger *slog.Logger
	// Now is the clock. Defaults to time.Now.
	Now func() time.Time
}

// SUPTO says whether the warehouse is sales management software under Annex 29
// of Наредба Н-18.
type SUPTO string

// The values of SUPTO.
const (
	SUPTOAuto SUPTO = "auto" // as Info finds it
	SUPTOYes  SUPTO = "yes"
	SUPTONo   SUPTO = "no"
)

// ExportConfig is what goes from Склад Pro to the shop.
type ExportConfig struct {
	// Goods sends goods as products (setting j). Off: not one such request.
	Goods bool
	// Quantities sends stock. Off: not one such request.
	Quantities bool
	// Partners sends partners as customers (setting i): those who buy (Type 0 or
	// 2) and can be reached by e-mail or phone. Off: not one such request.
	Partners bool
	// GoodsGroups are the group codes whose goods, with those of the
	// subgroups, go to the shop (setting f). Empty: all.
	GoodsGroups []string
	// GroupingField joins goods to one product with variants (setting d), e.g.
	// "Catalog3". Empty: every good is a product.
	GroupingField string
	// ObjectGroups are the object group codes whose stock is summed
	// (setting e). Empty: the object of ImportConfig.Object.
	ObjectGroups []string
	// Price is the column that holds the shop's price. Defaults to PriceOut2.
	Price string
	// Reserved says which orders are deducted from the stock. Defaults to ours.
	Reserved Reserved
	// ShopReserves tells that the shop itself holds back what is ordered, so
	// that orders without a document are not deducted. Defaults to false.
	ShopReserves bool
}

// Reserved says which customer orders are deducted from the exported stock.
type Reserved string

// The values of Reserved.
const (
	// ReservedOurs deducts the open order documents that import wrote.
	ReservedOurs Reserved = "ours"
	// ReservedAll deducts every open customer order younger than 30 days.
	ReservedAll Reserved = "all"
	// ReservedNone deducts nothing.
	ReservedNone Reserved = "none"
)

// DocumentKind is what an order becomes (setting o).
type DocumentKind string

// The values of DocumentKind.
const (
	DocumentSale  DocumentKind = "sale"
	DocumentOrder DocumentKind = "order"
)

// Mode says what import may do to goods and partners (setting b).
type Mode string

// The values of Mode.
const (
	AddAndUpdate Mode = "add_and_update"
	AddOnly      Mode = "add_only"
)

// VoucherMode says what a voucher is.
type VoucherMode string

// The values of VoucherMode.
const (
	VoucherAsShop   VoucherMode = "as_shop"
	VoucherDiscount VoucherMode = "discount"
	VoucherPayment  VoucherMode = "payment"
)

// MissingGood says what happens to an order whose good is not known.
type MissingGood string

// The values of MissingGood.
const (
	MissingPark   MissingGood = "park"
	MissingCreate MissingGood = "create"
)

// OnChange says what follows when an imported order changes in the shop.
type OnChange string

// The values of OnChange. What they do not name is recorded and reported.
const (
	// OnChangeRecord writes every change to the journal and reports it.
	OnChangeRecord OnChange = "record"
	// OnChangeVoidOrder voids the order document (DocumentOrder) of an order that
	// the shop cancelled.
	OnChangeVoidOrder OnChange = "void_order"
	// OnChangeRefund writes a refund of the sale of an order that came back whole:
	// status returned or refused, and not a part of a line alone.
	OnChangeRefund OnChange = "refund"
)

// ImportConfig is what comes from the shop to Склад Pro.
type ImportConfig struct {
	// Mode defaults to AddAndUpdate (setting b).
	Mode Mode
	// Statuses are the order statuses that are imported, each by id, code or
	// name (setting c). Required for an import; an engine that only exports
	// leaves them, and all of its import settings but Object, out.
	Statuses []string
	// Object is the code or the name of the object of imported documents
	// (setting g). Required for an import, and for quantities without
	// ExportConfig.ObjectGroups.
	Object string
	// Document is what an order becomes. Defaults to DocumentSale (setting o).
	Document DocumentKind
	// DeliveryItem adds the delivery as a service line (setting h).
	DeliveryItem bool
	// DeliveryGood is the code of that service good (Type 8). Empty: the service
	// named "Доставка", created when missing.
	DeliveryGood string
	// Nomenclature brings the shop's goods and customers in (setting n).
	Nomenclature bool
	// User is the code or the name of the user who signs documents (setting
	// a). Empty: user 1.
	User string
	// Since is the starting point: older orders never become documents by
	// themselves. Zero: the moment when the ledger was installed.
	Since time.Time
	// Settle is how long an order must have been left alone. Defaults to 0.
	Settle time.Duration
	// Voucher defaults to VoucherAsShop.
	Voucher VoucherMode
	// MissingGood defaults to MissingPark. It matters with Nomenclature off.
	MissingGood MissingGood
	// OnChange defaults to OnChangeRecord.
	OnChange OnChange
	// GuestPartner is the code or name of the partner of orders without a
	// customer account and without a company. Empty: a guest becomes a partner.
	GuestPartner string
	// PaymentMap gives a PaymentTypes.ID for a payment method of the shop.
	// Defaults: cod 1, cod with a postal money transfer ("cod+ppp") 2,
	// bank_transfer 2, card and paypal 3, voucher 4.
	PaymentMap map[string]int64
	// VATMap gives a VATGroups.ID for a rate such as "20". Defaults to the
	// group that has the rate.
	VATMap map[string]int64
	// Timezone is that of the warehouse's dates. Nil: the Warehouse's own.
	Timezone *time.Location
}

// FiscalConfig is УНП and receipts.
type FiscalConfig struct {
	// SUPTO defaults to SUPTOAuto.
	SUPTO SUPTO
	// DeviceSerial is the fiscal device's number, e.g. DT279013 (setting p).
	// It is refused without СУПТО.
	DeviceSerial string
	// OperatorCode overrides the code of Import.User in the УНП.
	OperatorCode string
	// SharedDevice allows another program to take numbers of the same device;
	// both then count on from the highest. Without it a number in ECRReceipts
	// that this ledger did not give stops an import.
	SharedDevice bool
	// Range is the part of the device's УНП that is ours. Programs that share a
	// device under Annex 29 item 9 have disjoint ranges; numbers outside ours are
	// then no reason to stop. The zero Range is 1…9999999.
	Range usn.Range
	// Printer prints the receipts (setting k). Nil: nothing is printed.
	Printer fiscal.Printer
	// Receipts say which payment methods need a receipt, and when. Nil: as the
	// law does.
	Receipts orderdoc.ReceiptRules
	// Operator is the device's operator number; the password is asked for
	// when a receipt is printed, so that it stays in a closure.
	Operator         string
	OperatorPassword func() string
}

// Limits stop a run that would hide or zero at least Min records and more
// than Share percent of what is published.
type Limits struct {
	// Share is a percentage. Defaults to 20.
	Share decimal.Decimal
	// Min defaults to 10.
	Min int
}

// Kind is a kind of record that is synchronised.
type Kind string

// The kinds.
const (
	KindCategory Kind = "category"
	KindGood     Kind = "good"
	KindQuantity Kind = "quantity"
	KindPartner  Kind = "partner"
	KindOrder    Kind = "order"
	KindReceipt  Kind = "receipt"
)
