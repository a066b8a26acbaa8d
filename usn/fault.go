package usn

import (
	"errors"
	"fmt"
	"unicode"
)

// ErrInvalid is wrapped by every error about the form of a sale number or of one
// of its parts.
var ErrInvalid = errors.New("not a valid unique sale number (УНП)")

// Fault says which rule a text broke.
type Fault string

// The faults that [Parse] tells apart.
const (
	FaultLength     Fault = "length"      // not 21 characters
	FaultSpace      Fault = "space"       // white space around it
	FaultCyrillic   Fault = "cyrillic"    // a Cyrillic letter, most often one that looks Latin
	FaultLowerCase  Fault = "lower case"  // a small Latin letter
	FaultHyphen     Fault = "hyphen"      // no hyphen at position 9 or 14
	FaultCharacter  Fault = "character"   // a character that may not stand there
	FaultZeroNumber Fault = "zero number" // running number 0000000, kept for special forms
)

// FormatError is the error of [Parse]. It wraps [ErrInvalid].
type FormatError struct {
	// Input is the text as it was given.
	Input string
	// Fault is the rule that it broke.
	Fault Fault
	// Position is the first faulty character, counted from 1; for FaultLength it is
	// the number of characters found.
	Position int
}

// Error names the fault and what would be right.
func (e *FormatError) Error() string {
	return fmt.Sprintf("usn: %s: %s: %v", shown(e.Input), e.explain(), ErrInvalid)
}

// Unwrap returns [ErrInvalid].
func (e *FormatError) Unwrap() error { return ErrInvalid }

func (e *FormatError) explain() string {
	switch e.Fault {
	case FaultLength:
		return fmt.Sprintf("%d characters instead of %d (XXXXXXXX-ZZZZ-NNNNNNN)", e.Position, textLen)
	case FaultSpace:
		return "white space around the number; remove it where the number is made"
	case FaultCyrillic:
		return e.explainCyrillic()
	case FaultLowerCase:
		return fmt.Sprintf("small letter at position %d; only capitals are allowed", e.Position)
	case FaultHyphen:
		return fmt.Sprintf("no hyphen at position %d", e.Position)
	case FaultZeroNumber:
		return "the running number is 0000000; sales are numbered from 0000001"
	case FaultCharacter:
	}
	return fmt.Sprintf("character at position %d may not stand there", e.Position)
}

func (e *FormatError) explainCyrillic() string {
	letter := []rune(e.Input)[e.Position-1]
	if latin, ok := latinTwin(letter); ok {
		return fmt.Sprintf("position %d is the Cyrillic letter %c, which looks like the Latin %c; type the Latin one",
			e.Position, letter, latin)
	}
	return fmt.Sprintf("position %d is the Cyrillic letter %c; only Latin letters are allowed", e.Position, letter)
}

// firstCyrillic finds the first Cyrillic letter; the position counts from 1.
func firstCyrillic(s string) (int, bool) {
	at := 0
	for _, r := range s {
		at++
		if unicode.Is(unicode.Cyrillic, r) {
			return at, true
		}
	}
	return 0, false
}

// latinTwin gives the Latin capital that a Cyrillic letter is mistaken for.
func latinTwin(r rune) (rune, bool) {
	const cyrillic, latin = "АВЕЅІЈКМНОРСТУХ", "ABESIJKMHOPCTYX"
	i := 0
	for _, c := range cyrillic {
		if c == unicode.ToUpper(r) {
			return rune(latin[i]), true
		}
		i++
	}
	return 0, false
}

// shown quotes a text for a message and cuts a long one.
func shown(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return fmt.Sprintf("%q…", string(r[:most]))
	}
	return fmt.Sprintf("%q", s)
}
