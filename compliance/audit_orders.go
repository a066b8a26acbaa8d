package compliance

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
)

func (b *Books) auditFile(ctx context.Context, s Seller, year int, month time.Month) (auditXML, error) {
	period := Month(year, month, b.db.Location())
	file := auditXML{
		EIK: s.EIK, Shop: s.ShopNumber, Domain: s.Domain, ShopType: 1, Created: day(b.db.Now().In(b.db.Location())),
		Month: fmt.Sprintf("%02d", int(month)), Year: year,
	}
	if s.OnPlatform {
		file.ShopType = 2
	}
	f := Filter{Period: period}
	turn := func(e entry, n *names) ([]orderXML, error) { return b.auditOrder(ctx, s, e, n) }
	for o, err := range eachOf(ctx, b, chain(b.entries(ctx, f), b.unnumbered(ctx, f)), turn) {
		if err != nil {
			return file, err
		}
		file.Orders = append(file.Orders, o)
	}
	return file, b.auditReturns(ctx, f, &file)
}

func (b *Books) auditOrder(ctx context.Context, s Seller, e entry, n *names) ([]orderXML, error) {
	if e.document == nil {
		return nil, nil
	}
	var shown snapshot
	if e.order.Original != "" {
		if err := json.Unmarshal([]byte(e.order.Original), &shown); err != nil { //nolint:musttag // the ledger keeps the names of Go
			return nil, fmt.Errorf("gomba_orders.Original of order %s is not readable: %w", e.order.OrderID, err)
		}
	}
	lines, err := n.lines(ctx, e.document.Lines)
	if err != nil {
		return nil, err
	}
	ordered := shown.CreatedAt
	if ordered.IsZero() {
		ordered = e.number.CreatedAt
	}
	if ordered.IsZero() {
		ordered = e.document.Date
	}
	o := orderXML{
		Number: cut(cmp.Or(e.order.Number, e.name()), longestOrder), Day: day(b.local(ordered)), Document: number(e.document.Acct),
		DocumentDay: day(e.document.Date), Payment: paymentCode(shown, e.receipt(ledger.ReceiptSale).State != ""),
		Discount: sum(lines, discount).StringFixed(cents), VAT: sum(lines, vat).StringFixed(cents),
		Total: sum(lines, total).StringFixed(cents),
		Net:   sum(lines, net).Add(sum(lines, discount)).StringFixed(cents),
	}
	if o.Payment == PaidVirtualPOS {
		o.POS = s.VirtualPOS
	}
	if o.Payment == PaidVirtualPOS || o.Payment == PaidProcessor {
		o.Transaction, o.Processor = cut(shown.Payment.TransactionRef, longestName), s.Processor
	}
	for _, l := range lines {
		o.Lines = append(o.Lines, article(l))
	}
	return []orderXML{o}, nil
}

// article is a line with a quantity and a price of 2 places each, as the file allows.
// What they cannot say exactly is 1 × the line, with the quantity in the name.
func article(l Line) articleXML {
	quantity, price, name := l.Quantity, l.Price.Round(cents), l.Name
	if !quantity.Equal(quantity.Round(cents)) {
		name = fmt.Sprintf("%s (%s)", name, quantity)
		quantity, price = decimal.NewFromInt(1), l.Net.Add(l.Discount)
	}
	return articleXML{
		Name: cmp.Or(cut(name, longestName), "?"), Quantity: quantity.String(), Price: price.StringFixed(cents),
		Rate: l.VATRate.Round(0).String(), VAT: l.VAT.StringFixed(cents), Total: l.Total.StringFixed(cents),
	}
}

// auditReturns adds the orders that came back in the month.
func (b *Books) auditReturns(ctx context.Context, f Filter, file *auditXML) error {
	n, err := b.names(ctx)
	if err != nil {
		return fmt.Errorf("compliance: %w", err)
	}
	returned, count := decimal.Zero, 0
	for e, err := range b.refunds(ctx, f) {
		if err != nil {
			return err
		}
		lines, err := n.lines(ctx, e.document.Lines)
		if err != nil {
			return err
		}
		if file.Returns == nil {
			file.Returns = &returnsXML{}
		}
		amount := sum(lines, total)
		returned, count = returned.Add(amount), count+1
		file.Returns.Returns = append(file.Returns.Returns, returnXML{
			Number: cut(cmp.Or(e.order.Number, e.order.OrderID), longestOrder), Amount: amount.StringFixed(cents),
			Day: day(e.document.Date),
			Way: refundCode(n.methods(e.document.Payments)),
		})
	}
	if count > 0 {
		file.Returned, file.ReturnedTotal = &count, returned.StringFixed(cents)
	}
	return nil
}

func (n *names) methods(payments []sklad.Payment) []sklad.PaymentMethod {
	var all []sklad.PaymentMethod
	for _, p := range payments {
		all = append(all, n.payments[p.Type].Method)
	}
	return all
}

func day(t time.Time) string { return t.Format(time.DateOnly) }

// What a text of the file may be long.
const (
	longestName  = 200
	longestOrder = 300
)

func cut(text string, longest int) string {
	text = strings.TrimSpace(text)
	if r := []rune(text); len(r) > longest {
		return string(r[:longest])
	}
	return text
}
