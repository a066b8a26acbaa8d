package page

// journalWords are of the page Journal.
func journalWords() vocabulary { return vocabulary{} }
