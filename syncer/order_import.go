package syncer

import (
	"context"
	"errors"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/orderdoc"
	"github.com/skladmost/skladmost/syncer/text"
)

// orderJob is one order on its way to a document.
type orderJob struct {
	adoption

	order gombashop.Order
	row   ledger.Order

	partner SavePartner // New is false when the partner exists
	linked  bool        // the customer is linked with that partner already
	numbers numberless
	goods   []*wantedGood         // every good that a line refers to, once
	unknown map[string]sklad.Good // what stands for an unknown good, by the line's id
	draft   orderdoc.Draft
}

// errChanged means that the database is not what the plan was made from.
var errChanged = errors.New("syncer: the record changed since it was planned")

// importOrder makes the order's document. What changed between plan and
// transaction is planned once more; after that the order is kept aside.
func (p *importPlan) importOrder(ctx context.Context, row ledger.Order, order gombashop.Order, a adoption) error {
	var last error

	for range 2 {
		job := &orderJob{order: order, row: row, adoption: a}

		if err := p.resolve(ctx, job); err != nil {
			return p.parkOrEnd(ctx, a.mark(row), order, err)
		}

		if p.dry {
			if err := p.number(ctx, job); err != nil {
				return p.exhausted(p.parkOrEnd(ctx, a.mark(row), order, err))
			}

			return p.planned(ctx, job)
		}

		out, err := p.write(ctx, job)
		if err == nil {
			return p.wrote(ctx, job, out)
		}

		if p.ownFault(ctx, orderRecord(order), err) == nil && !errors.Is(err, errChanged) {
			return p.exhausted(err)
		}

		last = err
	}

	if errors.Is(last, errChanged) {
		last = &Problem{Code: text.ChangedMeanwhile, Record: orderRecord(order)}
	}

	return p.parkOrEnd(ctx, a.mark(row), order, last)
}

// resolve finds or plans partner and goods and builds the document.
func (p *importPlan) resolve(ctx context.Context, job *orderJob) error {
	for _, step := range []func(context.Context, *orderJob) error{
		p.partner, p.orderGoods, p.serviceGoods, p.build, p.completePartner, p.partnerHolds, p.available,
	} {
		if err := step(ctx, job); err != nil {
			return err
		}
	}

	return nil
}

// planned is the end of an order in a plan.
func (p *importPlan) planned(ctx context.Context, job *orderJob) error {
	p.overlay.keep(job)
	p.report.count(KindOrder, written)
	p.report.warn(job.draft.Warnings...)

	actions := append(p.actions(job), Acknowledge{OrderID: string(job.order.ID), Number: job.order.Number})
	if err := p.tell(ctx, actions...); err != nil {
		return err
	}

	if !p.receiptOwed(job) {
		return nil
	}

	return p.planReceipt(ctx, PrintReceipt{OrderID: string(job.order.ID), Number: job.order.Number})
}

// actions are what the order's transaction does, in its order.
func (p *importPlan) actions(job *orderJob) []Action {
	var actions []Action

	if job.partner.New || job.partner.Fields != 0 {
		save := job.partner
		save.Partner.ID = max(save.Partner.ID, 0) // below it only this plan knows the partner

		actions = append(actions, save)
	}

	for _, g := range job.goods {
		if g.save.New && !g.planned {
			actions = append(actions, g.save)
		}
	}

	return append(actions, ImportOrder{
		OrderID: string(job.order.ID), Number: job.order.Number, Document: job.document(p.cfg.Import.Document), USN: job.number.String(),
		Partner: job.partner.Partner.Company, Lines: len(job.draft.Document.Lines), Total: job.draft.Total,
	})
}

// wrote goes on with an order after its transaction: read the document back,
// tell the shop, print.
func (p *importPlan) wrote(ctx context.Context, job *orderJob, out outcome) error {
	switch out.instead {
	case ledger.OrderImported, ledger.OrderSkipped:
		p.decidedMeanwhile(out.instead)

		return nil
	case ledger.OrderWaiting, ledger.OrderParked, ledger.OrderBeforeStart:
	}

	p.report.warn(job.draft.Warnings...)
	p.report.Documents = append(p.report.Documents, ImportedDocument{
		Order: out.row.OrderID, Number: out.row.Number, OperType: int(out.row.OperType), Acct: int64(out.row.Acct),
		USN: out.row.USN, Total: job.draft.Total,
	})

	if err := p.tell(ctx, p.actions(job)...); err != nil {
		return err
	}

	if err := p.adopted(ctx, job, out.row); err != nil {
		return err
	}

	return p.finish(ctx, out.row, &job.order)
}

// finish does what an imported order still owes, and counts it.
func (p *importPlan) finish(ctx context.Context, row ledger.Order, order *gombashop.Order) error {
	row, proven, err := p.readBack(ctx, row)
	if err != nil {
		return err
	}

	if row.Reason == string(text.Collision) {
		return p.parkRecord(ctx, KindOrder, collision(row))
	}

	p.report.count(KindOrder, written)

	if !proven {
		return nil
	}

	if err := p.acknowledge(ctx, row); err != nil {
		return err
	}

	return p.receipt(ctx, row, order)
}
