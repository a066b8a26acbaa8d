// Package match finds out which records of two sides are one and the same, when
// both were filled by hand before anybody linked them. It is pure: no database,
// no network.
//
//	for _, p := range match.Propose(goods, variants) {
//		fmt.Println(p.Left, p.Right, p.Certain, p.Score, p.Reasons)
//	}
//
// # What is compared
//
// Barcodes, codes, names and prices. [Name] and [Code] fold case and the letters
// of Cyrillic and Latin that look alike, so that "CM048М" with a Cyrillic М is
// "CM048M"; a name is also compared without punctuation and blanks.
//
// # What is certain
//
// Only a barcode or a code that one record of each side has, and no other, makes
// a pair certain, and only while nothing speaks against it: another barcode or
// code of the two that leads elsewhere, or, where the code alone speaks for the
// pair, names that fit other records better, or names and prices that have
// nothing in common. A code of digits alone may be a running number on both
// sides, so it needs a name that is at least similar.
// Everything else is a candidate for a person, with its reasons and a score.
//
// # Size
//
// Records meet through indexes of what they have in common and never each with
// each: the work grows with the number of records. What more than a few dozen
// records share says nothing about any of them and is passed over.
package match
