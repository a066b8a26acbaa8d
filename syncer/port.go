package syncer

import (
	"context"
	"iter"
	"time"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/usn"
)

// Warehouse is the Склад Pro side as the engine uses it. Sklad adapts a
// database and its ledger; an implementation of another kind must keep the
// same promises. The interface may gain methods in a minor version.
type Warehouse interface {
	WarehouseReader
	LedgerReader
	ReceiptStore

	// VerifyWritable fails when nothing may be written. It writes nothing.
	VerifyWritable(ctx context.Context) error
	// InTx runs fn in one read-write transaction. fn may run again, so it
	// touches only its own variables.
	InTx(ctx context.Context, fn func(context.Context, WarehouseTx) error) error
	// CheckRecorded reads a document back after its commit and fails when
	// rows of another writer stand under its number.
	CheckRecorded(ctx context.Context, r sklad.Recorded) error
	// AcquireLease takes the named lease or says who holds it (ErrBusy).
	AcquireLease(ctx context.Context, name, owner string, ttl time.Duration) (Lease, error)
}

// Lease is the right to be the only run of a direction.
type Lease interface {
	Renew(ctx context.Context) error
	Release(ctx context.Context) error
}

// WarehouseReader reads Склад Pro. Listings ascend by id and hold nothing open
// while the loop body runs.
type WarehouseReader interface {
	// Verify fails when tables or columns that a run needs are missing.
	Verify(ctx context.Context) error
	Info(ctx context.Context) (sklad.Info, error)
	// Location is the time zone of the database's dates.
	Location() *time.Location
	Goods(ctx context.Context, f sklad.GoodsFilter) iter.Seq2[sklad.Good, error]
	GoodsGroups(ctx context.Context) iter.Seq2[sklad.Group, error]
	ObjectsGroups(ctx context.Context) iter.Seq2[sklad.Group, error]
	Objects(ctx context.Context) iter.Seq2[sklad.Object, error]
	Users(ctx context.Context) iter.Seq2[sklad.User, error]
	ObjectByCodeOrName(ctx context.Context, text string) (sklad.Object, error)
	UserByCodeOrName(ctx context.Context, text string) (sklad.User, error)
	VATGroups(ctx context.Context) iter.Seq2[sklad.VATGroup, error]
	PaymentTypes(ctx context.Context) iter.Seq2[sklad.PaymentType, error]
	Partners(ctx context.Context, f sklad.PartnersFilter) iter.Seq2[sklad.Partner, error]
	Stock(ctx context.Context, q sklad.StockQuery) iter.Seq2[sklad.StockRow, error]
	FindGoods(ctx context.Context, q sklad.GoodQuery) ([]sklad.Good, error)
	FindPartners(ctx context.Context, q sklad.PartnerQuery) ([]sklad.Partner, error)
	Document(ctx context.Context, t sklad.OperType, a sklad.Acct) (sklad.Document, error)
	// Voidable is what VoidOrder would refuse about an order document:
	// sklad.ErrTransformed or sklad.ErrOrderPaid.
	Voidable(ctx context.Context, a sklad.Acct) error
	FindDocuments(ctx context.Context, q sklad.DocumentQuery) ([]sklad.DocumentID, error)
}

// LedgerReader reads the ledger beside Склад Pro's tables.
type LedgerReader interface {
	Links(ctx context.Context, shop, kind string) iter.Seq2[ledger.Link, error]
	// LinksByLocal reads the links of some local rows at once; ids ascend.
	LinksByLocal(ctx context.Context, shop, kind string, ids []int64) iter.Seq2[ledger.Link, error]
	LinkByLocal(ctx context.Context, shop, kind string, local int64) (ledger.Link, bool, error)
	LinkByShopID(ctx context.Context, shop, kind, id string) (ledger.Link, bool, error)
	Orders(ctx context.Context, f ledger.OrderFilter) iter.Seq2[ledger.Order, error]
	Order(ctx context.Context, shop, id string) (ledger.Order, bool, error)
	// Events yields the journal's lines in the order of writing.
	Events(ctx context.Context, f ledger.EventFilter) iter.Seq2[ledger.Event, error]
	Mark(ctx context.Context, name string) (string, bool, error)
	// Marks are the named values whose names begin with prefix.
	Marks(ctx context.Context, prefix string) (map[string]string, error)
	// HighestUSN is the number above which Record gives the next УНП of a
	// device, as far as the ledger knows; 0 when it knows none.
	HighestUSN(ctx context.Context, device string) (uint32, error)
	// ForeignUSN is a number of the device in ECRReceipts that lies in our range
	// and that the ledger did not give, 0 when there is none.
	ForeignUSN(ctx context.Context, device string, within usn.Range) (uint32, error)
}

// WarehouseTx is one transaction over Склад Pro's tables and the ledger.
type WarehouseTx interface {
	// LockSeries takes the locks that Record takes, before the first read.
	LockSeries(ctx context.Context, t sklad.OperType, device string) error
	Record(ctx context.Context, d sklad.Document) (sklad.Recorded, error)
	// VoidOrder takes an order document back, as Склад Pro does.
	VoidOrder(ctx context.Context, acct sklad.Acct, by sklad.UserID) error
	AddPayment(ctx context.Context, t sklad.OperType, acct sklad.Acct, p sklad.Payment) error
	SaveGood(ctx context.Context, g sklad.Good, f sklad.GoodFields) (sklad.GoodID, error)
	SavePartner(ctx context.Context, p sklad.Partner, f sklad.PartnerFields) (sklad.PartnerID, error)
	SaveGoodsGroup(ctx context.Context, path []string) (sklad.GroupID, error)
	FindGoods(ctx context.Context, q sklad.GoodQuery) ([]sklad.Good, error)
	FindPartners(ctx context.Context, q sklad.PartnerQuery) ([]sklad.Partner, error)
	Document(ctx context.Context, t sklad.OperType, a sklad.Acct) (sklad.Document, error)
	// TakeUSN keeps a number that the sale of a key has already.
	TakeUSN(ctx context.Context, externalKey string, number usn.Number) error
	// SaveFiscalReceipt adds a printed receipt to ECRReceipts.
	SaveFiscalReceipt(ctx context.Context, r sklad.FiscalReceipt) error

	// ClaimOrder takes the order's row; the loser of a race sees what the
	// winner wrote.
	ClaimOrder(ctx context.Context, shop, id string) (ledger.Order, error)
	SaveOrder(ctx context.Context, o ledger.Order) error
	SaveLinks(ctx context.Context, links ...ledger.Link) error
	RemoveLinks(ctx context.Context, links ...ledger.Link) error
	SetMark(ctx context.Context, name, value string) error
	RemoveMark(ctx context.Context, name string) error
	// SaveReceipt keeps a receipt that is still to be printed, or that was
	// printed before this ledger knew of it.
	SaveReceipt(ctx context.Context, r ledger.Receipt) error
	// SavePrinted is SaveReceipt for a printed one; false when it was printed
	// already.
	SavePrinted(ctx context.Context, r ledger.Receipt) (bool, error)
	RaiseUSNFloor(ctx context.Context, device string, seq uint32) error
	Append(ctx context.Context, events ...ledger.Event) error
}

// Shop is the online shop as the engine uses it. Gomba adapts the client. The
// interface may gain methods in a minor version.
type Shop interface {
	Ping(ctx context.Context) (gombashop.Ping, error)
	Statuses(ctx context.Context) iter.Seq2[gombashop.Status, error]
	Categories(ctx context.Context) iter.Seq2[gombashop.Category, error]
	UpsertCategories(ctx context.Context, rows []gombashop.CategoryPatch) ([]gombashop.Result, error)
	Products(ctx context.Context, o gombashop.ProductListOptions) iter.Seq2[gombashop.Product, error]
	// ProductPages and CustomerPages set records apart that cannot be read.
	ProductPages(ctx context.Context, o gombashop.ProductListOptions) iter.Seq2[gombashop.Page[gombashop.Product], error]
	CustomerPages(ctx context.Context, o gombashop.CustomerListOptions) iter.Seq2[gombashop.Page[gombashop.Customer], error]
	UpsertProducts(ctx context.Context, rows []gombashop.ProductPatch) ([]gombashop.Result, error)
	UpsertCustomers(ctx context.Context, rows []gombashop.CustomerPatch) ([]gombashop.Result, error)
	SetStock(ctx context.Context, rows []gombashop.StockRow) ([]gombashop.Result, error)
	OrderPages(ctx context.Context, o gombashop.OrderListOptions) iter.Seq2[gombashop.Page[gombashop.Order], error]
	Order(ctx context.Context, id gombashop.OrderID) (gombashop.Order, error)
	Acknowledge(ctx context.Context, id gombashop.OrderID, a gombashop.Ack) error
	SetUSN(ctx context.Context, id gombashop.OrderID, usn string) error
	AddReceipt(ctx context.Context, id gombashop.OrderID, r gombashop.Receipt) error
}

// RetryTeller is a Shop that repeats requests by itself and can tell of it, as the
// one of Gomba is.
type RetryTeller interface {
	// TellRetries gives a context whose requests tell f when they are repeated.
	TellRetries(ctx context.Context, f func(Retried)) context.Context
}

// ReceiptStore keeps what became of every print. It lets one process at a time
// begin a job, and one job at a time use a device.
type ReceiptStore interface {
	// BeginReceipt stores the anchor of a print that is about to begin.
	BeginReceipt(ctx context.Context, job, device string, anchor fiscal.Result) error
	// SettleReceipt stores how a print ended, beside the sale of the order that
	// the job was made for.
	SettleReceipt(ctx context.Context, e ReceiptEnd) error
	UnsettledReceipts(ctx context.Context, device string) ([]fiscal.Job, error)
	PrintedReceipt(ctx context.Context, job string) (fiscal.Result, error)
	ReceiptHistory
}

// ReceiptEnd is the outcome of a print.
type ReceiptEnd struct {
	Job    string
	State  fiscal.State
	Result fiscal.Result
	Cause  error
	// IssuedAt is the receipt's time in the warehouse's time zone.
	IssuedAt time.Time
}
