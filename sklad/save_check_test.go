package sklad_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
)

// The same row is refused for the same reason every time, in few words.
func TestARefusalNamesTheFirstColumnAndFewOfItsLetters(t *testing.T) {
	t.Parallel()

	long := strings.Repeat("я", 400)

	for range 20 {
		err := sklad.CheckPartner(sklad.Partner{Company: long, MOL: long, Email: long, City: long, PriceGroup: sklad.Retail}, sklad.PartnerAll)
		require.Equal(t, &sklad.RowError{
			Table: "Partners", Column: "City", Fault: sklad.TooLong, Value: strings.Repeat("я", 39) + "…", Most: 255,
		}, err)
		require.ErrorIs(t, err, sklad.ErrInvalidRow)
		require.ErrorContains(t, err, "Partners.City is longer than 255 characters")
	}

	for name, c := range map[string]struct {
		err    error
		column string
		fault  sklad.RowFault
	}{
		"partner's name": {sklad.CheckPartner(sklad.Partner{Company: " "}, 0), "Company", sklad.ValueMissing},
		"price group":    {sklad.CheckPartner(sklad.Partner{Company: "a", PriceGroup: 99}, sklad.PartnerTerms), "PriceGroup", sklad.NoSuchRow},
		"discount":       {sklad.CheckPartner(sklad.Partner{Company: "a", Discount: d("500")}, sklad.PartnerTerms), "Discount", sklad.OutOfRange},
		"bytes":          {sklad.CheckPartner(sklad.Partner{ID: 7, Note1: "\x00"}, sklad.PartnerNotes), "Note1", sklad.NoText},
		"good's name":    {sklad.CheckGood(sklad.Good{}, 0), "Name", sklad.ValueMissing},
		"price":          {sklad.CheckGood(sklad.Good{Name: "a", Prices: sklad.Prices{}.With(sklad.Retail, d("-5"))}, sklad.GoodAll), "PriceOut2", sklad.Negative},
		"level":          {sklad.CheckGood(sklad.Good{Name: "a", MinQtty: d("1000000000000")}, sklad.GoodAll), "MinQtty", sklad.TooLarge},
		"path":           {sklad.CheckGoodsGroup([]string{"a", " "}), "Name", sklad.ValueMissing},
		"group's name":   {sklad.CheckGoodsGroup([]string{"a", long}), "Name", sklad.TooLong},
		"deep":           {sklad.CheckGoodsGroup(strings.Split(strings.Repeat("a ", 90)[:179], " ")), "Code", sklad.TooLong},
	} {
		var e *sklad.RowError

		require.ErrorAs(t, c.err, &e, name)
		require.Equal(t, c.column, e.Column, name)
		require.Equal(t, c.fault, e.Fault, name)
		require.LessOrEqual(t, len(e.Error()), 200, name)
	}
}

func TestWhatFitsIsNotRefused(t *testing.T) {
	t.Parallel()

	full := strings.Repeat("Щ", 255)
	require.NoError(t, sklad.CheckPartner(sklad.Partner{Company: full, PriceGroup: sklad.Retail}, sklad.PartnerAll))
	require.NoError(t, sklad.CheckPartner(sklad.Partner{ID: 5, Phone: "1"}, sklad.PartnerContacts), "a name that is not written need not be there")
	require.NoError(t, sklad.CheckGood(sklad.Good{Name: full}, sklad.GoodAll))
	require.NoError(t, sklad.CheckGoodsGroup([]string{full, "b"}))
	require.NoError(t, sklad.CheckDocument(sklad.Document{OperType: sklad.OperSale, Lines: []sklad.Line{{Qty: d("1")}}}))
}

func TestADocumentsTextsMustFit(t *testing.T) {
	t.Parallel()

	err := sklad.CheckDocument(sklad.Document{
		OperType: sklad.OperSale, Lines: []sklad.Line{{Qty: d("1")}},
		Payments: []sklad.Payment{{Type: 3, TransactionNumber: strings.Repeat("9", 300)}},
	})

	var e *sklad.RowError

	require.ErrorIs(t, err, sklad.ErrInvalidDocument)
	require.ErrorAs(t, err, &e)
	require.Equal(t, "Payments.TransactionNumber", e.Table+"."+e.Column)
	require.ErrorIs(t, sklad.CheckDocument(sklad.Document{OperType: sklad.OperSale}), sklad.ErrInvalidDocument)
}
