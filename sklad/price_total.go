package sklad

import "github.com/shopspring/decimal"

// DocumentTotals are the sums of a document, in the base currency, to the cent.
type DocumentTotals struct {
	// Total is the sum of the lines on the basis of their prices.
	Total decimal.Decimal
	// VAT is the VAT that the program shows for the document.
	VAT decimal.Decimal
	// TotalWithVAT is the amount due.
	TotalWithVAT decimal.Decimal
	// Reread is the sum of the lines as computed from the stored rows, with
	// VAT. It may differ from TotalWithVAT by a cent a line.
	Reread decimal.Decimal
}

// TotalLines adds priced lines up as the program does. gross tells whether
// their prices include VAT, as in LineTerms.
func TotalLines(lines []LinePrices, gross bool) DocumentTotals {
	var sums DocumentTotals
	vat := 0.0
	for _, line := range lines {
		sums.Total = sums.Total.Add(line.Total)
		sums.TotalWithVAT = sums.TotalWithVAT.Add(line.TotalWithVAT)
		sums.Reread = sums.Reread.Add(line.Reread)
		vat += line.stored.vat
	}
	sums.VAT = sums.TotalWithVAT.Sub(sums.Total)
	if gross {
		sums.VAT = toDecimal(roundFloat(vat, cents))
	}
	return sums
}
