package syncer

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/text"
)

// available proves that the object holds what the order takes, where Склад Pro
// forbids negative stock. Service goods need none. What other objects of the
// exported quantity hold is named, and never taken by itself.
func (p *importPlan) available(ctx context.Context, job *orderJob) error {
	if !p.needsStock() || job.document(p.cfg.Import.Document) == DocumentOrder {
		return nil
	}

	wanted, ids := p.wanted(job)
	if len(ids) == 0 {
		return nil
	}

	query := sklad.StockQuery{Objects: []sklad.ObjectID{p.facts.object.ID}, Goods: ids, Reserved: sklad.ReservedProgram}

	have := map[sklad.GoodID]decimal.Decimal{}

	for row, err := range p.cfg.Warehouse.Stock(ctx, query) {
		if err != nil {
			return err
		}

		have[row.GoodID] = row.Qty.Decimal.Sub(row.Reserved).Sub(p.overlay.taken[row.GoodID])
	}

	for _, id := range ids {
		// A good that another unit of this plan makes is new: it holds nothing.
		if have[id].LessThan(wanted[id]) {
			return p.short(ctx, job, &sklad.StockError{
				GoodID: id, ObjectID: p.facts.object.ID, Wanted: wanted[id], Available: have[id],
			})
		}
	}

	return nil
}

// needsStock tells that a sale may not take more than there is.
func (r *run) needsStock() bool {
	return !r.facts.info.NegativeStock && r.cfg.Import.Document == DocumentSale
}

// wanted sums the order's quantities by stored good.
func (p *importPlan) wanted(job *orderJob) (map[sklad.GoodID]decimal.Decimal, []sklad.GoodID) {
	sums := map[sklad.GoodID]decimal.Decimal{}
	service := map[sklad.GoodID]bool{}

	for i, g := range job.goods {
		service[g.id(i)] = g.save.Good.Type.IsService()
	}

	for _, line := range job.draft.Document.Lines {
		if !service[line.GoodID] {
			sums[line.GoodID] = sums[line.GoodID].Add(line.Qty)
		}
	}

	return sums, sortedGoods(sums)
}

// short tells a shortage that other objects could cover from a plain one.
func (p *importPlan) short(ctx context.Context, job *orderJob, e *sklad.StockError) error {
	problem := p.inWords(job, shortage(orderRecord(job.order), e))

	if len(p.cfg.Export.ObjectGroups) == 0 {
		return problem
	}

	free, names, err := p.elsewhere(ctx, e.GoodID)
	if err != nil {
		return err
	}

	if decimal.Max(e.Available, decimal.Zero).Add(free).GreaterThanOrEqual(e.Wanted) {
		problem.Code = text.TransferNeeded
		problem.Args["elsewhere"] = strings.Join(names, "; ")
	}

	return problem
}

// elsewhere is what the other objects of the exported quantity have free of a
// good, and how much is in which.
func (p *importPlan) elsewhere(ctx context.Context, good sklad.GoodID) (decimal.Decimal, []string, error) {
	var (
		sum   decimal.Decimal
		names []string
	)

	objects, err := p.otherObjects(ctx)
	if err != nil {
		return sum, nil, err
	}

	for _, o := range objects {
		query := sklad.StockQuery{Objects: []sklad.ObjectID{o.ID}, Goods: []sklad.GoodID{good}, Reserved: sklad.ReservedProgram}
		for row, err := range p.cfg.Warehouse.Stock(ctx, query) {
			if err != nil {
				return sum, nil, err
			}

			if free := row.Qty.Decimal.Sub(row.Reserved); free.IsPositive() {
				sum = sum.Add(free)
				names = append(names, placeName(o)+" "+free.String())
			}
		}
	}

	return sum, names, nil
}

// otherObjects are those of setting e but the one of setting g.
func (p *importPlan) otherObjects(ctx context.Context) ([]sklad.Object, error) {
	all, err := collect(p.cfg.Warehouse.Objects(ctx))
	if err != nil {
		return nil, err
	}

	groups, err := p.stockGroups(ctx)

	return slices.DeleteFunc(all, func(o sklad.Object) bool { return o.ID == p.facts.object.ID || !groups[o.GroupID] }), err
}

// placeName is an object as its people know it.
func placeName(o sklad.Object) string { return strings.TrimSpace(o.Code + " " + strconv.Quote(o.Name)) }

// inWords puts code and name of good and object in the place of their ids, which
// nobody sees in Склад Pro.
func (p *importPlan) inWords(job *orderJob, problem *Problem) *Problem {
	for _, g := range job.goods {
		if good := g.save.Good; problem.Args["good"] == idText(good.ID) {
			problem.Args["good"] = strings.TrimSpace(good.Code + " " + strconv.Quote(good.Name))
		}
	}

	if o := p.facts.object; problem.Args["object"] == idText(o.ID) {
		problem.Args["object"] = placeName(o)
	}

	return problem
}

func shortage(record string, e *sklad.StockError) *Problem {
	return &Problem{Code: text.InsufficientStock, Record: record, Err: e, Args: map[string]string{
		"good": idText(e.GoodID), "object": idText(e.ObjectID),
		"wanted": e.Wanted.String(), "available": e.Available.String(),
	}}
}
