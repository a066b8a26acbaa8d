package output

import (
	"strings"
	"unicode/utf8"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

// Column is the head of a column of a table.
type Column struct {
	Head lang.Text
	// Right aligns numbers.
	Right bool
}

// Table prints rows under their heads, for a person only. Cells may hold any
// letters; widths are counted in characters. A table without rows says nothing
// and is not printed.
func (o *Output) Table(columns []Column, rows [][]string) {
	if o.opts.JSON || len(rows) == 0 {
		return
	}

	heads := make([]string, len(columns))
	for i, c := range columns {
		heads[i] = c.Head.In(o.opts.Lang)
	}

	widths := make([]int, len(columns))

	for _, row := range append([][]string{heads}, rows...) {
		for i, cell := range row[:min(len(row), len(widths))] {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}

	if o.begun {
		o.write("\n")
	}

	o.row(columns, widths, heads)

	rules := make([]string, len(columns))
	for i, w := range widths {
		rules[i] = strings.Repeat("-", w)
	}

	o.row(columns, widths, rules)

	for _, row := range rows {
		o.row(columns, widths, row)
	}
}

func (o *Output) row(columns []Column, widths []int, cells []string) {
	var line strings.Builder

	for i, cell := range cells[:min(len(cells), len(widths))] {
		gap := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
		if i > 0 {
			line.WriteString("  ")
		}

		if columns[i].Right {
			line.WriteString(gap + cell)
		} else {
			line.WriteString(cell + gap)
		}
	}

	o.write(strings.TrimRight(line.String(), " ") + "\n")
}
