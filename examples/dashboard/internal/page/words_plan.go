package page

// planWords are of the page Plan.
func planWords() vocabulary { return vocabulary{} }
