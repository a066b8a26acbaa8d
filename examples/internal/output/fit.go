package output

import (
	"strings"

	"github.com/rivo/uniseg"
)

// narrowest is what a column keeps when others can still give way.
const narrowest = 8

// fit takes cells off the columns until a line is no wider than the terminal: off
// the long ones, then off other texts, then off whatever is left.
func (g grid) fit() {
	if g.limit <= 0 {
		return
	}

	for _, step := range []struct {
		gives func(Column) bool
		least int
	}{
		{func(c Column) bool { return c.Long || c.Wrap }, narrowest},
		{func(c Column) bool { return !c.Right }, narrowest},
		{func(Column) bool { return true }, 1},
		{func(Column) bool { return true }, 0},
	} {
		for g.excess() > 0 && g.narrow(step.gives, step.least) {
		}
	}
}

// excess is by how many cells a line is too wide.
func (g grid) excess() int {
	sum := -len(gap)

	for _, w := range g.widths {
		if w > 0 { // a column of none is not there
			sum += len(gap) + w
		}
	}

	return sum - g.limit
}

// narrow takes a cell off the widest of the columns that give way, the last of
// several; false when none of them is wider than least.
func (g grid) narrow(gives func(Column) bool, least int) bool {
	widest := -1

	for i, c := range g.columns {
		if gives(c) && g.widths[i] > least && (widest < 0 || g.widths[i] >= g.widths[widest]) {
			widest = i
		}
	}

	if widest < 0 {
		return false
	}

	g.widths[widest]--

	return true
}

// cut shortens a text to a width, with … at its end. What a person sees as one
// letter stays whole.
func cut(text string, width int) string {
	if uniseg.StringWidth(text) <= width {
		return text
	}

	var short strings.Builder

	for left, g := width-1, uniseg.NewGraphemes(text); left > 0 && g.Next() && g.Width() <= left; {
		left -= g.Width()

		short.WriteString(g.Str())
	}

	if width > 0 {
		short.WriteString("…")
	}

	return short.String()
}

// broken is a text in lines of a width, broken between words; a longer word is
// cut in two.
func broken(text string, width int) []string {
	var (
		lines []string
		line  string
	)

	for word := range strings.SplitSeq(text, " ") {
		switch {
		case line == "":
			line = word
		case uniseg.StringWidth(line)+1+uniseg.StringWidth(word) <= width:
			line += " " + word
		default:
			lines, line = append(lines, line), word
		}

		for width > 0 && uniseg.StringWidth(line) > width {
			head := strings.TrimSuffix(cut(line+" ", width+1), "…")
			if head == "" { // a letter of two cells in a column of one
				line = cut(line, width)

				break
			}

			lines, line = append(lines, head), strings.TrimPrefix(line, head)
		}
	}

	return append(lines, line)
}
