package compliance

import (
	"context"
	"iter"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// Payment is a row of table 18.2: one payment of a sale.
type Payment struct {
	USN, Document  string
	Opened, Closed time.Time
	SaleTotal      decimal.Decimal
	Day            time.Time
	// Operator is that of the УНП: payments are entered by the import.
	Operator string
	Amount   decimal.Decimal // with VAT
	// Kind is the name of the payment type, Method what it is.
	Kind   string
	Method sklad.PaymentMethod
	// Device is the individual number of the device that printed the receipt; empty
	// without one.
	Device string
}

// Payments yields table 18.2. A sale that nobody has paid yet has no row.
func (b *Books) Payments(ctx context.Context, f Filter) iter.Seq2[Payment, error] {
	return each(ctx, b, f, func(e entry, n *names) ([]Payment, error) {
		if e.document == nil {
			return nil, nil
		}
		s, err := b.sale(ctx, e, n)
		if err != nil {
			return nil, err
		}
		var all []Payment
		for _, p := range e.document.Payments {
			kind := n.payments[p.Type]
			all = append(all, Payment{
				USN: s.USN, Document: s.Document, Opened: s.Opened, Closed: s.Closed, SaleTotal: s.Total,
				Day: midnight(p.Date.In(b.db.Location())), Operator: s.Operator, Amount: p.Amount,
				Kind: kind.Name, Method: kind.Method, Device: e.receipt(ledger.ReceiptSale).Device,
			})
		}
		return all, nil
	})
}

func paymentTable(all iter.Seq2[Payment, error]) Table {
	return Table{
		Number: "18.2", Name: "payments", Title: "Плащания по продажби",
		Columns: columns(
			column(Text, "УНП", "Системен номер"), column(Day, "Дата на откриване", "Дата на приключване"),
			column(Money, "Сума на продажбата"), column(Day, "Дата на плащане"), column(Text, "Код на оператор"),
			column(Money, "Платена сума"), column(Text, "Вид плащане", "ИН на фискално устройство"),
		),
		Rows: rows(all, func(p Payment) []any {
			return []any{
				p.USN, p.Document, onDay(p.Opened), onDay(p.Closed), p.SaleTotal, p.Day, p.Operator, p.Amount, p.Kind, p.Device,
			}
		}),
	}
}
