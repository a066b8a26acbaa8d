package skladtest

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// findTopic looks records up by their marks. Collations differ from server to
// server; what is found must not.
func findTopic(t *testing.T, s suite) {
	w := s.world(t)
	t.Run("goods", w.findsGoods)
	t.Run("partners", w.findsPartners)
	t.Run("users and objects", w.findsByName)
}

func (w world) findsGoods(t *testing.T) {
	w.add(t, "Goods",
		engine.Row{"ID": 2, "Code": "A_1 ", "BarCode1": "380", "Name": "Доставка"},
		engine.Row{"ID": 3, "Code": "AX1", "BarCode2": "3801", "Name": "доставка "},
		engine.Row{"ID": 4, "Code": "50%[x]", "BarCode3": "77, 380 ,99", "Name": "Чаша"},
		engine.Row{"ID": 5, "Code": "A_1", "BarCode1": "380", "Deleted": -1},
		engine.Row{"ID": 6, "Code": "a_1"})
	for _, c := range []struct {
		name string
		by   sklad.GoodQuery
		want []sklad.GoodID
	}{
		{"code, trimmed, letter by letter", sklad.GoodQuery{Code: " A_1"}, []sklad.GoodID{2}},
		{"code of wildcards", sklad.GoodQuery{Code: "50%[x]"}, []sklad.GoodID{4}},
		{"a wildcard matches itself alone", sklad.GoodQuery{Code: "%"}, nil},
		{"bar code in any column", sklad.GoodQuery{BarCode: "380"}, []sklad.GoodID{2, 4}},
		{"bar code in the list", sklad.GoodQuery{BarCode: "99"}, []sklad.GoodID{4}},
		{"name in any case", sklad.GoodQuery{Name: "ДОСТАВКА"}, []sklad.GoodID{2, 3}},
		{"deleted by id", sklad.GoodQuery{ID: 5}, []sklad.GoodID{5}},
		{"the id counts before the rest", sklad.GoodQuery{ID: 3, Code: "A_1"}, []sklad.GoodID{3}},
		{"nothing asked", sklad.GoodQuery{Code: " "}, nil},
	} {
		found, err := w.db.FindGoods(t.Context(), c.by)
		require.NoError(t, err, c.name)
		var got []sklad.GoodID
		for _, g := range found {
			got = append(got, g.ID)
		}
		require.Equal(t, c.want, got, c.name)
	}
}

func (w world) findsPartners(t *testing.T) {
	w.add(t, "Partners",
		engine.Row{
			"ID": 2, "Bulstat": "131071587 ", "TaxNo": "BG131071587", "eMail": "Ivan.Petrov@Example.BG", "Phone": "+359 888 12-34-56",
		},
		engine.Row{"ID": 3, "Bulstat": "1310715870", "eMail": "a@b.bg; иван@пример.бг", "Phone": "02/981 00 00, 0888 123 457"},
		engine.Row{"ID": 4, "Bulstat": "131071587", "Deleted": -1},
		engine.Row{"ID": 5, "Code": "К-7", "Phone2": "(0888) 123456", "eMail": "xivan.petrov@example.bg"},
		engine.Row{"ID": 6, "Phone": "12345"})
	for _, c := range []struct {
		name string
		by   sklad.PartnerQuery
		want []sklad.PartnerID
	}{
		{"registration number", sklad.PartnerQuery{Bulstat: "131071587"}, []sklad.PartnerID{2}},
		{"VAT number", sklad.PartnerQuery{TaxNo: "bg131071587"}, []sklad.PartnerID{2}},
		{"e-mail in any case", sklad.PartnerQuery{Email: "IVAN.petrov@example.bg"}, []sklad.PartnerID{2}},
		{"one of several e-mails, Cyrillic", sklad.PartnerQuery{Email: "Иван@Пример.бг"}, []sklad.PartnerID{3}},
		{"phone however written", sklad.PartnerQuery{Phone: "00359888123456"}, []sklad.PartnerID{2, 5}},
		{"phone in a list", sklad.PartnerQuery{Phone: "+359888123457"}, []sklad.PartnerID{3}},
		{"too short a phone", sklad.PartnerQuery{Phone: "12345"}, nil},
		{"code", sklad.PartnerQuery{Code: "К-7"}, []sklad.PartnerID{5}},
		{"deleted by id", sklad.PartnerQuery{ID: 4}, []sklad.PartnerID{4}},
		{"nothing asked", sklad.PartnerQuery{}, nil},
	} {
		found, err := w.db.FindPartners(t.Context(), c.by)
		require.NoError(t, err, c.name)
		var got []sklad.PartnerID
		for _, p := range found {
			got = append(got, p.ID)
		}
		require.Equal(t, c.want, got, c.name)
	}
}

func (w world) findsByName(t *testing.T) {
	only, err := w.db.ObjectByCodeOrName(t.Context(), "1")
	require.NoError(t, err, "the one object of a new database")
	require.Equal(t, sklad.ObjectID(1), only.ID)
	for id, row := range map[int][]any{
		2: {"3", "Мария", 0}, 3: {"7", "иван", 0}, 4: {"8", "Иван", 0}, 5: {"9", "7", 0}, 6: {"9", "Петър", 0}, 7: {"x", "Gone", -1},
	} {
		for _, table := range []string{"Users", "Objects"} {
			w.add(t, table, engine.Row{"ID": id, "Code": row[0], "Name": row[1], "Deleted": row[2]})
		}
	}
	for text, want := range map[string]int64{"3": 2, " 7 ": 3, "МАРИЯ": 2, "1": 1, "служебен потребител": 1} {
		user, err := w.db.UserByCodeOrName(t.Context(), text)
		require.NoError(t, err, text)
		require.Equal(t, sklad.UserID(want), user.ID, text)
	}
	object, err := w.db.ObjectByCodeOrName(t.Context(), "служебен ОБЕКТ")
	require.NoError(t, err)
	require.Equal(t, sklad.ObjectID(1), object.ID)
	for text, want := range map[string]error{
		"Иван": sklad.ErrAmbiguous, "9": sklad.ErrAmbiguous,
		"": sklad.ErrNotFound, " ": sklad.ErrNotFound, "Gone": sklad.ErrNotFound, "x": sklad.ErrNotFound, "77": sklad.ErrNotFound,
		"2": sklad.ErrNotFound, "6": sklad.ErrNotFound, // a row's ID is no code
	} {
		_, err := w.db.UserByCodeOrName(t.Context(), text)
		require.ErrorIs(t, err, want, text)
		_, err = w.db.ObjectByCodeOrName(t.Context(), text)
		require.ErrorIs(t, err, want, text)
	}
	_, err = w.db.ObjectByCodeOrName(t.Context(), "1")
	require.ErrorIs(t, err, sklad.ErrNotFound, "several objects, none with this code")
	_, err = w.db.UserByCodeOrName(t.Context(), "Иван")
	require.ErrorContains(t, err, `ID 3, code "7", name "иван" and ID 4, code "8", name "Иван"`)
}
