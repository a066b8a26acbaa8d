package syncer

import (
	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/orderdoc"
	"github.com/skladmost/skladmost/syncer/text"
)

// edited tells that a change is more than one of status, payment, or the whole
// order coming back.
func edited(before, after gombashop.Order) bool {
	return partly(before) || partly(after) || orderdoc.ContentHash(unreturned(before)) != orderdoc.ContentHash(unreturned(after))
}

// changes are the changes that matter to a document: another content or status,
// a part that came back, money that the shop does not count as paid any more,
// and money for what was refunded. Else that it is paid now is no change but a
// payment.
func changes(c change) []*Problem {
	var found []*Problem

	row, before, after := c.row, c.before, c.order
	moved := before.Status.ID != after.Status.ID
	part := partly(after) && orderdoc.ContentHash(before) != orderdoc.ContentHash(after) && !sameReturns(before, after)

	if part {
		found = append(found, &Problem{Code: text.PartialReturn, Record: orderRecord(after),
			Args: map[string]string{"number": acct(row.Acct)}})
	} else if orderdoc.ContentHash(before) != orderdoc.ContentHash(after) {
		moved = true
	}

	if moved || orderdoc.ContentHash(unreturned(before)) != orderdoc.ContentHash(unreturned(after)) {
		found = append(found, &Problem{Code: text.OrderChanged, Record: orderRecord(after), Args: map[string]string{
			"before": before.Status.Code, "after": after.Status.Code, "number": acct(row.Acct),
		}})
	}

	if before.Payment.Paid && !after.Payment.Paid {
		found = append(found, &Problem{Code: text.PaymentWithdrawn, Record: orderRecord(after), Args: map[string]string{
			"total": before.Totals.Payable.StringFixed(2) + " " + before.Currency, "number": acct(row.Acct),
		}})
	}

	if c.back && !before.Payment.Paid {
		found = append(found, paidAfterRefund(row))
	}

	return found
}

func paidAfterRefund(row ledger.Order) *Problem {
	return &Problem{Code: text.PaidAfterRefund, Record: rowRecord(row), Args: map[string]string{
		"number": acct(row.Acct), "usn": row.USN, "total": row.DocumentTotal.Decimal.StringFixed(2),
	}}
}

// cameBack tells that the customer returned or refused the order.
func cameBack(o gombashop.Order) bool {
	return o.Status.Code == "returned" || o.Status.Code == "refused"
}

// partly tells that the shop counts some of the order as returned and some not.
func partly(o gombashop.Order) bool {
	some, all := false, true

	for _, item := range o.Items {
		back := item.ReturnedQuantity.Decimal
		some = some || item.ReturnedQuantity.Valid && back.IsPositive()
		all = all && item.ReturnedQuantity.Valid && back.GreaterThanOrEqual(item.Quantity)
	}

	return some && !all
}

// unreturned is the order as it was bought.
func unreturned(o gombashop.Order) gombashop.Order {
	items := make([]gombashop.OrderItem, len(o.Items))
	for i, item := range o.Items {
		item.ReturnedQuantity = decimal.NullDecimal{}
		items[i] = item
	}

	o.Items = items

	return o
}

// sameReturns tells that as much came back as before.
func sameReturns(before, after gombashop.Order) bool {
	if len(before.Items) != len(after.Items) {
		return false
	}

	for i, item := range after.Items {
		if !item.ReturnedQuantity.Decimal.Equal(before.Items[i].ReturnedQuantity.Decimal) {
			return false
		}
	}

	return true
}
