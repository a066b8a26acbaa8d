package csvexport

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// column is one that is read, by the names that it may have, the usual first.
type column struct {
	names  []string
	needed bool
}

func optional(names ...string) column { return column{names: names} }
func needed(names ...string) column   { return column{names: names, needed: true} }

// heads tell where the columns stand.
type heads struct {
	at      map[string]int // by the first name of the column
	written []string       // as the file has them
	place   func(int) (line, column int)
}

// locate finds the columns. Each takes the first head of one of its names that
// no column before it took: thus the two "Пощенски код" of an order, delivery
// and customer, fall apart by their order.
//
// place tells where in the file the nth head stands.
func locate(names []string, columns []column, place func(int) (line, column int)) (heads, error) {
	h := heads{at: map[string]int{}, written: make([]string, len(names)), place: place}
	folded := make([]string, len(names))

	for i, name := range names {
		switch {
		case !utf8.ValidString(name):
			return h, h.fault(i, "", wrong(CodeHeadEncoding, i+1))
		case strings.ContainsAny(name, "\r\n"):
			return h, h.fault(i, "", wrong(CodeHeadLines, quote(name)))
		}

		h.written[i] = strings.TrimSpace(strings.ReplaceAll(name, "\u00a0", " "))
		folded[i] = strings.ToLower(h.written[i])
	}

	var missing []string

	for _, c := range columns {
		if at := take(folded, c.names); at >= 0 {
			h.at[c.names[0]] = at
		} else if c.needed {
			missing = append(missing, c.names[0])
		}
	}

	if len(missing) > 0 {
		return h, h.absent(names, missing)
	}

	return h, h.unambiguous(folded)
}

// take finds the first head of one of the names and strikes it off.
func take(folded, names []string) int {
	for _, name := range names {
		if at := slices.Index(folded, strings.ToLower(name)); at >= 0 {
			folded[at] = ""

			return at
		}
	}

	return -1
}

// unambiguous refuses a head that is left over and means the same as one that
// is read: which of the two holds the truth is not known.
func (h heads) unambiguous(left []string) error {
	read := map[string]bool{}
	for _, at := range h.at {
		read[strings.ToLower(h.written[at])] = true
	}

	for i, name := range left {
		if read[name] {
			return h.fault(i, h.written[i], wrong(CodeColumnTwice, i+1))
		}
	}

	return nil
}

func (h heads) absent(names, missing []string) error {
	code := CodeColumnMissing
	if len(missing) > 1 {
		code = CodeColumnsMissing
	}

	if len(names) == 1 && strings.ContainsAny(names[0], ";\t") {
		code = CodeNoCommas
	}

	return h.fault(0, missing[0], wrong(code, joined(missing)))
}

func (h heads) fault(at int, field string, f fault) error {
	line, column := h.place(at)

	return f.at(line, column, field)
}
