package sklad

import (
	"slices"
	"strings"
	"unicode"
)

// BarCodes are all bar codes of a good: BarCode1, BarCode2 and the list parted
// by commas in BarCode3.
func (g Good) BarCodes() []string {
	var codes []string
	for _, code := range append([]string{g.BarCode1, g.BarCode2}, strings.Split(g.BarCode3, ",")...) {
		if code = strings.TrimSpace(code); code != "" && !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	return codes
}

// fewestDigits is the shortest phone number that identifies anybody.
const fewestDigits = 6

// PhoneDigits is a phone number in the form in which two spellings of it are
// equal: digits alone, a Bulgarian number with its trunk 0 in place of 359 or
// +359 or 00359. A text with fewer than six digits is no number and gives "".
func PhoneDigits(phone string) string {
	digits := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, phone)
	digits = strings.TrimPrefix(digits, "00")
	const country, national = "359", 7
	if rest, ok := strings.CutPrefix(digits, country); ok && len(rest) >= national {
		digits = "0" + strings.TrimPrefix(rest, "0") // "+359 (0) 888…" is written too
	}
	if len(digits) < fewestDigits {
		return ""
	}
	return digits
}

// phonePattern finds every text with these digits in this order, whatever
// stands between them. The trunk 0 is left out: +359 may be there instead.
func phonePattern(digits string) string {
	return "%" + strings.Join(strings.Split(strings.TrimPrefix(digits, "0"), ""), "%") + "%"
}

func hasPhone(p Partner, digits string) bool {
	for _, field := range []string{p.Phone, p.Phone2} {
		if PhoneDigits(field) == digits {
			return true
		}
		for _, one := range strings.FieldsFunc(field, func(r rune) bool { return strings.ContainsRune(",;/|", r) }) {
			if PhoneDigits(one) == digits {
				return true
			}
		}
	}
	return false
}

// Emails are the addresses of a partner: people enter several, parted by commas,
// semicolons or blanks. They are not checked.
func (p Partner) Emails() []string {
	return strings.FieldsFunc(p.Email, func(r rune) bool { return strings.ContainsRune(",; ", r) })
}

func hasEmail(p Partner, email string) bool {
	return slices.ContainsFunc(p.Emails(), func(one string) bool { return strings.EqualFold(one, email) })
}

// CompanyNumber is a company's ЕИК or VAT number in the form in which two
// spellings of it are equal: capitals without blanks and punctuation, and
// without the country's BG before digits.
func CompanyNumber(s string) string {
	plain := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToUpper(r)
		}
		return -1
	}, s)
	if rest, ok := strings.CutPrefix(plain, "BG"); ok && rest != "" && rest[0] >= '0' && rest[0] <= '9' {
		return rest
	}
	return plain
}
