package syncer

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/text"
)

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
	if err != nil || len(objects) == 0 {
		return sum, nil, err
	}

	query := sklad.StockQuery{
		Objects: slices.Sorted(maps.Keys(objects)), Goods: []sklad.GoodID{good}, Reserved: sklad.ReservedProgram, PerObject: true,
	}
	for row, err := range p.cfg.Warehouse.Stock(ctx, query) {
		if err != nil {
			return sum, nil, err
		}

		if free := row.Qty.Decimal.Sub(row.Reserved); free.IsPositive() {
			sum = sum.Add(free)
			names = append(names, placeName(objects[row.ObjectID])+" "+free.String())
		}
	}

	return sum, names, nil
}

// otherObjects are those of setting e but the one of setting g.
func (p *importPlan) otherObjects(ctx context.Context) (map[sklad.ObjectID]sklad.Object, error) {
	others := map[sklad.ObjectID]sklad.Object{}

	groups, err := p.stockGroups(ctx)
	if err != nil {
		return nil, err
	}

	for o, err := range p.cfg.Warehouse.Objects(ctx) {
		if err != nil {
			return nil, err
		}

		if o.ID != p.facts.object.ID && groups[o.GroupID] {
			others[o.ID] = o
		}
	}

	return others, nil
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
