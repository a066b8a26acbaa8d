package match

import (
	"html"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Name is a name as it is compared: upper case, without accents, letters that
// look alike as Latin ones, and its words parted by single blanks. HTML entities
// that a shop left in are read.
func Name(name string) string {
	return strings.Join(strings.FieldsFunc(fold(html.UnescapeString(name)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r)
	}), " ")
}

// Code is a code as it is compared: as Name, but its punctuation counts, because
// 1-10 and 110 are two codes.
func Code(code string) string { return strings.Join(strings.Fields(fold(code)), " ") }

// Barcode is a barcode as it is compared: without blanks, and the 12 digits of a
// UPC as the EAN that they are. Zeros alone are no barcode.
func Barcode(code string) string {
	code = strings.Join(strings.Fields(fold(code)), "")

	const upc = 12
	if len(code) == upc && digitsOnly(code) {
		code = "0" + code
	}

	if strings.Trim(code, "0") == "" {
		return ""
	}

	return code
}

// alike is a code without what is lost when people type it or a spreadsheet
// saves it: punctuation, blanks and leading zeros.
func alike(code string) string {
	letters := strings.ReplaceAll(Name(code), " ", "")
	if short := strings.TrimLeft(letters, "0"); short != "" {
		return short
	}

	return letters
}

// fold makes one letter of all that look like it. Letters are taken apart first,
// so that й with and without its own character are the same.
func fold(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.M, r), unicode.Is(unicode.Cf, r), r == unicode.ReplacementChar:
			return -1
		case unicode.IsControl(r):
			return ' '
		}

		return latin(unicode.ToUpper(r))
	}, norm.NFKD.String(strings.ToValidUTF8(text, " ")))
}

// latin is the Latin capital that a capital of another alphabet looks like.
func latin(r rune) rune {
	const (
		others = "АВЕЅІЈКМНОРСТУХԚԜ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"
		same   = "ABESIJKMHOPCTYXQW" + "ABEZHIKMNOPTYX"
	)

	at := 0

	for _, other := range others {
		if other == r {
			return rune(same[at])
		}

		at++
	}

	return r
}

func digitsOnly(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
}
