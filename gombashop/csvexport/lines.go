package csvexport

import "strings"

// Line is one line of an order: a text and nothing else. The file has neither
// quantity nor sku nor price of it.
type Line struct {
	// Text is the product's name, and in brackets the option that was chosen:
	// "Колан (Khaki)".
	Text string
}

// Option parts the text at its last pair of brackets. Whether they hold an
// option the file does not tell: names of products end in brackets too.
func (l Line) Option() (name, option string, ok bool) {
	open := strings.LastIndex(l.Text, " (")
	if open < 1 || !strings.HasSuffix(l.Text, ")") {
		return l.Text, "", false
	}

	return strings.TrimSpace(l.Text[:open]), strings.TrimSpace(l.Text[open+2 : len(l.Text)-1]), true
}

// lines reads "Колан (Khaki) | Фенер". A name that holds a bar comes apart.
func (r *row) lines(head string) []Line {
	var all []Line

	for text := range strings.SplitSeq(r.raw(head), " | ") {
		if text = plain(text); text != "" {
			all = append(all, Line{Text: text})
		}
	}

	return all
}
