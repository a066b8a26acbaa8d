package sklad

import (
	"context"
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// checkColumns refuses values that a column could not give back: one row of them
// would make the whole table unreadable, here or in the program.
func checkColumns(row engine.Row) error {
	for column, value := range row {
		if err := checkColumn(column, value); err != nil {
			return err
		}
	}

	return nil
}

func checkColumn(column string, value any) error {
	switch v := value.(type) {
	case string:
		if n := len([]rune(v)); n > textLength {
			return invalidRow("%s has %d characters, the column holds %d", column, n, textLength)
		}

		if !utf8.ValidString(v) || strings.ContainsRune(v, 0) {
			return invalidRow("%s is no text: %q", column, v)
		}
	case float64:
		if math.IsNaN(v) || math.Abs(v) >= most {
			return invalidRow("%s is %v: a number has at most %d digits before the point", column, v, mostDigits)
		}
	}

	return nil
}

// most is the first number with more than mostDigits digits.
const most = 1e12

// checkGroup refuses a group that does not exist: its goods or partners would
// stand in no list.
func (tx *Tx) checkGroup(ctx context.Context, table string, id GroupID) error {
	groups, err := byKey(listGroups(ctx, tx.session, table), func(g Group) (GroupID, string) { return g.ID, g.Code })
	if _, ok := groups[max(id, 1)]; err == nil && !ok {
		return invalidRow("there is no group %d in %s", id, table)
	}

	return err
}

// checkPercent refuses a discount that is none.
func checkPercent(column string, d decimal.Decimal) error {
	if d.Abs().GreaterThan(decimal.NewFromInt(maxDiscount)) {
		return invalidRow("%s is %s %%, it must lie within -99…99", column, d)
	}

	return nil
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
