package skladtest

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// saveTopic writes goods, partners and groups.
func saveTopic(t *testing.T, s suite) {
	w := s.shop(t)
	t.Run("a new good has the program's defaults", w.savesGood)
	t.Run("a good gets a Store row for every object", w.savesStore)
	t.Run("only the named fields are written", w.savesFields)
	t.Run("a partner", w.savesPartner)
	t.Run("a path of groups", w.savesGroups)
	t.Run("invalid and missing rows", w.refusesRows)
}

func (w shop) tx(t *testing.T, fn func(context.Context, *sklad.Tx) error) {
	t.Helper()
	require.NoError(t, w.db.InTx(t.Context(), fn))
}

func (w shop) saveGood(t *testing.T, g sklad.Good, f sklad.GoodFields) sklad.Good {
	t.Helper()
	w.tx(t, func(ctx context.Context, tx *sklad.Tx) (err error) {
		g.ID, err = tx.SaveGood(ctx, g, f)
		return err
	})
	saved, err := w.db.Good(t.Context(), g.ID)
	require.NoError(t, err)
	return saved
}

func (w shop) savesGood(t *testing.T) {
	g := w.saveGood(t, sklad.Good{Name: "Чаша"}, 0)
	require.Equal(t, []any{"Чаша", "Чаша", sklad.VATGroupID(1), sklad.GroupID(1), "1", false},
		[]any{g.Name, g.Name2, g.TaxGroup, g.GroupID, g.Ratio.String(), g.Deleted})
	require.NotEmpty(t, g.Code, "an empty code becomes the next number")
	price, ok := g.Prices.At(sklad.Retail)
	require.True(t, ok)
	require.True(t, price.IsZero())
	g = w.saveGood(t, sklad.Good{Name: "Превоз", Type: sklad.GoodService, TaxGroup: 1}, sklad.GoodAll)
	require.Equal(t, "1", g.Ratio.String(), "a ratio of 0 is none")
}

func (w shop) savesStore(t *testing.T) {
	w.add(t, "Objects", engine.Row{"Code": "z", "Name": "Закрит", "Deleted": -1})
	g := w.saveGood(t, sklad.Good{Name: "x"}, 0)
	require.Equal(t, 3, w.count(t, "{Store} WHERE [GoodID] = ? AND [Qtty] = 0 AND [Price] = 0 AND [Lot] = ' '", int64(g.ID)))
}

func (w shop) savesFields(t *testing.T) {
	g := w.saveGood(t, sklad.Good{ID: w.good, Name: "Друго име", Code: "77"}, sklad.GoodCode)
	require.Equal(t, []string{"77", "Тениска"}, []string{g.Code, g.Name})
	again := w.saveGood(t, sklad.Good{ID: w.good, Code: "77"}, sklad.GoodCode)
	require.Equal(t, g, again, "the same values again are no error")
}

func (w shop) savesPartner(t *testing.T) {
	want := sklad.Partner{
		Company: "Фирма ООД", Bulstat: "131071587", Discount: dec("12.5"), PriceGroup: 3, PaymentDays: 14, Email: "a@b.bg",
	}
	var id sklad.PartnerID
	w.tx(t, func(ctx context.Context, tx *sklad.Tx) (err error) {
		id, err = tx.SavePartner(ctx, want, sklad.PartnerAll)
		return err
	})
	p, err := w.db.Partner(t.Context(), id)
	require.NoError(t, err)
	require.Equal(t, []any{want.Company, want.Company, want.Bulstat, "12.5", want.PriceGroup, 14, want.Email},
		[]any{p.Company, p.Company2, p.Bulstat, p.Discount.String(), p.PriceGroup, p.PaymentDays, p.Email})
}

func (w shop) savesGroups(t *testing.T) {
	save := func(path ...string) (id sklad.GroupID) {
		w.tx(t, func(ctx context.Context, tx *sklad.Tx) (err error) {
			id, err = tx.SaveGoodsGroup(ctx, path)
			return err
		})
		return id
	}
	cups := save("Дом", "Чаши")
	require.Equal(t, cups, save("ДОМ", "чаши"), "names are compared in any case")
	require.NotEqual(t, cups, save("Дом", "Чинии"))
	save("Градина")
	var codes []string
	for g, err := range w.db.GoodsGroups(t.Context()) {
		require.NoError(t, err)
		codes = append(codes, g.Code)
	}
	require.Equal(t, []string{"-1", "AAA", "AAAAAA", "AAAAAB", "AAB"}, codes)
}

func (w shop) refusesRows(t *testing.T) {
	w.tx(t, func(ctx context.Context, tx *sklad.Tx) error {
		_, err := tx.SaveGood(ctx, sklad.Good{}, 0)
		require.ErrorIs(t, err, sklad.ErrInvalidRow, "no name")
		_, err = tx.SaveGood(ctx, sklad.Good{ID: 999, Name: "x"}, sklad.GoodNames)
		require.ErrorIs(t, err, sklad.ErrNotFound)
		_, err = tx.SaveGood(ctx, sklad.Good{Name: "x", TaxGroup: 77}, sklad.GoodVAT)
		require.ErrorIs(t, err, sklad.ErrInvalidRow, "no such VAT group")
		_, err = tx.SavePartner(ctx, sklad.Partner{ID: 999, Company: "x"}, sklad.PartnerNames)
		require.ErrorIs(t, err, sklad.ErrNotFound)
		return nil
	})
	_, err := w.db.Good(t.Context(), 999)
	require.ErrorIs(t, err, sklad.ErrNotFound)
	_, err = w.db.Partner(t.Context(), 999)
	require.ErrorIs(t, err, sklad.ErrNotFound)
}
