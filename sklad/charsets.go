package sklad

import (
	"context"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// Charsets are the character sets of text columns that do not hold every
// character, by "table.column" in lower case, each as MySQL calls it: "cp1251",
// "utf8mb3". A character set that this package does not know counts as one that
// holds everything. The zero value refuses nothing.
//
// Its checks say what the server would refuse of a row, so that a plan knows it
// without a write. The error is a *RowError with NoCharacter.
type Charsets map[string]string

// Charsets reads the character sets of the tables; empty where every column holds
// all characters.
func (db *DB) Charsets(ctx context.Context) (Charsets, error) {
	if err := outside(ctx); err != nil {
		return nil, err
	}

	narrow, ok := db.SQL().Dialect().(engine.Narrow)
	if !ok {
		return Charsets{}, nil
	}

	found, err := narrow.Charsets(ctx, db.SQL())

	return found, describe(cancelled(ctx, err), "read the character sets")
}

// CheckGood checks the texts of these field groups.
func (c Charsets) CheckGood(g Good, f GoodFields) error {
	if g.ID == 0 {
		f |= GoodCode | GoodNames
	}

	return c.checkRow("Goods", goodColumns(g, f))
}

// CheckPartner checks the texts of these field groups.
func (c Charsets) CheckPartner(p Partner, f PartnerFields) error {
	if p.ID == 0 {
		f |= PartnerCode | PartnerNames
	}

	return c.checkRow("Partners", partnerColumns(p, f))
}

// CheckGoodsGroup checks the names of a path.
func (c Charsets) CheckGoodsGroup(path []string) error {
	for _, name := range path {
		if err := c.check("GoodsGroups", "Name", name); err != nil {
			return err
		}
	}

	return nil
}

// CheckDocument checks the notes of a document and its payments.
func (c Charsets) CheckDocument(d Document) error {
	notes := []string{d.Note}
	for _, line := range d.Lines {
		notes = append(notes, line.Note)
	}

	for _, note := range notes {
		if err := c.check("Operations", "Note", note); err != nil {
			return err
		}
	}

	for _, p := range d.Payments {
		if err := c.CheckPayment(p); err != nil {
			return err
		}
	}

	return nil
}

// CheckPayment checks the transaction number of a payment.
func (c Charsets) CheckPayment(p Payment) error {
	return c.check("Payments", "TransactionNumber", p.TransactionNumber)
}

// checkRow goes by the names of the columns, as checkColumns does.
func (c Charsets) checkRow(table string, row engine.Row) error {
	for _, column := range slices.Sorted(maps.Keys(row)) {
		if text, ok := row[column].(string); ok {
			if err := c.check(table, column, text); err != nil {
				return err
			}
		}
	}

	return nil
}

func (c Charsets) check(table, column, text string) error {
	holds := holder(c[strings.ToLower(table+"."+column)])

	for _, r := range text {
		if !holds(r) {
			return refuse(table, column, NoCharacter, string(r))
		}
	}

	return nil
}

// holder tells which characters a character set of MySQL has. Its latin1 is
// Windows-1252 with the control characters that Windows leaves out.
func holder(charset string) func(rune) bool {
	pages := map[string]*charmap.Charmap{
		"cp1250": charmap.Windows1250, "cp1251": charmap.Windows1251, "cp1256": charmap.Windows1256, "cp1257": charmap.Windows1257,
		"latin1": charmap.Windows1252, "latin2": charmap.ISO8859_2, "latin5": charmap.ISO8859_9, "latin7": charmap.ISO8859_13,
		"greek": charmap.ISO8859_7, "hebrew": charmap.ISO8859_8, "koi8r": charmap.KOI8R, "koi8u": charmap.KOI8U,
		"cp850": charmap.CodePage850, "cp852": charmap.CodePage852, "cp866": charmap.CodePage866,
	}

	const firstBeyond = 0x10000 // of what three bytes of UTF-8 hold

	switch page := pages[charset]; {
	case page != nil:
		return func(r rune) bool { _, ok := page.EncodeRune(r); return ok }
	case charset == "ascii":
		return func(r rune) bool { return r < utf8.RuneSelf }
	case charset == "utf8", charset == "utf8mb3", charset == "ucs2":
		return func(r rune) bool { return r < firstBeyond }
	}

	return func(rune) bool { return true }
}
