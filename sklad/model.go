package sklad

import (
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/usn"
)

// GoodID is Goods.ID. The ids are distinct types so that a good can never be
// passed where a partner is meant. The zero value means "no row".
type GoodID int64

// PartnerID is Partners.ID.
type PartnerID int64

// ObjectID is Objects.ID.
type ObjectID int64

// UserID is Users.ID.
type UserID int64

// GroupID is the ID of one of the four tables of groups.
type GroupID int64

// VATGroupID is VATGroups.ID.
type VATGroupID int64

// Acct is a document number, unique within its OperType's series.
type Acct int64

// OperType is Operations.OperType, the kind of a document.
type OperType int

// The document kinds that this package writes or tells apart.
const (
	OperPurchase OperType = 1  // Доставка
	OperSale     OperType = 2  // Продажба
	OperOrder    OperType = 19 // Поръчка (of a customer)
	OperRefund   OperType = 34 // Рекламация
)

// Good is a row of Goods. Texts are trimmed: NULL, the empty text and a single
// blank are all "".
type Good struct {
	ID                           GoodID
	Code                         string
	BarCode1, BarCode2, BarCode3 string
	Catalog1, Catalog2, Catalog3 string
	Name, Name2                  string
	Measure1, Measure2           string
	Ratio                        decimal.Decimal
	Prices                       Prices
	MinQtty, NormalQtty          decimal.Decimal
	Description                  string
	Type                         GoodType
	Recipe                       bool
	TaxGroup                     VATGroupID // VATGroups.ID
	GroupID                      GroupID    // always positive: ABS(Goods.GroupID)
	Deleted                      bool
}

// GoodType is Goods.Type, a set of bits.
type GoodType int

// GoodService (bit 8) marks a good without stock.
const GoodService GoodType = 8

// IsService tells whether the good has no stock.
func (t GoodType) IsService() bool { return t&GoodService != 0 }

// Group is a row of GoodsGroups, PartnersGroups, ObjectsGroups or UsersGroups.
// Code is the path: three capital letters a level ("AAA", "AAAAAB"); the
// default group has "-1".
type Group struct {
	ID   GroupID
	Code string
	Name string
}

// Partner is a row of Partners. Discount is a percentage. PaymentDays is the
// number of days until an unpaid sale is due.
type Partner struct {
	ID                             PartnerID
	Code                           string
	Company, Company2              string
	MOL, MOL2                      string
	City, City2, Address, Address2 string
	Phone, Phone2, Fax, Email      string
	TaxNo, Bulstat                 string
	CardNumber, Note1, Note2       string
	PriceGroup                     PriceGroup
	Discount                       decimal.Decimal
	Type                           PartnerType
	GroupID                        GroupID
	PaymentDays                    int
	Deleted                        bool
}

// PartnerType is Partners.Type.
type PartnerType int

// The kinds of partners.
const (
	PartnerUniversal PartnerType = 0
	PartnerSupplier  PartnerType = 1
	PartnerClient    PartnerType = 2
)

// Object is a row of Objects: a shop or a warehouse.
type Object struct {
	ID         ObjectID
	Code       string
	Name       string
	Name2      string
	PriceGroup PriceGroup
	GroupID    GroupID
	Deleted    bool
}

// User is a row of Users; the password column is never read.
type User struct {
	ID      UserID
	Code    string
	Name    string
	Name2   string
	Level   int
	GroupID GroupID
	Deleted bool
}

// VATGroup is a row of VATGroups; Rate is a percentage.
type VATGroup struct {
	ID   VATGroupID
	Code string
	Name string
	Rate decimal.Decimal
}

// PaymentMethod is PaymentTypes.PaymentMethod.
type PaymentMethod int

// The payment methods.
const (
	MethodCash    PaymentMethod = 1
	MethodBank    PaymentMethod = 2
	MethodCard    PaymentMethod = 3
	MethodVoucher PaymentMethod = 4
)

// PaymentType is a row of PaymentTypes.
type PaymentType struct {
	ID     int64
	Name   string
	Method PaymentMethod
}

// StockRow is the quantity of one good, summed over the objects asked for.
type StockRow struct {
	GoodID GoodID
	// Qty is invalid when the good has no Store row in any of those objects:
	// "no figure" is not zero.
	Qty decimal.NullDecimal
	// Reserved is the sum of open customer orders as StockQuery asks for it.
	Reserved decimal.Decimal
}

// Document is the rows of Operations that share OperType and Acct, with the
// money that belongs to them.
type Document struct {
	OperType OperType
	// Acct is assigned by Record; leave it zero there.
	Acct Acct
	// ExternalKey makes Record repeatable: the same key never writes twice.
	ExternalKey string
	PartnerID   PartnerID
	ObjectID    ObjectID
	// OperatorID is the person on the document, UserID the one who saves it.
	OperatorID, UserID UserID
	// Date is the document's day; its time of day is dropped.
	// Zero means today in the database's time zone.
	Date  time.Time
	Note  string
	Lines []Line
	// Payments are written for sales and refunds only.
	Payments []Payment
	// DueDate is the day by which the sale is to be paid; zero: Date.
	DueDate time.Time
	// USN asks for a unique sale number; nil writes none.
	USN *USNRequest
}

// Line is one row of a document. Prices are in the base currency and on the
// database's own basis (with or without VAT, Info.PricesIncludeVAT).
type Line struct {
	ID     int64 // Operations.ID; zero for a new line
	GoodID GoodID
	Qty    decimal.Decimal
	// Price is the unit price before Discount.
	Price decimal.Decimal
	// Discount is a percentage, -99…99, two places.
	Discount decimal.Decimal
	// Note is the line's own note; empty: the document's.
	Note string
	// What Document read; Record takes no notice of it:
	PriceIn, PriceOut, VATIn, VATOut decimal.Decimal
	LotID                            int64
}

// Payment is money received (or, for a refund, returned).
type Payment struct {
	// Type is PaymentTypes.ID.
	Type   int64
	Amount decimal.Decimal
	// Date zero means today.
	Date time.Time
	// TransactionNumber is a card or bank reference.
	TransactionNumber string
}

// USNRequest asks Record for a unique sale number of one fiscal device.
type USNRequest struct {
	Device   string // serial number, "DT279013"
	Operator string // four characters, "0001"
	// Number, unless zero, is a УНП that the sale has already, as after a
	// restored backup: it is written and no new one is given. Device and
	// Operator are then the number's own. A refund names the number of its sale,
	// and never gets one of its own (Наредба Н-18, Annex 29 item 10).
	Number usn.Number
	// Range is the part of the device's numbers that is ours; the zero Range is
	// all of them.
	Range usn.Range
}
