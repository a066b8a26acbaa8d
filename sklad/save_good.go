package sklad

import (
	"context"
	"fmt"
	"maps"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// GoodFields names the groups of columns that SaveGood writes. It is a set of
// bits.
type GoodFields uint

// The field groups of a good.
const (
	GoodCode     GoodFields = 1 << iota // Code
	GoodNames                           // Name, Name2
	GoodBarcodes                        // BarCode1 to BarCode3
	GoodCatalogs                        // Catalog1 to Catalog3
	GoodMeasures                        // Measure1, Measure2, Ratio
	GoodPrices                          // PriceIn, PriceOut1 to PriceOut10
	GoodLevels                          // MinQtty, NormalQtty
	GoodText                            // Description
	GoodKind                            // Type, IsRecipe
	GoodVAT                             // TaxGroup
	GoodGroup                           // GroupID
	GoodDeleted                         // Deleted

	// GoodAll is every group.
	GoodAll = GoodDeleted<<1 - 1
)

// textLength is the width of the texts of Goods and Partners.
const textLength = 255

// SaveGood writes the named field groups of a good and returns its id. With ID
// 0 it inserts: columns of groups that are not named take the program's
// defaults, an empty code becomes the next number, and Store gets one row for
// every object, deleted ones too, with quantity 0. A *RowError (ErrInvalidRow)
// for what CheckGood refuses and for an unknown group or VAT group; ErrNotFound
// for a missing good.
func (tx *Tx) SaveGood(ctx context.Context, g Good, f GoodFields) (GoodID, error) {
	if g.ID == 0 {
		f |= GoodCode | GoodNames
	}

	if err := tx.checkGood(ctx, g, f); err != nil {
		return 0, fmt.Errorf("sklad: good %d %q: %w", g.ID, short(g.Name), err)
	}

	if g.ID == 0 {
		id, err := tx.insertGood(ctx, g, f)

		return id, describe(cancelled(ctx, err), "insert the good %q", g.Name)
	}

	if err := tx.update(ctx, "Goods", goodColumns(g, f), int64(g.ID)); err != nil {
		return 0, describe(cancelled(ctx, err), "update good %d %q", g.ID, g.Name)
	}

	return g.ID, nil
}

func (tx *Tx) checkGood(ctx context.Context, g Good, f GoodFields) error {
	if err := CheckGood(g, f); err != nil {
		return err
	}

	if f&GoodGroup != 0 {
		if err := tx.checkGroup(ctx, "Goods", "GoodsGroups", g.GroupID); err != nil {
			return err
		}
	}

	if f&GoodVAT == 0 {
		return nil
	}

	rates, err := byKey(tx.VATGroups(ctx), func(v VATGroup) (VATGroupID, string) { return v.ID, v.Name })
	if _, ok := rates[g.TaxGroup]; err == nil && !ok {
		return refuse("Goods", "TaxGroup", NoSuchRow, strconv.FormatInt(int64(g.TaxGroup), 10))
	}

	return err
}

func (tx *Tx) insertGood(ctx context.Context, g Good, f GoodFields) (GoodID, error) {
	row := goodColumns(newGood(), GoodAll)
	maps.Copy(row, goodColumns(g, f))

	if g.Code == "" {
		code, err := tx.nextCode(ctx, "Goods")
		if err != nil {
			return 0, err
		}

		row["Code"] = code
	}

	if g.Ratio.IsZero() {
		row["Ratio"] = 1.0
	}

	row["IsVeryUsed"] = -1

	id, err := tx.SQL().InsertID(ctx, "Goods", row)
	if err != nil {
		return 0, err
	}

	return GoodID(id), tx.insertStore(ctx, GoodID(id))
}

// newGood are the program's defaults.
func newGood() Good {
	prices := Prices{known: 1<<priceColumns - 1}

	return Good{Ratio: decimal.NewFromInt(1), TaxGroup: 1, GroupID: 1, Prices: prices}
}

// insertStore makes the row that every pair of good and object has. The price
// is 0 until the first purchase, as the program has it.
func (tx *Tx) insertStore(ctx context.Context, good GoodID) error {
	var objects []int64
	if err := tx.SQL().Select(ctx, &objects, "SELECT o.[ID] FROM {Objects} o ORDER BY o.[ID]"); err != nil {
		return err
	}

	for _, object := range objects {
		err := tx.SQL().Insert(ctx, "Store", engine.Row{
			"ObjectID": object, "GoodID": int64(good), "Qtty": 0.0, "Price": 0.0, "Lot": blank, "LotID": noLot, "LotOrder": 1,
		})
		if err != nil {
			return err
		}
	}

	return nil
}

// nextCode is the program's own next code of a table: the highest id plus one,
// or the next that no row has.
func (tx *Tx) nextCode(ctx context.Context, table string) (string, error) {
	var last engine.Int
	if _, err := tx.SQL().Get(ctx, &last, "SELECT MAX(d.[ID]) FROM {"+table+"} d"); err != nil {
		return "", err
	}

	for n := int64(last) + 1; ; n++ {
		code, used := strconv.FormatInt(n, 10), 0
		if _, err := tx.SQL().Get(ctx, &used, "SELECT COUNT(*) FROM {"+table+"} d WHERE d.[Code] = ?", code); err != nil {
			return "", err
		}

		if used == 0 {
			return code, nil
		}
	}
}

// goodColumns are the columns of the field groups.
func goodColumns(g Good, f GoodFields) engine.Row {
	row := engine.Row{}
	add := func(group GoodFields, columns engine.Row) {
		if f&group != 0 {
			maps.Copy(row, columns)
		}
	}

	name2 := g.Name2
	if name2 == "" {
		name2 = g.Name
	}

	add(GoodCode, engine.Row{"Code": orBlank(g.Code)})
	add(GoodNames, engine.Row{"Name": orBlank(g.Name), "Name2": orBlank(name2)})
	add(GoodBarcodes, engine.Row{"BarCode1": orBlank(g.BarCode1), "BarCode2": orBlank(g.BarCode2), "BarCode3": orBlank(g.BarCode3)})
	add(GoodCatalogs, engine.Row{"Catalog1": orBlank(g.Catalog1), "Catalog2": orBlank(g.Catalog2), "Catalog3": orBlank(g.Catalog3)})
	add(GoodMeasures, engine.Row{"Measure1": orBlank(g.Measure1), "Measure2": orBlank(g.Measure2), "Ratio": g.Ratio.InexactFloat64()})
	add(GoodLevels, engine.Row{"MinQtty": g.MinQtty.InexactFloat64(), "NormalQtty": g.NormalQtty.InexactFloat64()})
	add(GoodText, engine.Row{"Description": orBlank(g.Description)})
	add(GoodKind, engine.Row{"Type": int64(g.Type), "IsRecipe": flag(g.Recipe)})
	add(GoodVAT, engine.Row{"TaxGroup": int64(g.TaxGroup)})
	add(GoodGroup, engine.Row{"GroupID": int64(max(g.GroupID, 1))})
	add(GoodDeleted, engine.Row{"Deleted": flag(g.Deleted)})
	add(GoodPrices, priceColumnsOf(g.Prices))

	return row
}

// priceColumnsOf leaves out prices that are not known.
func priceColumnsOf(p Prices) engine.Row {
	row := engine.Row{}

	for group := range PriceGroup(priceColumns) {
		if p.known&(1<<group) != 0 {
			row[group.String()] = p.columns[group]
		}
	}

	return row
}

// flag is how the program stores yes and no.
func flag(b bool) int {
	if b {
		return -1
	}

	return 0
}
