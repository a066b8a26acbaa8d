package usn

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Parse reads a unique sale number in the strictest form that devices accept:
// ^[A-Z]{2}[0-9]{6}-[0-9A-Z]{4}-[0-9]{7}$ with a running number above zero.
// Nothing is trimmed, folded or transliterated: a number that needs mending must be
// mended where it was made, or the same sale gets two numbers.
//
// Every error is a [*FormatError], which wraps [ErrInvalid] and names the fault and
// its position.
func Parse(s string) (Number, error) {
	if fault, at, ok := firstFault(s); ok {
		return Number{}, &FormatError{Input: s, Fault: fault, Position: at}
	}
	var seq uint32
	for _, digit := range []byte(s[textLen-seqLen:]) {
		seq = seq*10 + uint32(digit-'0')
	}
	if seq == 0 {
		return Number{}, &FormatError{Input: s, Fault: FaultZeroNumber, Position: textLen - seqLen + 1}
	}
	return Number{
		Device:   s[:deviceLen],
		Operator: s[deviceLen+1 : deviceLen+1+operatorLen],
		Seq:      seq,
	}, nil
}

// firstFault looks for the faults that people make, the most telling first. The
// position counts characters from 1.
func firstFault(s string) (Fault, int, bool) {
	if strings.TrimSpace(s) != s {
		return FaultSpace, outerSpace(s), true
	}
	if at, ok := firstCyrillic(s); ok {
		return FaultCyrillic, at, true
	}
	if n := utf8.RuneCountInString(s); n != textLen {
		return FaultLength, n, true
	}
	at := 0
	for _, r := range s {
		at++
		if fault, ok := faultAt(at-1, r); ok {
			return fault, at, true
		}
	}
	return "", 0, false
}

// outerSpace is the position of the first white space around the text.
func outerSpace(s string) int {
	if strings.TrimLeftFunc(s, unicode.IsSpace) != s {
		return 1
	}
	return utf8.RuneCountInString(strings.TrimSpace(s)) + 1
}

// faultAt judges one character by its index in the 21-character form.
func faultAt(i int, r rune) (Fault, bool) {
	switch {
	case i == deviceLen || i == deviceLen+1+operatorLen:
		return FaultHyphen, r != '-'
	case i < 2:
		return letterFault(r)
	case i > deviceLen && i <= deviceLen+operatorLen && !isDigit(r):
		return letterFault(r)
	case !isDigit(r):
		return FaultCharacter, true
	}
	return "", false
}

func letterFault(r rune) (Fault, bool) {
	switch {
	case isCapital(r):
		return "", false
	case r >= 'a' && r <= 'z':
		return FaultLowerCase, true
	}
	return FaultCharacter, true
}

func isDigit(r rune) bool   { return r >= '0' && r <= '9' }
func isCapital(r rune) bool { return r >= 'A' && r <= 'Z' }
