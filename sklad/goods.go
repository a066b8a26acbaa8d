package sklad

import (
	"context"
	"fmt"
	"iter"

	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// GoodsFilter chooses goods; the zero value means all that are not deleted.
type GoodsFilter struct {
	// Groups are codes of GoodsGroups. Each stands for the group with all its
	// subgroups, "-1" for itself alone. Empty means all groups.
	Groups []string
	// IDs are the only goods considered; nil means all, an empty list none.
	IDs []GoodID
	// After leaves out goods up to that id.
	After GoodID
	// IncludeDeleted yields goods with Deleted = -1 too.
	IncludeDeleted bool
}

// Goods yields goods ascending by ID, in pages of at most 1,000; the body of
// the loop may write. A group code that does not exist is an error
// (ErrNotFound) and not an empty listing.
func (db *DB) Goods(ctx context.Context, f GoodsFilter) iter.Seq2[Good, error] {
	return guarded(ctx, listGoods(ctx, db.SQL(), f))
}

// Goods is DB.Goods inside the transaction.
func (tx *Tx) Goods(ctx context.Context, f GoodsFilter) iter.Seq2[Good, error] {
	return listGoods(ctx, tx.session, f)
}

// Good reads one good, deleted or not. ErrNotFound.
func (db *DB) Good(ctx context.Context, id GoodID) (Good, error) {
	return first(db.Goods(ctx, GoodsFilter{IDs: []GoodID{id}, IncludeDeleted: true}), "good %d", id)
}

// Good is DB.Good inside the transaction.
func (tx *Tx) Good(ctx context.Context, id GoodID) (Good, error) {
	return first(tx.Goods(ctx, GoodsFilter{IDs: []GoodID{id}, IncludeDeleted: true}), "good %d", id)
}

func listGoods(ctx context.Context, s *engine.Session, f GoodsFilter) iter.Seq2[Good, error] {
	listing := engine.Listing{
		Select: "SELECT " + engine.Columns[goodRow]("g") + " FROM {Goods} g",
		Table:  "Goods", Column: "ID", Key: "g.[ID]", After: int64(f.After), Where: present("g", f.IncludeDeleted),
	}
	rows := byIDs(ctx, s, listing, f.IDs, func(r goodRow) int64 { return int64(r.ID) }, goodRow.good)
	return inGroups(ctx, s, "GoodsGroups", f.Groups, rows, func(g Good) GroupID { return g.GroupID })
}

// present is the program's own test: it shows a row when Deleted <> -1. NULL
// counts as present here, so that such a row is seen and not lost.
func present(alias string, all bool) string {
	if all {
		return ""
	}
	return "(" + alias + ".[Deleted] IS NULL OR " + alias + ".[Deleted] <> -1)"
}

// goodRow is Goods as it is read.
type goodRow struct {
	ID          engine.Int   `db:"ID"`
	Code        engine.Text  `db:"Code"`
	BarCode1    engine.Text  `db:"BarCode1"`
	BarCode2    engine.Text  `db:"BarCode2"`
	BarCode3    engine.Text  `db:"BarCode3"`
	Catalog1    engine.Text  `db:"Catalog1"`
	Catalog2    engine.Text  `db:"Catalog2"`
	Catalog3    engine.Text  `db:"Catalog3"`
	Name        engine.Text  `db:"Name"`
	Name2       engine.Text  `db:"Name2"`
	Measure1    engine.Text  `db:"Measure1"`
	Measure2    engine.Text  `db:"Measure2"`
	Ratio       engine.Float `db:"Ratio"`
	PriceIn     engine.Float `db:"PriceIn"`
	PriceOut1   engine.Float `db:"PriceOut1"`
	PriceOut2   engine.Float `db:"PriceOut2"`
	PriceOut3   engine.Float `db:"PriceOut3"`
	PriceOut4   engine.Float `db:"PriceOut4"`
	PriceOut5   engine.Float `db:"PriceOut5"`
	PriceOut6   engine.Float `db:"PriceOut6"`
	PriceOut7   engine.Float `db:"PriceOut7"`
	PriceOut8   engine.Float `db:"PriceOut8"`
	PriceOut9   engine.Float `db:"PriceOut9"`
	PriceOut10  engine.Float `db:"PriceOut10"`
	MinQtty     engine.Float `db:"MinQtty"`
	NormalQtty  engine.Float `db:"NormalQtty"`
	Description engine.Text  `db:"Description"`
	Type        engine.Int   `db:"Type"`
	IsRecipe    engine.Int   `db:"IsRecipe"`
	TaxGroup    engine.Int   `db:"TaxGroup"`
	GroupID     engine.Int   `db:"GroupID"`
	Deleted     engine.Int   `db:"Deleted"`
}

func (r goodRow) good() (Good, error) {
	return Good{
		ID: GoodID(r.ID), Code: string(r.Code),
		BarCode1: string(r.BarCode1), BarCode2: string(r.BarCode2), BarCode3: string(r.BarCode3),
		Catalog1: string(r.Catalog1), Catalog2: string(r.Catalog2), Catalog3: string(r.Catalog3),
		Name: string(r.Name), Name2: string(r.Name2), Measure1: string(r.Measure1), Measure2: string(r.Measure2),
		Ratio: r.Ratio.Decimal(), Prices: r.prices(), MinQtty: r.MinQtty.Decimal(), NormalQtty: r.NormalQtty.Decimal(),
		Description: string(r.Description), Type: GoodType(r.Type), Recipe: r.IsRecipe != 0,
		TaxGroup: VATGroupID(r.TaxGroup), GroupID: absGroup(r.GroupID), Deleted: r.Deleted == -1,
	}, nil
}

func (r goodRow) prices() Prices {
	var p Prices
	for group, column := range [priceColumns]engine.Float{
		r.PriceOut1, r.PriceOut2, r.PriceOut3, r.PriceOut4, r.PriceOut5,
		r.PriceOut6, r.PriceOut7, r.PriceOut8, r.PriceOut9, r.PriceOut10, r.PriceIn,
	} {
		if column.Valid {
			p.columns[group], p.known = column.Value, p.known|1<<group
		}
	}
	return p
}

// absGroup follows the program, which joins on ABS(GroupID) = Groups.ID: the
// default rows hold -1.
func absGroup(id engine.Int) GroupID {
	if id < 0 {
		return GroupID(-id)
	}
	return GroupID(id)
}

// first is the only row of a listing by id.
func first[T any](rows iter.Seq2[T, error], format string, args ...any) (T, error) {
	for row, err := range rows {
		return row, err
	}
	var none T
	return none, fmt.Errorf("sklad: %s: %w", fmt.Sprintf(format, args...), ErrNotFound)
}
