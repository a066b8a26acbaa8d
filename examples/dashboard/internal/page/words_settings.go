package page

// settingsWords are of the page Settings.
func settingsWords() vocabulary { return vocabulary{} }
