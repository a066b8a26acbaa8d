package syncer

import (
	"context"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/orderdoc"
	"github.com/skladmost/skladmost/syncer/text"
)

// statusChanges is the default ChangePolicy. An order that was edited too is for
// a person, and so is one that came back, or a part of it, before.
func (r *run) statusChanges() ChangePolicy {
	return ChangePolicyFunc(func(_ context.Context, q ChangeQuery) (ChangeAnswer, error) {
		before, after := q.Before, q.After

		switch {
		case r.cfg.Import.OnChange == OnChangeVoidOrder && r.facts.cancelled(after.Status):
			return ChangeAnswer{Do: VoidChange}, nil
		case r.cfg.Import.OnChange == OnChangeRefund && cameBack(after) && !cameBack(before) && !edited(before, after):
			return ChangeAnswer{Do: RefundChange}, nil
		}

		return ChangeAnswer{Do: RecordChange}, nil
	})
}

// judgeChange is what to do about a change and what to report of it; nothing
// when it does not matter to the document.
func (p *importPlan) judgeChange(ctx context.Context, row ledger.Order, before, after gombashop.Order,
) (ChangeAction, []*Problem, error) {
	matters := changes(row, before, after)
	if len(matters) == 0 {
		return IgnoreChange, nil, nil
	}

	answer, err := p.cfg.ChangePolicy.Changed(ctx, ChangeQuery{Before: before, After: after})
	if err = decided(ctx, "ChangePolicy", orderRecord(after), err); err != nil {
		return "", nil, err
	}

	switch answer.Do {
	case IgnoreChange:
		return IgnoreChange, nil, nil
	case RecordChange, "":
		return RecordChange, matters, nil
	case VoidChange, RefundChange:
		do, err := p.possible(ctx, row, after, answer.Do)

		return do, matters, err
	}

	return "", nil, &Problem{Code: text.UnknownChangeAction, Record: orderRecord(after),
		Args: map[string]string{"action": string(answer.Do)}}
}

// possible leaves to a person what the engine does not do: a part that came
// back, a document of the other kind, and a sale that was refunded or an order that
// was edited before. A
// document that is not known to be ours yet waits.
func (p *importPlan) possible(ctx context.Context, row ledger.Order, after gombashop.Order, do ChangeAction) (ChangeAction, error) {
	kind := sklad.OperOrder
	if do == RefundChange {
		kind = sklad.OperSale
	}

	if row.OperType != kind || row.Acct == 0 || do == RefundChange && partly(after) {
		return RecordChange, nil
	}

	if isHeld(row) {
		return "", &Problem{Code: text.Code(row.Reason), Record: rowRecord(row), Args: map[string]string{"number": acct(row.Acct)}}
	}

	if do == VoidChange {
		return do, nil
	}

	for _, kind := range []string{eventRefunded, eventEdited} {
		for _, err := range p.cfg.Warehouse.Events(ctx, ledger.EventFilter{Shop: row.Shop, Kind: kind, Record: row.OrderID}) {
			return RecordChange, err
		}
	}

	return do, nil
}

// eventEdited is the journal's line of an order that is not the one any more
// that became the document: a person looks after it from then on.
const eventEdited = "edited"

// edited tells that a change is more than one of status, payment, or the whole
// order coming back.
func edited(before, after gombashop.Order) bool {
	return partly(before) || partly(after) || orderdoc.ContentHash(unreturned(before)) != orderdoc.ContentHash(unreturned(after))
}

// changes are the changes that matter to a document: another content or status,
// a part that came back, and money that the shop does not count as paid any
// more. That it is paid now is no change but a payment.
func changes(row ledger.Order, before, after gombashop.Order) []*Problem {
	var found []*Problem

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

	return found
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
