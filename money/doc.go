// Package money does the two pieces of arithmetic with money that must be exact
// to the cent everywhere in the SDK: the change from lev to euro, and the
// splitting of one sum over several lines.
//
// # Lev and euro
//
// Bulgaria uses the euro since 2026-01-01. One euro is 1.95583 lev, for ever.
// [ToEUR] turns an old lev amount into euro, [ToBGN] goes the other way. Both
// round once, to the cent. Convert a document's grand total first: that is the
// money. Convert the lines with [Split], so that they sum to the converted total.
//
// # Splitting
//
// [Split] shares a total over weights by the largest remainder. The parts always
// sum to the total exactly, and no part is further than one unit of the last
// place from its exact share.
//
// Everything is a [decimal.Decimal]; no float takes part.
package money
