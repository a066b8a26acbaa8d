package sklad_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

func TestFindGoods(t *testing.T) {
	t.Parallel()
	db := freshDB(t)
	for id, row := range map[int]engine.Row{
		2: {"Code": "A_1 ", "BarCode1": "380", "Name": "Доставка"},
		3: {"Code": "AX1", "BarCode2": "3801", "Name": "доставка "},
		4: {"Code": "50%[x]", "BarCode3": "77, 380 ,99", "Name": "Чаша"},
		5: {"Code": "A_1", "BarCode1": "380", "Deleted": -1},
		6: {"Code": "a_1"},
	} {
		row["ID"] = id
		insertRow(t, db, "Goods", row)
	}
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
		found, err := db.FindGoods(t.Context(), c.by)
		require.NoError(t, err, c.name)
		var got []sklad.GoodID
		for _, g := range found {
			got = append(got, g.ID)
		}
		require.Equal(t, c.want, got, c.name)
	}
}

func TestFindPartners(t *testing.T) {
	t.Parallel()
	db := freshDB(t)
	for id, row := range map[int]engine.Row{
		2: {"Bulstat": "131071587 ", "TaxNo": "BG131071587", "eMail": "Ivan.Petrov@Example.BG", "Phone": "+359 888 12-34-56"},
		3: {"Bulstat": "1310715870", "eMail": "a@b.bg; иван@пример.бг", "Phone": "02/981 00 00, 0888 123 457"},
		4: {"Bulstat": "131071587", "Deleted": -1},
		5: {"Code": "К-7", "Phone2": "(0888) 123456", "eMail": "xivan.petrov@example.bg"},
		6: {"Phone": "12345"},
	} {
		row["ID"] = id
		insertRow(t, db, "Partners", row)
	}
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
		found, err := db.FindPartners(t.Context(), c.by)
		require.NoError(t, err, c.name)
		var got []sklad.PartnerID
		for _, p := range found {
			got = append(got, p.ID)
		}
		require.Equal(t, c.want, got, c.name)
	}
}

func TestByCodeOrName(t *testing.T) {
	t.Parallel()
	db := freshDB(t)
	for id, row := range map[int]engine.Row{
		2: {"Code": "3", "Name": "Мария"}, 3: {"Code": "7", "Name": "иван"}, 4: {"Code": "8", "Name": "Иван"},
		5: {"Code": "9", "Name": "7"}, 6: {"Code": "9", "Name": "Петър"}, 7: {"Code": "x", "Name": "Gone", "Deleted": -1},
	} {
		row["ID"] = id
		insertRow(t, db, "Users", row)
		insertRow(t, db, "Objects", row)
	}
	for text, want := range map[string]int64{"3": 2, " 7 ": 3, "МАРИЯ": 2, "1": 1, "6": 6, "служебен потребител": 1} {
		user, err := db.UserByCodeOrName(t.Context(), text)
		require.NoError(t, err, text)
		require.Equal(t, sklad.UserID(want), user.ID, text)
	}
	object, err := db.ObjectByCodeOrName(t.Context(), "служебен ОБЕКТ")
	require.NoError(t, err)
	require.Equal(t, sklad.ObjectID(1), object.ID)
	for _, text := range []string{"Иван", "9"} {
		_, err := db.UserByCodeOrName(t.Context(), text)
		require.ErrorIs(t, err, sklad.ErrAmbiguous)
		_, err = db.ObjectByCodeOrName(t.Context(), text)
		require.ErrorIs(t, err, sklad.ErrAmbiguous)
	}
	_, err = db.UserByCodeOrName(t.Context(), "Иван")
	require.ErrorContains(t, err, `ID 3, code "7", name "иван" and ID 4, code "8", name "Иван"`)
	for _, text := range []string{"", " ", "Gone", "x", "77"} {
		_, err := db.UserByCodeOrName(t.Context(), text)
		require.ErrorIs(t, err, sklad.ErrNotFound, text)
	}
}

func TestPhoneDigits(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"": "", "12345": "", "0888 123 456": "0888123456", "+359888123456": "0888123456", "00359 (0) 888 123 456": "0888123456",
		"+44 20 7946 0000": "442079460000", "359123": "359123", "а": "",
	} {
		require.Equal(t, want, sklad.PhoneDigits(in), in)
	}
}

func TestBarCodes(t *testing.T) {
	t.Parallel()
	require.Empty(t, sklad.Good{}.BarCodes())
	good := sklad.Good{BarCode1: "1", BarCode2: "2", BarCode3: "3,, 1 ,4"}
	require.Equal(t, []string{"1", "2", "3", "4"}, good.BarCodes())
}
