package syncer

import (
	"context"
	"errors"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/orderdoc"
	"github.com/skladmost/skladmost/syncer/text"
)

// orderJob is one order on its way to a document.
type orderJob struct {
	order gombashop.Order
	row   ledger.Order

	partner  SavePartner   // New is false when the partner exists
	goods    []*wantedGood // every good that a line refers to
	draft    orderdoc.Draft
	recorded sklad.Recorded
}

// importOrder resolves the order, proves its total, and plans its unit. What
// the order lacks parks it.
func (p *importPlan) importOrder(ctx context.Context, row ledger.Order, order gombashop.Order) error {
	job := &orderJob{order: order, row: row}

	err := p.resolve(ctx, job)

	var problem *Problem
	if errors.As(err, &problem) && !ends(problem) {
		return p.park(ctx, row, order, problem)
	}

	if err != nil {
		return err
	}

	p.report.count(KindOrder, written)

	return p.do(ctx, unit{actions: p.actions(job), apply: func(ctx context.Context) error { return p.write(ctx, job) }})
}

// resolve finds or plans partner and goods and builds the document.
func (p *importPlan) resolve(ctx context.Context, job *orderJob) error {
	if err := p.partner(ctx, job); err != nil {
		return err
	}

	if err := p.orderGoods(ctx, job); err != nil {
		return err
	}

	draft, err := p.build(ctx, job)
	if err != nil {
		return err
	}

	job.draft = draft

	if err := p.available(ctx, job); err != nil {
		return err
	}

	if p.dry {
		p.overlay.keep(job)
	}

	return nil
}

// actions are the unit's steps in the order of work.
func (p *importPlan) actions(job *orderJob) []Action {
	var actions []Action

	if job.partner.New {
		actions = append(actions, job.partner)
	}

	for _, g := range job.goods {
		if g.save.New && !g.planned {
			actions = append(actions, g.save)
		}
	}

	return append(actions,
		ImportOrder{
			OrderID: string(job.order.ID), Number: job.order.Number, Document: p.cfg.Import.Document,
			Partner: job.partner.Partner.Company, Lines: len(job.draft.Document.Lines), Total: job.draft.Total,
		},
		Acknowledge{OrderID: string(job.order.ID), Number: job.order.Number})
}

// ends tells that a problem is not the order's own and stops the run.
func ends(p *Problem) bool { return p.Code == text.ForeignAcknowledged }

// write does the unit in one transaction, then tells the shop. An order that
// cannot be written is parked; it never blocks the next.
func (p *importPlan) write(ctx context.Context, job *orderJob) error {
	lost := false

	err := p.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		now, err := tx.ClaimOrder(ctx, p.cfg.ShopID, string(job.order.ID))
		if err != nil {
			return err
		}

		if lost = now.State == ledger.OrderImported; lost {
			return nil
		}

		return p.writeIn(ctx, tx, job)
	})

	var problem *Problem

	switch problem = writeProblem(job.order, err); {
	case problem != nil:
		p.report.failed(KindOrder, p.inWords(job, problem))

		return p.parkWritten(ctx, job, problem)
	case err != nil:
		return err
	case lost:
		p.report.overtaken(KindOrder)

		return nil
	}

	return p.afterCommit(ctx, job)
}

// writeIn is the transaction: partner, goods, document, links, ledger.
func (p *importPlan) writeIn(ctx context.Context, tx WarehouseTx, job *orderJob) error {
	document := job.draft.Document

	links, err := p.writePartner(ctx, tx, job, &document)
	if err != nil {
		return err
	}

	more, err := p.writeGoods(ctx, tx, job, &document)
	if err != nil {
		return err
	}

	recorded, err := tx.Record(ctx, document)
	if err != nil {
		return err
	}

	if !recorded.Total.Equal(job.draft.Total) {
		return &Problem{Code: text.OrderTotal, Record: orderRecord(job.order),
			Args: map[string]string{"document": recorded.Total.StringFixed(2), "shop": job.draft.Total.StringFixed(2)}}
	}

	job.recorded = recorded

	if err := tx.SaveLinks(ctx, append(links, more...)...); err != nil {
		return err
	}

	row, err := p.fill(job.row, job.order)
	if err != nil {
		return err
	}

	row.State, row.Reason, row.Problem = ledger.OrderImported, "", ""
	row.OperType, row.Acct, row.USN = recorded.OperType, recorded.Acct, recorded.USN.String()
	row.DocumentTotal = decimal.NullDecimal{Decimal: recorded.Total, Valid: true}
	row.AckOwed, row.ReceiptOwed = true, p.receiptOwed(job.order)
	job.row = row

	if err := tx.SaveOrder(ctx, row); err != nil {
		return err
	}

	return tx.Append(ctx, p.event("imported", row.OrderID, "", acct(row.Acct)))
}

// writeProblem turns what Record refuses into a reason to park; nil for an
// error that ends the run.
func writeProblem(o gombashop.Order, err error) *Problem {
	record := orderRecord(o)

	var (
		problem *Problem
		stock   *sklad.StockError
	)

	switch {
	case err == nil:
		return nil
	case errors.As(err, &problem):
		return problem
	case errors.As(err, &stock):
		return shortage(record, stock)
	case errors.Is(err, sklad.ErrKeyConflict):
		return &Problem{Code: text.KeyConflict, Record: record, Err: err}
	case errors.Is(err, sklad.ErrNeedsPerson):
		return &Problem{Code: text.NeedsPerson, Record: record, Err: err}
	case errors.Is(err, sklad.ErrInvalidDocument):
		return &Problem{Code: text.InvalidDocument, Record: record, Err: err}
	}

	return nil
}

func (p *importPlan) parkWritten(ctx context.Context, job *orderJob, problem *Problem) error {
	row, err := p.parkedRow(job.row, job.order, problem)
	if err != nil {
		return err
	}

	p.observe(ctx, ParkedRecord{Kind: KindOrder, Problem: problem})

	return p.saveOrder(ctx, row, problem)
}

// afterCommit reads the document back and tells the shop. A collision with
// another writer's rows is reported, and nothing is printed for it.
func (p *importPlan) afterCommit(ctx context.Context, job *orderJob) error {
	if err := p.cfg.Warehouse.CheckRecorded(ctx, job.recorded); err != nil {
		problem := &Problem{Code: text.Collision, Record: orderRecord(job.order), Err: err,
			Args: map[string]string{"number": acct(job.recorded.Acct)}}
		p.report.failed(KindOrder, problem)

		job.row.ReceiptOwed = false

		return p.parkWrittenDocument(ctx, job, problem)
	}

	p.report.Documents = append(p.report.Documents, ImportedDocument{
		Order: string(job.order.ID), Number: job.order.Number, OperType: int(job.recorded.OperType),
		Acct: int64(job.recorded.Acct), USN: job.recorded.USN.String(), Total: job.draft.Total,
	})

	return p.acknowledge(ctx, job.row)
}

// parkWrittenDocument keeps the order imported, with the problem beside it.
func (p *importPlan) parkWrittenDocument(ctx context.Context, job *orderJob, problem *Problem) error {
	p.observe(ctx, ParkedRecord{Kind: KindOrder, Problem: problem})

	return p.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		row := job.row
		row.Reason = string(problem.Code)

		if err := tx.SaveOrder(ctx, row); err != nil {
			return err
		}

		return tx.Append(ctx, p.event("collision", row.OrderID, problem.Code, problem.Error()))
	})
}
