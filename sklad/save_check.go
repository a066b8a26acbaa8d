package sklad

import (
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// CheckGood says what SaveGood would refuse of these field groups, as far as
// that can be told without the database: a missing name, a text or number that
// its column cannot hold, a price below 0. The error is a *RowError, always the
// first by the name of the column.
func CheckGood(g Good, f GoodFields) error {
	if g.ID == 0 {
		f |= GoodCode | GoodNames
	}

	if f&GoodNames != 0 && strings.TrimSpace(g.Name) == "" {
		return refuse("Goods", "Name", ValueMissing, g.Name)
	}

	row := goodColumns(g, f)
	if err := checkColumns("Goods", row); err != nil {
		return err
	}

	return checkPrices(row)
}

// CheckPartner says what SavePartner would refuse of these field groups, as far
// as that can be told without the database: a missing name, a text or number
// that its column cannot hold, a price group that there is none of. The error
// is a *RowError, always the first by the name of the column.
func CheckPartner(p Partner, f PartnerFields) error {
	if p.ID == 0 {
		f |= PartnerCode | PartnerNames
	}

	switch {
	case f&PartnerNames != 0 && strings.TrimSpace(p.Company) == "":
		return refuse("Partners", "Company", ValueMissing, p.Company)
	case f&PartnerTerms != 0 && !p.PriceGroup.Valid():
		return refuse("Partners", "PriceGroup", NoSuchRow, strconv.Itoa(int(p.PriceGroup)))
	case f&PartnerTerms != 0 && p.Discount.Abs().GreaterThan(decimal.NewFromInt(maxDiscount)):
		return refuse("Partners", "Discount", OutOfRange, p.Discount.String())
	}

	return checkColumns("Partners", partnerColumns(p, f))
}

// CheckGoodsGroup says what SaveGoodsGroup would refuse of a path, as far as
// that can be told without the database. The error is a *RowError.
func CheckGoodsGroup(path []string) error {
	if len(path) == 0 {
		return refuse("GoodsGroups", "Name", ValueMissing, "")
	}

	for _, name := range path {
		if strings.TrimSpace(name) == "" {
			return refuse("GoodsGroups", "Name", ValueMissing, strings.Join(path, " > "))
		}

		if err := checkColumn("GoodsGroups", "Name", strings.TrimSpace(name)); err != nil {
			return err
		}
	}

	if code := strings.Repeat(" ", levelLength*len(path)); len(code) > textLength {
		return refuse("GoodsGroups", "Code", TooLong, strings.Join(path, " > "))
	}

	return nil
}

// checkColumns refuses values that a column could not give back: one row of them
// would make the whole table unreadable, here or in the program. It goes by the
// names of the columns, so that the same row is refused for the same reason.
func checkColumns(table string, row engine.Row) error {
	for _, column := range slices.Sorted(maps.Keys(row)) {
		if err := checkColumn(table, column, row[column]); err != nil {
			return err
		}
	}

	return nil
}

func checkColumn(table, column string, value any) error {
	switch v := value.(type) {
	case string:
		if utf8.RuneCountInString(v) > textLength {
			return refuse(table, column, TooLong, v)
		}

		if !utf8.ValidString(v) || strings.ContainsRune(v, 0) {
			return refuse(table, column, NoText, v)
		}
	case float64:
		if math.IsNaN(v) || math.Abs(v) >= most {
			return refuse(table, column, TooLarge, strconv.FormatFloat(v, 'g', -1, 64))
		}
	}

	return nil
}

// most is the first number with more than mostDigits digits.
const most = 1e12

func checkPrices(row engine.Row) error {
	for group := range PriceGroup(priceColumns) {
		if price, ok := row[group.String()].(float64); ok && price < 0 {
			return refuse("Goods", group.String(), Negative, strconv.FormatFloat(price, 'g', -1, 64))
		}
	}

	return nil
}

// checkGroup refuses a group that does not exist: its goods or partners would
// stand in no list.
func (tx *Tx) checkGroup(ctx context.Context, table, groups string, id GroupID) error {
	known, err := byKey(listGroups(ctx, tx.session, groups), func(g Group) (GroupID, string) { return g.ID, g.Code })
	if _, ok := known[max(id, 1)]; err == nil && !ok {
		return refuse(table, "GroupID", NoSuchRow, strconv.FormatInt(int64(id), 10))
	}

	return err
}

// update changes the row with an id. Without a column to change it only looks
// whether the row is there.
func (tx *Tx) update(ctx context.Context, table string, row engine.Row, id int64) error {
	if len(row) > 0 {
		n, err := tx.SQL().Update(ctx, table, row, "[ID] = ?", id)
		if err != nil || n > 0 {
			return err
		}
	}

	// MySQL counts a row that already held all the values as untouched.
	var found int64

	there, err := tx.SQL().Get(ctx, &found, fmt.Sprintf("SELECT d.[ID] FROM {%s} d WHERE d.[ID] = ?", table), id)
	if err == nil && !there {
		return ErrNotFound
	}

	return err
}
