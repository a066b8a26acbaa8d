package catalog_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/catalog"
)

func built(t *testing.T, product string, items ...catalog.Item) catalog.Product {
	t.Helper()

	p, problem := catalog.Build(terms(), product, items)
	require.Nil(t, problem)

	return p
}

func TestATakenOptionIsAvoidedAndGivenBack(t *testing.T) {
	t.Parallel()

	final := built(t, "G:12", item(2, "Тениска M", "1"), item(3, "Тениска L", "1"))
	taken := map[string]bool{final.OptionHashes(2)["options"]: true}

	sent := final.Avoid(taken)
	require.Equal(t, []string{"M 2"}, sent.Variants[0].Options)
	require.Equal(t, []string{"L"}, sent.Variants[1].Options)
	require.Equal(t, []string{"M"}, final.Variants[0].Options, "the product itself stays as it was")

	patch, goods := final.Rename(sent)
	require.Equal(t, []sklad.GoodID{2}, goods)
	require.Equal(t, "G:12", patch.ExternalID)
	require.Len(t, patch.Variants, 1)
	require.Equal(t, "2", patch.Variants[0].ExternalID)
	require.Equal(t, []string{"M"}, *patch.Variants[0].Options)
	require.Equal(t, []string{catalog.OptionName}, *patch.OptionNames)

	_, goods = final.Rename(final)
	require.Empty(t, goods)
	require.Equal(t, final, final.Avoid(nil))
}

func TestASingleVariantMayNeedAnOptionForAWhile(t *testing.T) {
	t.Parallel()

	final := built(t, "G:12", item(2, "Тениска M", "1"))
	sent := final.Avoid(map[string]bool{final.OptionHashes(2)["options"]: true})
	require.Equal(t, []string{catalog.OptionName}, sent.Options)
	require.Equal(t, []string{"2"}, sent.Variants[0].Options)

	patch, _ := final.Rename(sent)
	require.Empty(t, *patch.OptionNames)
	require.Empty(t, *patch.Variants[0].Options)
}

func TestWhatIsNotSentIsNotRenamed(t *testing.T) {
	t.Parallel()

	held := item(2, "Тениска M", "1")
	held.Held = true
	p := built(t, "G:12", held, item(3, "Тениска L", "1"))
	all := map[string]bool{p.OptionHashes(2)["options"]: true, p.OptionHashes(3)["options"]: true}
	require.Equal(t, []string{"M"}, p.Avoid(all).Variants[0].Options)
	require.Equal(t, []string{"L 3"}, p.Avoid(all).Variants[1].Options)

	own := built(t, catalog.OwnID("8810"), item(2, "Тениска M", "1"))
	require.Empty(t, own.Avoid(map[string]bool{own.OptionHashes(2)["options"]: true}).Variants[0].Options)
}
