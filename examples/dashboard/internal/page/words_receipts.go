package page

// receiptsWords are of the page Receipts.
func receiptsWords() vocabulary { return vocabulary{} }
