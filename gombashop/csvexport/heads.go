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
			return h, h.fault(i, "", "the head of column %d is not UTF-8", i+1)
		case strings.ContainsAny(name, "\r\n"):
			return h, h.fault(i, "", "the head %s goes over more than one line; lines end as in Unix or Windows", quote(name))
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
			return h.fault(i, h.written[i], "the column stands there once more, as number %d", i+1)
		}
	}

	return nil
}

func (h heads) absent(names, missing []string) error {
	why := "the column is missing"
	if len(missing) > 1 {
		why = "the columns " + strings.Join(missing, ", ") + " are missing"
	}

	if len(names) == 1 && strings.ContainsAny(names[0], ";\t") {
		why += "; the cells are not separated by commas"
	}

	return h.fault(0, missing[0], "%s", why)
}

func (h heads) fault(at int, field, format string, args ...any) error {
	line, column := h.place(at)

	cause := fmt.Errorf("%w: %s; %s", ErrFormat, fmt.Sprintf(format, args...), remedy)

	return &Error{Line: line, Column: column, Field: field, Cause: cause}
}
