package sklad_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
)

func TestCharsetsKnowWhatAColumnHolds(t *testing.T) {
	t.Parallel()

	for charset, c := range map[string]struct{ holds, lacks string }{
		"cp1251": {"Щ я № „“ – … € ы", "é"}, "utf8mb3": {"é ѝ", "😀"}, "latin1": {"é €", "Щ"}, "ascii": {"A~", "é"},
		"cp866": {"Щ", "…"}, "utf8mb4": {"😀", ""}, "nobody knows it": {"😀", ""}, "": {"😀", ""},
	} {
		charsets := sklad.Charsets{"goods.name": charset}
		require.NoError(t, charsets.CheckGood(sklad.Good{Name: c.holds, Code: "😀"}, sklad.GoodNames), charset)

		err := charsets.CheckGood(sklad.Good{ID: 1, Name: "A" + c.lacks + "B"}, sklad.GoodNames)
		if c.lacks == "" {
			require.NoError(t, err, charset)

			continue
		}

		var row *sklad.RowError

		require.ErrorAs(t, err, &row, charset)
		require.Equal(t, sklad.RowError{Table: "Goods", Column: "Name", Fault: sklad.NoCharacter, Value: c.lacks}, *row)
		require.NoError(t, charsets.CheckGood(sklad.Good{ID: 1, Name: c.lacks}, sklad.GoodCode), "it is not written")
	}
}

func TestCharsetsCheckEveryText(t *testing.T) {
	t.Parallel()

	charsets := sklad.Charsets{
		"operations.note": "cp1251", "payments.transactionnumber": "cp1251", "goodsgroups.name": "cp1251", "partners.company2": "cp1251",
	}

	require.NoError(t, charsets.CheckDocument(sklad.Document{Note: "я", Lines: []sklad.Line{{Note: "я"}}}))
	require.ErrorIs(t, charsets.CheckDocument(sklad.Document{Note: "é"}), sklad.ErrInvalidRow)
	require.ErrorIs(t, charsets.CheckDocument(sklad.Document{Lines: []sklad.Line{{}, {Note: "é"}}}), sklad.ErrInvalidRow)
	require.ErrorIs(t, charsets.CheckDocument(sklad.Document{Payments: []sklad.Payment{{TransactionNumber: "é"}}}), sklad.ErrInvalidRow)
	require.ErrorIs(t, charsets.CheckGoodsGroup([]string{"я", "é"}), sklad.ErrInvalidRow)
	require.ErrorIs(t, charsets.CheckPartner(sklad.Partner{Company: "é", Company2: "é"}, 0), sklad.ErrInvalidRow)
	require.NoError(t, sklad.Charsets(nil).CheckPartner(sklad.Partner{Company: "😀"}, sklad.PartnerAll))
}
