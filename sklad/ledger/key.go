package ledger

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/key"
)

// KeyHash is the unique key of a record of a shop: the first 20 bytes of
// SHA-256(kind ␀ shop ␀ id), 40 characters in hexadecimal. Ids of a shop are
// opaque bytes; no collation can merge two of them this way ("ab12", "AB12",
// "ab12 ", "äb12").
func KeyHash(kind, shop, id string) string {
	return key.Hash(kind, shop, id)
}

// CheckID refuses the id of a shop's record that could not be read back as it
// was: one that a server would cut off or could not store as text. kind is
// "order", or the kind of a link. The error is [ErrInvalid] and names the place
// in a *sklad.RowError.
func CheckID(kind, shop, id string) error {
	if err := checkText("the shop's name", shop, shopLength); err != nil {
		return err
	}
	if err := checkText("the id of the "+kind, id, idLength); err != nil {
		return fmt.Errorf("%w (%w)", err, idFault(kind, id))
	}
	return nil
}

// idFault is the same for a program.
func idFault(kind, id string) *sklad.RowError {
	e := &sklad.RowError{Table: "gomba_links", Column: "ShopID", Fault: sklad.NoText, Value: id}
	if kind == "order" {
		e.Table, e.Column = "gomba_orders", "OrderID"
	}
	if short := cut(id, valueShown-1); short != id {
		e.Value = short + "…"
	}
	switch {
	case id == "":
		e.Fault = sklad.ValueMissing
	case units(id) > idLength:
		e.Fault, e.Most = sklad.TooLong, idLength
	}
	return e
}

// valueShown is how many characters of a value an error repeats.
const valueShown = 40

func checkText(what, value string, length int) error {
	switch {
	case value == "":
		return invalid("%s is empty", what)
	case units(value) > length:
		return invalid("%s has more than %d characters: %.40q…", what, length, value)
	}
	return checkBytes(what, value)
}

func checkBytes(what, value string) error {
	if !utf8.ValidString(value) || strings.ContainsRune(value, 0) {
		return invalid("%s is no text: %.40q", what, value)
	}
	return nil
}

// units is the length as SQL Server counts it: a character beyond the basic
// plane, such as an emoji, is two.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += width(r)
	}
	return n
}

func width(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}

// cut keeps a text for people within its column, in whole characters, and drops
// what is no text.
func cut(s string, length int) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "�"), "\x00", "")
	n := 0
	for i, r := range s {
		if n += width(r); n > length {
			return s[:i]
		}
	}
	return s
}
