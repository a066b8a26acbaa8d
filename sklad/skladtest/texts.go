package skladtest

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// textsTopic is what becomes of texts and floats on their way.
func textsTopic(t *testing.T, s suite) {
	w := s.world(t)
	t.Run("NULL, empty, blank and padded", w.readsBlanks)
	t.Run("an empty text is stored as one blank", w.writesBlank)
	t.Run("Cyrillic to the last character", w.keepsCyrillic)
	t.Run("quotes, backslashes and wildcards", w.keepsSpecials)
	for name, text := range map[string]string{"emoji": "Чаша 😀", "ѝ": "на нея ѝ", "other scripts": "ähnlich ελληνικά"} {
		t.Run("whole or a clear error/"+name, func(t *testing.T) { w.keepsOrRefuses(t, text) })
	}
	t.Run("floats are exact", w.keepsFloats)
}

func (w world) readsBlanks(t *testing.T) {
	w.add(t, "Goods", engine.Row{
		"ID": 2, "Code": " A1 ", "BarCode1": nil, "BarCode2": "", "BarCode3": " ", "Name": "чаша ", "Ratio": nil, "Deleted": 0,
	})
	good, err := w.db.Good(t.Context(), 2)
	require.NoError(t, err)
	require.Equal(t, []string{"A1", "", "", "", "чаша"}, []string{good.Code, good.BarCode1, good.BarCode2, good.BarCode3, good.Name})
}

func (w world) writesBlank(t *testing.T) {
	id, err := w.savePartner(t, sklad.Partner{Company: "x"})
	require.NoError(t, err)
	var city string
	_, err = w.db.SQL().Get(t.Context(), &city, "SELECT p.[City] FROM {Partners} p WHERE p.[ID] = ?", int64(id))
	require.NoError(t, err)
	require.Equal(t, " ", city)
}

func (w world) keepsCyrillic(t *testing.T) {
	letters := "абвгдежзийклмнопрстуфхцчшщъьюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЬЮЯыэ№„“–…"
	full := strings.Repeat("Щ", 255)
	id, err := w.savePartner(t, sklad.Partner{Company: letters, Note1: full})
	require.NoError(t, err)
	partner, err := w.db.Partner(t.Context(), id)
	require.NoError(t, err)
	require.Equal(t, []string{letters, full}, []string{partner.Company, partner.Note1})
	_, err = w.savePartner(t, sklad.Partner{Company: full + "Щ"})
	require.ErrorIs(t, err, sklad.ErrInvalidRow)
}

func (w world) keepsSpecials(t *testing.T) {
	specials := `O'Brien "ООД" \' \\ % _ ? {Goods} [ID] -- /* ;` + "\tтаб"
	id, err := w.savePartner(t, sklad.Partner{Company: specials})
	require.NoError(t, err)
	partner, err := w.db.Partner(t.Context(), id)
	require.NoError(t, err)
	require.Equal(t, specials, partner.Company)
}

// keepsOrRefuses is for texts beyond an old code page: never question marks.
func (w world) keepsOrRefuses(t *testing.T, text string) {
	before := w.dump(t)
	charsets, err := w.db.Charsets(t.Context())
	require.NoError(t, err)
	foreseen := charsets.CheckPartner(sklad.Partner{Company: text}, sklad.PartnerAll)
	id, err := w.savePartner(t, sklad.Partner{Company: text})
	w.foresees(t, foreseen, err)
	if err != nil {
		require.ErrorContains(t, err, "character")
		require.Equal(t, before, w.dump(t))
		return
	}
	partner, err := w.db.Partner(t.Context(), id)
	require.NoError(t, err)
	require.Equal(t, text, partner.Company)
	_, err = w.db.FindGoods(t.Context(), sklad.GoodQuery{Name: text})
	require.NoError(t, err, "looking for such a text is no error anywhere")
}

// foresees compares what was told of a text beforehand with what became of it.
// Over ODBC nobody knows what stands behind the driver.
func (w world) foresees(t *testing.T, foreseen, err error) {
	t.Helper()
	var row *sklad.RowError
	switch {
	case foreseen != nil:
		require.ErrorAs(t, foreseen, &row)
		require.Equal(t, []string{"Partners", "Company", "no_character"}, []string{row.Table, row.Column, string(row.Fault)})
		require.Error(t, err)
	case w.db.SQL().Dialect().Name() != "access":
		require.NoError(t, err, "not foreseen")
	}
}

func (w world) keepsFloats(t *testing.T) {
	w.add(t, "Goods", engine.Row{
		"ID": 3, "PriceOut1": 0.1 + 0.2, "PriceOut2": nil, "PriceIn": 1.5709405501331, "PriceOut3": 7.580000000000001, "Deleted": 0,
	})
	good, err := w.db.Good(t.Context(), 3)
	require.NoError(t, err)
	for group, want := range map[sklad.PriceGroup]string{sklad.Wholesale: "0.3", sklad.Cost: "1.5709405501331", 2: "7.58"} {
		price, ok := good.Prices.At(group)
		require.True(t, ok)
		require.Equal(t, want, price.String())
	}
	_, ok := good.Prices.At(sklad.Retail)
	require.False(t, ok, "NULL is no price")
	var bits float64
	_, err = w.db.SQL().Get(t.Context(), &bits, "SELECT g.[PriceOut3] FROM {Goods} g WHERE g.[ID] = 3")
	require.NoError(t, err)
	require.Equal(t, w.float(t, 7.580000000000001), bits, "bit for bit") //nolint:testifylint // that is the point
}

func (w world) savePartner(t *testing.T, p sklad.Partner) (id sklad.PartnerID, err error) {
	t.Helper()
	err = w.db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
		var err error
		id, err = tx.SavePartner(ctx, p, sklad.PartnerNotes|sklad.PartnerContacts)
		return err
	})
	return id, err
}
