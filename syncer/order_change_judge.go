package syncer

import (
	"context"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
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
func (p *importPlan) judgeChange(ctx context.Context, c change) (ChangeAction, []*Problem, error) {
	matters := changes(c)
	if len(matters) == 0 {
		return IgnoreChange, nil, nil
	}

	answer, err := p.cfg.ChangePolicy.Changed(ctx, ChangeQuery{Before: c.before, After: c.order})
	if err = decided(ctx, "ChangePolicy", orderRecord(c.order), err); err != nil {
		return "", nil, err
	}

	switch answer.Do {
	case IgnoreChange:
		return IgnoreChange, nil, nil
	case RecordChange, "":
		return RecordChange, matters, nil
	case VoidChange, RefundChange:
		do, err := p.possible(ctx, c.row, c.order, answer.Do)

		return do, matters, err
	}

	return "", nil, &Problem{Code: text.UnknownChangeAction, Record: orderRecord(c.order),
		Args: map[string]string{"action": string(answer.Do)}}
}

// possible leaves to a person what the engine does not do: a part that came
// back, a document of the other kind, and a sale that was refunded or an order
// that was edited before. A document that is not known to be ours yet waits.
func (p *importPlan) possible(ctx context.Context, row ledger.Order, after gombashop.Order, do ChangeAction) (ChangeAction, error) {
	kind := sklad.OperOrder
	if do == RefundChange {
		kind = sklad.OperSale
	}

	if row.OperType != kind || row.Acct == 0 || do == RefundChange && partly(after) {
		return RecordChange, nil
	}

	if do == RefundChange {
		if before, err := p.journalled(ctx, row, eventRefunded, eventEdited); before || err != nil {
			return RecordChange, err
		}
	}

	if isHeld(row) {
		return "", &Problem{Code: text.Code(row.Reason), Record: rowRecord(row), Args: map[string]string{"number": acct(row.Acct)}}
	}

	return do, nil
}

// journalled tells that the journal has a line of one of the kinds for an order.
func (p *importPlan) journalled(ctx context.Context, row ledger.Order, kinds ...string) (bool, error) {
	for _, kind := range kinds {
		for _, err := range p.cfg.Warehouse.Events(ctx, ledger.EventFilter{Shop: row.Shop, Kind: kind, Record: row.OrderID}) {
			return err == nil, err
		}
	}

	return false, nil
}

// eventEdited is the journal's line of an order that is not the one any more
// that became the document: a person looks after it from then on.
const eventEdited = "edited"
