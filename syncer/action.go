package syncer

import (
	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// Action is one step of a Plan. The set is closed: a type switch over the
// Action types of this package is complete. An action names what is intended, with the
// values before and after, and never an id that only applying it assigns.
type Action interface {
	// Kind is the kind of record that the action is about.
	Kind() Kind
	// Record names that record for a person.
	Record() string
	// Direction is "export" or "import".
	Direction() Direction

	action()
}

// Direction tells which side is written.
type Direction string

// The two directions.
const (
	Export Direction = "export" // Склад Pro → shop
	Import Direction = "import" // shop → Склад Pro
)

// Change is a value before and after. Before is empty for a new record.
type Change struct {
	Field  string `json:"field"`
	Before string `json:"before,omitempty"`
	After  string `json:"after"`
}

// UpsertCategory creates or renames a category of the shop.
type UpsertCategory struct {
	GroupID sklad.GroupID
	// Parent is the group above, zero for a root.
	Parent sklad.GroupID
	// Path are the names from the root on.
	Path   string
	New    bool
	Patch  gombashop.CategoryPatch
	Hashes map[string]string

	link ledger.Link // as the plan found it
}

// UpsertProduct creates a product or sends the field groups that changed.
type UpsertProduct struct {
	// ExternalID is "G:<value>" for a grouped product, else the good's id.
	ExternalID string
	Name       string
	New        bool
	// Groups are the field groups that are sent.
	Groups []string
	Patch  gombashop.ProductPatch
	// Members are the goods of the product whose links change with it.
	Members []Member

	// sent are the goods behind Patch.Variants; again is what makes the product
	// anew where the shop has lost it.
	// settles marks one that gives a product, sent before in the same run, its
	// final options.
	sent    []sklad.GoodID
	again   *UpsertProduct
	settles bool
}

// Member is a good as a variant of a product, with the hash of each field
// group that the ledger keeps once the shop has it.
type Member struct {
	GoodID sklad.GoodID
	Hashes map[string]string

	link ledger.Link // as the plan found it
}

// MoveVariant puts the variant of a good under another product.
type MoveVariant struct {
	GoodID   sklad.GoodID
	From, To string // external ids
}

// HideProduct makes the variant of a good inactive, and with Whole its product
// invisible too. Nothing is ever deleted.
type HideProduct struct {
	ExternalID string
	ProductID  string
	GoodID     sklad.GoodID
	// VariantID is empty for a product that the good has moved away from.
	VariantID string
	// Whole tells that no other good keeps the product visible.
	Whole bool
	// Reason is "not_published" or "moved_away".
	Reason string

	link ledger.Link // as the plan found it
}

// SetStock sets the quantity of a variant.
type SetStock struct {
	GoodID sklad.GoodID
	// VariantID is empty for a variant that the same run makes.
	VariantID string
	Before    decimal.NullDecimal
	Quantity  decimal.Decimal

	link   ledger.Link // as the plan found it
	orders string      // how far the shop's orders are in the figure
}

// UpsertCustomer sends a partner.
type UpsertCustomer struct {
	PartnerID sklad.PartnerID
	Name      string
	New       bool
	// Groups are the field groups that are sent.
	Groups []string
	Patch  gombashop.CustomerPatch
	Hashes map[string]string

	link ledger.Link // as the plan found it
}

// SaveGood adds or refreshes a good from a product of the shop.
type SaveGood struct {
	ProductID, VariantID string
	New                  bool
	Good                 sklad.Good
	Fields               sklad.GoodFields
	CategoryPath         string
}

// SavePartner adds a partner, refreshes one from a customer of the shop, or
// completes one with the company numbers of an order.
type SavePartner struct {
	CustomerID string
	New        bool
	Partner    sklad.Partner
	Fields     sklad.PartnerFields
	// Changes are the columns of a known partner that are written.
	Changes []Change
}

// ImportOrder writes the document of an order.
type ImportOrder struct {
	OrderID, Number string
	Document        DocumentKind
	// USN is the number that an adopted sale has already; else empty.
	USN string
	// Partner and Goods tell whom and what the order brings along.
	Partner string
	Lines   int
	Total   decimal.Decimal
}

// Acknowledge tells the shop what became of an order.
type Acknowledge struct {
	OrderID, Number string
	// Adopted tells that the shop knew the order as imported already.
	Adopted bool
}

// RecordPayment adds the payment of a sale that the shop says is paid now.
type RecordPayment struct {
	OrderID, Number string
	Method          gombashop.PaymentMethod
}

// VoidOrder voids the order document of an order that the shop cancelled.
type VoidOrder struct {
	OrderID, Number string
	// Document is the number of the document.
	Document string
}

// RefundSale writes the refund of a sale that came back whole.
type RefundSale struct {
	OrderID, Number string
	// Document is the number of the sale.
	Document, USN string
	// Total is the sale's, Paid what of it goes back: both with VAT, in the
	// database's base currency.
	Total, Paid decimal.Decimal
}

// PrintReceipt prints the fiscal receipt of a sale, or its storno, once.
type PrintReceipt struct {
	OrderID, Number string
	USN             string
	// Reversal tells that it is a storno.
	Reversal bool
}

// Park keeps a record aside with the reason.
type Park struct {
	What      Kind
	Of        string
	Problem   *Problem
	direction Direction
}

func (UpsertCategory) action() {}
func (UpsertProduct) action()  {}
func (MoveVariant) action()    {}
func (HideProduct) action()    {}
func (SetStock) action()       {}
func (UpsertCustomer) action() {}
func (SaveGood) action()       {}
func (SavePartner) action()    {}
func (ImportOrder) action()    {}
func (Acknowledge) action()    {}
func (RecordPayment) action()  {}
func (VoidOrder) action()      {}
func (RefundSale) action()     {}
func (PrintReceipt) action()   {}
func (Park) action()           {}
