package sklad

import (
	"github.com/shopspring/decimal"
)

// LineTerms is what two parties agree on for one line of a document.
type LineTerms struct {
	// Price is the unit price before Discount, in the base currency, with VAT
	// when Gross is set and without it otherwise.
	Price decimal.Decimal
	Qty   decimal.Decimal
	// Discount is a percentage; the program limits it to -99…99 and rounds it to
	// two places.
	Discount decimal.Decimal
	// VATRate is a percentage, VATGroups.VATValue.
	VATRate decimal.Decimal
	// Gross tells that prices include VAT: Info.PricesIncludeVAT.
	Gross bool
}

// LinePrices is what the program makes of LineTerms. Prices that Operations
// stores as floats are given through 15 significant digits; Record writes the
// floats themselves.
type LinePrices struct {
	// Original is the unit price before the discount, to the cent.
	Original decimal.Decimal
	// Discount is the percentage that is stored.
	Discount decimal.Decimal
	// PriceOut is the unit price after the discount, not rounded.
	PriceOut decimal.Decimal
	// VATOut is the VAT in, or on top of, PriceOut; per unit, not rounded.
	VATOut decimal.Decimal
	// Total is the line's total at entry, on the basis of Price, to the cent.
	Total decimal.Decimal
	// TotalWithVAT is Total with VAT, to the cent. The amount due for a
	// document is the sum of these.
	TotalWithVAT decimal.Decimal
	// Reread is the line's total with VAT, to the cent, as anyone computes it
	// from the stored row: round(Qtty × PriceOut, 2), in databases with net
	// prices round(Qtty × (PriceOut + VATOut), 2). It differs from TotalWithVAT
	// by at most a cent for most lines with a discount.
	Reread decimal.Decimal

	stored storedPrices
}

// storedPrices are the values of the float columns.
type storedPrices struct {
	priceOut, vatOut, discount float64
	// vat is VATOut × Qtty, summed before it is rounded.
	vat float64
}

// PriceLine computes a line with the program's own arithmetic, bit for bit:
// floats in its order of operations, rounded half away from zero after a
// conversion to 15 significant digits. Terms that no float holds give zeros;
// Record refuses such.
func PriceLine(t LineTerms) LinePrices {
	const whole = 100
	qty, rate := t.Qty.InexactFloat64(), t.VATRate.InexactFloat64()
	discount := clampDiscount(t.Discount).InexactFloat64()
	original := roundFloat(t.Price.InexactFloat64(), cents)
	priceOut := original * (whole - discount) / whole
	vatOut := vatOf(priceOut, rate, t.Gross)

	full := qty * original
	off := roundFloat(full*discount/whole, cents)
	total := roundFloat(full-off, cents)
	withVAT, reread := total, roundFloat(qty*priceOut, cents)
	if !t.Gross {
		withVAT = roundFloat(total*(whole+rate)/whole, cents)
		reread = roundFloat(qty*(priceOut+vatOut), cents)
	}
	return LinePrices{
		Original: toDecimal(original), Discount: toDecimal(discount), PriceOut: toDecimal(priceOut), VATOut: toDecimal(vatOut),
		Total: toDecimal(total), TotalWithVAT: toDecimal(withVAT), Reread: toDecimal(reread),
		stored: storedPrices{priceOut: priceOut, vatOut: vatOut, discount: discount, vat: qty * vatOut},
	}
}

// cents are the places of the program's amounts.
const cents = 2

// maxDiscount is the program's limit, in per cent.
const maxDiscount = 99

// clampDiscount is the discount that the program stores: within its limits, to
// two places.
func clampDiscount(percent decimal.Decimal) decimal.Decimal {
	limited := min(max(percent.InexactFloat64(), -maxDiscount), maxDiscount)
	return toDecimal(roundFloat(limited, cents))
}
