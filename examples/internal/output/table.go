package output

import (
	"strings"

	"github.com/rivo/uniseg"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

// Column is the head of a column of a table.
type Column struct {
	Head lang.Text
	// Right aligns numbers.
	Right bool
	// Long is the column that gives way where the terminal is narrow: it is cut,
	// or broken into lines with Wrap. Without one the widest text gives way.
	Long, Wrap bool
	// Tones are cells that stand out, by their text.
	Tones map[string]Tone
}

// gap stands between two columns.
const gap = "  "

// Table prints rows under their heads, for a person only. Cells may hold any
// letters. On a terminal no line is wider than it; in a file nothing is cut. A
// table without rows says nothing and is not printed.
func (o *Output) Table(columns []Column, rows [][]string) {
	if o.opts.JSON || len(rows) == 0 {
		return
	}

	if o.begun {
		o.write("\n")
	}

	heads, rules := make([]string, len(columns)), make([]string, len(columns))
	for i, c := range columns {
		heads[i] = c.Head.In(o.opts.Lang)
	}

	rows = harmlessRows(rows)
	t := grid{columns: columns, widths: naturalWidths(heads, rows), limit: o.width}
	t.fit()

	for i, w := range t.widths {
		rules[i] = strings.Repeat("-", w)
	}

	for _, line := range t.lines(heads, func(int, string) Tone { return Heading }, o.painted) {
		o.write(line + "\n")
	}

	o.write(t.line(rules, nil, false) + "\n")

	for _, row := range rows {
		for _, line := range t.lines(row, t.tone, o.painted) {
			o.write(line + "\n")
		}
	}
}

func naturalWidths(heads []string, rows [][]string) []int {
	widths := make([]int, len(heads))

	for _, row := range append([][]string{heads}, rows...) {
		for i, cell := range row[:min(len(row), len(widths))] {
			widths[i] = max(widths[i], uniseg.StringWidth(cell))
		}
	}

	return widths
}

// grid is a table with the widths of its columns.
type grid struct {
	columns []Column
	widths  []int
	limit   int // of a line in cells; 0: none
}

func (g grid) tone(column int, cell string) Tone { return g.columns[column].Tones[cell] }

// lines are a row: one line, or more where a cell is broken.
func (g grid) lines(cells []string, tone func(column int, cell string) Tone, painted bool) []string {
	cells = cells[:min(len(cells), len(g.widths))]
	parts, tallest := make([][]string, len(cells)), 1

	for i, cell := range cells {
		parts[i] = []string{cut(cell, g.widths[i])}
		if g.columns[i].Wrap {
			parts[i] = broken(cell, g.widths[i])
		}

		tallest = max(tallest, len(parts[i]))
	}

	all := make([]string, tallest)
	for n := range all {
		row, tones := make([]string, len(cells)), make([]Tone, len(cells))

		for i, cell := range cells {
			if n < len(parts[i]) {
				row[i], tones[i] = parts[i][n], tone(i, cell)
			}
		}

		all[n] = g.line(row, tones, painted)
	}

	return all
}

func (g grid) line(cells []string, tones []Tone, painted bool) string {
	var line strings.Builder

	for i, cell := range cells {
		if g.widths[i] == 0 {
			continue
		}

		space := strings.Repeat(" ", max(0, g.widths[i]-uniseg.StringWidth(cell)))
		if line.Len() > 0 {
			line.WriteString(gap)
		}

		if tones != nil {
			cell = paint(cell, tones[i], painted)
		}

		if g.columns[i].Right {
			line.WriteString(space + cell)
		} else {
			line.WriteString(cell + space)
		}
	}

	return strings.TrimRight(line.String(), " ")
}
