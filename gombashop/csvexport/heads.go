package csvexport

import (
	"fmt"
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
}

// locate finds the columns. Each takes the first head of one of its names that
// no column before it took: thus the two "Пощенски код" of an order, delivery
// and customer, fall apart by their order.
func locate(names []string, columns []column) (heads, error) {
	h := heads{at: map[string]int{}, written: make([]string, len(names))}
	folded := make([]string, len(names))

	for i, name := range names {
		if !utf8.ValidString(name) {
			return h, headFault("", "the head of column %d is not UTF-8", i+1)
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
		return h, absent(names, missing)
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
			return headFault(h.written[i], "the column stands there once more, as number %d", i+1)
		}
	}

	return nil
}

func absent(names, missing []string) error {
	why := "the column is missing"
	if len(missing) > 1 {
		why = "the columns " + strings.Join(missing, ", ") + " are missing"
	}

	if len(names) == 1 && strings.ContainsAny(names[0], ";\t") {
		why += "; the cells are not separated by commas"
	}

	return headFault(missing[0], "%s", why)
}

func headFault(field, format string, args ...any) error {
	return &Error{Line: 1, Column: 1, Field: field, Cause: fmt.Errorf("%w: %s; %s", ErrFormat, fmt.Sprintf(format, args...), remedy)}
}
