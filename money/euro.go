package money

import "github.com/shopspring/decimal"

// cents is the number of decimal places of an amount of euro or lev.
const cents = 2

// Rate is the fixed number of lev (BGN) in one euro: 1.95583.
// Source: Council Regulation (EC) No 2866/98 as amended for Bulgaria.
func Rate() decimal.Decimal { return decimal.New(195583, -5) }

// ToEUR converts an amount of lev (BGN) to euro: it divides by the full rate and
// rounds once, to the cent, half up on the third decimal (ЗВЕРБ чл. 12–13).
// A negative amount converts like the positive one, with the sign put back.
func ToEUR(bgn decimal.Decimal) decimal.Decimal {
	return bgn.DivRound(Rate(), cents)
}

// ToBGN converts an amount of euro to lev (BGN): it multiplies by the full rate
// and rounds once, to the cent (stotinka), half up on the third decimal
// (ЗВЕРБ чл. 12–13). A negative amount converts like the positive one.
//
// The way there and back may differ by a cent: several lev amounts share one euro
// amount.
func ToBGN(eur decimal.Decimal) decimal.Decimal {
	return eur.Mul(Rate()).Round(cents)
}
