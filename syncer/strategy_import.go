package syncer

import (
	"context"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/orderdoc"
)

// Eligibility says whether an order becomes a document now. It is asked again
// on every run while the order waits. The default compares the order's status
// with ImportConfig.Statuses and waits for ImportConfig.Settle.
type Eligibility interface {
	Eligible(ctx context.Context, q EligibilityQuery) (EligibilityAnswer, error)
}

// EligibilityQuery is an order as the shop shows it.
type EligibilityQuery struct{ Order gombashop.Order }

// EligibilityAnswer lets the order in, or says why it waits.
type EligibilityAnswer struct {
	Eligible bool
	// Reason is for a person, e.g. "status new".
	Reason string
	// AskAgain is when to look at the order again if the shop shows no change of
	// it before. Zero: in an hour.
	AskAgain time.Time
}

// EligibilityFunc is a function as an Eligibility.
type EligibilityFunc func(ctx context.Context, q EligibilityQuery) (EligibilityAnswer, error)

// Eligible calls f.
func (f EligibilityFunc) Eligible(ctx context.Context, q EligibilityQuery) (EligibilityAnswer, error) {
	return f(ctx, q)
}

// VATMap gives the VATGroups row of a good that import creates. The default
// takes ImportConfig.VATMap, then the group that has the rate.
type VATMap interface {
	VATGroup(ctx context.Context, q VATQuery) (VATAnswer, error)
}

// VATQuery is a rate of the shop, a percentage.
type VATQuery struct{ Rate decimal.Decimal }

// VATAnswer is the row; zero parks the record.
type VATAnswer struct{ Group sklad.VATGroupID }

// VATMapFunc is a function as a VATMap.
type VATMapFunc func(ctx context.Context, q VATQuery) (VATAnswer, error)

// VATGroup calls f.
func (f VATMapFunc) VATGroup(ctx context.Context, q VATQuery) (VATAnswer, error) { return f(ctx, q) }

// PartnerMatcher finds the partner of an order. The default goes by ЕИК, then
// VAT number; without a company by link, e-mail and phone among the partners
// that are no company. A new partner is asked for a second time inside the
// order's transaction, which may run again: look up partners through Find
// alone, and change nothing.
type PartnerMatcher interface {
	MatchPartner(ctx context.Context, q PartnerMatchQuery) (PartnerMatchAnswer, error)
}

// PartnerMatchQuery is who ordered, and where partners are looked up.
type PartnerMatchQuery struct {
	Customer gombashop.Customer
	Billing  gombashop.Address
	// Linked is the partner that the ledger links with the customer; nil for none
	// and for one that was deleted since.
	Linked *sklad.Partner
	Find   func(ctx context.Context, q sklad.PartnerQuery) ([]sklad.Partner, error)
}

// PartnerMatchAnswer is the partner; a zero ID asks for a new one. More than
// one candidate parks the order.
type PartnerMatchAnswer struct {
	Partner    sklad.Partner
	Candidates []sklad.Partner
}

// PartnerMatcherFunc is a function as a PartnerMatcher.
type PartnerMatcherFunc func(ctx context.Context, q PartnerMatchQuery) (PartnerMatchAnswer, error)

// MatchPartner calls f.
func (f PartnerMatcherFunc) MatchPartner(ctx context.Context, q PartnerMatchQuery) (PartnerMatchAnswer, error) {
	return f(ctx, q)
}

// GoodMatcher finds the good of an order line or of a shop's variant. The
// default goes by link, barcode and code.
type GoodMatcher interface {
	MatchGood(ctx context.Context, q GoodMatchQuery) (GoodMatchAnswer, error)
}

// GoodMatchQuery is what the shop tells of the good.
type GoodMatchQuery struct {
	VariantID, SKU, Barcode, Name string
	// Linked is the good that the ledger links with the variant; nil for none
	// and for one that was deleted since.
	Linked *sklad.Good
	Find   func(ctx context.Context, q sklad.GoodQuery) ([]sklad.Good, error)
}

// GoodMatchAnswer is the good; a zero ID says that there is none. More than
// one candidate parks the record.
type GoodMatchAnswer struct {
	Good       sklad.Good
	Candidates []sklad.Good
}

// GoodMatcherFunc is a function as a GoodMatcher.
type GoodMatcherFunc func(ctx context.Context, q GoodMatchQuery) (GoodMatchAnswer, error)

// MatchGood calls f.
func (f GoodMatcherFunc) MatchGood(ctx context.Context, q GoodMatchQuery) (GoodMatchAnswer, error) {
	return f(ctx, q)
}

// DocumentBuilder turns an order into a document. The default is
// orderdoc.Build, which proves the total to the cent.
type DocumentBuilder interface {
	BuildDocument(ctx context.Context, q DocumentQuery) (orderdoc.Draft, error)
}

// DocumentQuery is an order with everything that its document refers to.
type DocumentQuery struct {
	Order    gombashop.Order
	Terms    orderdoc.Terms
	Resolved orderdoc.Resolved
}

// DocumentBuilderFunc is a function as a DocumentBuilder.
type DocumentBuilderFunc func(ctx context.Context, q DocumentQuery) (orderdoc.Draft, error)

// BuildDocument calls f.
func (f DocumentBuilderFunc) BuildDocument(ctx context.Context, q DocumentQuery) (orderdoc.Draft, error) {
	return f(ctx, q)
}

// ChangePolicy says what follows when an imported order changes in the shop.
// The default goes by ImportConfig.OnChange.
type ChangePolicy interface {
	Changed(ctx context.Context, q ChangeQuery) (ChangeAnswer, error)
}

// ChangeQuery is an imported order before and after the change.
type ChangeQuery struct {
	Before, After gombashop.Order
}

// ChangeAnswer is what to do. An action that is not among the constants below
// leaves the change unrecorded and is reported.
type ChangeAnswer struct{ Do ChangeAction }

// ChangeAction is what follows a change.
type ChangeAction string

const (
	// RecordChange writes the change to the journal and reports it.
	RecordChange ChangeAction = "record"
	// IgnoreChange takes the order's new state over without a word.
	IgnoreChange ChangeAction = "ignore"
	// VoidChange voids the document of an order that became an order
	// (sklad.OperOrder); a sale is recorded and reported instead.
	VoidChange ChangeAction = "void_order"
	// RefundChange writes one refund (sklad.OperRefund) of the whole sale, with
	// its УНП: money goes back as far as it came in, and a storno is owed if a
	// receipt was printed. An order document is recorded and reported instead.
	RefundChange ChangeAction = "refund"
)

// ChangePolicyFunc is a function as a ChangePolicy.
type ChangePolicyFunc func(ctx context.Context, q ChangeQuery) (ChangeAnswer, error)

// Changed calls f.
func (f ChangePolicyFunc) Changed(ctx context.Context, q ChangeQuery) (ChangeAnswer, error) {
	return f(ctx, q)
}
