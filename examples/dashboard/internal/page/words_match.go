package page

// matchWords are of the page Match.
func matchWords() vocabulary { return vocabulary{} }
