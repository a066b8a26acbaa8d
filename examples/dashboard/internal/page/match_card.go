package page

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/examples/dashboard/internal/matching"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/match"
	"github.com/skladmost/skladmost/syncer/text"
)

// matchCard is a good beside its candidates, as the page shows it.
type matchCard struct {
	matching.Case

	ID         string
	Side       syncer.MatchSide
	Offers     []matchOffer
	Now        bool // the keyboard begins with it
	Set, Token string
	Back       string // the page to come back to
}

// matchOffer is one candidate.
type matchOffer struct {
	Number   int // the key that chooses it
	Variant  string
	Accepted bool
	Score    int
	Reasons  []matchReason
	Name     []piece
	Side     syncer.MatchSide
	// Code, Barcodes and Price compare with the good's.
	Code, Barcodes, Price likeness
}

// matchReason is what speaks for a candidate, or against it.
type matchReason struct {
	Text    string
	Against bool
}

// likeness is how a field compares: same, alike, other, or empty where one side
// has none.
type likeness string

// piece is a part of a name; Other ones are not in the good's name.
type piece struct {
	Text  string
	Other bool
}

func matchID(good sklad.GoodID) string { return "good-" + strconv.FormatInt(int64(good), 10) }

func (w *words) matchCard(c matching.Case, set, back, token string, now bool) matchCard {
	card := matchCard{Case: c, ID: matchID(c.Good), Now: now, Set: set, Token: token, Back: back}

	for i, m := range c.Candidates {
		card.Side = m.Good
		card.Offers = append(card.Offers, matchOffer{
			Number: i + 1, Variant: m.VariantID, Accepted: c.Verdict == matching.Accepted && c.Variant == m.VariantID,
			Score: m.Score, Reasons: w.matchReasons(m), Name: pieces(m.Variant.Name, m.Good.Name), Side: m.Variant,
			Code: likenessOf(m.Good.Code, m.Variant.Code), Barcodes: barcodesAlike(m.Good.Barcodes, m.Variant.Barcodes),
			Price: pricesAlike(m.Good.Price, m.Variant.Price),
		})
	}

	return card
}

func (w *words) matchReasons(m syncer.Match) []matchReason {
	var all []matchReason

	for _, r := range m.Reasons {
		said := text.Language(w.lang).Reason(string(r))

		for _, but := range []string{"BUT ", "НО "} { // the page has a sign for it
			said = strings.TrimPrefix(said, but)
		}

		all = append(all, matchReason{Text: said, Against: against(r)})
	}

	return all
}

// against tells what speaks against a match.
func against(r match.Reason) bool {
	return slices.Contains([]match.Reason{
		match.OtherBarcode, match.OtherCode, match.OtherName, match.DifferentBarcodes, match.DifferentNames, match.RunningNumber,
	}, r)
}

// pieces parts a name at its words and marks those that another name lacks, as
// matching compares names.
func pieces(name, other string) []piece {
	whole := func(name string) string { return strings.ReplaceAll(match.Name(name), " ", "") }
	equal := whole(name) == whole(other) // but for blanks, as in 18см

	known := map[string]bool{}
	for word := range strings.FieldsSeq(match.Name(other)) {
		known[word] = true
	}

	var all []piece

	for word := range strings.FieldsSeq(name) {
		lacks := false

		for part := range strings.FieldsSeq(match.Name(word)) {
			lacks = lacks || !equal && !known[part]
		}

		all = append(all, piece{Text: word, Other: lacks})
	}

	return all
}

func likenessOf(a, b string) likeness {
	switch {
	case a == "" || b == "":
		return ""
	case a == b:
		return "same"
	case match.Code(a) == match.Code(b):
		return "alike"
	}

	return "other"
}

func barcodesAlike(here, there []string) likeness {
	best := likeness("")

	for _, a := range here {
		for _, b := range there {
			if match.Barcode(a) == match.Barcode(b) {
				return "same"
			}

			best = cmp.Or(best, "other")
		}
	}

	return best
}

func pricesAlike(a, b decimal.NullDecimal) likeness {
	switch {
	case !a.Valid || !b.Valid:
		return ""
	case a.Decimal.Equal(b.Decimal):
		return "same"
	}

	return "other"
}
