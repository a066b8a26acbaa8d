package ledger

import (
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// OrderState is where an order of the shop stands.
type OrderState string

// The states of an order.
const (
	// OrderWaiting was seen and is not eligible yet.
	OrderWaiting OrderState = "waiting"
	// OrderParked is kept aside with a reason.
	OrderParked OrderState = "parked"
	// OrderImported has its document.
	OrderImported OrderState = "imported"
	// OrderSkipped never becomes a document by itself.
	OrderSkipped OrderState = "skipped"
	// OrderBeforeStart is older than the starting point of the import.
	OrderBeforeStart OrderState = "before_start"
)

// Order is a row of gomba_orders. Every order ever seen has one, whatever became
// of it (Наредба Н-18, Annex 42 item 1). Moments are UTC.
type Order struct {
	// Shop and OrderID name the order for ever; Number is what people call it.
	Shop, OrderID, Number string
	State                 OrderState
	// Status is the shop's status code.
	Status string
	// Reason is a code or a few words (255 characters are kept), Problem the
	// whole of it as JSON.
	Reason, Problem string
	// Attempts counts the tries; NextTry is when the next is due, zero at once.
	Attempts int
	NextTry  time.Time
	// Fingerprint is the hash of the rules that judged the order.
	Fingerprint string
	// ShopCreatedAt and ShopUpdatedAt are the shop's own times, to the last
	// digit.
	ShopCreatedAt, ShopUpdatedAt time.Time
	// FirstSeen and LastSeen are when we saw it; zero lets SaveOrder leave them
	// as they are, and set them for a new order.
	FirstSeen, LastSeen time.Time
	// OperType, Acct and USN are those of the document.
	OperType sklad.OperType
	Acct     sklad.Acct
	USN      string
	// Total is the shop's, with VAT, in Currency; DocumentTotal that of the
	// document, in the database's base currency.
	Total, DocumentTotal decimal.NullDecimal
	Currency             string
	// Original is the order as the shop showed it, JSON.
	Original string
	// AckOwed and ReceiptOwed are still to be done for an imported order;
	// ReceiptUnknown is for a person to settle.
	AckOwed, ReceiptOwed, ReceiptUnknown bool
	// Paid is the shop's word that the customer has paid.
	Paid bool
	// AckedAt, USNSentAt and ReceiptsSentAt are when the shop was told of the
	// document, the number and the receipts; zero means not yet.
	AckedAt, USNSentAt, ReceiptsSentAt time.Time
	// Note is a person's.
	Note string
}

const tableOrders = "gomba_orders"

type orderRow struct {
	ID             engine.Int  `db:"ID"`
	Shop           text        `db:"Shop"`
	OrderID        text        `db:"OrderID"`
	Number         text        `db:"Number"`
	State          text        `db:"State"`
	Status         text        `db:"Status"`
	Reason         text        `db:"Reason"`
	Problem        text        `db:"Problem"`
	Attempts       engine.Int  `db:"Attempts"`
	NextTry        engine.Time `db:"NextTry"`
	Fingerprint    text        `db:"Fingerprint"`
	ShopCreatedAt  engine.Time `db:"ShopCreatedAt"`
	ShopUpdatedAt  engine.Time `db:"ShopUpdatedAt"`
	FirstSeen      engine.Time `db:"FirstSeen"`
	LastSeen       engine.Time `db:"LastSeen"`
	OperType       engine.Int  `db:"OperType"`
	Acct           engine.Int  `db:"Acct"`
	USN            text        `db:"USN"`
	Total          text        `db:"Total"`
	DocumentTotal  text        `db:"DocumentTotal"`
	Currency       text        `db:"Currency"`
	Original       text        `db:"Original"`
	AckOwed        engine.Int  `db:"AckOwed"`
	ReceiptOwed    engine.Int  `db:"ReceiptOwed"`
	ReceiptUnknown engine.Int  `db:"ReceiptUnknown"`
	Paid           engine.Int  `db:"Paid"`
	AckedAt        engine.Time `db:"AckedAt"`
	USNSentAt      engine.Time `db:"USNSentAt"`
	ReceiptsSentAt engine.Time `db:"ReceiptsSentAt"`
	Note           text        `db:"Note"`
}

func orderTable() table[orderRow, Order] {
	return table[orderRow, Order]{
		name: tableOrders, key: "ID", id: func(r orderRow) int64 { return int64(r.ID) }, turn: orderRow.order,
	}
}

func orderHash(shop, id string) string { return KeyHash("order", shop, id) }

func (r orderRow) order() (Order, error) {
	sums, err := sums(map[string]text{"Total": r.Total, "DocumentTotal": r.DocumentTotal})
	if err != nil {
		return Order{}, invalid("order %s of shop %s: %v", r.OrderID, r.Shop, err)
	}
	return Order{
		Shop: string(r.Shop), OrderID: string(r.OrderID), Number: string(r.Number), State: OrderState(r.State),
		Status: string(r.Status), Reason: string(r.Reason), Problem: string(r.Problem), Attempts: int(r.Attempts),
		NextTry: r.NextTry.Time, Fingerprint: string(r.Fingerprint),
		ShopCreatedAt: r.ShopCreatedAt.Time, ShopUpdatedAt: r.ShopUpdatedAt.Time,
		FirstSeen: r.FirstSeen.Time, LastSeen: r.LastSeen.Time,
		OperType: sklad.OperType(r.OperType), Acct: sklad.Acct(r.Acct), USN: string(r.USN),
		Total: sums["Total"], DocumentTotal: sums["DocumentTotal"], Currency: string(r.Currency), Original: string(r.Original),
		AckOwed: r.AckOwed != 0, ReceiptOwed: r.ReceiptOwed != 0, ReceiptUnknown: r.ReceiptUnknown != 0, Paid: r.Paid != 0,
		AckedAt: r.AckedAt.Time, USNSentAt: r.USNSentAt.Time, ReceiptsSentAt: r.ReceiptsSentAt.Time, Note: string(r.Note),
	}, nil
}

// row is what SaveOrder writes. Times that were left zero stay as they are.
func (o Order) row() engine.Row {
	row := engine.Row{
		"Shop": o.Shop, "OrderID": o.OrderID, "Number": cut(o.Number, idLength), "State": string(o.State),
		"Status": cut(o.Status, idLength), "Reason": cut(o.Reason, reasonLength), "Problem": cut(o.Problem, memoLength),
		"Attempts": o.Attempts, "NextTry": stamp(o.NextTry), "Fingerprint": cut(o.Fingerprint, 64),
		"ShopCreatedAt": stamp(o.ShopCreatedAt), "ShopUpdatedAt": stamp(o.ShopUpdatedAt),
		"OperType": int(o.OperType), "Acct": int64(o.Acct), "USN": o.USN,
		"Total": sumText(o.Total), "DocumentTotal": sumText(o.DocumentTotal), "Currency": cut(o.Currency, 10),
		"Original": o.Original, "AckOwed": flag(o.AckOwed), "ReceiptOwed": flag(o.ReceiptOwed),
		"ReceiptUnknown": flag(o.ReceiptUnknown), "Paid": flag(o.Paid), "AckedAt": stamp(o.AckedAt),
		"USNSentAt": stamp(o.USNSentAt), "ReceiptsSentAt": stamp(o.ReceiptsSentAt), "Note": cut(o.Note, memoLength),
	}
	for column, at := range map[string]time.Time{"FirstSeen": o.FirstSeen, "LastSeen": o.LastSeen} {
		if !at.IsZero() {
			row[column] = stamp(at)
		}
	}
	return row
}
