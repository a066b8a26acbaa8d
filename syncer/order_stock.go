package syncer

import (
	"context"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/text"
)

// available proves that the object holds what the order takes, where Склад Pro
// forbids negative stock or the good is made by recipe. Service goods need none.
// What other objects of the exported quantity hold is named, and never taken by
// itself. Lots that a person chooses leave the whole sale to that person.
func (p *importPlan) available(ctx context.Context, job *orderJob) error {
	if job.document(p.cfg.Import.Document) == DocumentOrder {
		return nil
	}

	wanted, ids := p.wanted(job)

	switch {
	case len(ids) == 0:
		return nil
	case p.facts.info.Costing == sklad.CostingManual:
		return needsPerson(job, "lots are chosen by hand (configkey23 = 4); enter the sale in Склад Pro")
	case !p.needsStock():
		ids = slices.DeleteFunc(ids, func(id sklad.GoodID) bool { return !job.recipe(id) })
	}

	if len(ids) == 0 {
		return nil
	}

	have, err := p.free(ctx, ids)
	if err != nil {
		return err
	}

	for _, id := range ids {
		switch {
		case !have[id].LessThan(wanted[id]): // a good that another unit of this plan makes is new: it holds nothing
		case !p.needsStock():
			return needsPerson(job, fmt.Sprintf("good %d is made by recipe and %s of %s are there; produce it in Склад Pro and try again",
				id, have[id], wanted[id]))
		default:
			return p.short(ctx, job, &sklad.StockError{
				GoodID: id, ObjectID: p.facts.object.ID, Wanted: wanted[id], Available: have[id],
			})
		}
	}

	return nil
}

func needsPerson(job *orderJob, why string) error {
	return &Problem{Code: text.NeedsPerson, Record: orderRecord(job.order), Err: fmt.Errorf("%w: %s", sklad.ErrNeedsPerson, why)}
}

// free is what the object has of goods, less what orders hold back and what this
// plan takes.
func (p *importPlan) free(ctx context.Context, ids []sklad.GoodID) (map[sklad.GoodID]decimal.Decimal, error) {
	query := sklad.StockQuery{Objects: []sklad.ObjectID{p.facts.object.ID}, Goods: ids, Reserved: sklad.ReservedProgram}

	have := map[sklad.GoodID]decimal.Decimal{}

	for row, err := range p.cfg.Warehouse.Stock(ctx, query) {
		if err != nil {
			return nil, err
		}

		have[row.GoodID] = row.Qty.Decimal.Sub(row.Reserved).Sub(p.overlay.taken[row.GoodID])
	}

	return have, nil
}

// recipe tells that a good of the order is made by recipe.
func (j *orderJob) recipe(id sklad.GoodID) bool {
	return slices.ContainsFunc(j.goods, func(g *wantedGood) bool { return g.save.Good.ID == id && g.save.Good.Recipe })
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
