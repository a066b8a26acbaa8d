package syncer_test

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/catalog"
	"github.com/skladmost/skladmost/syncer/text"
)

// Whatever the field, the value counts and not how it is written.
func TestSettingD_TheSameNumberGroups(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct {
		field  string
		values [2]any
		want   string // external id of the product of both; empty: two products
	}{
		"text":                  {"Catalog3", [2]any{"12", "12"}, "G:12"},
		"decimal comma":         {"Catalog3", [2]any{"12", "12,0"}, "G:12"},
		"decimal point":         {"Catalog1", [2]any{"12.50", "12,5"}, "G:12.5"},
		"blanks":                {"Catalog2", [2]any{" 12 ", "012"}, "G:12"},
		"six decimals":          {"Name2", [2]any{"1,000001", "1.000001"}, "G:1.000001"},
		"seven decimals":        {"Name2", [2]any{"1,0000001", "1,0000001"}, ""},
		"fifteen digits":        {"Description", [2]any{"123456789012345", "123456789012345"}, "G:123456789012345"},
		"sixteen digits":        {"Description", [2]any{"1234567890123456", "1234567890123456"}, ""},
		"zero":                  {"Catalog3", [2]any{"0", "0,0"}, ""},
		"negative":              {"Catalog3", [2]any{"-5", "-5"}, ""},
		"words":                 {"Catalog3", [2]any{"12 бр", "12 бр"}, ""},
		"two commas":            {"Catalog3", [2]any{"1,2,3", "1,2,3"}, ""},
		"exponent":              {"Catalog3", [2]any{"1e2", "1e2"}, ""},
		"empty":                 {"Catalog3", [2]any{" ", ""}, ""},
		"other numbers":         {"Catalog3", [2]any{"12", "13"}, ""},
		"barcode":               {"BarCode2", [2]any{"77", "77"}, "G:77"},
		"float":                 {"PriceOut3", [2]any{12.5, 12.50}, "G:12.5"},
		"float noise":           {"PriceOut10", [2]any{0.1 + 0.2, 0.3}, "G:0.3"},
		"float rounds":          {"MinQtty", [2]any{1.0000004, 1.0}, "G:1"},
		"float rounds to 0":     {"NormalQtty", [2]any{0.0000001, 0.0000001}, ""},
		"float negative":        {"Ratio", [2]any{-3.0, -3.0}, ""},
		"ratio":                 {"Ratio", [2]any{3, 3.0}, "G:3"},
		"field is switched off": {"", [2]any{"12", "12"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w := newWorld(t)
			w.cfg.Export.GroupingField = c.field
			w.shirt(t, "A", "", "10")
			w.shirt(t, "B", "", "11")

			column := c.field
			if column == "" {
				column = "Catalog3"
			}

			for i, code := range []string{"A", "B"} {
				w.execute(t, "UPDATE goods SET "+column+" = ? WHERE Code = ?", c.values[i], code)
			}

			w.export(t)

			if c.want == "" {
				home, _ := w.variantOf(t, "A")
				other, _ := w.variantOf(t, "B")
				require.NotEqual(t, home.ID, other.ID)
			} else {
				require.Len(t, w.productOf(t, c.want).Variants, 2)
				require.Len(t, w.products(t), 1)
			}

			w.quiet(t)
		})
	}
}

// Every field of the list may group, and no other.
func TestSettingD_Fields(t *testing.T) {
	t.Parallel()

	for _, field := range []string{
		"MinQtty", "NormalQtty", "PriceOut3", "PriceOut4", "PriceOut5", "PriceOut6", "PriceOut7", "PriceOut8", "PriceOut9", "PriceOut10",
		"Catalog1", "Catalog2", "Catalog3", "Code", "Name2", "Description", "Ratio", "BarCode2",
	} {
		require.Contains(t, catalog.Fields(), field)

		w := newWorld(t)
		w.cfg.Export.GroupingField = field
		w.shirt(t, "501", "", "10")
		w.execute(t, "UPDATE goods SET "+field+" = '7' WHERE ID = 2")
		w.export(t)
		require.Len(t, w.productOf(t, "G:7").Variants, 1, "a member alone is a group too: %s", field)
	}

	require.Len(t, catalog.Fields(), 18)

	for _, field := range []string{"PriceOut1", "PriceOut2", "PriceIn", "Name", "BarCode1", "catalog3", "GroupID"} {
		w := newWorld(t)
		w.cfg.Export.GroupingField = field
		_, err := syncer.New(w.cfg)
		require.ErrorContains(t, err, "export.grouping_field")
	}
}

// The shop's id of a group stays while its goods come and go.
func TestSettingD_AMemberAloneKeepsTheProduct(t *testing.T) {
	t.Parallel()

	w := groupedWorld(t)
	w.shirt(t, "A", "12", "10")
	w.export(t)
	id := w.productOf(t, "G:12").ID

	w.shirt(t, "B", "12,00", "11")
	w.export(t)
	require.Equal(t, id, w.productOf(t, "G:12").ID)

	w.execute(t, "UPDATE goods SET Deleted = -1 WHERE Code = 'A'")
	w.export(t)

	product := w.productOf(t, "G:12")
	require.Equal(t, id, product.ID)
	require.True(t, product.Visible)

	_, a := w.variantOf(t, "A")
	_, b := w.variantOf(t, "B")
	require.Equal(t, []bool{false, true}, []bool{a.Active, b.Active}, "what leaves is deactivated as a variant")
	require.Equal(t, []string{"2", "3"}, []string{a.ExternalID, b.ExternalID}, "a variant's external id is its good's")
	w.quiet(t)
}

// Only goods that setting f lets through are members, and give the name.
func TestSettingD_OnlyExportedGoodsTakePart(t *testing.T) {
	t.Parallel()

	w := groupedWorld(t)
	w.groups(t, "AAA", "BBB")
	w.cfg.Export.GoodsGroups = []string{"BBB"}

	for i, group := range []string{"AAA", "BBB", "BBB"} {
		code := "N" + strconv.Itoa(i)
		w.goodIn(t, code, group)
		w.groupOf(t, code, "12")
	}

	w.execute(t, "UPDATE goods SET TaxGroup = 2 WHERE Code = 'N0'") // of another rate: it would park them
	w.export(t)

	product := w.productOf(t, "G:12")
	require.Len(t, product.Variants, 2)
	require.Equal(t, "N1", product.Name, "the lowest of those that go")
	require.Equal(t, []string{w.paths(t)["Група BBB"].ID}, product.CategoryIDs)

	w.execute(t, "UPDATE goods SET TaxGroup = 2 WHERE Code = 'N2'")
	p := problem(t, w.export(t))
	require.Equal(t, text.VATGroupsDiffer, p.Code)
	require.Equal(t, 2, w.export(t).Buckets[syncer.KindGood].Parked, "the whole group")
	require.Equal(t, "20", w.productOf(t, "G:12").VATRate.Decimal.String(), "and the shop keeps what it has")
}

// Switching the field off takes the groups apart; switching it on joins them.
func TestSettingD_OnAndOff(t *testing.T) {
	t.Parallel()

	w := groupedWorld(t)
	w.shirt(t, "A", "12", "10")
	w.shirt(t, "B", "12", "11")
	w.export(t)
	_, a := w.variantOf(t, "A")

	w.cfg.Export.GroupingField = ""
	w.export(t)

	home, now := w.variantOf(t, "A")
	require.Equal(t, a.ID, now.ID, "the variant moves, and orders find it")
	require.Equal(t, "2", home.ExternalID)
	require.False(t, w.productOf(t, "G:12").Visible)
	w.quiet(t)

	w.cfg.Export.GroupingField = "Catalog3"
	w.export(t)
	require.Len(t, w.productOf(t, "G:12").Variants, 2)
	require.True(t, w.productOf(t, "G:12").Visible)
	w.quiet(t)
}
