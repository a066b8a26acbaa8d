package sklad

// StoredPrices shows tests the floats that Record writes.
func StoredPrices(p LinePrices) (priceOut, vatOut float64) { return p.stored.priceOut, p.stored.vatOut }
