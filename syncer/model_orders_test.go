package syncer_test

import (
	"fmt"
	"maps"
	"strconv"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/money"
	"github.com/skladmost/skladmost/syncer"
)

// modelOrder is an order as its customer and the shop's staff know it.
type modelOrder struct {
	id      gombashop.OrderID
	lines   []modelLine
	total   decimal.Decimal // of its document
	voucher decimal.Decimal // of it, paid by voucher with the order
	method  string
	email   string
	guest   bool
	status  string
	paid    bool
	back    bool // it came back once

	// What an import may have seen since the order was placed.
	sawConfirmed, sawPaid, sawBack, sawCancelled bool
	// What has become of it at the last rest: "", document, refunded or voided.
	became, state, reason string
	wasPaid               bool
}

func (o *modelOrder) String() string {
	return fmt.Sprintf("order %s of %s by %s, %v, %s, paid %v by %s, voucher %s, now %q (%s %s); seen: confirmed %v, paid %v, back %v, cancelled %v",
		o.id, o.total, o.email, o.lines, o.status, o.paid, o.method, o.voucher, o.became, o.state, o.reason,
		o.sawConfirmed, o.sawPaid, o.sawBack, o.sawCancelled)
}

// GoString is for the draws of an example.
func (o *modelOrder) GoString() string { return string(o.id) }

type modelLine struct {
	code string
	qty  decimal.Decimal
}

// unknown is the code of a good that only the shop has.
const unknown = "Z"

func (o *modelOrder) wants() map[string]decimal.Decimal {
	sums := map[string]decimal.Decimal{}
	for _, l := range o.lines {
		sums[l.code] = sums[l.code].Add(l.qty)
	}

	return sums
}

func (o *modelOrder) cameBack() bool { return o.status == "returned" || o.status == "refused" }

func (o *modelOrder) cancelled() bool { return o.cameBack() || o.status == "cancelled" }

// shown is called before each import.
func (o *modelOrder) shown() {
	o.sawConfirmed = o.sawConfirmed || o.status == "confirmed"
	o.sawPaid = o.sawPaid || o.paid
	o.sawBack = o.sawBack || o.cameBack()
	o.sawCancelled = o.sawCancelled || o.cancelled()
}

// placeOrders is the customers' work.
func (m *model) placeOrders(rt *rapid.T) {
	for range rapid.IntRange(1, 3).Draw(rt, "orders") {
		m.placeOrder(rt)
	}
}

func (m *model) placeOrder(rt *rapid.T) {
	o := &modelOrder{
		status: rapid.SampledFrom([]string{"confirmed", "confirmed", "new"}).Draw(rt, "status"),
		paid:   rapid.Bool().Draw(rt, "paid"), method: rapid.SampledFrom([]string{"cod", "card", "bank_transfer"}).Draw(rt, "method"),
	}

	var items []row

	for range rapid.IntRange(1, 3).Draw(rt, "lines") {
		line := modelLine{code: rapid.SampledFrom(append(append(m.codes(), m.codes()...), unknown)).Draw(rt, "code")}
		line.qty = decimal.RequireFromString(rapid.SampledFrom([]string{"1", "2", "3", "0.333", "8"}).Draw(rt, "qty"))
		o.lines = append(o.lines, line)

		item := row{"sku": line.code, "quantity": line.qty.String()}
		if line.code == unknown {
			maps.Copy(item, row{"name": "Непознато", "unit_price": "3.33", "vat_rate": "20"})
		}

		items = append(items, item)
	}

	placed := row{"items": items, "status": row{"code": o.status}, "payment": row{"method": o.method, "paid": o.paid}}
	placed["customer"] = m.buyer(rt, o)
	maps.Copy(placed, rapid.SampledFrom(extras()).Draw(rt, "extras"))

	var err error
	if o.id, err = m.w.shop.PlaceOrder(placed); err != nil {
		return // what is not on sale cannot be bought
	}

	m.reckon(rt, o)
	m.orders = append(m.orders, o)
}

func (m *model) codes() []string {
	all := make([]string, len(m.goods))
	for i, g := range m.goods {
		all[i] = g.code
	}

	return all
}

// buyer is somebody with an account, or a guest.
func (m *model) buyer(rt *rapid.T, o *modelOrder) row {
	who := rapid.IntRange(0, modelPeople+1).Draw(rt, "who")
	if who >= modelPeople {
		o.email, o.guest = "guest"+strconv.Itoa(who)+"@example.com", true

		return row{"name": "Гост", "email": o.email}
	}

	o.email = m.people[who].email
	c, there := m.customer(rt, o.email)
	require.True(rt, there, "no account of %s", o.email)

	return row{"id": c.ID, "name": c.Name, "email": o.email}
}

// extras are what stands on an order beside its items.
func extras() []row {
	promo := row{"kind": "promo_code", "code": "NOVEMBER", "type": "percent", "value": "10"}
	delivery := row{"name": "Еконт", "price": "4.90", "vat_rate": "20"}

	return []row{
		{},
		{"delivery": delivery},
		{"discounts": []row{promo}},
		{"discounts": []row{{"kind": "promo_code", "type": "percent", "value": "15", "applies_to": "order"}}, "delivery": delivery},
		{"delivery": row{"name": "Еконт", "price": "4.90", "discount_amount": "4.90", "vat_rate": "20"}},
		{"fees": []row{{"name": "Наложен платеж", "amount": "1.20", "vat_rate": "20"}}, "delivery": delivery},
		{"discounts": []row{{"kind": "voucher", "code": "V-1", "value": "3.33"}}},
		{"discounts": []row{{"kind": "voucher", "code": "V-2", "value": "5", "treat_as": "payment"}}, "delivery": delivery},
		{"discounts": []row{promo, {"kind": "voucher", "code": "V-3", "value": "1000", "treat_as": "payment"}}},
		{"currency": "BGN", "delivery": delivery},
	}
}

// reckon is what the order's document comes to by the rules, from what the shop
// says.
func (m *model) reckon(rt *rapid.T, o *modelOrder) {
	told, err := m.w.client.Orders.Get(rt.Context(), o.id)
	require.NoError(rt, err)

	var lowers, pays decimal.Decimal

	for _, d := range told.Discounts {
		switch {
		case d.Kind != gombashop.VoucherDiscount:
		case d.TreatAs == gombashop.AsPayment:
			pays = pays.Add(d.Amount)
		default:
			lowers = lowers.Add(d.Amount)
		}
	}

	o.total, o.voucher = told.Totals.GrandTotal, pays

	switch m.w.cfg.Import.Voucher {
	case syncer.VoucherDiscount:
		o.total, o.voucher = o.total.Sub(pays), decimal.Decimal{}
	case syncer.VoucherPayment:
		o.total, o.voucher = o.total.Add(lowers), pays.Add(lowers)
	case syncer.VoucherAsShop:
	}

	if told.Currency == "BGN" {
		o.total = money.ToEUR(o.total)
	}
}

// changeOrders is the work of the shop's staff.
func (m *model) changeOrders(rt *rapid.T) {
	if len(m.orders) == 0 {
		rt.Skip("there is none")
	}

	for range rapid.IntRange(1, 3).Draw(rt, "changes") {
		m.changeOrder(rt)
	}
}

func (m *model) changeOrder(rt *rapid.T) {
	o := rapid.SampledFrom(m.orders).Draw(rt, "order")

	to := rapid.SampledFrom([]string{"confirmed", "shipped", "cancelled", "returned", "refused", "paid"}).Draw(rt, "to")
	if to != "paid" {
		o.status, o.back = to, o.back || to == "returned" || to == "refused"
	} else if !o.back { // what comes in for a sale that has gone back is for a person
		o.paid = true
	}

	require.NoError(rt, m.w.shop.ChangeOrder(o.id, row{
		"status": row{"code": o.status}, "payment": row{"method": o.method, "paid": o.paid},
	}))
}

// holdsBack tells whether the order takes its goods from what the shop may sell
// (§4 and setting e): it waits, or its document is an open order.
func (m *model) holdsBack(o *modelOrder) bool {
	switch {
	case o.became == "":
		return !o.cancelled()
	case o.became != "document" || m.w.cfg.Import.Document != syncer.DocumentOrder:
		return false
	case m.w.cfg.Export.Reserved == syncer.ReservedOurs:
		return !o.cancelled()
	}

	return m.w.cfg.Export.Reserved == syncer.ReservedAll
}

// obstacles are why the rules keep a confirmed order from becoming a document: a
// good that Склад Pro does not have, or not enough of.
func (m *model) obstacles(o *modelOrder) []string {
	var short []string

	for code, qty := range o.wants() {
		g := m.good(code)
		if g == nil || g.deleted {
			return []string{"unknown_good"}
		}

		here := m.left(g, 0)

		switch {
		case !m.sells() || here.GreaterThanOrEqual(qty):
		case len(m.w.cfg.Export.ObjectGroups) > 0 && here.Add(g.stock[1]).GreaterThanOrEqual(qty):
			short = append(short, "transfer_needed")
		default:
			short = append(short, "insufficient_stock")
		}
	}

	return short
}

func (m *model) good(code string) *modelGood {
	for _, g := range m.goods {
		if g.code == code {
			return g
		}
	}

	return nil
}
