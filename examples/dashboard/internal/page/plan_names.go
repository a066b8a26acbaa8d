package page

import (
	"context"
	"fmt"
	"slices"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/examples/internal/planview"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
)

// planRow is an action as it is kept.
type planRow struct {
	planview.Row

	// good is of an action that knows a good by its number alone.
	good sklad.GoodID
}

func planRowOf(action syncer.Action) planRow {
	row := planRow{Row: planview.Of(action)}

	switch a := action.(type) {
	case syncer.SetStock:
		row.good = a.GoodID
	case syncer.HideProduct:
		row.good = a.GoodID
	case syncer.MoveVariant:
		row.good = a.GoodID
	}

	return row
}

// nameGoods calls goods by name and code: nobody knows them by their number.
func nameGoods(ctx context.Context, s *assembly.Session, rows []planRow) error {
	const batch = 500

	at := map[sklad.GoodID][]int{}

	var ids []sklad.GoodID

	for i, row := range rows {
		if row.good == 0 {
			continue
		}

		if at[row.good] == nil {
			ids = append(ids, row.good)
		}

		at[row.good] = append(at[row.good], i)
	}

	for part := range slices.Chunk(ids, batch) {
		for good, err := range s.DB.Goods(ctx, sklad.GoodsFilter{IDs: part, IncludeDeleted: true}) {
			if err != nil {
				return err
			}

			for _, i := range at[good.ID] {
				rows[i].Record = goodRecord(good)
			}
		}
	}

	return nil
}

// goodRecord names a good in the engine's own form, which it can translate.
func goodRecord(g sklad.Good) string {
	record := fmt.Sprintf("good %d %q", g.ID, g.Name)
	if g.Code != "" {
		record += " (code " + g.Code + ")"
	}

	return record
}
