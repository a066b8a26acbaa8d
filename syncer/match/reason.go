package match

import (
	"github.com/shopspring/decimal"
)

// Record is what is compared of a good, or of a variant of the shop.
type Record struct {
	Code     string
	Barcodes []string
	Name     string
	// Price is that of one piece, both sides with VAT and in one currency; not
	// valid when it is not known.
	Price decimal.NullDecimal
}

// Pair is two records that may be one. Left and Right are their places in the
// lists that were compared.
type Pair struct {
	Left, Right int
	// Certain pairs need no person. A record has at most one.
	Certain bool
	// Score tells how much speaks for the pair, 0 to 100. It orders candidates;
	// nothing is certain by its score.
	Score   int
	Reasons []Reason
}

// Reason is what speaks for a pair or against it.
type Reason string

// What speaks for a pair.
const (
	SameBarcode   Reason = "same_barcode"   // and nobody else has it
	SharedBarcode Reason = "shared_barcode" // the same, and others have it too
	SameCode      Reason = "same_code"      // and nobody else has it
	SharedCode    Reason = "shared_code"    // the same, and others have it too
	AlikeCode     Reason = "alike_code"     // but for punctuation and leading zeros
	SameName      Reason = "same_name"
	AlikeName     Reason = "alike_name"
	SamePrice     Reason = "same_price"
)

// What speaks against a pair.
const (
	OtherBarcode      Reason = "other_barcode" // a barcode of the two leads elsewhere
	OtherCode         Reason = "other_code"    // a code of the two leads elsewhere
	OtherName         Reason = "other_name"    // a name of the two fits another better
	DifferentBarcodes Reason = "different_barcodes"
	DifferentNames    Reason = "different_names"
	// RunningNumber is a code of digits alone, which both sides may have given
	// by themselves, under names that have little in common.
	RunningNumber Reason = "running_number"
)

// weight is how much a reason counts. What speaks for a pair takes its share of
// the doubt that is left; what speaks against it its share of the score.
func (r Reason) weight() float64 {
	return map[Reason]float64{
		SameBarcode: 0.95, SharedBarcode: 0.6, SameCode: 0.85, SharedCode: 0.5, AlikeCode: 0.4,
		SameName: 0.6, AlikeName: 0.6, SamePrice: 0.15,
		OtherBarcode: -0.4, OtherCode: -0.4, OtherName: -0.5, DifferentBarcodes: -0.3, DifferentNames: -0.4, RunningNumber: -0.2,
	}[r]
}

// score is 0 to 100; a similar name counts as far as it is similar.
func score(reasons []Reason, similarity float64) int {
	doubt, trust := 1.0, 1.0

	for _, r := range reasons {
		weight := r.weight()

		switch {
		case weight < 0:
			trust *= 1 + weight
		case r == AlikeName:
			doubt *= 1 - weight*similarity
		default:
			doubt *= 1 - weight
		}
	}

	const whole = 100

	return int(whole*(1-doubt)*trust + 0.5)
}
